// What is measured of every run of a sweep: src/cpu/trainability.ts. PyTorch's figures: networks-pytorch.test.ts.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { prepare } from '../../src/cpu/jobs.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { advanceSweep } from '../../src/cpu/sweep.ts';
import type { Axis, SweepPreview, SweepSpec } from '../../src/engine.ts';
import { pictureOf } from '../../src/fields/formats/picture.ts';
import { sweepSource } from '../../src/fields/sources.ts';
import { trainabilityPicture } from '../../src/fields/trainability.ts';
import { axisValues, gridOfSweep } from '../../src/runs.ts';
import '../../src/problems/catalogue.ts';

const engine = createCpuEngine(inlinePool());

const rates = (of: 1 | 2): Axis => ({
  quantity: `learningRate.layer${of}`,
  range: [1e-2, 1e5],
  scale: 'log',
});
const layers: SweepSpec = {
  problem: { id: 'trainability', network: { layers: [3, 3, 1] } },
  optimizer: { kind: 'gd', learningRate: 1 },
  start: [0, 0],
  steps: 90,
  threshold: 0.1,
  x: rates(1),
  y: rates(2),
  width: 9,
  height: 7,
  measure: 'trainability',
};

/** The definition in the words of MEASURES, from the loss before each step. */
function figureOf(losses: readonly number[]): number {
  const v = losses.map((loss) => (loss / losses[0]! <= 1e6 ? loss / losses[0]! : 1e6));
  const last = v.slice(-20);
  const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
  return sum(last) / last.length < 1 ? -sum(v) : sum(v.map((each) => 1 / each));
}

test.each([
  ['xor', { id: 'xor', trained: ['w11', 'w12', 'b1', 'v1'] }, 12],
  ['a network', layers.problem, 90],
] as const)(
  'of %s it is that of the losses along each run within 1e-9, diverged runs among them',
  async (id, problem, steps) => {
    const y = { quantity: 'start.y', range: [-20, 20], scale: 'linear' } as const;
    const x = { quantity: 'learningRate', range: [1e-2, 1e6], scale: 'log' } as const;
    const sweep = await engine.sweep({
      ...layers,
      problem,
      steps,
      x,
      y: id === 'xor' ? y : layers.y,
      ...(id !== 'xor' && { x: rates(1) }),
    } as SweepSpec);
    const { measure, spec } = sweep;
    const { x: xs, y: ys } = axisValues(gridOfSweep(spec));
    const signs = new Set<number>();
    for (let k = 0; k < measure!.length; k++) {
      const [a, b] = [xs[k % spec.width]!, ys[Math.floor(k / spec.width)]!];
      const info = prepare(spec.problem).info;
      const rate = info.parameters
        .filter(({ name }) => info.theta.includes(name))
        .map(({ layer }) => (id === 'xor' || layer === 'layer1' ? a : b));
      const run = {
        problem: spec.problem,
        optimizer: { kind: 'gd', learningRate: rate } as const,
        starts: id === 'xor' ? [0, b] : [0, 0],
        steps,
        every: 1,
      };
      const { points, loss } = await engine.trajectories(run);
      const n = info.theta.length;
      const gone = Array.from(loss, (_, f) =>
        points.subarray(f * n, (f + 1) * n).some((value) => !(Math.abs(value) <= 1e6)),
      );
      const losses = Array.from(loss.subarray(0, steps), (value, f) =>
        gone[f] ? Number.NaN : value,
      );
      const expected = figureOf(losses);
      signs.add(Math.sign(expected));
      expect(Math.abs(measure![k]! / expected - 1), `run ${k}`).toBeLessThan(1e-9);
    }
    expect(signs.size).toBe(2);
  },
);

test('cut into slices of 7 steps it is bit for bit that of whole runs: batches, early stops and divergence', () => {
  const network = { layers: [3, 3, 1], batch: 5, stopAt: 1e-3 };
  const { problem, ...grid } = gridOfSweep({ ...layers, problem: { id: 'trainability', network } });
  const prepared = prepare(problem);
  const { x, y } = axisValues({ ...grid, problem });
  const values = Float64Array.from({ length: 2 * 63 }, (_, i) =>
    i % 2 ? y[Math.floor(i / 18)]! : x[(i / 2) % 9]!,
  );
  const results = [90, 7].map((slice) => {
    let states = new Float64Array(0);
    for (let first = 0; ; first += slice) {
      const count = Math.min(slice, 90 - first);
      const part = advanceSweep(prepared, {
        grid,
        values,
        pixels: new Uint32Array(63),
        states,
        iterates: new Float64Array(0),
        first,
        count,
      });
      if (first + count === 90) return part;
      states = part.states;
    }
  });
  const [whole, cut] = results.map(({ measure, outcome }) => ({
    measure: [...measure!],
    outcome: [...outcome],
  }));
  expect(cut).toEqual(whole);
  expect(new Set(whole!.outcome).size).toBeGreaterThan(2);
});

test('previews, lists of pixels and results without points carry it', async () => {
  const previews: SweepPreview[] = [];
  const spec = { ...layers, points: false };
  const { measure, point, width } = {
    ...(await engine.sweep(spec, { onPreview: (p) => previews.push(p) })),
    width: 9,
  };
  expect(point.length).toBe(0);
  const coarse = previews[0]!;
  expect(coarse.measure![0]).toBe(measure![Math.min(6, 4) * width + Math.min(8, 4)]);
  const some = await engine.sweepPixels(spec, Uint32Array.of(5, 60));
  expect([...some.measure!]).toEqual([measure![5], measure![60]]);
  expect((await engine.sweep({ ...layers, measure: undefined })).measure).toBeUndefined();
});

test('a picture of it in a file has the colours of the page within 6 of 255, by rank and sign', async () => {
  const sweep = await engine.sweep(layers);
  const { measure, spec } = sweep;
  const png = pictureOf(sweepSource(sweep, engine.info));
  const { rgba } = trainabilityPicture(measure!, spec.width, spec.height);
  expect(new Set(measure!.map(Math.sign)).size).toBe(2);
  for (let j = 0; j < spec.height; j++) {
    const row = png.row(spec.height - 1 - j);
    for (let i = 0; i < spec.width; i++) {
      for (let c = 0; c < 3; c++) {
        const ours = png.palette![3 * row[i]! + c]!;
        expect(Math.abs(ours - rgba[4 * (j * spec.width + i) + c]!)).toBeLessThanOrEqual(6);
      }
    }
  }
});

test('of no steps it is 0, and other measures are refused', async () => {
  const { measure } = await engine.sweep({ ...layers, steps: 0 });
  expect(measure!.every((value) => value === 0)).toBe(true);
  const other = { ...layers, measure: 'speed' } as unknown as SweepSpec;
  await expect(engine.sweep(other)).rejects.toThrow(
    'sweep.measure: "speed" is not one of trainability',
  );
});
