import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { onPlane } from '../../src/fields/on-plane.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { initialValues } from '../../src/problems/initialisation.ts';
import { isWholeSpace, lifted, projector } from '../../src/problems/plane.ts';
import { bind, canonical, describe } from '../../src/problems/registry.ts';
import { checkLandscape, checkTrajectories } from '../../src/specs.ts';
import { xor9Spec } from '../fixtures/xor9.ts';
import { NINE } from '../oracle-network.ts';

const all = { id: 'xor', trained: [...NINE] };
const axes = (x: string, y: string) => ({ x: { parameter: x }, y: { parameter: y } });
const unit = (name: string) => ({ vector: NINE.map((n) => (n === name ? 1 : 0)) });

test('the homework trains w21 and w12 on their own plane: nothing is projected', () => {
  const { theta, trained, plane, values } = describe({ id: 'xor' });
  expect(theta).toEqual(['w21', 'w12']);
  expect(trained).toEqual([true, true]);
  expect(plane).toEqual({ origin: [0, 0], x: [1, 0], y: [0, 1], names: ['w21', 'w12'] });
  expect(isWholeSpace(plane)).toBe(true);
  expect(values.b1).toBe(-11);
});

test('θ is what is trained or an axis, in the problem’s order; an axis may stay untrained', () => {
  const { theta, trained, plane } = describe({
    id: 'xor',
    parameters: { v1: 3 },
    trained: ['v1', 'w12'],
    plane: axes('b1', 'w12'),
  });
  expect(theta).toEqual(['w12', 'b1', 'v1']);
  expect(trained).toEqual([true, false, true]);
  expect([...lifted(plane, 5, 7)]).toEqual([7, 5, 3]);
});

test('projecting a lifted point gives its coordinates and distance 0, for 500 random planes', () => {
  const component = fc.double({ min: -5, max: 5, noNaN: true });
  const vector = fc.array(component, { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(vector, vector, component, component, (u, v, x, y) => {
      // Directions at a fair angle, as the plane's own check of parallel ones does not ask for.
      const dot = (a: number[], b: number[]) => a.reduce((s, c, i) => s + c * b[i]!, 0);
      fc.pre(dot(u, u) > 0.1 && dot(v, v) > 0.1);
      fc.pre(dot(u, v) ** 2 < 0.9 * dot(u, u) * dot(v, v));
      const { plane } = describe({ ...all, plane: { x: { vector: u }, y: { vector: v } } });
      const [px, py, distance] = projector(plane)(lifted(plane, x, y));
      return Math.abs(px - x) < 1e-9 && Math.abs(py - y) < 1e-9 && distance < 1e-8;
    }),
    { numRuns: 500, seed: 5 },
  );
});

test('the distance is that of the other weights from the plane: 3-4-5', () => {
  const { plane, theta } = describe({ ...all, plane: axes('w21', 'w12') });
  const point = lifted(plane, 1, 2);
  point[theta.indexOf('v1')]! += 3;
  point[theta.indexOf('c')]! -= 4;
  expect(projector(plane)(point)).toEqual([1, 2, 5]);
});

test('a path of nine weights is drawn as its projection: it starts on the plane and leaves it', async () => {
  const trajectories = await createCpuEngine(inlinePool()).trajectories(xor9Spec(1000));
  const { points, distance } = onPlane(trajectories);
  expect(points.length).toBe(2 * 11);
  for (let f = 0; f < 11; f++) {
    expect(points[2 * f]).toBeCloseTo(trajectories.points[9 * f]!, 12);
    expect(points[2 * f + 1]).toBeCloseTo(trajectories.points[9 * f + 1]!, 12);
  }
  expect(distance![0]).toBeLessThan(1e-12);
  expect(distance![10]).toBeGreaterThan(1);
});

test('runs over swapped or slanted axes of the same two weights take the same path through θ', async () => {
  const engine = createCpuEngine(inlinePool());
  const run = async (plane: object | undefined, starts: number[]) => {
    const problem = { id: 'xor', plane };
    const spec = {
      problem,
      optimizer: { kind: 'gd', learningRate: 2 },
      starts,
      steps: 50,
      every: 1,
    };
    return [...(await engine.trajectories(checkTrajectories(spec))).points];
  };
  const straight = await run(undefined, [1, 4]);
  expect(await run(axes('w12', 'w21'), [4, 1])).toEqual(straight);
  const slanted = { x: { vector: [1, 1] }, y: { vector: [1, -1] } };
  expect(await run(slanted, [2.5, -1.5])).toEqual(straight);
  expect(straight.length).toBe(2 * 51);
});

test('starts may be points θ: the same run as from the plane', async () => {
  const engine = createCpuEngine(inlinePool());
  const spec = { ...xor9Spec(100), steps: 100 };
  const { theta, plane } = describe(spec.problem);
  const from = [...lifted(plane, spec.starts[0]!, spec.starts[1]!)];
  const there = await engine.trajectories({ ...spec, starts: from, startsIn: 'theta' });
  expect(theta.length).toBe(9);
  expect(there.points).toEqual((await engine.trajectories(spec)).points);
});

test('a landscape along two vectors has the slopes along them', async () => {
  const engine = createCpuEngine(inlinePool());
  const plane = { x: { vector: NINE.map((_, i) => i - 4) }, y: unit('c') };
  const problem = { ...all, plane };
  const window = { x: [-1, 1] as [number, number], y: [-1, 1] as [number, number] };
  const cell = await engine.landscape({ problem, window, width: 1, height: 1 });
  const bound = bind(problem);
  const { plane: at } = describe(problem);
  const h = 1e-5;
  const slope = (dx: number, dy: number) =>
    (bound.loss(lifted(at, dx * h, dy * h)) - bound.loss(lifted(at, -dx * h, -dy * h))) / (2 * h);
  expect(cell.gradient[0]).toBeCloseTo(slope(1, 0), 7);
  expect(cell.gradient[1]).toBeCloseTo(slope(0, 1), 7);
});

test.each<[string, object, RegExp]>([
  ['an unknown trained parameter', { trained: ['w99'] }, /trained: parameter "w99" is not one of/],
  ['a trained parameter named twice', { trained: ['v1', 'v1'] }, /"v1" is named twice/],
  ['nothing trained', { trained: [] }, /at least one/],
  ['an unknown axis', { plane: axes('w21', 'x1') }, /plane: parameter "x1" is not one of w21/],
  ['twice the same axis', { plane: axes('b1', 'b1') }, /parallel/],
  [
    'parallel vectors',
    { plane: { x: { vector: [1, 2] }, y: { vector: [-2, -4] } } },
    /\[1,2\].*\[-2,-4\].*parallel/,
  ],
  ['a zero vector', { plane: { x: { vector: [0, 0] }, y: { vector: [1, 0] } } }, /\[0,0\] is zero/],
  [
    'a vector of the wrong length',
    { plane: { x: { vector: [1, 0, 0] }, y: { vector: [0, 1] } } },
    /plane\.x: \[1,0,0\] has 3 numbers, not 2, one for each of w21, w12/,
  ],
  ['a direction that is none', { plane: { x: 'w21', y: { parameter: 'b1' } } }, /"w21"/],
  [
    'a vector with a NaN',
    { plane: { x: { vector: [Number.NaN, 1] }, y: { parameter: 'b1' } } },
    /NaN|vector/,
  ],
])('%s is refused, quoting it and what is allowed', (_, change, message) => {
  const spec = {
    problem: { id: 'xor', ...change },
    window: { x: [-1, 1], y: [-1, 1] },
    width: 2,
    height: 2,
  };
  expect(() => checkLandscape(spec)).toThrow(RangeError);
  expect(() => checkLandscape(spec)).toThrow(message);
});

test.each<[string, object, RegExp]>([
  ['a θ that is too short', { starts: [1, 2, 3], startsIn: 'theta' }, /3 numbers .* of 9 each/],
  ['half a start', { starts: [1, 2, 3] }, /3 numbers .* of 2 each/],
  [
    'learning rates of the wrong number',
    { optimizer: { kind: 'gd', learningRate: [1, 2] } },
    /\[1,2\] is not one rate, or 9/,
  ],
])('a run with %s is refused', (_, change, message) => {
  expect(() => checkTrajectories({ ...xor9Spec(1), ...change })).toThrow(message);
});

test('the axes of a plane are trained unless it says otherwise', () => {
  const over = (plane: object) => describe({ id: 'xor', plane: plane as never });
  expect(over(axes('v1', 'b1'))).toMatchObject({ theta: ['b1', 'v1'], trained: [true, true] });
  const slanted = over({ x: { vector: [1, 1, 0] }, y: { parameter: 'c' } });
  expect(slanted).toMatchObject({ theta: ['w21', 'w12', 'c'], trained: [true, true, true] });
  const { trained } = describe({ id: 'xor', plane: axes('v1', 'b1'), trained: ['b1'] });
  expect(trained).toEqual([true, false]);
});

test('what is the default anyway is left out of a reference', () => {
  expect(canonical({ id: 'xor', trained: ['w12', 'w21'], plane: axes('w21', 'w12') })).toEqual({
    id: 'xor',
    parameters: {},
  });
  const other = { id: 'xor', parameters: { b1: 1 }, trained: ['w21', 'v1'] };
  expect(canonical(other)).toEqual(other);
});

test('random initialisations have the moments of their definitions, and the seed decides them', () => {
  const { parameters } = describe({ id: 'xor' });
  const weights = parameters.filter(({ fan }) => !fan!.bias);
  const draws = (kind: 'uniform' | 'xavier' | 'he') => {
    const random = seededRandom(1);
    return Array.from({ length: 4000 }, () => initialValues(kind, weights, random)).flat();
  };
  const variance = (values: number[]) => values.reduce((s, v) => s + v * v, 0) / values.length;
  // Of U(−a, a) it is a²/3, a = 1/√2 here; of He 2/fan-in = 1.
  expect(variance(draws('uniform'))).toBeCloseTo(1 / 6, 2);
  expect(Math.max(...draws('uniform').map(Math.abs))).toBeLessThanOrEqual(Math.SQRT1_2);
  expect(Math.abs(variance(draws('he')) - 1)).toBeLessThan(0.03);
  // Four weights of a 2-2 layer, a² = 6/4, and two of a 2-1 layer, a² = 6/3.
  expect(Math.abs(variance(draws('xavier')) - (4 * 0.5 + 2 * (2 / 3)) / 6)).toBeLessThan(0.02);
  const biases = parameters.filter(({ fan }) => fan!.bias);
  expect(initialValues('he', biases, seededRandom(2))).toEqual([0, 0, 0]);
  expect(initialValues('he', weights, seededRandom(3))).toEqual(
    initialValues('he', weights, seededRandom(3)),
  );
});
