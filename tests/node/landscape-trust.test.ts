// Which cells of a landscape an f32 ulp decides.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { Engine, Landscape, LandscapeSpec } from '../../src/engine.ts';
import { landscapeTrust, movedLandscapes } from '../../src/fields/landscape-trust.ts';
import { SENSITIVE, TRUSTED, trustCounts } from '../../src/fields/trust.ts';
import { trustBy } from '../../src/fields/trust-by.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { lifted } from '../../src/problems/plane.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { bytesOf, hasGpu, json, runTogether, useFolder } from './terminal.ts';

useFolder();

const cpu = createCpuEngine(inlinePool());
const SIDE = 48;

/** A window of so much about (5, −5), where nothing is special. */
const around = (half: number): LandscapeSpec => ({
  problem: { id: 'xor' },
  window: { x: [5 - half, 5 + half], y: [-5 - half, -5 + half] },
  width: SIDE,
  height: SIDE,
});

/** What hardware of single precision gives: each coordinate, loss and slope rounded once. */
const rounding = {
  async landscape(spec: LandscapeSpec): Promise<Landscape> {
    const { plane } = describe(spec.problem);
    const bound = bind(spec.problem);
    const [xs, ys] = [cellCentres(spec.window.x, SIDE), cellCentres(spec.window.y, SIDE)];
    const loss = new Float32Array(SIDE * SIDE);
    const gradient = new Float32Array(2 * SIDE * SIDE);
    const slope = new Float64Array(2);
    for (let k = 0; k < loss.length; k++) {
      const theta = lifted(
        plane,
        Math.fround(xs[k % SIDE]!),
        Math.fround(ys[Math.floor(k / SIDE)]!),
      );
      loss[k] = bound.loss(theta);
      bound.gradient(theta, slope);
      gradient.set(slope, 2 * k);
    }
    return { ...(await cpu.landscape(spec)), loss, gradient };
  },
} as Engine;

/**
 * [cell]: whether a loss is nearer to the exact one of its cell than half the way to its farthest neighbour's, or than
 * half of one of the 256 colours of the range.
 */
function isRight({ loss }: Landscape, exact: Landscape): boolean[] {
  const colour = (Math.max(...exact.loss) - Math.min(...exact.loss)) / 256;
  return Array.from(loss, (value, k) => {
    const beside = [
      ...(k % SIDE > 0 ? [k - 1] : []),
      ...(k % SIDE < SIDE - 1 ? [k + 1] : []),
      k - SIDE,
      k + SIDE,
    ].filter((n) => n >= 0 && n < SIDE * SIDE);
    const most = Math.max(...beside.map((n) => Math.abs(exact.loss[n]! - exact.loss[k]!)));
    return Math.abs(value - exact.loss[k]!) <= Math.max(most, colour) / 2;
  });
}

test('of a landscape in single precision, trusted cells are right to half a cell, and where f32 ends none is trusted', async () => {
  for (const [half, least, most, wrongly] of [
    [20, 0.99, 1, 0.01],
    [1e-2, 0.99, 1, 0.01],
    [1e-3, 0.99, 1, 0.01],
    // Cells of 0.9 ulps: some losses round to the same number by chance.
    [1e-5, 0, 0.1, 0.1],
    [1e-7, 0, 0, 0.01],
  ] as const) {
    const result = await rounding.landscape(around(half));
    const trust = await trustBy(rounding, result);
    const share = trustCounts(trust)[TRUSTED] / trust.length;
    expect(share, `±${half}`).toBeGreaterThanOrEqual(least);
    expect(share, `±${half}`).toBeLessThanOrEqual(most);
    const right = isRight(result, await cpu.landscape(around(half)));
    const wrong = right.filter((is, k) => !is && trust[k] === TRUSTED).length;
    expect(wrong / trust.length, `±${half}`).toBeLessThan(wrongly);
  }
});

test('a landscape is moved by one f32 ulp; holes, gradients and level ground are told apart as their cells are', () => {
  const given = { x: [3, 9] as [number, number], y: [-20, 1] as [number, number] };
  const windows = movedLandscapes({ ...around(1), window: given }).map(({ window }) => window);
  expect(windows).toEqual([
    { ...given, x: [3 - 2 ** -20, 9 - 2 ** -20] },
    { ...given, y: [-20 + 2 ** -19, 1 + 2 ** -19] },
  ]);
  const of = (loss: number[], slopes: number[]): Landscape => ({
    spec: { ...around(1), width: loss.length, height: 1 },
    loss: Float32Array.from(loss),
    gradient: Float32Array.from(slopes.flatMap((slope) => [slope, 0])),
  });
  const level = [0, 0, 0, 0, 0];
  const told = (a: Landscape, b: Landscape) => [...landscapeTrust(a, [a, b])];
  const ramp = of([1, 2, 3, Number.NaN, 5], level);
  const moved = of([1.4, 2.6, 3.4, Number.NaN, Number.NaN], level);
  expect(told(ramp, moved)).toEqual([TRUSTED, SENSITIVE, TRUSTED, TRUSTED, SENSITIVE]);
  expect(told(of(level, level), of(level, level))).toEqual(level.map(() => TRUSTED));
  // Noise of a 1000th of the range is not seen, on ground however level; an arrow that turns is.
  const plain = of([1, 1, 1, 1, 2], [1, 1, 1, 1, 1]);
  const noisy = of([1.001, 1, 1, 1, 2], [1, 1, -1, 1.05, 1]);
  expect(told(plain, noisy)).toEqual([TRUSTED, TRUSTED, SENSITIVE, TRUSTED, TRUSTED]);
});

test('landscape --trust prints the counts of the field that it writes, and info shows them', async () => {
  const flags = ['landscape', '--size=40', '--trust', '--engine=cpu', '--json'];
  const deep = [...flags, '--window=5,5.00001,-5.00001,-5', '--out=deep.npz'];
  const [dry, near, far, info, png] = await runTogether([
    [...deep, '--dry-run'],
    deep,
    [...flags, '--out=far.npy', '--field=trust'],
    ['info', 'deep.npz', '--json'],
    [...flags, '--field=trust', '--out=far.png'],
  ]);
  expect(JSON.parse(near!.stdout).trust).toEqual({ trusted: 0, sensitive: 1600 });
  expect(JSON.parse(far!.stdout).trust).toEqual({ trusted: 1600, sensitive: 0 });
  expect(
    bytesOf('far.npy')
      .subarray(-1600)
      .every((cell) => cell === TRUSTED),
  ).toBe(true);
  expect(JSON.parse(info!.stdout).trust).toMatchObject({ trusted: 0, sensitive: 1600 });
  expect(JSON.parse(dry!.stdout).files[0].bytes).toBe(bytesOf('deep.npz').length);
  expect(png!.code).toBe(0);
  if (!hasGpu) return;
  const gpu = ['landscape', '--size=64', '--trust', '--engine=gpu'];
  const { trust } = await json(...gpu, '--window=5,5.0000001,-5.0000001,-5');
  expect(trust.sensitive).toBeGreaterThan(3000);
  expect((await json(...gpu)).trust).toEqual({ trusted: 4096, sensitive: 0 });
});
