import fc from 'fast-check';
import { expect, test } from 'vitest';
import { principalDirections, projectedShare } from '../../src/math/principal.ts';
import { seededRandom } from '../../src/math/rng.ts';

/** Right singular vectors and squared singular values of the rows, by one-sided Jacobi on the shorter side's vectors. */
function svd(rows: number[][]): { square: number; vector: number[] }[] {
  const [k, n] = [rows.length, rows[0]!.length];
  const columns = Array.from({ length: n }, (_, j) => rows.map((row) => row[j]!));
  const tall = k >= n;
  // The vectors that are turned to right angles, and beside each what it is made of.
  const a = (tall ? columns : rows).map((vector) => [...vector]);
  const made = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  const dot = (x: number[], y: number[]) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
  for (let sweep = 0, turned = true; turned && sweep < 50; sweep++) {
    turned = false;
    for (let p = 0; p < a.length; p++) {
      for (let q = p + 1; q < a.length; q++) {
        const [x, y, z] = [dot(a[p]!, a[p]!), dot(a[q]!, a[q]!), dot(a[p]!, a[q]!)];
        if (Math.abs(z) <= 1e-15 * Math.sqrt(x * y)) continue;
        turned = true;
        const angle = 0.5 * Math.atan2(2 * z, x - y);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (const of of [a, made]) {
          const [u, v] = [of[p]!, of[q]!];
          of[p] = u.map((value, i) => c * value + s * v[i]!);
          of[q] = u.map((value, i) => c * v[i]! - s * value);
        }
      }
    }
  }
  return a
    .map((vector, i) => {
      const square = dot(vector, vector);
      const right = tall ? made[i]! : vector.map((v) => v / Math.sqrt(square || 1));
      return { square, vector: right };
    })
    .sort((one, other) => other.square - one.square);
}

function normals(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Points [k][n] whose coordinates along some random directions spread by `spreads`, around a centre off the origin. */
function cloud(seed: number, k: number, n: number, spreads: number[]): number[][] {
  const normal = normals(seed);
  const axes = spreads.map(() => Array.from({ length: n }, normal));
  const centre = Array.from({ length: n }, () => 3 * normal());
  return Array.from({ length: k }, () => {
    const along = spreads.map((spread) => spread * normal());
    return centre.map((c, j) => axes.reduce((sum, axis, a) => sum + along[a]! * axis[j]!, c));
  });
}

/** Largest difference of two vectors, whichever their signs. */
const apart = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.min(
    ...[1, -1].map((sign) => Math.max(...Array.from(a, (v, i) => Math.abs(v - sign * b[i]!)))),
  );
const meanOf = (rows: number[][]) =>
  rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
const minus = (rows: number[][], centre: ArrayLike<number>) =>
  rows.map((row) => row.map((v, j) => v - centre[j]!));

test.each<[string, number, number, number[]]>([
  ['20 iterates of 700 parameters', 20, 700, [3, 2, 1.5, 1, 1, 0.5, 0.3, 0.2]],
  ['2000 iterates of 9 parameters', 2000, 9, [5, 3, 1, 1, 1, 1, 1, 1, 1]],
  ['60 iterates of 60 parameters of plain noise', 60, 60, new Array(60).fill(1)],
  ['a second direction a millionth of the first', 40, 90, [1, 1e-6, 1e-8, 1e-9]],
  ['spreads from 1 to 1e-6', 80, 200, Array.from({ length: 60 }, (_, i) => 10 ** (-i / 10))],
])(
  'principal directions are those of a singular value decomposition within 1e-8: %s',
  (_, k, n, spreads) => {
    const rows = cloud(k + n, k, n, spreads);
    for (const about of [undefined, rows.at(-1)!]) {
      const { directions, variances, centre } = principalDirections(rows.flat(), n, 2, about);
      const right = svd(minus(rows, about ?? meanOf(rows)));
      const total = right.reduce((sum, { square }) => sum + square, 0);
      expect(directions.length).toBe(2);
      for (const [i, direction] of directions.entries()) {
        expect(apart(direction, right[i]!.vector)).toBeLessThan(1e-8);
        const share = right[i]!.square / total;
        expect(Math.abs(variances[i]! / share - 1)).toBeLessThan(1e-8);
        expect(Math.max(...direction)).toBe(Math.max(...direction.map(Math.abs)));
      }
      expect(apart(centre, about ?? meanOf(rows))).toBeLessThan(1e-12);
    }
  },
);

test('nearly equal variances: the plane is that of the decomposition within 1e-8, its directions at right angles within 1e-14', () => {
  const [k, n] = [30, 100];
  const axis = (j: number) => Array.from({ length: n }, (_, i) => (i === j ? 1 : 0));
  // Three circles: spreads 1 and 1 + 1e-12, then 0.5 and 0.5, then 0.1 and 0.1.
  const rows = Array.from({ length: k }, (_, i) => {
    const wave = (m: number) => (2 * Math.PI * m * i) / k;
    const along = [1, 2, 3].flatMap((m) => [Math.cos(wave(m)), Math.sin(wave(m))]);
    const lengths = [1, 1 + 1e-12, 0.5, 0.5, 0.1, 0.1];
    return axis(0).map((_, j) => (j < 60 && j % 10 === 0 ? along[j / 10]! * lengths[j / 10]! : 0));
  });
  const { directions, variances } = principalDirections(rows.flat(), n);
  const [u, v] = directions as [Float64Array, Float64Array];
  for (let j = 0; j < n; j++) {
    const inPlane = Math.hypot(u[j]!, v[j]!);
    expect(Math.abs(inPlane - (j === 0 || j === 10 ? 1 : 0))).toBeLessThan(1e-8);
  }
  expect(Math.abs(u.reduce((sum, c, j) => sum + c * v[j]!, 0))).toBeLessThan(1e-14);
  for (const share of variances) expect(share).toBeCloseTo(1 / 2.52, 10);
});

test('equal variances in more dimensions than are asked for: two directions with the largest share', () => {
  // ± every axis of ten dimensions, in 50: ten equal variances, and nothing else.
  const rows = Array.from({ length: 20 }, (_, i) =>
    Array.from({ length: 50 }, (__, j) => (j === i % 10 ? (i < 10 ? 1 : -1) : 0)),
  );
  const { directions, variances } = principalDirections(rows.flat(), 50);
  for (const share of variances) expect(share).toBeCloseTo(0.1, 14);
  expect(projectedShare(rows.flat(), 50, directions)).toBeCloseTo(0.2, 14);
});

test('iterates on a line have one direction, equal ones none, whatever was asked for', () => {
  const normal = normals(5);
  const [from, along] = [Array.from({ length: 40 }, normal), Array.from({ length: 40 }, normal)];
  const line = Array.from({ length: 30 }, (_, i) => from.map((v, j) => v + i * along[j]!)).flat();
  const { directions, variances } = principalDirections(line, 40, 3);
  const length = Math.hypot(...along);
  expect(directions.length).toBe(1);
  expect(
    apart(
      directions[0]!,
      along.map((v) => v / length),
    ),
  ).toBeLessThan(1e-12);
  expect(variances[0]).toBeCloseTo(1, 12);

  const same = Array.from({ length: 30 }, () => from).flat();
  expect(principalDirections(same, 40)).toEqual({
    directions: [],
    variances: [],
    centre: Float64Array.from(from),
  });
  expect(projectedShare(same, 40, [along])).toBe(1);
  // One parameter has one direction; one iterate has none.
  expect(principalDirections([1, 2, 4], 1).directions).toEqual([Float64Array.of(1)]);
  expect(principalDirections([1, 2, 4], 3).directions).toEqual([]);
});

test('numbers up to 1e290 and down to 1e-290 have directions as others do', () => {
  const rows = cloud(8, 12, 5, [3, 2, 1]);
  const whole = principalDirections(rows.flat(), 5);
  for (const factor of [1e290, 1e-290]) {
    const { directions } = principalDirections(
      rows.flat().map((v) => v * factor),
      5,
    );
    for (const [i, direction] of directions.entries()) {
      expect(apart(direction, whole.directions[i]!)).toBeLessThan(1e-12);
    }
  }
});

test('the share that a plane shows: of principal directions the sum of their variances within 1e-12, of any the part in their span', () => {
  const rows = cloud(9, 50, 30, [3, 2, 1, 0.7]);
  const { directions, variances } = principalDirections(rows.flat(), 30);
  const [a, b] = directions as [Float64Array, Float64Array];
  const share = projectedShare(rows.flat(), 30, directions);
  expect(Math.abs(share - variances[0]! - variances[1]!)).toBeLessThan(1e-12);
  // The same plane by directions that are neither units nor at right angles.
  const skew = [a.map((v) => 7 * v), a.map((v, j) => v + 1e-3 * b[j]!)];
  expect(projectedShare(rows.flat(), 30, skew)).toBeCloseTo(share, 10);
  expect(projectedShare(rows.flat(), 30, [a, a])).toBeCloseTo(variances[0]!, 12);
  expect(projectedShare(rows.flat(), 30, [])).toBe(0);
  // A run along (3, 4): by the first parameter 9/25 of its way is shown.
  expect(projectedShare([0, 0, 3, 4, 6, 8], 2, [[1, 0]])).toBeCloseTo(9 / 25, 14);
  expect(projectedShare([0, 0, 3, 4, 6, 8], 2, [[1, 0]], [6, 8])).toBeCloseTo(9 / 25, 14);
});

test('no other plane shows more than the principal one, over random points', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 12 }), (seed, n) => {
      const rows = cloud(seed, 3 + (seed % 20), n, [2, 1, 0.9]);
      const normal = normals(seed + 1);
      const other = [0, 1].map(() => Array.from({ length: n }, normal));
      const best = principalDirections(rows.flat(), n).directions;
      const shares = [other, best].map((plane) => projectedShare(rows.flat(), n, plane));
      expect(shares[0]).toBeLessThanOrEqual(shares[1]! + 1e-12);
    }),
  );
});

test.each<[() => unknown, RegExp]>([
  [() => principalDirections([1, 2, 3], 2), /3 numbers are not one or more points of 2/],
  [() => principalDirections([], 2), /0 numbers are not/],
  [
    () => principalDirections([1, Number.NaN], 2),
    /NaN among the numbers: all must be finite, within ±1e300/,
  ],
  [() => principalDirections([1, 2], 2, 0), /0 directions .* 1 or more/],
  [() => principalDirections([1, 2], 2, 2, [1]), /a centre of 1 numbers must have 2/],
  [() => projectedShare([1, 2, 3, 4], 2, [[1]]), /a direction of 1 numbers must have 2/],
])('what is no set of points is refused by its value: %s', (act, message) => {
  expect(act).toThrow(RangeError);
  expect(act).toThrow(message);
});
