// The jobs that only the CPU engine has: what they refuse, how they stop, and that pieces make no difference.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { LandscapeSpec, SpectrumSpec } from '../../src/engine.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { curvatureOfTrained } from '../../src/problems/curvature.ts';
import { lifted } from '../../src/problems/plane.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { isReference } from '../../src/reference.ts';
import { spectrum } from '../fixtures/spectrum.ts';

const engine = createCpuEngine(inlinePool());
const well = { id: 'double-well' };
const square = { x: [-20, 20] as [number, number], y: [-20, 20] as [number, number] };
const map: LandscapeSpec = { problem: { id: 'xor' }, window: square, width: 40, height: 30 };

test('a curvature map has the extreme eigenvalues over what is trained at every cell centre, also off the plane', async () => {
  const problem = { id: 'xor', trained: ['w21', 'w12', 'b1'] };
  const spec = { ...map, problem, width: 9, height: 7 };
  const { sharpness, least, how } = await engine.curvature(spec);
  expect(how).toBe('differences');
  const info = describe(problem);
  const at = curvatureOfTrained(info, bind(problem));
  const [xs, ys] = [cellCentres(square.x, 9), cellCentres(square.y, 7)];
  sharpness.forEach((value, c) => {
    const { eigenvalues } = at(lifted(info.plane, xs[c % 9]!, ys[Math.floor(c / 9)]!));
    expect(eigenvalues).toHaveLength(3);
    expect([least[c], value]).toEqual([eigenvalues[0], eigenvalues[2]]);
  });
});

test('sharpness along points is that of each, and a hole has none', async () => {
  const along = await engine.curvatureAlong(well, [1, 0, -1, 0.5]);
  [2, -1, 2, -0.25].forEach((value, i) => {
    expect(along[i]).toBeCloseTo(value, 8);
  });
  expect((await engine.curvatureAlong(well, [Number.NaN]))[0]).toBeNaN();
});

test('stationary points of a line are those of a curve: two minima of the double well and a maximum', async () => {
  const window = { x: [-2, 2] as [number, number], y: [0, 1] as [number, number] };
  const { points } = await engine.stationaryPoints(well, window);
  expect(points.map(({ kind }) => kind)).toEqual(['minimum', 'minimum', 'maximum']);
  expect(points.map(({ at }) => at[1])).toEqual([0, 0, 0]);
  for (const { eigenvalues } of points) expect(eigenvalues).toHaveLength(1);
  const wide = { x: [-3000, 5000] as [number, number], y: window.y };
  const again = await engine.stationaryPoints(well, wide);
  expect(again.points.map(({ at }) => Math.round(at[0] * 1e9) / 1e9)).toEqual([-1, 1, 0]);
  const refined = await engine.refine(well, [0.8, -3], 4);
  expect(refined.map((found) => found!.theta[0])).toEqual([1, -1]);
});

test('every second-order job tells its progress up to 1, never falling, and stops with the reason when aborted', async () => {
  const exponents: SpectrumSpec = { ...spectrum, steps: 3000, count: 64, last: 0 };
  const jobs = [
    (options: object) => engine.curvature({ ...map, width: 300, height: 200 }, options),
    (options: object) => engine.curvatureAlong({ id: 'xor' }, new Float64Array(40_000), options),
    (options: object) => engine.stationaryPoints({ id: 'xor' }, square, options),
    (options: object) => engine.refine({ id: 'xor' }, new Float64Array(200), 40, options),
    (options: object) => engine.lyapunov(exponents, options),
  ];
  for (const job of jobs) {
    const shares: number[] = [];
    await job({ onProgress: (share: number) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(2);
    expect(shares.at(-1)).toBe(1);
    expect(shares.every((share, i) => i === 0 || share >= shares[i - 1]!)).toBe(true);
    const controller = new AbortController();
    let calls = 0;
    const onProgress = () => {
      calls++;
      controller.abort(new Error('enough'));
    };
    await expect(job({ onProgress, signal: controller.signal })).rejects.toThrow('enough');
    expect(calls).toBe(1);
  }
});

test('exponents do not depend on how the steps are cut, and their rates are cell centres of the spectrum', async () => {
  // 30,000 steps are two slices of one run, and of 50 runs many.
  const spec: SpectrumSpec = { ...spectrum, problem: well, component: 'w', start: [0.6, 0] };
  const long: SpectrumSpec = {
    ...spec,
    steps: 30_000,
    count: 50,
    last: 0,
    rate: { range: [1.3, 1.9], scale: 'linear' },
  };
  const { rates, cells, exponents } = await engine.lyapunov(long, { count: 3 });
  const centres = cellCentres([1.3, 1.9], 50);
  expect([...cells]).toEqual([8, 25, 41]);
  expect([...rates]).toEqual([...cells].map((cell) => centres[cell]));
  const one: SpectrumSpec = {
    ...long,
    count: 1,
    rate: { range: [2 * rates[1]! - 1.9, 1.9], scale: 'linear' },
  };
  const again = await engine.lyapunov(one);
  expect(Math.abs(again.rates[0]! - rates[1]!)).toBeLessThan(1e-15);
  // Chaos magnifies the last bit of the rate: the mean over 15,000 steps scatters by 1/√15000.
  expect(Math.abs(again.exponents[0]! - exponents[1]!)).toBeLessThan(0.03);
});

test('what is out of range is refused by its name and value', async () => {
  const xor = { id: 'xor' };
  await expect(engine.curvature({ ...map, width: 0 })).rejects.toThrow(
    /width: 0 is not an integer/,
  );
  await expect(engine.curvatureAlong(xor, [1, 2, 3])).rejects.toThrow(
    /3 numbers.*2 each: w21, w12/,
  );
  await expect(engine.refine(xor, [1, 2], 0)).rejects.toThrow(/width: 0 is not a number above 0/);
  await expect(engine.stationaryPoints(xor, { x: [1, 0], y: [0, 1] })).rejects.toThrow(
    /window.x: \[1,0\] is not a range/,
  );
  await expect(engine.stationaryPoints({ id: 'none' }, square)).rejects.toThrow(
    /"none" is not one/,
  );
  await expect(engine.lyapunov(spectrum, { count: 5000 })).rejects.toThrow(/5000.*1 to 2048/);
  expect(isReference(engine)).toBe(true);
});
