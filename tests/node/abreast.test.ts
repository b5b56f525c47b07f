import { expect, test } from 'vitest';
import { advanceTrajectories, type Prepared, prepare } from '../../src/cpu/jobs.ts';
import { landscapeCells } from '../../src/cpu/landscape.ts';
import { advanceLyapunov } from '../../src/cpu/lyapunov.ts';
import { startStates } from '../../src/cpu/run-state.ts';
import { advanceSweep, type SharedGrid } from '../../src/cpu/sweep.ts';
import { NEVER, OUTCOMES } from '../../src/engine.ts';
import { exp } from '../../src/math/exponential.ts';
import { expEach } from '../../src/math/exponentials.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { dot } from '../../src/math/vector.ts';
import type { Optimizer } from '../../src/optimizers.ts';
import { gradientsOf } from '../../src/problems/abreast.ts';
import { loadProblems } from '../../src/problems/load.ts';
import { liftTo } from '../../src/problems/plane.ts';
import type { BoundProblem, ProblemRef } from '../../src/problems/problem.ts';
import { problems } from '../../src/problems/registry.ts';
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

/** A problem as a worker has it, with nothing that is for points side by side. */
function alone({ info, bound }: Prepared): Prepared {
  const { gradients: _, losses: _1, folded: _2, parts: _3, ...own } = bound;
  return { info, bound: own };
}

function striped(): Prepared {
  const { info, bound } = prepare({ id: 'xor' });
  return { info, bound: withStripe(bound) };
}

/** All results of a grid, in slices that end at `ends`. */
function swept(
  shared: SharedGrid,
  abreast: boolean,
  ends: readonly number[],
  of: Prepared = striped(),
) {
  const prepared = abreast ? of : alone(of);
  const { x, y } = axisValues({ ...shared, problem: { id: of.info.id } });
  const pixels = Uint32Array.from({ length: x.length * y.length }, (_, i) => i);
  const values = new Float64Array(2 * pixels.length);
  for (const p of pixels) values.set([x[p % x.length]!, y[Math.floor(p / x.length)]!], 2 * p);
  let [states, iterates, first] = [
    new Float64Array(),
    new Float64Array(pixels.length * shared.last),
    0,
  ];
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
const NONE = new Float64Array();
const bytesOf = (part: ReturnType<typeof swept>) =>
  Buffer.concat(
    [
      part.loss,
      part.point,
      part.outcome,
      part.stepsToThreshold,
      part.gradient!,
      part.divergedAt!,
      part.iterates,
      part.measure ?? NONE,
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

const network: Pick<SharedGrid, 'x' | 'y'> = {
  x: { quantity: 'learningRate', range: [0.01, 1e5], scale: 'log' },
  y: { quantity: 'start.y', range: [-9, 9], scale: 'linear' },
};
const adam: Optimizer = { kind: 'adam', learningRate: 1, beta1: 0.9, beta2: 0.999, epsilon: 0 };
const small = { width: 6, height: 3, steps: 90 };

/** Problems of every kind that goes side by side, with what is asked of their runs. */
const OTHERS: readonly [string, ProblemRef, SharedGrid][] = [
  [
    'the last iterates of runs of xor, some of which diverge among them',
    { id: 'xor' },
    {
      ...grid({ kind: 'gd', learningRate: 1 }, over('start.y', [0.1, 1e8])),
      last: 100,
      component: 'w12',
    },
  ],
  [
    'a network by its likelihood',
    { id: 'xor9' },
    { ...grid({ kind: 'gd', learningRate: 1 }, network), ...small },
  ],
  [
    'some weights of a network of which the others stay',
    { id: 'xor9', trained: ['W1.1.2', 'b1.1', 'W2.1.2'] },
    { ...grid(adam, network), ...small },
  ],
  [
    'a deep network, whose trainability is measured where merits are losses',
    {
      id: 'network',
      data: [
        [0, 0, 0],
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 0],
        [2, 1, 1],
        [1, 2, 0],
      ],
      network: {
        layers: [2, 5, 4, 1],
        activation: ['tanh', 'relu'],
        loss: 'squared-error',
      },
    },
    {
      ...grid({ kind: 'momentum', learningRate: 1, momentum: 0.9 }, network),
      ...small,
      measure: 'trainability',
    },
  ],
  [
    'three classes by softmax on seven points',
    {
      id: 'network',
      data: Array.from({ length: 7 }, (_, i) => [Math.sin(i), Math.cos(3 * i), i % 3]),
      network: { layers: [2, 4, 3], activation: 'tanh', loss: 'softmax-cross-entropy' },
    },
    { ...grid(adam, network), ...small },
  ],
  [
    'a formula with holes, every operation in it',
    {
      id: 'formula',
      formula:
        'log(x + 4)*exp(y/3) - a*sin(x)*cos(y)/(2 + tanh(x*y)) + abs(x)^1.5 + max(x, -y)^2 + sqrt(y + 6)',
    },
    { ...grid({ kind: 'rmsprop', learningRate: 1, decay: 0.9, epsilon: 1e-8 }, network), ...small },
  ],
];

test.each(OTHERS)('side by side to the bits of one by one: %s', async (_, ref, shared) => {
  await loadProblems();
  const of = prepare(ref);
  expect(gradientsOf(of.bound)).toBeDefined();
  const expected = bytesOf(swept(shared, false, [shared.steps], of));
  for (const ends of [[shared.steps], [10, shared.steps], [7, shared.steps - 5, shared.steps]]) {
    expect(bytesOf(swept(shared, true, ends, of)).equals(expected)).toBe(true);
  }
});

const window = { x: [-7, 5.5] as [number, number], y: [-21, 13] as [number, number] };

test('landscapes of every problem, on its own plane and on another, are those of one sample after the other', async () => {
  await loadProblems();
  const random = { x: { random: 1 }, y: { random: 2 } };
  const refs = [
    ...Object.keys(problems).flatMap((id) => [
      { id },
      ...(problems[id]!.plane.y ? [{ id, plane: random }] : []),
    ]),
    ...OTHERS.map(([, ref]) => ref),
  ];
  for (const ref of refs) {
    const prepared = prepare(ref);
    const { info, bound } = prepared;
    const spec = { window, width: 23, height: 9 };
    const [xs, ys] = [cellCentres(window.x, 23), cellCentres(window.y, 9)];
    const [from, to] = [5, 23 * 9 - 3];
    const { loss, gradient } = landscapeCells(prepared, spec, from, to);
    const theta = new Float64Array(bound.size);
    const slope = new Float64Array(bound.size);
    for (let cell = from; cell < to; cell++) {
      liftTo(info.plane, xs[cell % 23]!, ys[Math.floor(cell / 23)]!, theta);
      bound.gradient(theta, slope);
      const at = 2 * (cell - from);
      expect([loss[cell - from], gradient[at], gradient[at + 1]]).toEqual([
        bound.loss(theta),
        dot(slope, info.plane.x),
        dot(slope, info.plane.y),
      ]);
    }
  }
});

test('losses along runs are those of one frame after the other, of runs that end too', async () => {
  await loadProblems();
  for (const ref of [...OTHERS.map(([, of]) => of), { id: 'rosenbrock' }, { id: 'moons' }]) {
    const prepared = prepare(ref);
    const { info, bound } = prepared;
    const n = bound.size;
    const starts = Float64Array.from(
      { length: 3 * n },
      (_, k) => info.plane.origin[k % n]! + k / 7,
    );
    const optimizer: Optimizer = { kind: 'gd', learningRate: 30 };
    const spec = { optimizer, steps: 50, every: 1 };
    const slice = { spec, states: startStates(starts, n), run: 0, first: 0, count: 50 };
    const { points, loss } = advanceTrajectories(prepared, slice);
    expect(loss.length).toBe(3 * 51);
    const one = loss.map((_, k) => bound.loss(points.subarray(n * k, n * (k + 1))));
    expect(Buffer.from(loss.buffer).equals(Buffer.from(one.buffer))).toBe(true);
  }
});

test.each([
  { kind: 'gd', learningRate: 1 },
  { kind: 'momentum', learningRate: 1, momentum: 0.9 },
  { kind: 'rmsprop', learningRate: 1, decay: 0.9, epsilon: 1e-8 },
  adam,
] satisfies Optimizer[])(
  'Lyapunov exponents of runs side by side are those one by one: $kind',
  (optimizer) => {
    const of = striped();
    const rates = Float64Array.from({ length: 40 }, (_, i) => 10 ** (-1 + i / 4));
    const cells = Uint32Array.from(rates, (_, i) => i);
    const exponents = (prepared: Prepared, ends: readonly number[]) => {
      let [states, first] = [new Float64Array(), 0];
      let last = new Float64Array();
      for (const end of ends) {
        const spec = { optimizer, start: [0.3, -0.2] as [number, number], steps: STEPS };
        const part = advanceLyapunov(prepared, {
          spec,
          rates,
          cells,
          states,
          first,
          count: end - first,
        });
        [states, first, last] = [part.states, end, part.exponents];
      }
      return last;
    };
    const one = exponents(alone(of), [STEPS]);
    expect([...one].some(Number.isNaN)).toBe(true);
    expect([...one].some((exponent) => exponent < 0)).toBe(true);
    for (const ends of [[STEPS], [20, 100, STEPS]]) expect(exponents(of, ends)).toEqual(one);
  },
);
