// Singular values of small matrices, in f64.

export interface Singular {
  /** Descending. */
  readonly values: Float64Array<ArrayBuffer>;
  /** Unit vectors, one for each value: combinations of the columns. */
  readonly right: readonly Float64Array<ArrayBuffer>[];
  /** Unit vectors, one for each value; 0 where the value is 0. */
  readonly left: readonly Float64Array<ArrayBuffer>[];
}

/** Sweeps converge quadratically: seven do for 200 columns. */
const SWEEPS = 40;

/**
 * The singular values and vectors of a matrix of columns, all of one length, by Hestenes' one-sided Jacobi method: the
 * columns are turned in pairs until all are at right angles (Golub and Van Loan, Matrix Computations, 8.6.3). Small
 * singular values come out as accurate as large ones, where those of the Gram matrix have lost half of the digits.
 * A sweep takes 3·rows·columns² multiplications: it is for some hundred columns.
 */
export function singularValues(matrix: readonly ArrayLike<number>[]): Singular {
  const n = matrix.length;
  const columns = matrix.map((column) => Float64Array.from(column));
  const right = columns.map((_, j) => {
    const unit = new Float64Array(n);
    unit[j] = 1;
    return unit;
  });
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const turn = turnOf(columns[p]!, columns[q]!);
        if (!turn) continue;
        turned = true;
        rotate(columns[p]!, columns[q]!, turn);
        rotate(right[p]!, right[q]!, turn);
      }
    }
    if (!turned) break;
  }
  const lengths = columns.map((column) => Math.sqrt(product(column, column)));
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j]! - lengths[i]!);
  return {
    values: Float64Array.from(order, (j) => lengths[j]!),
    right: order.map((j) => right[j]!),
    left: order.map((j) => columns[j]!.map((c) => c / (lengths[j] || 1))),
  };
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Cosine and sine of the turn after which two columns are at right angles; null where they are. */
function turnOf(a: Float64Array, b: Float64Array): [cosine: number, sine: number] | null {
  const [aa, bb, ab] = [product(a, a), product(b, b), product(a, b)];
  if (Math.abs(ab) <= 4 * Number.EPSILON * Math.sqrt(aa * bb)) return null;
  const zeta = (bb - aa) / (2 * ab);
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const cosine = 1 / Math.sqrt(1 + t * t);
  return [cosine, cosine * t];
}

function rotate(a: Float64Array, b: Float64Array, [cosine, sine]: [number, number]): void {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    a[i] = cosine * x - sine * y;
    b[i] = sine * x + cosine * y;
  }
}
