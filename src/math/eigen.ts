// Eigenvalues and eigenvectors of symmetric matrices, in f64.
import { productError } from './exact.ts';
import { hypot } from './vector.ts';

export interface Eigen {
  /** [n], ascending; all NaN where the matrix is not finite. */
  readonly values: Float64Array<ArrayBuffer>;
  /** [n][n]: row k is the unit vector that belongs to values[k]. */
  readonly vectors: Float64Array<ArrayBuffer>;
}

/** Sweeps converge quadratically: six do for n = 10, and 30 for any n in reach. */
const SWEEPS = 30;

/**
 * Eigenvalues and eigenvectors of a symmetric [n][n] matrix, of which only the upper triangle is read: in closed
 * form for n ≤ 2, by Jacobi's rotations in cyclic order beyond (Golub and Van Loan, Matrix Computations, 8.5).
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      if (!Number.isFinite(matrix[i * n + j]!)) return unknown(n);
    }
  }
  if (n === 1) return { values: Float64Array.of(matrix[0]!), vectors: Float64Array.of(1) };
  if (n === 2) return ofTwo(matrix[0]!, matrix[1]!, matrix[3]!);
  return sorted(...rotated(matrix, n), n);
}

const unknown = (n: number): Eigen => ({
  values: new Float64Array(n).fill(Number.NaN),
  vectors: new Float64Array(n * n).fill(Number.NaN),
});

/** [[a, b], [b, c]] */
function ofTwo(a: number, b: number, c: number): Eigen {
  if (b === 0) {
    return a <= c
      ? { values: Float64Array.of(a, c), vectors: Float64Array.of(1, 0, 0, 1) }
      : { values: Float64Array.of(c, a), vectors: Float64Array.of(0, 1, 1, 0) };
  }
  // Divided by the largest entry: no product leaves f64's range.
  const scale = Math.max(Math.abs(a), Math.abs(b), Math.abs(c));
  const [p, q, r] = [a / scale, b / scale, c / scale];
  const half = (p - r) / 2;
  const radius = hypot(half, q);
  const mean = (p + r) / 2;
  // The one of larger magnitude is a sum of like signs; the other follows from the product, which is the
  // determinant: mean ∓ radius would cancel where the matrix is nearly singular.
  const large = mean >= 0 ? mean + radius : mean - radius;
  const small = differenceOfProducts(p, r, q, q) / large;
  const [low, high] = large < small ? [large, small] : [small, large];
  // Tangent of the angle of the upper eigenvector, from the side that does not cancel.
  const [x, y] = half >= 0 ? [half + radius, q] : [q, radius - half];
  const length = hypot(x, y);
  const [u, v] = [x / length, y / length];
  return {
    values: Float64Array.of(low * scale, high * scale),
    vectors: Float64Array.of(-v, u, u, v),
  };
}

/** a·b − c·d with the rounding of both products made up for (Kahan), the errors by Dekker's splitting. */
function differenceOfProducts(a: number, b: number, c: number, d: number): number {
  const [left, right] = [a * b, c * d];
  return left - right + (productError(a, b, left) - productError(c, d, right));
}

/** Diagonalised in place of a copy: the matrix's diagonal, and the rotations as rows. */
function rotated(matrix: Float64Array, n: number): [Float64Array, Float64Array] {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(n * n);
  let norm = 0;
  for (let i = 0; i < n; i++) {
    vectors[i * n + i] = 1;
    for (let j = 0; j < n; j++) {
      if (j < i) a[i * n + j] = a[j * n + i]!;
      norm = Math.max(norm, Math.abs(a[i * n + j]!));
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const entry = Math.abs(a[p * n + q]!);
        off = Math.max(off, entry);
        // Beside both its diagonal entries this is nothing already.
        const beside = Math.min(Math.abs(a[p * n + p]!), Math.abs(a[q * n + q]!));
        if (entry > Number.EPSILON * 1e-3 * beside) rotate(a, vectors, p, q, n);
      }
    }
    if (off <= Number.MIN_VALUE + 1e-30 * norm) break;
  }
  return [a, vectors];
}

/** One Jacobi rotation, which makes a[p][q] zero. */
function rotate(a: Float64Array, vectors: Float64Array, p: number, q: number, n: number): void {
  const entry = a[p * n + q]!;
  if (entry === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * entry);
  // The smaller of the two angles; θ² may overflow, and t is 0 then, as it ought to be.
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(t * t + 1);
  const sine = t * cosine;
  a[p * n + p]! -= t * entry;
  a[q * n + q]! += t * entry;
  a[p * n + q] = a[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    const [vp, vq] = [vectors[p * n + k]!, vectors[q * n + k]!];
    vectors[p * n + k] = cosine * vp - sine * vq;
    vectors[q * n + k] = sine * vp + cosine * vq;
    if (k === p || k === q) continue;
    const [kp, kq] = [a[k * n + p]!, a[k * n + q]!];
    a[k * n + p] = a[p * n + k] = cosine * kp - sine * kq;
    a[k * n + q] = a[q * n + k] = sine * kp + cosine * kq;
  }
}

function sorted(a: Float64Array, vectors: Float64Array, n: number): Eigen {
  const order = Array.from({ length: n }, (_, k) => k);
  order.sort((i, j) => a[i * n + i]! - a[j * n + j]!);
  return {
    values: Float64Array.from(order, (k) => a[k * n + k]!),
    vectors: Float64Array.from({ length: n * n }, (_, i) => {
      const k = order[Math.floor(i / n)]!;
      return vectors[k * n + (i % n)]!;
    }),
  };
}
