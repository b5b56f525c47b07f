// How much of a run's way the plane shows, in words.
import { mostShown, shareShown } from '../../fields/planes.ts';
import { someOfRun } from '../../fields/trajectories.ts';
import { isWholeSpace } from '../../problems/plane.ts';
import { describe } from '../../problems/registry.ts';
import { t } from '../../words/words.ts';
import type { RunSet } from '../landscape/run-set.ts';

/** Numbers of iterates that are looked at, and how many iterates that is at most and at least. */
const NUMBERS = 200_000;
const [MOST, LEAST] = [400, 8];

/** Iterates of a run, [k][n]: as many as tell its way. */
export function iteratesOf(set: RunSet, run: number): { points: Float64Array; n: number } {
  const n = set.theta.length / set.trajectories.loss.length;
  const count = Math.min(MOST, Math.max(LEAST, Math.floor(NUMBERS / n)));
  const { points } = someOfRun({ ...set.trajectories, points: set.theta }, run, count);
  return { points, n };
}

export interface Shown {
  /** Of the squared way, 0 to 1: on this plane, and on the best there is. */
  share: number;
  most: number;
}

/** How much of a run's way its plane shows; null where nothing is projected, or the run is at one place. */
export function shownOf(set: RunSet, run: number): Shown | null {
  const { plane } = describe(set.trajectories.spec.problem);
  if (isWholeSpace(plane)) return null;
  const { points, n } = iteratesOf(set, run);
  if (points.length < 2 * n) return null;
  const most = mostShown(points, n);
  return { share: shareShown(points, plane), most };
}

/** A share as a percentage: of what is nearly all no 100 %, of what is nearly nothing no 0 %. */
export function percent(share: number): string {
  const value = 100 * share;
  const said = (n: string) => t('{n} %', { n });
  if (value >= 99.95) return share >= 0.999_999 ? said('100') : t('over 99.9 %');
  if (value < 0.05) return value < 1e-4 ? said('0') : t('under 0.1 %');
  return said(value.toPrecision(value >= 10 ? 3 : 2));
}
