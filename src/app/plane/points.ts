// Points of θ-space that a plane can be laid through: starts and ends of the runs on show, the place that was pointed
// at last, and those that were remembered, which stay when the runs are others.

import { runsOf } from '../../fields/trajectories.ts';
import { lifted } from '../../problems/plane.ts';
import { describe } from '../../problems/registry.ts';
import { optimizerName } from '../../views/colours.ts';
import { plain } from '../../views/ticks.ts';
import type { Point } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { RunSet } from '../landscape/run-set.ts';
import { infoOf, isNetwork, isOnLine } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { firstValues, type Values, valuesAt } from './lay.ts';

export interface KnownPoint {
  name: string;
  /** Its name once it is remembered, when that is another. */
  keptAs?: string;
  values: Values;
  /** Names of the parameters: in a problem with others it means nothing. */
  of: string;
}

/** A place that was pointed at, and the state whose plane it is on. */
export interface Pointed {
  at: Point;
  on: State;
}

/** Runs of an optimizer whose ends are listed: of more nobody knows which is which. */
const LISTED = 4;

/** Names of all parameters as one text. */
export function namesIn(state: State): string {
  const { id, parameters } = infoOf(state);
  return `${id} ${parameters.length} ${parameters.at(-1)!.name}`;
}

/** θ of a run's frame; null where it overflowed. */
export function thetaAt(set: RunSet, run: number, frame: number): Float64Array | null {
  const frames = set.trajectories.frameSteps.length;
  const n = set.theta.length / set.trajectories.loss.length;
  const from = (run * frames + frame) * n;
  const theta = Float64Array.from(set.theta.subarray(from, from + n));
  return theta.every(Number.isFinite) ? theta : null;
}

/** A run in a word or two, its number where there are several. */
export const runName = (set: RunSet, run: number): string =>
  optimizerName(set.kind) + (runsOf(set.trajectories) > 1 ? t(', run {n}', { n: run + 1 }) : '');

/** What there is to lay a plane through now, by name. */
export function pointsNow(
  state: State,
  runs: readonly RunSet[],
  pointed: Pointed | null,
): KnownPoint[] {
  const of = namesIn(state);
  const seed = isNetwork(state) ? infoOf(state).network?.spec.seed : undefined;
  const points: KnownPoint[] = [
    {
      name: seed === undefined ? t('first values') : t('start, seed {seed}', { seed }),
      values: firstValues(state),
      of,
    },
  ];
  for (const set of runs) {
    // Runs of the state before, for a moment.
    if (describe(set.trajectories.spec.problem).theta.length !== infoOf(state).theta.length)
      continue;
    const last = set.trajectories.frameSteps.length - 1;
    for (let run = 0; run < Math.min(LISTED, runsOf(set.trajectories)); run++) {
      const theta = thetaAt(set, run, last);
      if (!theta) continue;
      const loss = set.trajectories.loss[run * (last + 1) + last]!;
      const end = { run: runName(set, run), loss: plain(loss, 3) };
      const name = t('end of {run}, loss {loss}', end);
      points.push({ name, values: valuesAt(state, theta), of });
    }
  }
  if (pointed && namesIn(pointed.on) === of) {
    const { at, on } = pointed;
    const [x, y] = isOnLine(on) ? [at[0], 0] : at;
    const where = isOnLine(on) ? plain(x, 3) : `(${plain(x, 3)}, ${plain(y, 3)})`;
    const theta = lifted(infoOf(on).plane, x, y);
    points.push({
      name: t('pointed at last, {where}', { where }),
      keptAs: t('place, {where}', { where }),
      values: valuesAt(on, theta),
      of,
    });
  }
  return points;
}
