// Planes laid through what runs do, what they show of them, and the state and links that hold them.
import { expect, test } from 'vitest';
import { laidOnParameters } from '../../src/app/plane/directions.ts';
import { laidAsFirst, laidThrough, startsNow } from '../../src/app/plane/lay.ts';
import { barrierInWords } from '../../src/app/plane/way.ts';
import { infoOf } from '../../src/app/state/problem.ts';
import { startsOf } from '../../src/app/state/starts.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import {
  barrierOf,
  mostShown,
  planeThrough,
  principalPlane,
  shareShown,
  windowAround,
} from '../../src/fields/planes.ts';
import '../../src/problems/catalogue.ts';
import { lifted } from '../../src/problems/plane.ts';
import { bind, describe } from '../../src/problems/registry.ts';

const deep = patched(DEFAULT_STATE, { problem: 'xor-deep', steps: 40 });

/** The iterates of a run of the state's gradient descent, [frame][n]. */
async function iterates(state: typeof deep) {
  const engine = createCpuEngine(inlinePool());
  const { problem, trained, network } = state;
  const spec = {
    problem: { id: problem, trained, ...(network && { network }) },
    optimizer: { kind: 'gd' as const, learningRate: 5 },
    ...startsOf(patched(DEFAULT_STATE, { problem, network })),
    steps: state.steps,
    every: 1,
  };
  const { points } = await engine.trajectories(spec);
  engine.dispose();
  return points;
}

test('a plane through three points has them at its places, and points that make none are refused', () => {
  const points = [
    [1, 2, 3, 4],
    [2, 2, 5, 4],
    [0, 3, 3, 1],
  ];
  const { origin, x, y, places } = planeThrough(points);
  const plane = { origin, x, y: y!, names: ['x', 'y'] as const };
  for (const [i, [px, py]] of places.entries()) {
    for (const [c, value] of lifted(plane, px, py).entries()) {
      expect(value).toBeCloseTo(points[i]![c]!, 12);
    }
  }
  expect(Math.hypot(...x)).toBeCloseTo(Math.hypot(...y!), 12);
  expect(() => planeThrough([points[0]!, points[0]!])).toThrow(/one and the same/);
  expect(() =>
    planeThrough([
      [0, 0],
      [1, 1],
      [2, 2],
    ]),
  ).toThrow(/on one line/);
});

test('the plane of a run’s principal directions shows more of its way than any other, and its window holds it', async () => {
  const points = await iterates(deep);
  const n = infoOf(deep).theta.length;
  const plane = principalPlane(points, n);
  const shown = shareShown(points, { x: plane.x, y: plane.y! });
  expect(shown).toBeCloseTo(mostShown(points, n), 10);
  expect(shown).toBeGreaterThan(0.9);
  expect(shareShown(points, infoOf(deep).plane)).toBeLessThan(0.2);
  const { x, y } = windowAround(plane.places);
  expect(plane.places.every(([px, py]) => px > x[0] && px < x[1] && py > y[0] && py < y[1])).toBe(
    true,
  );
});

test('laying the plane through a run’s end leaves the run’s start where it was, and a link of a few kB holds both', async () => {
  const points = await iterates(deep);
  const n = infoOf(deep).theta.length;
  const laid = patched(deep, laidThrough(deep, principalPlane(points, n)));
  expect(laid.starts).toMatchObject({ points: [], off: [{}] });
  const { starts, startsIn } = startsOf(laid);
  expect(startsIn).toBe('theta');
  expect(starts).toEqual(startsNow(deep)[0]);
  const origin = infoOf(laid).plane.origin;
  expect(origin.every((value, c) => Math.abs(value - points.at(c - n)!) < 1e-6)).toBe(true);
  const hash = toHash(laid);
  expect(hash.length).toBeLessThan(8000);
  expect(fromHash(hash)).toEqual({ state: laid });
  // Back through the start: it is on the plane again.
  const back = patched(laid, laidOnParameters(laid, 'W1.1.1', 'b4.1'));
  expect(back.plane).toEqual({ x: { parameter: 'W1.1.1' }, y: { parameter: 'b4.1' } });
  const [w, b] = [back.starts.points, back.starts.off];
  expect([w.length + b.length, startsNow(back)[0]]).toEqual([1, startsNow(deep)[0]]);
  // What the problem begins with, whatever was said of its parameters before.
  expect(patched(laid, laidAsFirst(laid))).toEqual(deep);
  // A plane too long for a link is left out of it.
  const wide = patched(deep, { network: { layers: [2, 60, 60, 1] } });
  const long = {
    ...wide,
    plane: { x: { vector: Array(4000).fill(0.5) }, y: { vector: Array(4000).fill(0.25) } },
  };
  expect(toHash(long).length).toBeLessThan(300);
});

test('a layer that is not trained any more leaves a plane of vectors', async () => {
  const n = infoOf(deep).theta.length;
  const vector = (at: number) => Array.from({ length: n }, (_, i) => Number(i === at));
  const laid = patched(deep, { plane: { x: { vector: vector(0) }, y: { vector: vector(n - 1) } } });
  const fewer = patched(laid, { trained: ['layer1', 'layer4'] });
  expect(infoOf(fewer).theta.length).toBe(30 + 11);
  expect('vector' in fewer.plane.x && fewer.plane.x.vector.indexOf(1)).toBe(0);
  // Nothing is left of x.
  const none = patched(laid, { trained: ['layer4'] });
  expect(none.plane).toEqual(deep.plane);
});

test('starts off the plane are checked', () => {
  expect(() => patched(deep, { starts: { off: [{ w: 1 }] } })).toThrow(
    'state.starts.off: "w" is not a parameter here',
  );
  expect(() => patched(deep, { starts: { off: [{ 'b1.1': 1e9 }] } })).toThrow(
    /b1.1: 1000000000 is not/,
  );
});

test('a barrier is the highest loss less that of the higher end', () => {
  expect(barrierOf([0.5, 2, 3, 1])).toEqual({ height: 2, highest: 3, at: 2 / 3, ends: [0.5, 1] });
  expect(barrierInWords(barrierOf([0.5, 2, 3, 1]))).toMatch(/^barrier 2.*66\.7 % of the way/);
  expect(barrierInWords(barrierOf([3, 2, 1]))).toMatch(/^no barrier/);
  expect(barrierOf([1, Number.NaN, 1])).toBe(null);
});

test('a filter-normalised plane has the same picture when a ReLU layer is scaled by 7 and the next by 1/7, within 1e-12', () => {
  const ref = { id: 'moons', network: { layers: [2, 8, 1] } };
  const { values, plane, theta } = describe(ref);
  const factor = (name: string) => (/^[Wb]1/.test(name) ? 7 : name.startsWith('W2') ? 1 / 7 : 1);
  const parameters = Object.fromEntries(theta.map((name) => [name, factor(name) * values[name]!]));
  const scaled = { ...ref, parameters };
  const [bound, boundScaled] = [bind(ref), bind(scaled)];
  const other = describe(scaled).plane;
  const apart: number[] = [];
  for (const x of [-1.5, -0.4, 0, 0.9, 2]) {
    for (const y of [-2, -0.7, 0.3, 1.1]) {
      const loss = bound.loss(lifted(plane, x, y));
      apart.push(Math.abs(boundScaled.loss(lifted(other, x, y)) / loss - 1));
    }
  }
  expect(Math.max(...apart)).toBeLessThan(1e-12);
  // A direction that is not normalised sees the scale.
  const bare = { x: { random: 1, normalised: false }, y: { random: 2, normalised: false } };
  const at = (of: object) =>
    bind({ ...ref, ...of, plane: bare }).loss(
      lifted(describe({ ...ref, ...of, plane: bare }).plane, 2, 2),
    );
  expect(Math.abs(at(scaled) / at(ref) - 1)).toBeGreaterThan(1e-3);
});
