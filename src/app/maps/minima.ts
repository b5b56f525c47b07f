// Which minimum each run of the maps came to: the same minima, in the same order, on both of two maps.
import type { Sweep, Window } from '../../engine.ts';
import { type BasinMinima, minimaOfRuns, NO_MINIMUM, sharesMinima } from '../../fields/minima.ts';
import { isLine, projector } from '../../problems/plane.ts';
import { describe } from '../../problems/registry.ts';
import type { PointMark } from '../../views/overlay.ts';
import { plain } from '../../views/ticks.ts';
import type { Point } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';

export interface MapMinima extends Omit<BasinMinima, 'which' | 'none'> {
  /** The coordinates of each minimum on the plane. */
  places: Point[];
  /** As they are marked on a map of the plane. */
  marks: PointMark[];
  /** Of each map, [run]: the place of its minimum in the list, or NO_MINIMUM. */
  which: Uint8Array[];
  /** Of each map: its runs at each minimum, and those at none. */
  counts: { at: number[]; none: number }[];
}

/**
 * The minima that the runs of finished maps of one problem came to, found in f64; null where they have none in common,
 * an axis of the map being a parameter that is not trained.
 */
export async function minimaOf(
  sweeps: readonly Sweep[],
  window: Window,
  engines: Engines,
  signal: AbortSignal,
): Promise<MapMinima | null> {
  const { problem } = sweeps[0]!.spec;
  const info = describe(problem);
  if (!sharesMinima(info)) return null;
  const runs = together(sweeps);
  const { cpu } = engines;
  const {
    which: all,
    none: _,
    ...found
  } = await minimaOfRuns(runs, problem, window, cpu, { signal });
  const project = projector(info.plane);
  const places = found.minima.map(({ theta, loss }): Point => {
    const [x, y] = project(theta);
    return isLine(info.plane) ? [x, loss] : [x, y];
  });
  let first = 0;
  const which = sweeps.map(({ outcome }) => {
    first += outcome.length;
    return all.subarray(first - outcome.length, first);
  });
  const counts = which.map((one) => countsIn(one, places.length));
  const marks = places.flatMap((at, i): PointMark[] =>
    found.minima[i]!.curve ? [] : [{ at, kind: 'minimum', above: isLine(info.plane) }],
  );
  return { ...found, places, marks, which, counts };
}

/** The runs of all maps, one after the other. */
function together(sweeps: readonly Sweep[]): Pick<Sweep, 'point' | 'outcome'> {
  const [first] = sweeps;
  if (sweeps.length === 1) return first!;
  const total = (of: (sweep: Sweep) => number) => sweeps.reduce((sum, each) => sum + of(each), 0);
  const Floats = first!.point.constructor as Float64ArrayConstructor;
  const point = new Floats(total((sweep) => sweep.point.length));
  const outcome = new Uint8Array(total((sweep) => sweep.outcome.length));
  let [at, run] = [0, 0];
  for (const sweep of sweeps) {
    point.set(sweep.point, at);
    outcome.set(sweep.outcome, run);
    at += sweep.point.length;
    run += sweep.outcome.length;
  }
  return { point, outcome };
}

function countsIn(which: Uint8Array, minima: number) {
  const at = new Array<number>(minima).fill(0);
  let none = 0;
  for (const place of which) {
    if (place === NO_MINIMUM) none++;
    else at[place]!++;
  }
  return { at, none };
}

/** A minimum in words. */
export function minimumName({ places, minima }: MapMinima, i: number, line: boolean): string {
  const [x, y] = places[i]!.map((value) => plain(value));
  const at = line ? x! : `(${x}, ${y})`;
  return minima[i]!.curve ? t('curve by {at}', { at }) : at;
}
