// Stationary points of a window, and the minima that the runs of a basin map come to.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { Run } from '../../src/cpu/run.ts';
import { DIVERGED } from '../../src/engine.ts';
import {
  assignedMinima,
  basinMinima,
  endPlaces,
  NO_MINIMUM,
  reachIn,
} from '../../src/fields/minima.ts';
import { DEFAULT_HYPER } from '../../src/optimizers.ts';
import type { BoundProblem, ProblemRef } from '../../src/problems/problem.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import { refiner } from '../../src/problems/stationary.ts';
import { Rounds } from '../../src/problems/stationary-points.ts';
import { stationaryFrom, stationaryStarts } from '../../src/problems/stationary-window.ts';
import { factorisation, himmelblau, holed, surface, wholePlane } from '../fixtures/surfaces.ts';

const square = (half: number) => ({
  x: [-half, half] as [number, number],
  y: [-half, half] as [number, number],
});
/** The whole search in one go, as src/cpu/reference.ts does it in pieces. */
function stationaryPoints(
  info: Parameters<typeof stationaryFrom>[0],
  bound: BoundProblem,
  window: Parameters<typeof stationaryFrom>[2],
) {
  const rounds = new Rounds(window);
  while (rounds.at) {
    const starts = rounds.judged(stationaryStarts(info, bound, rounds.at));
    rounds.take(stationaryFrom(info, bound, rounds.at, starts));
  }
  return rounds.result();
}
const found = (bound: BoundProblem, half: number) =>
  stationaryPoints(wholePlane, bound, square(half));
const kinds = ({ points }: ReturnType<typeof found>) => {
  const counts: Record<string, number> = {};
  for (const { kind } of points) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

/** Himmelblau's minima, to the last digit shown. */
const FOUR = [
  [3, 2],
  [-2.805118, 3.131313],
  [-3.77931, -3.283186],
  [3.584428, -1.848127],
] as const;

test('himmelblau has four minima, four saddles and a maximum in [−5, 5]², the minima at their places within 1e-6', () => {
  const all = found(himmelblau, 5);
  expect(kinds(all)).toEqual({ minimum: 4, saddle: 4, maximum: 1 });
  for (const [x, y] of FOUR) {
    const off = all.points.map(({ at }) => Math.hypot(at[0] - x, at[1] - y));
    expect(Math.min(...off)).toBeLessThan(1e-6);
  }
  for (const { gradientNorm } of all.points) expect(gradientNorm).toBeLessThan(1e-10);
});

test('problems with data: the least squares’ own minimum, ln 2 of a unit on XOR, none where classes part', () => {
  const of = (ref: ProblemRef) => {
    const info = describe(ref);
    return { info, ...stationaryPoints(info, bind(ref), info.window) };
  };
  const line = of({ id: 'least-squares' });
  const { at, loss } = line.info.minima![0]!;
  expect(kinds(line)).toEqual({ minimum: 1 });
  line.info.theta.forEach((name, c) => {
    expect(line.points[0]!.theta[c]).toBeCloseTo(at[name]!, 9);
  });
  expect(line.points[0]!.loss).toBeCloseTo(loss, 12);
  const gate = of({ id: 'gates', data: 'xor' });
  expect(kinds(gate)).toEqual({ minimum: 1 });
  expect(gate.points[0]!.loss).toBeCloseTo(Math.LN2, 12);
  expect(of({ id: 'logistic' }).points).toEqual([]);
});

test.each([
  ['quadratic', { minimum: 1 }, 0],
  ['rosenbrock', { minimum: 1 }, 0],
  ['beale', { minimum: 1, saddle: 2 }, 0],
  ['himmelblau', { minimum: 4, saddle: 4, maximum: 1 }, 0],
  ['branin', { minimum: 3, saddle: 2 }, 0],
  ['saddle', { saddle: 1 }, 0],
  ['factorisation', { saddle: 1 }, 1],
  ['double-well', { minimum: 2, maximum: 1 }, 0],
])(
  '%s has %o in its own window, with known minima within 1e-6, and %i curves',
  (id, expected, curves) => {
    const info = describe({ id });
    const all = stationaryPoints(info, bind({ id }), info.window);
    expect(kinds(all)).toEqual(expected);
    expect(all.curves).toHaveLength(curves);
    const minima = [...all.points, ...all.curves.flatMap(({ points }) => points)];
    for (const { at, loss } of info.minima ?? []) {
      if (curves > 0) continue;
      const off = minima.map(({ theta }) =>
        Math.hypot(...info.theta.map((name, c) => theta[c]! - at[name]!)),
      );
      const nearest = off.indexOf(Math.min(...off));
      expect(off[nearest]).toBeLessThan(1e-6);
      expect(Math.abs(minima[nearest]!.loss - loss)).toBeLessThan(1e-12);
    }
  },
);

test('xor has no stationary point in [−20, 20]², nor where its slopes fall below 1e-80', () => {
  const [info, bound] = [describe({ id: 'xor' }), bind({ id: 'xor' })];
  for (const half of [20, 60, 200]) {
    expect(stationaryPoints(info, bound, square(half))).toMatchObject({ points: [], curves: [] });
  }
});

test('the minima of (xy − 1)² are told as a curve of at most 64 points on xy = 1, beside the saddle at 0', () => {
  const { points, curves } = found(factorisation, 3);
  expect(points).toHaveLength(1);
  expect(points[0]).toMatchObject({ kind: 'saddle', loss: 0.5 });
  expect(curves).toHaveLength(1);
  expect(curves[0]!.kind).toBe('minima');
  expect(curves[0]!.points.length).toBeGreaterThan(20);
  expect(curves[0]!.points.length).toBeLessThanOrEqual(64);
  for (const { at, sharpness } of curves[0]!.points) {
    expect(Math.abs(at[0] * at[1] - 1)).toBeLessThan(1e-9);
    expect(Math.abs(sharpness / (at[0] ** 2 + at[1] ** 2) - 1)).toBeLessThan(1e-6);
  }
});

test('a loss that is undefined on half of the window has its minimum found on the other', () => {
  const { points } = found(holed, 3);
  expect(points).toHaveLength(1);
  expect(points[0]!.at[0]).toBeCloseTo(1 / Math.E, 9);
  expect(points[0]!.kind).toBe('minimum');
});

test('a zoom of 2e-9 on a minimum has that one, and a window of ±1000 all nine points of himmelblau', () => {
  const window = { x: [3 - 1e-9, 3 + 1e-9], y: [2 - 1e-9, 2 + 1e-9] } as const;
  const { points } = stationaryPoints(wholePlane, himmelblau, {
    x: [...window.x],
    y: [...window.y],
  });
  expect(points.map(({ kind, at }) => [kind, ...at])).toEqual([['minimum', 3, 2]]);
  expect(kinds(found(himmelblau, 1000))).toEqual({ minimum: 4, saddle: 4, maximum: 1 });
});

test('with exact second derivatives a valley 1e10 times as sharp as it is long has a minimum, not a level curve', () => {
  const sharp: BoundProblem = {
    ...surface(
      (x, y) => (x - 1) ** 2 / 2 + 5e9 * (y - x) ** 2,
      (x, y) => [x - 1 - 1e10 * (y - x), 1e10 * (y - x)],
    ),
    hessian: (_, out) => out.set([1 + 1e10, -1e10, -1e10, 1e10]),
  };
  const { points } = found(sharp, 3);
  expect(points.map(({ kind }) => kind)).toEqual(['minimum']);
  expect(points[0]!.at[0]).toBeCloseTo(1, 5);
});

test('points without curvature in some direction are degenerate: x³ + y², x⁴ + y⁴', () => {
  const cubic = surface(
    (x, y) => x ** 3 + y * y,
    (x, y) => [3 * x * x, 2 * y],
  );
  const quartic = surface(
    (x, y) => x ** 4 + y ** 4,
    (x, y) => [4 * x ** 3, 4 * y ** 3],
  );
  for (const bound of [cubic, quartic]) expect(kinds(found(bound, 1.3))).toEqual({ degenerate: 1 });
});

/** The ends of gradient descent from the cells of a square window. */
function basins(bound: BoundProblem, half: number, size: number, rate: number, steps: number) {
  const point = new Float32Array(2 * size * size);
  const outcome = new Uint8Array(size * size);
  const run = new Run(bound, 'gd', DEFAULT_HYPER, Float64Array.of(rate, rate));
  const at = (i: number) => half * ((2 * i + 1) / size - 1);
  for (let k = 0; k < size * size; k++) {
    run.start(wholePlane.plane, at(k % size), at(Math.floor(k / size)));
    for (let s = 0; s < steps && !run.diverged; s++) run.step();
    point.set(run.theta, 2 * k);
    outcome[k] = run.diverged ? DIVERGED : 0;
  }
  return { point, outcome };
}

test('a basin map of 32² runs on himmelblau finds its four minima, and every run that ends gets one', () => {
  const runs = basins(himmelblau, 5, 32, 0.01, 200);
  const { reach, width } = reachIn(wholePlane, square(5));
  const { minima, which, none } = basinMinima(runs, reach, refiner(wholePlane, himmelblau, width));
  expect(minima).toHaveLength(4);
  expect(none).toBe(0);
  expect(minima.reduce((sum, { count }) => sum + count, 0)).toBe(32 * 32);
  for (const [x, y] of FOUR) {
    const off = minima.map(({ theta }) => Math.hypot(theta[0]! - x, theta[1]! - y));
    expect(Math.min(...off)).toBeLessThan(1e-6);
  }
  which.forEach((place, k) => {
    const { theta } = minima[place]!;
    const off = Math.hypot(theta[0]! - runs.point[2 * k]!, theta[1]! - runs.point[2 * k + 1]!);
    expect(off).toBeLessThan(reach);
  });
  expect(minima.every(({ count }, i) => i === 0 || count <= minima[i - 1]!.count)).toBe(true);
});

test('runs that diverge, or end farther off than the reach, belong to none; a curve of minima is one entry', () => {
  const runs = basins(himmelblau, 5, 16, 0.01, 3);
  const { reach, width } = reachIn(wholePlane, square(5));
  const few = basinMinima(runs, reach, refiner(wholePlane, himmelblau, width));
  few.which.forEach((place, k) => {
    const off = FOUR.map(([x, y]) =>
      Math.hypot(runs.point[2 * k]! - x, runs.point[2 * k + 1]! - y),
    );
    expect(place === NO_MINIMUM).toBe(Math.min(...off) > reach);
  });
  const wild = basins(factorisation, 5, 24, 0.1, 200);
  const one = basinMinima(wild, reach, refiner(wholePlane, factorisation, width));
  expect(one.minima).toHaveLength(1);
  expect(one.minima[0]!.curve).toBe(true);
  wild.outcome.forEach((outcome, k) => {
    if (outcome === DIVERGED) expect(one.which[k]).toBe(NO_MINIMUM);
  });
  expect(one.minima[0]!.count).toBeGreaterThan(300);
});

test('no minimum is found where none is: every run of xor belongs to none', () => {
  const [info, bound] = [describe({ id: 'xor' }), bind({ id: 'xor' })];
  const runs = basins(bound, 20, 16, 1, 300);
  const { reach, width } = reachIn(info, square(20));
  const places = endPlaces(runs, reach);
  expect(places.length).toBeGreaterThan(0);
  const near = refiner(info, bound, width);
  const refined = Array.from({ length: places.length / 2 }, (_, i) =>
    near(places.slice(2 * i, 2 * i + 2)),
  );
  expect(assignedMinima(runs, refined, reach)).toMatchObject({ minima: [], none: 256 });
});
