// What the command line says of curvature: point, minima, landscape --curvature, spectrum's intervals.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { readMeta } from '../../src/fields/formats/index.ts';
import { readNpz } from '../../src/fields/formats/npz.ts';
import { at, bytesOf, json, run, useFolder } from './terminal.ts';

useFolder();

test('point prints the Hessian, its eigenvalues and the critical learning rate of xor’s valley', async () => {
  const [valley, all] = await Promise.all([
    json('point', '--w21=60', '--w12=7.0909787', '--json'),
    json('point', '--train=all', '--at=w21=1', '--json'),
  ]);
  const { curvature } = valley;
  expect(curvature).toMatchObject({
    over: ['w21', 'w12'],
    taken: 'differences',
    kind: 'degenerate',
  });
  expect(Math.abs(curvature.criticalLearningRate / 3467.45 - 1)).toBeLessThan(1e-6);
  expect(curvature.hessian[1][1]).toBe(curvature.eigenvalues[1]);
  expect(all.curvature.eigenvalues).toHaveLength(9);
  expect(all.curvature).toMatchObject({ kind: 'none' });
  expect(all.curvature.hessian).toHaveLength(9);
});

test('minima finds none for xor, and on the plane of the output weights one, with its critical learning rate', async () => {
  const [none, one] = await Promise.all([
    json('minima', '--json'),
    json(
      ...['minima', '--plane=v1,v2', '--at=w21=10,w12=7', '--window=-30,30,-30,30'],
      ...['--runs=8', '--lr=1000', '--steps=2000', '--json'],
    ),
  ]);
  expect(none).toMatchObject({ points: [], curves: [], found: 0 });
  expect(one.points).toHaveLength(1);
  expect(one.points[0]).toMatchObject({ kind: 'minimum' });
  expect(one.points[0].criticalLearningRate * one.points[0].sharpness).toBeCloseTo(2, 12);
  const { minima, none: lost } = one.runs;
  expect(minima.reduce((sum: number, { count }: { count: number }) => sum + count, lost)).toBe(64);
});

test('minima finds himmelblau’s four and the runs that come to each, and point has a problem’s exact curvature', async () => {
  const [himmelblau, quadratic, line] = await Promise.all([
    json('minima', '--problem=himmelblau', '--runs=16', '--lr=0.01', '--steps=300', '--json'),
    json('point', '--problem=quadratic', '--at=x=1,y=2', '--json'),
    json('minima', '--problem=double-well', '--window=-2,2', '--runs=8', '--lr=0.1', '--json'),
  ]);
  const kinds = himmelblau.points.map(({ kind }: { kind: string }) => kind);
  expect(kinds.filter((kind: string) => kind === 'minimum')).toHaveLength(4);
  expect(himmelblau.runs.minima).toHaveLength(4);
  const counts = himmelblau.runs.minima.map(({ count }: { count: number }) => count);
  expect(counts.reduce((sum: number, count: number) => sum + count)).toBe(256);
  expect(quadratic.curvature).toMatchObject({
    hessian: [
      [2, 1],
      [1, 2],
    ],
    taken: 'exact',
    eigenvalues: [1, 3],
    kind: 'minimum',
    criticalLearningRate: 2 / 3,
  });
  expect(line.points.map(({ w }: { w: number }) => w)).toEqual([-1, 1, 0]);
  expect(line.runs.minima.map(({ count }: { count: number }) => count)).toEqual([4, 4]);
});

test('landscape --curvature writes sharpness and least eigenvalue beside the loss, and is refused on the GPU', async () => {
  const out = at('curved.npz');
  const flags = ['--size=12x10', '--json'];
  const [printed, refused, minima] = await Promise.all([
    json('landscape', ...flags, '--curvature', '--out', out),
    run('landscape', ...flags, '--field=sharpness', '--out', at('no.png'), '--engine=gpu'),
    run('minima', '--engine=gpu'),
    json('landscape', ...flags, '--field=sharpness', '--out', at('sharp.png')),
  ]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/--engine gpu: only the CPU engine, in f64, has curvature/);
  expect(minima.code).toBe(2);
  const { window } = printed.spec;
  const spec = { problem: { id: 'xor' }, window, width: 12, height: 10 };
  const { sharpness } = await createCpuEngine(inlinePool()).curvature(spec);
  expect(printed.sharpness).toEqual({ min: Math.min(...sharpness), max: Math.max(...sharpness) });
  const bytes = bytesOf('curved.npz');
  const file = readNpz(bytes.length, (from, length) => bytes.subarray(from, from + length));
  const { type, shape, offset } = file.arrays.get('sharpness')!;
  expect([type, shape]).toEqual(['<f8', [10, 12]]);
  const written = new DataView(bytes.buffer, bytes.byteOffset + offset);
  sharpness.forEach((value, c) => {
    expect(written.getFloat64(8 * c, true)).toBe(value);
  });
  expect(readMeta(bytesOf('sharp.png')).spec).toEqual(readMeta(bytes).spec);
});

test('spectrum prints what the iterates do from rate to rate, and Lyapunov exponents', async () => {
  const flags = ['spectrum', '--lr=1:200', '--count=50', '--steps=400', '--engine=cpu', '--json'];
  const [with32, without] = await Promise.all([
    json(...flags, '--last=32', '--lyapunov=4'),
    json(...flags, '--last=0'),
  ]);
  expect(without.intervals).toBeNull();
  const total = with32.intervals.reduce(
    (sum: number, { count }: { count: number }) => sum + count,
    0,
  );
  expect(total).toBe(50);
  expect(with32.intervals[0].from).toBeCloseTo(2.99, 10);
  expect(with32.lyapunov.rates).toHaveLength(4);
  expect(with32.lyapunov.exponents.every(Number.isFinite)).toBe(true);
});
