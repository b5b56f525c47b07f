// The flags that say what is trained, and where the plane lies.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { readMeta } from '../../src/fields/formats/index.ts';
import { known } from '../fixtures/known-answers.ts';
import { NINE, networkOracle } from '../oracle-network.ts';
import { at, hasGpu, json, runTogether, useFolder } from './terminal.ts';

useFolder();

const start = Object.entries(known.xor9.start)
  .map(([name, value]) => `${name}=${value}`)
  .join(',');

test.each([
  { engine: 'cpu', here: true, bound: 1e-4 },
  { engine: 'gpu', here: hasGpu, bound: 1e-2 },
])(
  'train --train all from PyTorch’s start has its losses ($engine)',
  async ({ engine, here, bound }) => {
    if (!here) return;
    const { spec, frames } = await json(
      ...['train', '--train', 'all', '--at', start, '--lr=1', '--steps=10000', '--every=100'],
      ...['--engine', engine, '--json'],
    );
    expect(spec.problem.trained).toEqual([...NINE]);
    const byStep = new Map<number, Record<string, number>>(
      frames.map((frame: { step: number }) => [frame.step, frame]),
    );
    for (const [step, loss] of Object.entries(known.xor9.lossAtStep)) {
      const ours = byStep.get(Number(step))!.loss!;
      expect(Math.abs(ours / loss - 1), `step ${step}`).toBeLessThan(bound);
    }
    for (const name of NINE) expect(byStep.get(10_000)![name], name).toBeTypeOf('number');
  },
);

test('point --train all prints the slopes of all nine on either engine', async () => {
  const { loss, gradient } = networkOracle(known.xor9.start);
  for (const engine of hasGpu ? ['cpu', 'gpu'] : ['cpu']) {
    const point = await json('point', '--train=all', '--at', start, '--engine', engine, '--json');
    expect(Math.abs(point.loss - loss)).toBeLessThan(1e-6);
    NINE.forEach((name, c) => {
      expect(Math.abs(point.gradient[c] - gradient[name]), name).toBeLessThan(1e-6);
    });
  }
});

test('a sweep over another plane writes it into the file, with a component for each trained weight', async () => {
  const out = at('plane.npz');
  await json(
    ...['sweep', '--train=all', '--plane=w11,b1', '--size=8', '--steps=50', '--lr=1'],
    ...['--x=start.w11=-3:3', '--y=lr.v1=0.1:10:log', '--engine=cpu', '--out', out, '--json'],
  );
  const { spec } = readMeta(readFileSync(out)) as { spec: Record<string, never> };
  expect(spec.problem).toMatchObject({
    trained: [...NINE],
    plane: { x: { parameter: 'w11' }, y: { parameter: 'b1' } },
  });
  expect(spec.x).toMatchObject({ quantity: 'start.x' });
  expect(spec.y).toMatchObject({ quantity: 'learningRate.v1' });
  const again = await createCpuEngine(inlinePool()).sweep(spec as never);
  expect(again.point.length).toBe(9 * 64);
});

test('--init draws the same start for the same seed, and another for another', async () => {
  const drawn = async (seed: number) => {
    const flags = ['--train=all', '--init=xavier', `--seed=${seed}`, '--steps=0', '--json'];
    return (await json('train', ...flags)).frames[0];
  };
  const [a, b, c] = await Promise.all([drawn(7), drawn(7), drawn(8)]);
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
  expect(a.b1).toBe(0);
});

const refused: [argv: string[], message: RegExp][] = [
  [['point', '--problem=xnor'], /problem "xnor" is not one of xor/],
  [['point', '--train=w99'], /"w99" is not one of w21, w12/],
  [['point', '--plane=w11'], /--plane: "w11" is not two parameters/],
  [['point', '--plane=w11,w11'], /parallel/],
  [['point', '--plane={"x":'], /--plane: .* is not JSON/],
  [['point', '--plane={"x":{"vector":[0,0]},"y":{"parameter":"w12"}}'], /\[0,0\] is zero/],
  [['point', '--plane={"x":1}'], /--plane.x: 1 is not \{"parameter"/],
  [['point', '--at', 'w99=1'], /--at: "w99=1" is not NAME=VALUE with a NAME of w21/],
  [['point', '--at', 'b1=400'], /b1: 400 is not a number from -50 to 50/],
  [['train', '--init=best'], /--init: "best" is not one of uniform, xavier, he/],
  [['train', '--start=1,2,3'], /--start: "1,2,3" is not W21,W12/],
  [['train', '--train=all', '--lr=1,2'], /\[1,2\] is not one rate, or 9/],
  [['sweep', '--x=lr.v1=1:2'], /--x: "lr.v1" is not one of start.w21, start.w12, lr, lr.w21/],
  [['spectrum', '--component=v1'], /--component: "v1" is not one of w21, w12/],
];

test('what cannot be trained or is no plane is refused in one line with exit code 2', async () => {
  const ends = await runTogether(refused.map(([argv]) => [...argv, '--engine=cpu']));
  for (const [i, [argv, message]] of refused.entries()) {
    const { code, stdout, stderr } = ends[i]!;
    expect({ argv, code, stdout }).toEqual({ argv, code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n').length).toBe(1);
  }
});
