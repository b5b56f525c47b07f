import { expect, test } from 'vitest';
import { prepare } from '../../src/cpu/jobs.ts';
import { advanceSweep, type SharedGrid } from '../../src/cpu/sweep.ts';
import { NEVER, OUTCOMES } from '../../src/engine.ts';
import { exp } from '../../src/math/exponential.ts';
import { expEach } from '../../src/math/exponentials.ts';
import type { Optimizer } from '../../src/optimizers.ts';
import { gradientsOf } from '../../src/problems/abreast.ts';
import type { BoundProblem } from '../../src/problems/problem.ts';
import { axisValues } from '../../src/runs.ts';

test('exponentials taken together are those taken one by one, bit for bit', () => {
  const edges = [0, -0, 1, 649.9, 650, 650.1, 707.9, 708, 710, 746, 1e9, Number.POSITIVE_INFINITY];
  const values = Float64Array.of(
    ...edges.flatMap((x) => [x, -x]),
    Number.NaN,
    Number.MIN_VALUE,
    ...Array.from({ length: 4000 }, (_, i) => 1400 * ((i * 0.6180339887) % 1) - 700),
  );
  const one = values.map((x) => exp(x));
  expEach(values, values.length);
  expect(Buffer.from(values.buffer).equals(Buffer.from(one.buffer))).toBe(true);
});

const STEPS = 150;
const grid = (optimizer: Optimizer, axes: Pick<SharedGrid, 'x' | 'y'>): SharedGrid => ({
  optimizer,
  ...axes,
  start: [0.3, -0.2],
  steps: STEPS,
  threshold: 0.1,
  width: 16,
  height: 12,
  last: 0,
  component: null,
  also: ['gradient', 'divergedAt'],
});
const starts: Pick<SharedGrid, 'x' | 'y'> = {
  x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
  y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
};
const over = (
  quantity: NonNullable<SharedGrid['y']>['quantity'],
  rates: [number, number],
): Pick<SharedGrid, 'x' | 'y'> => ({
  x: { quantity: 'learningRate', range: rates, scale: 'log' },
  y: { quantity, range: [0.05, 0.95], scale: 'linear' },
});

const CASES: readonly [string, SharedGrid][] = [
  ['gd over starts', grid({ kind: 'gd', learningRate: 1 }, starts)],
  // From a rate of 1e6 on the first step leads out.
  ['gd over rates', grid({ kind: 'gd', learningRate: 1 }, over('start.y', [0.1, 1e8]))],
  [
    'momentum over it',
    grid({ kind: 'momentum', learningRate: 1, momentum: 0.9 }, over('momentum', [0.1, 1e7])),
  ],
  [
    'nesterov over momentum',
    grid({ kind: 'nesterov', learningRate: 1, momentum: 0.9 }, over('momentum', [0.1, 1e7])),
  ],
  [
    'rmsprop over decay',
    grid(
      { kind: 'rmsprop', learningRate: 1, decay: 0.9, epsilon: 1e-8 },
      over('decay', [0.01, 1e6]),
    ),
  ],
  [
    'adam over beta1',
    grid(
      { kind: 'adam', learningRate: 1, beta1: 0.9, beta2: 0.999, epsilon: 0 },
      over('beta1', [0.01, 1e7]),
    ),
  ],
];

/** The problem with no slope in a stripe of the plane, where its loss is 0. */
function withStripe({ folded, ...bound }: BoundProblem): BoundProblem {
  const gradients = gradientsOf({ ...bound, folded })!;
  const inside = (x: number) => x > -6 && x < -5.5;
  return {
    ...bound,
    loss: (theta) => (inside(theta[0]!) ? 0 : bound.loss(theta)),
    gradient(theta, out) {
      const merit = bound.gradient(theta, out);
      return inside(theta[0]!) ? out.fill(Number.NaN)[0]! : merit;
    },
    gradients(theta, out, merits, count, stride) {
      gradients(theta, out, merits, count, stride);
      for (let i = 0; i < count; i++) {
        if (inside(theta[i]!)) out[i] = out[stride + i] = merits[i] = Number.NaN;
      }
    },
  };
}

/** All results of a grid, in slices that end at `ends`. */
function swept(shared: SharedGrid, abreast: boolean, ends: readonly number[]) {
  const { info, bound: whole } = prepare({ id: 'xor' });
  const bound = withStripe(whole);
  const { gradients: _, ...alone } = bound;
  const prepared = { info, bound: abreast ? bound : alone };
  const { x, y } = axisValues({ ...shared, problem: { id: 'xor' } });
  const pixels = Uint32Array.from({ length: x.length * y.length }, (_, i) => i);
  const values = new Float64Array(2 * pixels.length);
  for (const p of pixels) values.set([x[p % x.length]!, y[Math.floor(p / x.length)]!], 2 * p);
  let [states, iterates, first] = [new Float64Array(), new Float64Array(), 0];
  for (const end of ends) {
    const part = advanceSweep(prepared, {
      grid: shared,
      values,
      pixels,
      states,
      iterates,
      first,
      count: end - first,
    });
    if (end === ends.at(-1)) return part;
    ({ states, iterates } = part);
    first = end;
  }
  throw new Error('no slices');
}
const bytesOf = (part: ReturnType<typeof swept>) =>
  Buffer.concat(
    [
      part.loss,
      part.point,
      part.outcome,
      part.stepsToThreshold,
      part.gradient!,
      part.divergedAt!,
    ].map((numbers) => Buffer.from(numbers.buffer)),
  );

test.each(CASES)('runs side by side come to the bits of runs one by one: %s', (_, shared) => {
  const one = swept(shared, false, [STEPS]);
  const expected = bytesOf(one);
  // In one slice, in two with all watched steps in the last, and with a cut among the watched steps.
  for (const ends of [[STEPS], [50, STEPS], [7, 120, STEPS]]) {
    expect(bytesOf(swept(shared, true, ends)).equals(expected)).toBe(true);
  }
});

test('the cases above have runs of every outcome, some of which diverge late', () => {
  const all = CASES.map(([, shared]) => swept(shared, true, [STEPS]));
  const outcomes = new Set(all.flatMap(({ outcome }) => [...outcome]));
  expect(outcomes.size).toBe(OUTCOMES.length);
  const late = all.flatMap(({ divergedAt }) => [...divergedAt!]);
  expect(late.some((at) => at > 2 && at !== NEVER)).toBe(true);
});
