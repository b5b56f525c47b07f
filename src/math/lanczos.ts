// The leading singular vectors of a large matrix that is known by what it does to vectors, in f64.

import { seededRandom } from './rng.ts';
import { type Singular, singularValues } from './svd.ts';
import { hypot } from './vector.ts';

type Vector = Float64Array<ArrayBuffer>;

export interface LinearMap {
  readonly rows: number;
  readonly columns: number;
  /** The matrix times a vector [columns]: [rows]. */
  forward(vector: Vector): Vector;
  /** A vector [rows] times the matrix: [columns]. */
  backward(vector: Vector): Vector;
  /** The root of the sum of squares of its entries. */
  readonly norm: number;
}

/** Of a singular vector's residual over its singular value. */
const RESIDUAL = 1e-13;

/** A vector this short beside the matrix's norm is rounding. */
const LEAST = 1e-15;

/**
 * The `count` largest singular values, descending, and their right vectors [columns]; fewer where the rank is less. By
 * block Lanczos bidiagonalisation with full reorthogonalisation (Golub, Luk and Overton 1981) from a seeded start. It
 * never squares the matrix: a second value 1e-6 as large as the first still has ten digits of its vector. Blocks of
 * `count` find values that are equal as often as they are asked for. A vector is accurate to 1e-13 over the relative gap
 * between its value and the next.
 */
export function leadingSingular(
  map: LinearMap,
  count: number,
): { values: number[]; right: Vector[] } {
  const random = seededRandom(1);
  const least = LEAST * map.norm;
  // map · right[j] = Σ link[j][i] · left[i], both sides orthonormal.
  const right: Vector[] = [];
  const left: Vector[] = [];
  const links: number[][] = [];
  for (let i = 0; i < count; i++) {
    // In what the rows span, as right vectors are.
    const vector = new Float64Array(map.rows).map(() => random() - 0.5);
    extended(right, map.backward(vector), least * Math.sqrt(map.rows));
  }
  for (let check = 4 * count; ; ) {
    const [size, first] = [right.length, left.length];
    for (let j = links.length; j < size; j++) {
      links.push(extended(left, map.forward(right[j]!), least));
    }
    const beyond = left
      .slice(first)
      .map((vector) => extended(right, map.backward(vector), least).slice(size));
    // What the start led to then has the leading vectors exactly, equal ones as often as there are starts.
    const whole = right.length === size;
    if (!whole && size < check) continue;
    check = Math.ceil(1.3 * size);
    const singular = singularValues(
      links.map((link) => Float64Array.from({ length: left.length }, (_, i) => link[i] ?? 0)),
    );
    if (whole || settled(singular, beyond, first, count)) {
      const found = Math.min(count, size);
      return {
        values: [...singular.values.subarray(0, found)],
        right: singular.right.slice(0, found).map((weights) => combined(right, weights)),
      };
    }
  }
}

/**
 * Adds to an orthonormal basis the direction of what it does not yet span of a vector, unless that is no longer than
 * `least`. Gives the vector's coefficients on the basis. Destroys the vector.
 */
export function extended(basis: Vector[], vector: Vector, least: number): number[] {
  const coefficients = basis.map(() => 0);
  let length = lengthOf(vector);
  // Twice is enough where a pass leaves a good part (Giraud and Langou 2005); rounding may want more.
  for (let pass = 0; pass < 5 && length > least; pass++) {
    for (const [i, unit] of basis.entries()) {
      let along = 0;
      for (let j = 0; j < unit.length; j++) along += unit[j]! * vector[j]!;
      for (let j = 0; j < unit.length; j++) vector[j]! -= along * unit[j]!;
      coefficients[i]! += along;
    }
    const before = length;
    length = lengthOf(vector);
    if (pass > 0 && length > before / 2) break;
  }
  if (length <= least || basis.length === vector.length) return coefficients;
  basis.push(vector.map((component) => component / length));
  return [...coefficients, length];
}

function lengthOf(vector: Vector): number {
  let square = 0;
  for (let i = 0; i < vector.length; i++) square += vector[i]! ** 2;
  return Math.sqrt(square);
}

/** Whether what lies beyond the right vectors so far would not change the leading values' vectors. */
function settled(
  { values, left }: Singular,
  beyond: readonly number[][],
  first: number,
  count: number,
): boolean {
  for (let j = 0; j < count; j++) {
    const residual: number[] = [];
    for (const [i, row] of beyond.entries()) {
      for (const [l, link] of row.entries()) {
        residual[l] = (residual[l] ?? 0) + left[j]![first + i]! * link;
      }
    }
    if (!(hypot(...residual) <= RESIDUAL * values[j]!)) return false;
  }
  return true;
}

function combined(basis: readonly Vector[], weights: Vector): Vector {
  const out = new Float64Array(basis[0]!.length);
  for (const [i, weight] of weights.entries()) {
    const vector = basis[i]!;
    for (let j = 0; j < out.length; j++) out[j]! += weight * vector[j]!;
  }
  const length = lengthOf(out);
  return out.map((component) => component / length);
}
