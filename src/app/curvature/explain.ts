// What the readout says of second derivatives: at the pointer, or of the stationary point that it is on.
import { lossToRead } from '../../fields/minima.ts';
import { largestRate } from '../../optimizers.ts';
import {
  conditionNumber,
  criticalLearningRate,
  kindOfPoint,
  type PointKind,
} from '../../problems/curvature.ts';
import { isLine, lifted } from '../../problems/plane.ts';
import { WHOLE_HESSIAN } from '../../problems/sharpness.ts';
import type { StationaryPoint } from '../../problems/stationary-points.ts';
import { optimizerName } from '../../views/colours.ts';
import { plain, readable } from '../../views/ticks.ts';
import type { Point } from '../../views/transform.ts';
import { t, translated } from '../../words/words.ts';
import type { ReadoutRow } from '../landscape/readout.ts';
import { boundProblem, infoOf } from '../state/problem.ts';
import { activeOptimizers, type State } from '../state/state.ts';
import { curvatureIn, extremesIn, isSlowAt, trainedIn } from './memo.ts';

/**
 * Eigenvalues of the Hessian over what is trained at a place of the plane, and what kind of point it is. A point counts
 * as stationary when one lies within `reach`, in units of θ.
 */
export function placeRows(state: State, [x, y]: Point, reach: number): ReadoutRow[] {
  const { plane } = infoOf(state);
  const theta = lifted(plane, x, y);
  if (trainedIn(state) > WHOLE_HESSIAN) return rowsOfMany(state, theta, reach);
  const { eigenvalues, gradient, how } = curvatureIn(state)(theta);
  if (eigenvalues.some(Number.isNaN)) return undefinedHere();
  const kind = kindOfPoint(eigenvalues, Math.hypot(...gradient), reach);
  const source = how === 'exact' ? t('exact') : t('by differences');
  const n = eigenvalues.length;
  return [
    ...eigenvalueRows(eigenvalues),
    [t('Hessian'), n > 2 ? t('{source}, {n} trained', { source, n }) : source],
    kindRow(kind),
  ];
}

const undefinedHere = (): ReadoutRow[] => [['λ', t('undefined here'), true]];

const kindRow = (kind: PointKind): ReadoutRow => [
  t('point'),
  kind === 'none' ? t('not stationary') : translated(kind),
];

/** Of many parameters: their extreme eigenvalues, or a word on why there are none. */
function rowsOfMany(state: State, theta: Float64Array, reach: number): ReadoutRow[] {
  const n = trainedIn(state);
  if (isSlowAt(state)) {
    return [['λ', t('too many to follow the pointer, {n} trained', { n }), true]];
  }
  const ends = extremesIn(state)(theta);
  if (ends.some(Number.isNaN)) return undefinedHere();
  const { trained } = infoOf(state);
  const slope = new Float64Array(theta.length);
  boundProblem(state).gradient(theta, slope);
  const kind = kindOfPoint(ends, Math.hypot(...slope.filter((_, c) => trained[c])), reach);
  return [
    ['λ', ends.map((value) => readable(value, 4)).join(' … '), true],
    [t('Hessian'), t('{source}, {n} trained', { source: t('by differences'), n })],
    kindRow(kind),
  ];
}

function eigenvalueRows(eigenvalues: ArrayLike<number>): ReadoutRow[] {
  const values = Array.from(eigenvalues, (value) => readable(value, 4));
  if (values.length === 1) return [['λ', values[0]!, true]];
  const condition = conditionNumber(eigenvalues);
  const all = values.length === 2 ? values.join(', ') : `${values[0]} … ${values.at(-1)}`;
  return [
    ['λ', all, true],
    [t('condition'), Number.isFinite(condition) ? readable(condition, 4) : '∞'],
  ];
}

/** A stationary point of the plane, and which of the learning rates in use it can keep. */
export function pointRows(state: State, point: StationaryPoint): ReadoutRow[] {
  const { at, loss, eigenvalues, kind, sharpness } = point;
  const { plane, theta: names } = infoOf(state);
  const [x, y] = at.map((value) => readable(value, 5));
  const line = isLine(plane);
  const isSlice = names.length > (line ? 1 : 2);
  return [
    [translated(kind), line ? x! : `(${x}, ${y})`, true],
    ...(isSlice ? [['', t('of the loss on this plane')] as const] : []),
    [t('its loss'), readable(lossToRead(loss), 5)],
    ...eigenvalueRows(eigenvalues).map(([name, value]): ReadoutRow => [name, value]),
    ...(kind === 'minimum' ? [['2/λmax', readable(2 / sharpness, 5)] as const] : []),
    ...(kind === 'minimum' ? stabilityRows(state, sharpness) : []),
  ];
}

/** For each optimizer that is on: the critical learning rate of a minimum with this λmax, and the one in use. */
function stabilityRows(state: State, sharpness: number): ReadoutRow[] {
  return activeOptimizers(state).map((optimizer, i): ReadoutRow => {
    const label = optimizerName(optimizer.kind);
    const critical = criticalLearningRate(optimizer, sharpness);
    const eta = largestRate(optimizer);
    const says =
      critical === null
        ? t('no critical η')
        : t(eta > critical ? 'η {eta} > {critical}, leaves' : 'η {eta} < {critical}, stable', {
            eta: plain(eta),
            critical: readable(critical, 4),
          });
    return [label, says, i === 0];
  });
}
