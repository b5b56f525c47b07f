// How far the numbers' precision decides what a landscape shows: the same landscape one f32 ulp away.

import type { FloatArray, Landscape, LandscapeSpec } from '../engine.ts';
import { hypot } from '../math/vector.ts';
import { isLine } from '../problems/plane.ts';
import { describe } from '../problems/registry.ts';
import { SENSITIVE, shiftedUlp, TRUSTED } from './trust.ts';

/**
 * The landscapes of windows that lie one f32 ulp of their largest coordinate nearer to 0: one for each way, since moved
 * both ways at once a loss may stay what it is.
 */
export function movedLandscapes(spec: LandscapeSpec): LandscapeSpec[] {
  const { x, y } = spec.window;
  const across = { ...spec, window: { x: shiftedUlp(x), y } };
  if (isLine(describe(spec.problem).plane)) return [across];
  return [across, { ...spec, window: { x, y: shiftedUlp(y) } }];
}

/** Of the change to the neighbouring cells: what moves as much is elsewhere than it is drawn. */
const OF_CONTRAST = 1 / 2;
/** Half of one of the 256 colours of a range: what moves less is not seen. */
const OF_RANGE = 1 / 512;
/** Of a gradient's own length: an arrow that is 6 degrees off. */
const OF_LENGTH = 1 / 10;

/**
 * [cell]: TRUSTED where the picture of a landscape can be believed, SENSITIVE where it cannot, given those of
 * `movedLandscapes(spec)` by the same engine. A cell is sensitive when its loss moves by half of what it is apart
 * from its four neighbours or more, and by more than a 512th of the range of all losses or of itself; or when its gradient
 * moves by more than half of what it is apart from theirs, and by more than a tenth of its length; or when it is undefined
 * in one of them alone.
 */
export function landscapeTrust(
  landscape: Landscape,
  moved: readonly Landscape[],
): Uint8Array<ArrayBuffer> {
  const trust = new Uint8Array(landscape.loss.length).fill(TRUSTED);
  for (const other of moved) markMoved(landscape, other, trust);
  return trust;
}

function markMoved(a: Landscape, b: Landscape, trust: Uint8Array): void {
  if (a.loss.length !== b.loss.length) {
    throw new RangeError(`landscapes of ${a.loss.length} and ${b.loss.length} cells`);
  }
  const { width, height } = a.spec;
  const range = rangeOf(a.loss);
  const isSeen = (k: number, others: readonly number[]) => {
    const [loss, moved] = [a.loss[k]!, Math.abs(b.loss[k]! - a.loss[k]!)];
    const level = OF_RANGE * Math.min(range, Math.abs(loss));
    if (moved > level && moved >= OF_CONTRAST * most(others, (n) => Math.abs(a.loss[n]! - loss))) {
      return true;
    }
    const turned = apart(a.gradient, k, b.gradient, k);
    const length = hypot(a.gradient[2 * k]!, a.gradient[2 * k + 1]!);
    return (
      turned > OF_LENGTH * length &&
      turned > OF_CONTRAST * most(others, (n) => apart(a.gradient, k, a.gradient, n))
    );
  };
  for (let k = 0; k < trust.length; k++) {
    const [hole, other] = [Number.isNaN(a.loss[k]!), Number.isNaN(b.loss[k]!)];
    if (hole !== other || (!hole && isSeen(k, neighbours(k, width, height)))) trust[k] = SENSITIVE;
  }
}

/** Cells of the same row and column beside a cell. */
function neighbours(k: number, width: number, height: number): number[] {
  const [i, j] = [k % width, Math.floor(k / width)];
  return [
    ...(i > 0 ? [k - 1] : []),
    ...(i < width - 1 ? [k + 1] : []),
    ...(j > 0 ? [k - width] : []),
    ...(j < height - 1 ? [k + width] : []),
  ];
}

/** The largest of what is told of cells; those of which it is undefined do not count. */
function most(cells: readonly number[], told: (cell: number) => number): number {
  let largest = 0;
  for (const cell of cells) {
    const value = told(cell);
    if (value > largest) largest = value;
  }
  return largest;
}

/** How far two gradients are apart. */
const apart = (a: FloatArray, k: number, b: FloatArray, n: number): number =>
  Math.sqrt((a[2 * k]! - b[2 * n]!) ** 2 + (a[2 * k + 1]! - b[2 * n + 1]!) ** 2);

function rangeOf(losses: FloatArray): number {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const loss of losses) {
    if (loss < min) min = loss;
    if (loss > max) max = loss;
  }
  return max - min;
}
