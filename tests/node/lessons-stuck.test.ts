// Why it gets stuck: figures of the six steps against known ones and against the product's own jobs, and the slips.
import { expect, test } from 'vitest';
import { entering, placesOf } from '../../src/app/lessons/enter.ts';
import { lessonStateOf } from '../../src/app/lessons/settings.ts';
import { sweepSpecOf } from '../../src/app/state/job-specs.ts';
import { problemOf } from '../../src/app/state/problem.ts';
import { DEFAULT_STATE, patched, type State, type StatePatch } from '../../src/app/state/state.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { SOLVED } from '../../src/engine.ts';
import { boxCounting } from '../../src/fields/box-counting.ts';
import { sweepStatistics } from '../../src/fields/statistics.ts';
import { judge, slipsOf } from '../../src/lessons/answers.ts';
import { type Ask, type Figures, figuresOf, type Lab } from '../../src/lessons/lesson.ts';
import { stuck } from '../../src/lessons/stuck.ts';
import '../../src/problems/catalogue.ts';

const reference = createCpuEngine(inlinePool());
const places = placesOf([stuck]);
const placeOf = (id: string) => places.find(({ step }) => step.id === id)!;

/** The page as the step sets it up, and as a student changes it then. */
function stateAt(id: string, change: StatePatch = {}): State {
  return patched(patched(DEFAULT_STATE, entering(DEFAULT_STATE, placeOf(id))), change);
}

const known = (id: string, change: StatePatch = {}): Figures =>
  figuresOf(placeOf(id).step, lessonStateOf(stateAt(id, change)));

/** Pixels across that a test can wait for. */
const SMALL = 64;

/** What is read from the map of so many pixels across, or along the run, in f64. */
async function observe(id: string, across = 0, change: StatePatch = {}): Promise<Figures> {
  const state = stateAt(id, { map: { resolution: Math.max(16, across) }, ...change });
  const lab: Lab = {
    problem: problemOf(state),
    reference,
    signal: new AbortController().signal,
    async map() {
      const map = await reference.sweep(sweepSpecOf(state, 'gd', 1));
      const { width, height } = map.spec;
      return {
        solved: sweepStatistics(map).shares[SOLVED]!,
        border: () => boxCounting(map.outcome, width, height),
      };
    },
  };
  const { names, of } = placeOf(id).step.observed!;
  const seen = await of(lessonStateOf(state), lab);
  expect(Object.keys(seen)).toEqual(expect.arrayContaining([...names]));
  return seen;
}

const startAt = (x: number, y: number): StatePatch => ({ starts: { points: [[x, y]] } });

test.each([
  [15, -15, 1.5027],
  [-15, -15, 1.5609],
  [15, 20, 1.7716],
  [-15, 18, 3.3295],
])('from (%f, %f) the loss is within 0.006 of the plateau at %f', (x, y, loss) => {
  const f = known('plateau', startAt(x, y));
  expect(Math.abs(f.limit! - loss)).toBeLessThan(5e-4);
  expect(Math.abs(f.loss! - loss)).toBeLessThan(0.006);
  // In the lower corners a thousand steps of any length that the page offers lead nowhere.
  if (y < 0) expect(Math.abs(f['gd.loss']! - f.loss!)).toBeLessThan(1e-4);
});

test('Adam leaves the plateau within 1000 steps; gradient descent needs what the slope says, within a tenth', () => {
  const f = known('plateau');
  expect([f['gd.solvedAt'], f['adam.solvedAt']! < 1000]).toEqual([NaN, true]);
  expect(f['adam.move']).toBeCloseTo((0.01 * f.size!) / (f.size! + 1e-8), 12);
  // Nearer in, where the slope is e¹⁰ times as large, so that it can be waited for.
  const near = { ...startAt(15, -5), steps: 5000, optimizers: { gd: { learningRate: 1 } } };
  const { 'gd.needed': needed, 'gd.solvedAt': solvedAt, size } = known('plateau', near);
  expect(size! / f.size! / Math.exp(10)).toBeCloseTo(1, 2);
  expect(Math.abs(solvedAt! / needed! - 1)).toBeLessThan(0.1);
});

test('the floor of the valley has the known curvature, and the run creeps along it as the logarithm says, within 0.02', () => {
  const f = known('valley');
  const { most, least } = { most: f['floor.most']!, least: f['floor.least']! };
  expect(f.condition).toBeCloseTo(most / least, 9);
  expect(f['floor.w12']).toBeCloseTo(7.0909787, 5);
  expect(most).toBeCloseTo(5.76792e-4, 8);
  expect(Math.abs(f.predicted! - f['gd.w21']!)).toBeLessThan(0.02);
  // Each 1 further the slope is e times less.
  expect(f['at15.slope']! / f['at12.slope']!).toBeCloseTo(Math.exp(-3), 3);
  const longer = known('valley', { steps: 10_000 });
  expect(Math.abs(longer.predicted! - longer['gd.w21']!)).toBeLessThan(0.02);
});

test('the basin at η = 1 is its rectangle within 3 % of the map, and its border moves by ln 3 within 1 %', async () => {
  const f = await observe('basin', 40);
  expect(Math.abs(f.share! - f.rectangle!)).toBeLessThan(3);
  expect(f.lower! / known('basin').logLonger!).toBeCloseTo(1, 2);
  // In another part of the map there is less of a border.
  const part = await observe('basin', 16, { window: { x: [0, 20], y: [-10, 20] } });
  expect(part.left).toBeNaN();
  expect(part.bottom).toBeCloseTo(f.bottom!, 3);
});

test('the border is a line at η = 1, and no line at η = 30, near or far', async () => {
  const rate = (learningRate: number): StatePatch => ({ optimizers: { gd: { learningRate } } });
  const smooth = await observe('border', SMALL, rate(1));
  expect(Math.abs(smooth.dimension! - 1)).toBeLessThan(0.1);
  const near: StatePatch = { window: { x: [-6, 4], y: [8, 18] } };
  for (const rough of [await observe('border', SMALL), await observe('border', SMALL, near)]) {
    expect(rough.dimension).toBeGreaterThan(1.3);
    expect(rough.between).toBeCloseTo(Math.log2(rough['boxes.4']! / rough['boxes.8']!), 12);
  }
});

test('the critical learning rate at w21 = 60 is 3467.45, and runs beside it stay and leave', async () => {
  const f = known('critical');
  expect(f.critical).toBeCloseTo(3467.45, 1);
  expect(f.floor).toBeCloseTo(7.0909787, 6);
  expect(f.loss).toBeCloseTo(0.00271867, 8);
  const { spectrum } = stateAt('critical');
  const ends = async (learningRate: number) => {
    const { points } = await reference.trajectories({
      problem: { id: 'xor' },
      optimizer: { kind: 'gd', learningRate },
      starts: [...spectrum.start],
      steps: spectrum.steps,
      every: spectrum.steps,
    });
    return Math.abs(points.at(-1)! - f.floor!);
  };
  expect(await ends(0.99 * f.critical!)).toBeLessThan(1e-3);
  expect(await ends(1.01 * f.critical!)).toBeGreaterThan(1);
});

test('sharpness climbs to 2/η and hovers there within a tenth, and stays below it at η = 0.1', async () => {
  const f = known('edge');
  const seen = await observe('edge');
  expect([f.limit, f.otherLimit, f.count]).toEqual([2 / 0.3, 10, 97]);
  expect(seen['product.0']).toBeLessThan(1);
  for (const step of [400, 1000, 1800, 2600, 3000])
    expect(Math.abs(seen[`lambda.${step}`]! / f.limit! - 1), `${step}`).toBeLessThan(0.1);
  expect(seen['loss.3000']).toBeLessThan(seen['loss.1000']! / 1.5);
  const slow = await observe('edge', 0, { optimizers: { gd: { learningRate: 0.1 } } });
  expect(slow['product.3000']).toBeLessThan(1);
  expect(slow['lambda.3000']).toBeGreaterThan(slow['lambda.1000']!);
});

const asks = places.flatMap(({ step }) =>
  step.parts.flatMap((part) =>
    part.kind === 'ask' ? [[`${step.id}.${part.ask.id}`, step.id, part.ask] as const] : [],
  ),
);

/** As a student types it. */
const typed = (value: number) => value.toPrecision(6);

async function figuresFor(id: string): Promise<Figures> {
  const seen = placeOf(id).step.observed ? await observe(id, id === 'border' ? SMALL : 16) : {};
  return { ...known(id), ...seen };
}

test.each(asks)(
  '%s takes the right answer, and of every slip says what it looks like',
  async (_, id, ask: Ask) => {
    const figures = await figuresFor(id);
    const right = figures[ask.figure]!;
    const slips = slipsOf(ask, figures);
    expect(new Set(slips.map(({ hint }) => hint)).size).toBeGreaterThanOrEqual(2);
    for (const language of ['en', 'ko']) {
      expect(judge(typed(right), right, slips, language).kind).toBe('right');
      for (const { value, hint } of slips)
        expect(judge(typed(value), right, slips, language), `${hint} ${value}`).toEqual({
          kind: 'slip',
          says: hint,
        });
    }
  },
);
