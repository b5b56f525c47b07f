// Which minimum each run of a basin map came to: last iterates clustered, refined, and runs assigned.

import {
  DIVERGED,
  type FloatArray,
  type JobOptions,
  type ProblemRef,
  type RunResults,
  type Window,
} from '../engine.ts';
import { hypot } from '../math/vector.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { describe } from '../problems/registry.ts';
import type { Refined } from '../problems/stationary.ts';
import type { Reference } from '../reference.ts';

/** `which` of a run that is within reach of no minimum. */
export const NO_MINIMUM = 255;

/** Minima that are told apart; of more, those that fewest runs came to are left out. */
export const MINIMA = 250;

/** Places that are refined at most, those with the most runs first: 512 searches are 50 ms for two parameters. */
const PLACES = 512;

export interface Minimum {
  /** [n]; of a curve of minima, the one that most runs are near. */
  theta: number[];
  loss: number;
  /** Runs within reach. */
  count: number;
  /** Of the Hessian over what is trained, ascending. */
  eigenvalues: number[];
  /** λmax: gradient descent leaves it at learning rates beyond 2/λmax, see criticalLearningRate. */
  sharpness: number;
  /** Whether it stands for a curve (or more) of minima, level along it. */
  curve: boolean;
}

export interface BasinMinima {
  /** By count, the most first. */
  minima: Minimum[];
  /** [run]: the place of its minimum in the list, or NO_MINIMUM. */
  which: Uint8Array<ArrayBuffer>;
  /** Runs that are assigned to none. */
  none: number;
  /** Within which distance of a minimum a run counts as its own, in units of θ. */
  reach: number;
}

/** A reach of this share of the window's diagonal; never more than a third of the way to the next minimum. */
const REACH = 0.01;

/** The reach for a window of the plane, in units of θ, and how wide the window is there. */
export function reachIn(
  { plane }: Pick<ProblemInfo, 'plane'>,
  { x, y }: { x: readonly [number, number]; y: readonly [number, number] },
): { reach: number; width: number } {
  const width = hypot((x[1] - x[0]) * hypot(...plane.x), (y[1] - y[0]) * hypot(...plane.y));
  return { reach: REACH * width, width };
}

/** Whether all runs share one landscape: where an axis of the map is not trained each has minima of its own. */
export const sharesMinima = ({ trained }: Pick<ProblemInfo, 'trained'>): boolean =>
  trained.every(Boolean);

/** The loss of a stationary point for reading: Newton's method leaves 1e-30 of one that is 0. */
export const lossToRead = (loss: number): number => (Math.abs(loss) < 1e-15 ? 0 : loss);

type Runs = Pick<RunResults, 'point' | 'outcome'>;

/**
 * Places where runs end, to be refined: of each cell of a grid of `reach` in θ-space one run, cells with the most
 * runs first. [place][n], up to PLACES.
 */
export function endPlaces({ point, outcome }: Runs, reach: number): Float64Array<ArrayBuffer> {
  const runs = outcome.length;
  const n = point.length / runs;
  const cells = new Map<number, { count: number; first: number }>();
  const key = keyOf(n, reach);
  for (let r = 0; r < runs; r++) {
    if (outcome[r] === DIVERGED) continue;
    const at = key(point, r * n);
    if (at === null) continue;
    const cell = cells.get(at);
    if (cell) cell.count++;
    else cells.set(at, { count: 1, first: r });
  }
  const most = [...cells.values()].sort((a, b) => b.count - a.count || a.first - b.first);
  const places = new Float64Array(Math.min(most.length, PLACES) * n);
  for (let i = 0; i * n < places.length; i++) {
    const { first } = most[i]!;
    places.set(point.subarray(first * n, (first + 1) * n), i * n);
  }
  return places;
}

/**
 * A number for the cell of a point: 53 bits of a hash of its places. Two cells in 1e5 share one with a chance of 1e-6,
 * and are then refined as one.
 */
function keyOf(n: number, reach: number) {
  return (point: FloatArray, at: number): number | null => {
    let [high, low] = [0x9e3779b9, 0x85ebca6b];
    for (let c = 0; c < n; c++) {
      const place = Math.round(point[at + c]! / reach);
      if (!Number.isFinite(place)) return null;
      high = Math.imul(high ^ place, 0x01000193) ^ (high >>> 15);
      low = Math.imul(low + place, 0xc2b2ae35) ^ (low >>> 13);
    }
    return (high >>> 0) * 2 ** 21 + (low >>> 11);
  };
}

/**
 * Assigns runs to the minima that `refined` holds (see endPlaces, and `refine` of the CPU engine or `refiner`): what
 * is no minimum is left out, what is found twice is one.
 */
export function assignedMinima(
  runs: Runs,
  refined: readonly (Refined | null)[],
  reach: number,
): BasinMinima {
  const sites = distinct(refined.filter(isMinimum), reach);
  const nearest = assigned(runs, sites, reach);
  const entries = entriesOf(sites, nearest);
  const places = new Uint8Array(sites.length + 1).fill(NO_MINIMUM);
  entries.forEach(({ members }, place) => {
    for (const s of members) places[s] = place;
  });
  const which = Uint8Array.from(nearest, (site) => places[site]!);
  const none = which.reduce((sum, place) => sum + (place === NO_MINIMUM ? 1 : 0), 0);
  return { minima: entries.map(({ minimum }) => minimum), which, none, reach };
}

const isMinimum = (found: Refined | null): found is Refined =>
  found?.kind === 'minimum' || (found?.kind === 'degenerate' && found.lowest);

/** The list's entries with their sites, by count; all points of curves of minima are one. */
function entriesOf(sites: readonly Refined[], nearest: Uint16Array) {
  const counts = new Uint32Array(sites.length + 1);
  for (const site of nearest) counts[site]!++;
  const isolated = sites.flatMap((site, s) => (site.kind === 'minimum' ? [[s]] : []));
  const curve = sites.flatMap((site, s) => (site.kind === 'minimum' ? [] : [s]));
  return [...isolated, ...(curve.length > 0 ? [curve] : [])]
    .map((members) => {
      const best = members.reduce((a, b) => (counts[b]! > counts[a]! ? b : a));
      const count = members.reduce((sum, s) => sum + counts[s]!, 0);
      return { members, minimum: minimumOf(sites[best]!, count, members === curve) };
    })
    .filter(({ minimum }) => minimum.count > 0)
    .sort((a, b) => b.minimum.count - a.minimum.count || a.minimum.loss - b.minimum.loss)
    .slice(0, MINIMA);
}

function minimumOf({ theta, loss, eigenvalues }: Refined, count: number, curve: boolean): Minimum {
  const sharpness = eigenvalues.at(-1)!;
  return { theta: [...theta], loss, count, eigenvalues, sharpness, curve };
}

/** One of each: a minimum that lies within a thousandth of the reach is the same, a degenerate one within the reach. */
function distinct(found: readonly Refined[], reach: number): Refined[] {
  const kept: Refined[] = [];
  for (const one of found) {
    const least = one.kind === 'degenerate' ? reach : reach / 1000;
    if (!kept.some(({ theta }) => distance(theta, one.theta, 0) < least)) kept.push(one);
  }
  return kept;
}

function distance(a: Float64Array, b: ArrayLike<number>, at: number): number {
  let square = 0;
  for (let c = 0; c < a.length; c++) square += (a[c]! - b[at + c]!) ** 2;
  return Math.sqrt(square);
}

/**
 * How near a run must end to each site: a third of the way to the next one at most, so that no run is within reach of
 * two. Points of a curve share theirs.
 */
function reachesOf(sites: readonly Refined[], reach: number): Float64Array {
  return Float64Array.from(sites, (site, s) => {
    let least = reach;
    sites.forEach((other, o) => {
      if (o === s || (site.kind !== 'minimum' && other.kind !== 'minimum')) return;
      least = Math.min(least, distance(site.theta, other.theta, 0) / 3);
    });
    return least;
  });
}

/** The site within reach of each run; as many as there are sites where there is none. */
function assigned({ point, outcome }: Runs, sites: readonly Refined[], reach: number) {
  const none = sites.length;
  const n = point.length / outcome.length;
  const reaches = reachesOf(sites, reach);
  const nearest = new Uint16Array(outcome.length).fill(none);
  const near = (s: number, run: number) =>
    s < none && distance(sites[s]!.theta, point, run * n) <= reaches[s]!;
  let last = 0;
  for (let r = 0; r < outcome.length; r++) {
    if (outcome[r] === DIVERGED) continue;
    // Neighbouring runs mostly end in the same place.
    for (let s = 0; s < none && !near(last, r); s++) if (near(s, r)) last = s;
    if (near(last, r)) nearest[r] = last;
  }
  return nearest;
}

/**
 * The minima that finished runs of a problem came to, refined by the reference engine; `window` is that of the plane on
 * which they began. Rejects as `refine` does.
 */
export async function minimaOfRuns(
  runs: Runs,
  problem: ProblemRef,
  window: Window,
  reference: Pick<Reference, 'refine'>,
  options: JobOptions,
): Promise<BasinMinima> {
  const { reach, width } = reachIn(describe(problem), window);
  const refined = await reference.refine(problem, endPlaces(runs, reach), width, options);
  return assignedMinima(runs, refined, reach);
}

/** All of it in one go, on the calling thread. */
export function basinMinima(
  runs: Runs,
  reach: number,
  refine: (theta: Float64Array) => Refined | null,
): BasinMinima {
  const places = endPlaces(runs, reach);
  const n = runs.point.length / runs.outcome.length;
  const refined = Array.from({ length: places.length / n }, (_, i) =>
    refine(places.subarray(i * n, (i + 1) * n)),
  );
  return assignedMinima(runs, refined, reach);
}
