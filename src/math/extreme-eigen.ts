// The least and the largest eigenvalue of a large symmetric matrix that is known by what it does to vectors, in f64.
import { seededRandom } from './rng.ts';
import { dot } from './vector.ts';

/** Writes the matrix times a vector into `out`; both [n]. */
export type SymmetricMap = (vector: Float64Array, out: Float64Array) => void;

/** Both ends have settled when no step of the last few moved one by more than this share of the largest |eigenvalue|. */
const SETTLED = 1e-8;
const STILL = 4;
/** Steps at most: vectors kept, and the reach of the polynomial that tells eigenvalues apart. */
const STEPS = 160;

/**
 * The extreme eigenvalues of a symmetric [n][n] matrix by Lanczos' method with full reorthogonalisation (Golub and Van
 * Loan, Matrix Computations, 10.1) from a seeded start: 10 to 60 products where a few eigenvalues stand out, as of a
 * network's Hessian. Both are from within the spectrum, to 1e-6 of the largest |eigenvalue| or better. NaN where a
 * product is not finite.
 */
export function extremeEigenvalues(n: number, map: SymmetricMap): [least: number, largest: number] {
  const random = seededRandom(1);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let next = Float64Array.from({ length: n }, () => random() - 0.5);
  let length = Math.sqrt(dot(next, next));
  let ends: [number, number] = [Number.NaN, Number.NaN];
  let still = 0;
  for (let step = 0; step < Math.min(n, STEPS); step++) {
    const unit = next.map((component) => component / length);
    basis.push(unit);
    next = new Float64Array(n);
    map(unit, next);
    diagonal.push(dot(unit, next));
    if (!Number.isFinite(diagonal[step]!)) return [Number.NaN, Number.NaN];
    // Twice: what one pass leaves is rounding of the size of what it took away.
    for (let pass = 0; pass < 2; pass++) {
      for (const before of basis) {
        const along = dot(before, next);
        for (let i = 0; i < n; i++) next[i]! -= along * before[i]!;
      }
    }
    const [least, largest] = endsOfTridiagonal(diagonal, beside);
    const size = Math.max(Math.abs(least), Math.abs(largest));
    const moved = Math.max(ends[0] - least, largest - ends[1]);
    still = moved <= SETTLED * size ? still + 1 : 0;
    ends = [least, largest];
    length = Math.sqrt(dot(next, next));
    // What is left spans all of the matrix that the start sees.
    if (still >= STILL || !(length > 1e-12 * size)) break;
    beside.push(length);
  }
  return ends;
}

/** The extreme eigenvalues of a symmetric tridiagonal matrix, by bisection on Sturm's sequence. */
function endsOfTridiagonal(
  diagonal: readonly number[],
  beside: readonly number[],
): [number, number] {
  const reach = diagonal.map(
    (_, i) => Math.abs(beside[i - 1] ?? 0) + Math.abs(i + 1 < diagonal.length ? beside[i]! : 0),
  );
  // Gershgorin's circles.
  const low = Math.min(...diagonal.map((value, i) => value - reach[i]!));
  const high = Math.max(...diagonal.map((value, i) => value + reach[i]!));
  const least = bisected(low, high, (at) => below(diagonal, beside, at) >= 1);
  const largest = bisected(low, high, (at) => below(diagonal, beside, at) >= diagonal.length);
  return [least, largest];
}

/** Where a question is first answered with yes. */
function bisected(low: number, high: number, isPast: (at: number) => boolean): number {
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (isPast(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** How many eigenvalues lie below a number: the negative pivots of the matrix less that number. */
function below(diagonal: readonly number[], beside: readonly number[], at: number): number {
  let count = 0;
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    const link = i > 0 ? beside[i - 1]! : 0;
    pivot = diagonal[i]! - at - (link * link) / pivot;
    // A pivot of 0 stands for one just beside it.
    if (pivot === 0) pivot = Number.MIN_VALUE * 2 ** 60;
    if (pivot < 0) count++;
  }
  return count;
}
