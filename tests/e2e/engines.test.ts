import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { versionOf } from '../../scripts/version.mjs';
import type { LandscapeSpec, TrajectorySpec } from '../../src/engine.ts';
import { basins } from '../fixtures/basins.ts';
import { known } from '../fixtures/known-answers.ts';
import {
  lastNotice,
  mapOf,
  noticeOf,
  printed,
  readoutOf,
  set,
  settled,
  stateOf,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';

useChromium();

const withoutGpu = () => {
  Object.defineProperty(Navigator.prototype, 'gpu', { get: () => undefined });
};

/** One sample, whose centre is (0, 0). */
const home: LandscapeSpec = {
  problem: { id: 'xor' },
  window: { x: [-1, 1], y: [-1, 1] },
  width: 1,
  height: 1,
};
const steps = {
  gd: [{ kind: 'gd', learningRate: 100 }, known.xor.gdStep],
  adam: [
    { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 0 },
    known.xor.adamStep,
  ],
} as const;

/** Loss, gradient, w21 and w12 after the two steps, and their losses, as the page's API gives them. */
async function answers(page: Page, engine?: 'cpu') {
  const specs = Object.values(steps).map(
    ([optimizer]): TrajectorySpec => ({
      problem: home.problem,
      optimizer,
      starts: [0, 0],
      steps: 1,
      every: 1,
    }),
  );
  return page.evaluate(
    async ({ home, specs, options }) => {
      const { loss, gradient } = await window.gradscape.landscape(home, options);
      const found = { type: loss.constructor.name, at: [loss[0]!, ...gradient] };
      const ends: number[][] = [];
      for (const spec of specs) {
        const run = await window.gradscape.trajectories(spec, options);
        ends.push([...run.points.slice(-2), run.loss.at(-1)!]);
      }
      return { ...found, ends };
    },
    { home, specs, options: engine ? { engine } : undefined },
  );
}
const expectedAt = [known.xor.initial.loss, ...known.xor.initial.gradient];
const expectedEnds = Object.values(steps).map(([, { w21, w12, loss }]) => [w21, w12, loss]);
const apart = (a: number[], b: number[]) => {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
};

test('with WebGPU the badge says GPU, the adapter and f32, and gradscape.engine agrees', () =>
  withSharedPage(async (page) => {
    const badge = page.locator('#badge');
    const engine = await page.evaluate(() => window.gradscape.engine);
    expect(engine).toMatchObject({ name: 'gpu', precision: 'f32' });
    expect(engine.adapter).not.toBe('');
    expect(await badge.textContent()).toBe(`GPU · ${engine.adapter} · f32`);
    expect(await badge.getAttribute('data-engine')).toBe('gpu');
    expect(await noticeOf(page)).toBe(null);
    expect(await page.evaluate(() => window.gradscape.version)).toBe(
      versionOf(resolve(import.meta.dirname, '../..')),
    );
  }));

test('the page’s GPU gives the homework’s loss and gradient within 1e-6, its two steps within 1e-5', () =>
  withSharedPage(async (page) => {
    const gpu = await answers(page);
    expect(gpu.type).toBe('Float32Array');
    expect(apart(gpu.at, expectedAt)).toBeLessThan(1e-6);
    expect(apart(gpu.ends[0]!, expectedEnds[0]!)).toBeLessThan(1e-5);
    // Small numbers leave no excuse: Adam's step is η itself.
    expect(apart(gpu.ends[1]!.slice(0, 2), expectedEnds[1]!.slice(0, 2))).toBeLessThan(1e-6);
    expect(apart(gpu.ends[1]!, expectedEnds[1]!)).toBeLessThan(1e-5);
  }));

/** The homework's loss, gradient and two steps within 1e-12. */
async function expectF64(page: Page) {
  const cpu = await answers(page, 'cpu');
  expect(cpu.type).toBe('Float64Array');
  expect(apart(cpu.at, expectedAt)).toBeLessThan(1e-12);
  for (const [i, end] of cpu.ends.entries())
    expect(apart(end, expectedEnds[i]!)).toBeLessThan(1e-12);
}

test('the CPU beside the GPU gives the homework’s loss, gradient and two steps within 1e-12', () =>
  withSharedPage(expectF64));

test('the readout at (0, 0) shows the homework’s four outputs to 4 decimals, and its loss and gradient', () =>
  withSharedPage(async (page) => {
    const { corner, size } = await mapOf(page);
    // A window with (0, 0) under a whole pixel.
    const [px, py] = [Math.round(size.width / 3), Math.round(size.height / 3)];
    const unit = 0.03;
    await set(page, {
      window: {
        x: [-px * unit, (size.width - px) * unit],
        y: [-(size.height - py) * unit, py * unit],
      },
    });
    await page.mouse.move(corner[0] + px, corner[1] + py);
    const readout = (await readoutOf(page))!;
    expect(Math.abs(printed(readout.w21))).toBeLessThan(1e-12);
    expect(Math.abs(printed(readout.w12))).toBeLessThan(1e-12);
    const { outputs, loss, gradient } = known.xor.initial;
    const labels = ['(0, 0) → 0', '(0, 1) → 1', '(1, 0) → 1', '(1, 1) → 0'];
    for (const [i, label] of labels.entries()) {
      expect(readout[`y${label}`]).toBe(outputs[i]!.toFixed(4));
    }
    expect(readout.loss).toBe(loss.toPrecision(5));
    expect(printed(readout['∂L/∂w21']) / gradient[0]!).toBeCloseTo(1, 3);
    expect(printed(readout['∂L/∂w12']) / gradient[1]!).toBeCloseTo(1, 3);
  }));

test('without navigator.gpu the CPU engine draws, trains and gives the homework’s figures within 1e-12, and badge and notice say why', () =>
  withPage({ before: withoutGpu, viewport: { width: 1280, height: 800 } }, async (page) => {
    expect(await page.evaluate(() => 'gpu' in navigator && navigator.gpu)).toBeFalsy();
    expect(await lastNotice(page)).toBe('Computing on the CPU: this browser has no WebGPU.');
    const badge = page.locator('#badge');
    expect(await badge.textContent()).toMatch(/^CPU, \d+ workers? · f64$/);
    expect(await badge.getAttribute('title')).toContain('No GPU: this browser has no WebGPU');
    expect(await page.evaluate(() => window.gradscape.engine)).toMatchObject({
      name: 'cpu',
      precision: 'f64',
    });
    await expectF64(page);
    await set(page, { parameters: { b2: -4 }, optimizers: { momentum: { on: true } } });
    expect(await page.locator('#legend > div').count()).toBe(3);
    const measures = await page.evaluate(() =>
      performance
        .getEntriesByName('gradscape:landscape')
        .map((m) => (m as PerformanceMeasure).detail),
    );
    // The first may be coarse; the one that stays is not.
    expect(measures.at(-1)!.width).toBeGreaterThan(400);
  }));

test('an adapter request that finds nothing leaves the CPU engine and says so', () =>
  withPage(
    {
      before: () => {
        GPU.prototype.requestAdapter = async () => null;
      },
    },
    async (page) => {
      expect(await lastNotice(page)).toContain('WebGPU found no adapter');
      expect((await page.evaluate(() => window.gradscape.engine)).name).toBe('cpu');
    },
  ));

test('?engine=cpu forces the CPU without a complaint, to 1e-12, and the engine can be changed back and forth', () =>
  withPage({ at: '?engine=cpu' }, async (page) => {
    const name = () => page.evaluate(() => window.gradscape.engine.name);
    expect(await name()).toBe('cpu');
    expect(await noticeOf(page)).toBe(null);
    await expectF64(page);
    for (const engine of ['gpu', 'cpu', 'auto'] as const) {
      await page.evaluate((e) => window.gradscape.set({ engine: e }), engine);
      await expect.poll(name).toBe(engine === 'cpu' ? 'cpu' : 'gpu');
      await settled(page);
    }
  }));

test('a wrong ?engine= is named in the notice and the page chooses by itself', () =>
  withPage({ at: '?engine=quantum' }, async (page) => {
    expect(await lastNotice(page)).toMatch(/\?engine=quantum is not one of auto, gpu, cpu/);
    expect((await stateOf(page)).engine).toBe('auto');
    expect((await page.evaluate(() => window.gradscape.engine)).name).toBe('gpu');
  }));

test('an unknown engine and a bad spec are refused by the API, quoting them', () =>
  withSharedPage(async (page) => {
    const refused = (expression: string) =>
      page.evaluate(
        `${expression}.then(() => 'taken', (error) => error.name + ': ' + error.message)`,
      );
    const spec = JSON.stringify(home);
    expect(await refused(`gradscape.landscape(${spec}, { engine: 'tpu' })`)).toMatch(
      /^RangeError: .*"tpu"/,
    );
    expect(await refused(`gradscape.landscape({ ...${spec}, width: 9000 })`)).toMatch(
      /^RangeError: .*9000 .*8192/,
    );
    expect(
      await refused(
        `gradscape.landscape({ ...${spec}, problem: { id: 'xor', parameters: { b2: NaN } } })`,
      ),
    ).toMatch(/^RangeError: .*b2: NaN .*-50 to 50/);
  }));

test('what a caller does wrong is the caller’s to hear, and costs the page no engine', () =>
  withSharedPage(async (page) => {
    const told = await page.evaluate(
      async ({ spec, sweep }) => {
        const { gradscape } = window;
        const heard: string[] = [];
        const hear = async (job: Promise<unknown>) =>
          heard.push(
            await job.then(
              () => 'done',
              (error) => `${error.name}: ${error.message}`,
            ),
          );
        const stop = new AbortController();
        setTimeout(() => stop.abort(new Error('enough')), 20);
        await hear(gradscape.sweep(sweep, { signal: stop.signal }));
        await hear(gradscape.sweep(sweep, { signal: AbortSignal.timeout(20) }));
        await hear(
          gradscape.sweep(sweep, {
            onProgress: () => {
              throw new TypeError('a mistake of mine');
            },
          }),
        );
        await hear(gradscape.sweep({ ...sweep, steps: 1n as unknown as number }));
        await hear(
          gradscape.landscape({
            ...spec,
            problem: { id: 'xor', parameters: { b2: 1n as unknown as number } },
          }),
        );
        try {
          await gradscape.set({ steps: 1n as unknown as number });
        } catch (error) {
          heard.push(`${(error as Error).name}: ${(error as Error).message}`);
        }
        return { heard, engine: gradscape.engine.name };
      },
      { spec: home, sweep: { ...basins, steps: 20_000 } },
    );
    expect(
      told.heard.map((text) => text.replace(/(Error: ).*?(steps|parameters)/, '$1… $2')),
    ).toEqual([
      'Error: enough',
      'TimeoutError: signal timed out',
      'TypeError: a mistake of mine',
      expect.stringMatching(/^RangeError: … steps.* 1n /),
      expect.stringMatching(/^RangeError: … parameters.* 1n /),
      expect.stringMatching(/^RangeError: … steps.* 1n /),
    ]);
    expect(told.engine).toBe('gpu');
  }));
