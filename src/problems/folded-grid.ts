// Twin of the folded formula in xor.ts over a grid: hidden unit 2 sees x alone and hidden unit 1 y alone, so that but for the
// sample (1, 1) everything is of a column or of a row. The same operations as one by one, to the same bits.
import { exp } from '../math/exponential.ts';
import { expEach } from '../math/exponentials.ts';
import { log1p } from '../math/logarithm.ts';
import { softplus } from '../math/logistic.ts';
import type { Folded } from './problem.ts';

/** What values of one coordinate decide by themselves, through the hidden unit that sees it. */
function unitsOf(values: Float64Array, both: number, own: number, base: number, v: number) {
  const units = {
    /** Their part of the logit at (1, 1). */
    logits: new Float64Array(values.length),
    /** The loss of the sample that the other coordinate does not reach, and their part of its slope. */
    losses: new Float64Array(values.length),
    slopes: new Float64Array(values.length),
    /** σ at (1, 1), and e·σ: the slope there has both as factors. */
    nears: new Float64Array(values.length),
    fars: new Float64Array(values.length),
  };
  for (let i = 0; i < values.length; i++) {
    const e = exp(-Math.min(Math.max(values[i]! + both, -600), 600));
    const near = 1 / (1 + e);
    const alone = e * own;
    const h = 1 / (1 + alone);
    const z = base + v * h;
    const share = 1 / (1 + exp(z));
    units.logits[i] = v * near;
    units.losses[i] = softplus(-z);
    units.slopes[i] = share * (alone * h) * h;
    units.nears[i] = near;
    units.fars[i] = e * near;
  }
  return units;
}

/** The loss and, where `gradient` is given, its two slopes at the cells [from, to) of a grid. */
export function foldedCells(
  { bothX, bothY, ownX, ownY, base01, base10, base11, v1, v2, loss00 }: Folded,
  xs: Float64Array,
  ys: Float64Array,
  from: number,
  to: number,
  loss: Float64Array,
  gradient: Float64Array | null,
): void {
  const width = xs.length;
  const firstRow = Math.floor(from / width);
  const columns = unitsOf(xs, bothX, ownX, base10, v2);
  const rows = unitsOf(ys.subarray(firstRow, Math.ceil(to / width)), bothY, ownY, base01, v1);
  const [quarterX, quarterY] = [v2 / 4, v1 / 4];
  // Of a row: the logits at (1, 1), z, and e^−|z|; where z is below 0 e^−z.
  const logits = new Float64Array(width);
  const falls = new Float64Array(width);
  const rises = new Float64Array(width);
  for (let cell = from; cell < to; ) {
    const row = Math.floor(cell / width);
    const left = cell - row * width;
    const right = Math.min(width, to - row * width);
    const r = row - firstRow;
    const start = base11 + rows.logits[r]!;
    let below = 0;
    for (let i = left; i < right; i++) {
      const z = start + columns.logits[i]!;
      logits[i] = z;
      falls[i] = -Math.abs(z);
      if (gradient && z < 0) rises[below++] = -z;
    }
    expEach(falls, right - left, left);
    const rowLoss = rows.losses[r]!;
    for (let i = left, k = cell - from; i < right; i++, k++) {
      const after = Math.max(logits[i]!, 0) + log1p(falls[i]!);
      loss[k] = loss00 + (rowLoss + columns.losses[i]! + after) / 4;
    }
    if (gradient) {
      expEach(rises, below);
      const { fars, nears, slopes } = columns;
      const far = rows.fars[r]!;
      const near = rows.nears[r]!;
      const slope = rows.slopes[r]!;
      below = 0;
      for (let i = left, k = 2 * (cell - from); i < right; i++, k += 2) {
        const share = 1 / (1 + (logits[i]! < 0 ? rises[below++]! : falls[i]!));
        gradient[k] = quarterX * (share * fars[i]! * nears[i]! - slopes[i]!);
        gradient[k + 1] = quarterY * (share * far * near - slope);
      }
    }
    cell += right - left;
  }
}
