// Principal directions of a run's iterates: the plane that shows most of its way.
import { extended, type LinearMap, leadingSingular } from './lanczos.ts';

export interface PrincipalDirections {
  /**
   * Unit vectors [n] at right angles, the one with the largest variance first. Of each the component of largest
   * magnitude is positive (the first of several). Fewer than asked for where the iterates span no more: none where all
   * are equal, one where they lie on a line.
   */
  readonly directions: Float64Array<ArrayBuffer>[];
  /** The share that each direction has in the sum of squared distances from the centre, 0 to 1. */
  readonly variances: number[];
  /** [n]: what the iterates' differences were taken from. */
  readonly centre: Float64Array<ArrayBuffer>;
}

/** Differences of the points from a centre, divided by the largest of them, so that no square leaves f64's range. */
interface Differences {
  /** [k][n] */
  readonly points: ArrayLike<number>;
  readonly k: number;
  readonly n: number;
  readonly centre: Float64Array<ArrayBuffer>;
  /** What the differences are multiplied by; 0 where there are none. */
  readonly scale: number;
  /** The sum of their squares. */
  readonly total: number;
  /** A length below which a vector is rounding. */
  readonly rounding: number;
}

/**
 * The leading principal directions of points [k][n] about a centre: the mean, or `about` (the run's last iterate in Li
 * et al. 2018, section 7.2): the right singular vectors of the differences.
 *
 * A Krylov space finds them without squaring the differences or holding a copy of them, and of k and n either may be
 * the larger: see leadingSingular. A step takes 4·k·n·count operations; the path of a run takes 10 to 30 steps, noise
 * without a leading direction a few hundred, and never more than min(k, n). Directions with equal variances are any
 * two of the plane that they span.
 *
 * Throws a RangeError for points that are no rows of n, not finite, or too large to be told apart.
 */
export function principalDirections(
  points: ArrayLike<number>,
  n: number,
  count = 2,
  about?: ArrayLike<number>,
): PrincipalDirections {
  const d = differencesOf(points, n, about);
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(`${count} directions cannot be had: a whole number, 1 or more`);
  }
  const none = { directions: [], variances: [], centre: d.centre };
  if (d.total === 0 || Math.sqrt(d.total) <= d.rounding) return none;
  const { values, right } = leadingSingular(mapOf(d), count);
  const kept = values.filter((value) => value > d.rounding);
  return {
    directions: right.slice(0, kept.length).map(signed),
    variances: kept.map((value) => Math.min(1, value ** 2 / d.total)),
    centre: d.centre,
  };
}

/**
 * How much of the way of points [k][n] lies along some directions: the sum of squares of the differences from their mean
 * (or from `about`), projected on what the directions span, over that of the whole differences, 0 to 1. That does not
 * depend on where a plane with these directions lies, nor on their lengths and angles. Of principal directions about the
 * same centre it is the sum of their variances. 1 where all points are at the centre: nothing is hidden then.
 */
export function projectedShare(
  points: ArrayLike<number>,
  n: number,
  directions: readonly ArrayLike<number>[],
  about?: ArrayLike<number>,
): number {
  const d = differencesOf(points, n, about);
  if (d.total === 0 || Math.sqrt(d.total) <= d.rounding) return 1;
  const basis: Float64Array<ArrayBuffer>[] = [];
  for (const direction of directions) {
    if (direction.length !== n) {
      throw new RangeError(`a direction of ${direction.length} numbers must have ${n}`);
    }
    const length = largest(direction);
    if (length === 0) continue;
    // Shorter than that it is parallel to those before: their span is the same without.
    extended(
      basis,
      Float64Array.from(direction, (component) => component / length),
      1e-12,
    );
  }
  let shown = 0;
  for (const unit of basis) {
    for (const component of forward(d, unit)) shown += component * component;
  }
  return Math.min(1, shown / d.total);
}

function signed(vector: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const most = largest(vector);
  const leading = vector.find((component) => Math.abs(component) === most)!;
  return leading < 0 ? vector.map((component) => -component) : vector;
}

const mapOf = (d: Differences): LinearMap => ({
  rows: d.k,
  columns: d.n,
  forward: (vector) => forward(d, vector),
  backward: (vector) => backward(d, vector),
  norm: Math.sqrt(d.total),
});

function differencesOf(
  points: ArrayLike<number>,
  n: number,
  about?: ArrayLike<number>,
): Differences {
  const k = points.length / n;
  if (!(Number.isInteger(n) && n >= 1 && Number.isInteger(k) && k >= 1)) {
    throw new RangeError(`${points.length} numbers are not one or more points of ${n}`);
  }
  if (about && about.length !== n) {
    throw new RangeError(`a centre of ${about.length} numbers must have ${n}`);
  }
  const magnitude = Math.max(largest(points), about ? largest(about) : 0);
  const centre = about ? Float64Array.from(about) : meanOf(points, k, n);
  let most = 0;
  for (let at = 0; at < points.length; at++) {
    most = Math.max(most, Math.abs(points[at]! - centre[at % n]!));
  }
  // Of denormal differences the inverse would be infinite.
  const scale = most > 1e-300 ? 1 / most : 0;
  let total = 0;
  for (let at = 0; at < points.length; at++) {
    total += ((points[at]! - centre[at % n]!) * scale) ** 2;
  }
  // The points themselves are rounded to half a unit in the last place, and so is the mean.
  const ofPoints = Number.EPSILON * magnitude * scale * Math.sqrt(points.length);
  const rounding = Math.max(1e-15 * Math.sqrt(total), ofPoints);
  return { points, k, n, centre, scale, total, rounding };
}

/** The largest magnitude. Throws a RangeError for a number beyond ±1e300. */
function largest(numbers: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) {
    const size = Math.abs(numbers[i]!);
    if (!(size <= 1e300)) {
      throw new RangeError(`${numbers[i]} among the numbers: all must be finite, within ±1e300`);
    }
    most = Math.max(most, size);
  }
  return most;
}

/** In two passes: the second adds the mean of what the first left, so that equal points have themselves as mean. */
function meanOf(points: ArrayLike<number>, k: number, n: number): Float64Array<ArrayBuffer> {
  const mean = new Float64Array(n);
  for (let pass = 0; pass < 2; pass++) {
    const rest = new Float64Array(n);
    for (let at = 0; at < points.length; at++) rest[at % n]! += (points[at]! - mean[at % n]!) / k;
    for (let j = 0; j < n; j++) mean[j]! += rest[j]!;
  }
  return mean;
}

/** [k]: the differences times a vector [n]. */
function forward({ points, k, n, centre, scale }: Differences, vector: Float64Array) {
  const out = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    let sum = 0;
    for (let j = 0, at = i * n; j < n; j++, at++) sum += (points[at]! - centre[j]!) * vector[j]!;
    out[i] = sum * scale;
  }
  return out;
}

/** [n]: a vector [k] times the differences. */
function backward({ points, k, n, centre, scale }: Differences, vector: ArrayLike<number>) {
  const out = new Float64Array(n);
  for (let i = 0; i < k; i++) {
    const factor = vector[i]! * scale;
    for (let j = 0, at = i * n; j < n; j++, at++) out[j]! += (points[at]! - centre[j]!) * factor;
  }
  return out;
}
