// Hostile links, specs and formulas through what reads them, and what is accepted through the jobs and the drawing.
// A share of them each time; GRADSCAPE_FUZZ=10000 takes as many, and holds each to a second.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { mapAxes, spectrumSpecOf, sweepSpecOf } from '../../src/app/state/job-specs.ts';
import { placedRange } from '../../src/app/state/map-axes.ts';
import { problemOf } from '../../src/app/state/problem.ts';
import { startsOf } from '../../src/app/state/starts.ts';
import { activeOptimizers, DEFAULT_STATE, patched, type State } from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/inline-pool.ts';
import { encodeFigure } from '../../src/fields/figure/index.ts';
import { landscapeSource, sweepSource } from '../../src/fields/sources.ts';
import { describe } from '../../src/problems/registry.ts';
import {
  checkLandscape,
  checkResponse,
  checkSpectrum,
  checkSweep,
  checkTrajectories,
} from '../../src/specs.ts';
import { laidTicks } from '../../src/views/tick-layout.ts';
import { landscape, response, spectrum, sweep, trajectories } from '../fixtures/inputs.ts';
import { hostile, LINKS } from '../hostile.ts';
import { formulaGenerator } from '../random-formulas.ts';

const ASKED = Number(process.env.GRADSCAPE_FUZZ ?? 0);
const COUNT = ASKED || 60;
/** As many as are asked for take their time. */
const TIMEOUT = ASKED ? 3_600_000 : 60_000;
const SEED = Number(process.env.GRADSCAPE_FUZZ_SEED ?? 1);
/** Of the accepted, one in so many is computed and drawn, too. */
const EVERY = 20;

const engine = createCpuEngine(inlinePool());

/** Milliseconds of CPU that the slowest took, of what. */
let slowest = { ms: 0, of: '' };
async function timed<T>(of: string, run: () => T | Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  if (ms > slowest.ms) slowest = { ms, of: of.slice(0, 200) };
  return result;
}

/** Whatever is thrown must be a refusal in words of ours, short enough to be read. */
function refusalIn(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (
      !(error instanceof RangeError) ||
      /call stack|Invalid array|out of memory/.test(error.message)
    )
      throw error;
    expect(error.message.length).toBeLessThan(1000);
    return error.message;
  }
}

/** Ticks of all ranges that a state has are numbers, and none twice. */
function ticksOf(state: State): void {
  const { x, y } = mapAxes(state);
  const ranges = [state.window.x, state.window.y, state.view.range].filter((each) => each !== null);
  const axes = [
    x,
    y,
    state.spectrum.rate,
    ...ranges.map((range) => ({ range, scale: 'linear' as const })),
  ];
  for (const { range, scale } of axes) {
    const [lo, hi] = placedRange({ range, scale });
    const place = (value: number) =>
      ((scale === 'log' ? Math.log10(value) : value) - lo) / (hi - lo);
    const { ticks } = laidTicks(range, scale, place, {
      ...{ length: 600, every: 90, longest: 11, sizeOf: (label: string) => 7 * label.length },
    });
    expect(
      ticks.every(({ at }) => Number.isFinite(at)),
      `${range}`,
    ).toBe(true);
    expect(new Set(ticks.map(({ label }) => label)).size, `${range}`).toBe(ticks.length);
  }
}

/** Small jobs of a state, and their figures. */
async function drawn(state: State): Promise<void> {
  const small = { width: 4, height: 4 };
  const kind = state.map.optimizer;
  const spec = { ...sweepSpecOf({ ...state, tab: 'sweep' }, kind, 1), ...small, steps: 3 };
  const field = await engine.landscape({
    problem: problemOf(state),
    window: state.window,
    ...small,
  });
  const { last, ...rest } = spectrumSpecOf(state);
  await engine.spectrum({ ...rest, steps: 3, last: Math.min(3, last), count: 8 });
  const { starts, startsIn } = startsOf({ ...state, starts: { ...state.starts, pattern: 'none' } });
  const [optimizer] = activeOptimizers(state);
  if (optimizer && starts.length > 0 && starts.length < 100) {
    await engine.trajectories({
      problem: problemOf(state),
      optimizer,
      starts,
      ...(startsIn && { startsIn }),
      steps: 2,
      every: 1,
    });
  }
  for (const source of [
    landscapeSource(field, engine.info),
    sweepSource(await engine.sweep(spec), engine.info),
  ]) {
    const svg = new TextDecoder().decode(await encodeFigure(source, 'svg'));
    expect(svg).not.toMatch(/[" ](NaN|-?Infinity)[" ]/);
  }
}

async function readLink(link: string, computed: boolean): Promise<boolean> {
  const { state, fault = '' } = fromHash(link);
  expect(fault.length, link.slice(0, 200)).toBeLessThan(600);
  expect(
    refusalIn(() => patched(state, {})),
    link.slice(0, 200),
  ).toBe(null);
  ticksOf(state);
  if (computed) {
    expect(fromHash(toHash(state)).fault, link.slice(0, 200)).toBe(undefined);
    await drawn(state);
  }
  return fault === '';
}

test(
  '200 hostile links give a valid state and a short word about each',
  async () => {
    expect(LINKS.length).toBe(200);
    let whole = 0;
    for (const [i, link] of LINKS.entries()) {
      if (ASKED || i % 4 === 0 || i > 160)
        whole += Number(await timed(link, () => readLink(link, false)));
    }
    expect(whole).toBeLessThan(60);
  },
  TIMEOUT,
);

test('a link whose sweep has an axis that is none, or is no object, is refused in words', () => {
  for (const sweep of [{ z: { quantity: 'start.x' } }, { steps: 'a', x: 3 }, { z: 1, x: 3 }]) {
    const { state, fault } = fromHash(`#${encodeURIComponent(JSON.stringify({ sweep }))}`);
    expect([state.sweep, fault]).toEqual([
      DEFAULT_STATE.sweep,
      expect.stringMatching(/^The link could not be read/),
    ]);
  }
});

test(
  'random links give a valid state whose ranges have ticks, and whose jobs and figures come to an end',
  async () => {
    const { link } = hostile(SEED);
    let whole = 0;
    for (let i = 0; i < COUNT; i++) {
      const text = link();
      whole += Number(await timed(text, () => readLink(text, i % EVERY === 0)));
    }
    if (ASKED)
      console.info(
        `${COUNT} links: ${whole} accepted whole; slowest ${slowest.ms} ms: ${slowest.of}`,
      );
    expect(whole).toBeGreaterThan(COUNT / 100);
  },
  TIMEOUT,
);

test(
  'random specs and patches are refused in our words or accepted, and then computed',
  async () => {
    const { changed } = hostile(SEED + 1);
    let accepted = 0;
    for (let i = 0; i < COUNT; i++) {
      const kinds = [
        [checkLandscape, landscape, (spec: never) => engine.landscape(spec)],
        [checkSweep, sweep, (spec: never) => engine.sweep(spec)],
        [checkTrajectories, trajectories, (spec: never) => engine.trajectories(spec)],
        [checkSpectrum, spectrum, (spec: never) => engine.spectrum(spec)],
        [checkResponse, response, (spec: never) => engine.response(spec)],
        [(patch: unknown) => ticksOf(patched(DEFAULT_STATE, patch)), DEFAULT_STATE, null],
      ] as const;
      const [read, good, compute] = kinds[i % kinds.length]!;
      const spec = changed(good);
      const {
        width = 1,
        height = 1,
        steps = 1,
        count = 1,
      } = Object(spec) as Record<string, number>;
      await timed(`spec ${i}`, async () => {
        if (refusalIn(() => read(spec)) !== null) return;
        accepted++;
        const small = width * height < 100 && steps < 1000 && count < 1000;
        if (compute && small) await compute(spec as never);
      });
    }
    if (ASKED) console.info(`${COUNT} specs: ${accepted} accepted`);
    expect(accepted).toBeGreaterThan(COUNT / 50);
  },
  TIMEOUT,
);

test(
  'random formulas are refused at a place or have a landscape, with holes or without',
  async () => {
    const { formula, between } = formulaGenerator(SEED);
    let read = 0;
    for (let i = 0; i < COUNT; i++) {
      const text = formula();
      await timed(text, async () => {
        const problem = { id: 'formula', formula: text };
        if (refusalIn(() => describe(problem)) !== null) return;
        read++;
        const [x, y] = [between(-5, 5), between(-5, 5)];
        const window = { x: [x, x + 1], y: [y, y + 1] } as const;
        const { loss } = await engine.landscape({
          problem,
          window: window as never,
          width: 3,
          height: describe(problem).plane.y.some(Boolean) ? 3 : 1,
        });
        expect(loss.every((value) => value <= 1e38 || Number.isNaN(value) || value > 1e37)).toBe(
          true,
        );
      });
    }
    if (ASKED)
      console.info(
        `${COUNT} formulas: ${read} read; slowest of all ${slowest.ms} ms: ${slowest.of}`,
      );
    expect(read).toBeGreaterThan(COUNT / 2);
    // Of all that came before it, too; CPU time, as the machine may be busy.
    if (ASKED) expect(slowest.ms, slowest.of).toBeLessThan(1000);
  },
  TIMEOUT,
);
