// Where the readout stands: in a corner or at an edge of the plot, away from what is looked at, or, where each of them
// would hide that, in a strip above the plot.
import type { Window } from '../../engine.ts';
import type { ChosenRun } from '../../fields/trajectories.ts';
import { type Point, type Size, toScreen } from '../../views/transform.ts';
import type { RunSet } from './run-set.ts';

/** Shares of the room that is left of it and above it: the corners, then the middles of the edges. */
const PLACES = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [0, 0.5],
  [1, 0.5],
  [0.5, 0],
  [0.5, 1],
] as const;
export type Place = (typeof PLACES)[number];

/** In pixels of the plot, y down. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What a place may hide: dots along the paths, x0, y0, x1, … in pixels. */
export interface Drawn {
  /** Of the run that is picked out. */
  own: number[];
  others: number[];
}

/** Pixels between the readout and the plot's edge. */
export const INSET = 8;
/** Pixels that it keeps from what is looked at: a pointer's arrow, and the ring. */
const CLEAR = 20;
/** The share of a plot's width beyond which it would cover more than a corner. */
const WIDEST = 0.6;
/** By so much less, as a share of the dots, must another place hide: it does not jump about, and prefers corners. */
const STAYS = 0.03;
const EDGE = 0.02;

/** The box of a readout at a place: at the right beside what is `taken` there, the plot's tools say. */
export function boxOf([across, down]: Place, size: Size, card: Size, taken: readonly Box[]): Box {
  const left = INSET + across * (size.width - 2 * INSET - card.width);
  const top = INSET + down * (size.height - 2 * INSET - card.height);
  const at = (x: number): Box => ({
    left: x,
    top,
    right: x + card.width,
    bottom: top + card.height,
  });
  const box = at(left);
  const edges = taken.filter((other) => overlap(box, other)).map((other) => other.left);
  const beside = Math.min(...edges) - INSET - card.width;
  return across > 0.5 && edges.length > 0 && beside >= INSET ? at(beside) : box;
}

const isIn = ({ left, top, right, bottom }: Box, x: number, y: number, by = 0) =>
  x > left - by && x < right + by && y > top - by && y < bottom + by;

/**
 * The place for a readout of the size of `card`: never one within 20 pixels of `looked`, nor one that hides the run
 * that is picked out or any of the boxes `taken`; of the others that which hides least. Null where there is no such
 * place. `now` is where it stands.
 */
export function placeReadout(
  size: Size,
  card: Size,
  looked: readonly Point[],
  { own, others }: Drawn,
  taken: readonly Box[],
  now: Place | null,
): Place | null {
  if (card.width > WIDEST * size.width || card.height + 2 * INSET > size.height) return null;
  let best: { place: Place; cost: number } | null = null;
  for (const place of PLACES) {
    const box = boxOf(place, size, card, taken);
    if (looked.some(([x, y]) => isIn(box, x, y, CLEAR)) || hidden(own, box) > 0) continue;
    if (taken.some((other) => overlap(box, other))) continue;
    const inCorner = place.every((share) => share !== 0.5);
    const cost = hidden(others, box) + (inCorner ? 0 : EDGE) - (place === now ? STAYS : 0);
    if (!best || cost < best.cost) best = { place, cost };
  }
  return best?.place ?? null;
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The share of dots that lie in a box. */
function hidden(dots: readonly number[], box: Box): number {
  let count = 0;
  for (let k = 0; k < dots.length; k += 2) if (isIn(box, dots[k]!, dots[k + 1]!, 3)) count++;
  return dots.length === 0 ? 0 : (2 * count) / dots.length;
}

/** Iterates of all other runs that are looked at. */
const SAMPLES = 4000;
/** Pixels between two dots of a path, and dots of one of its segments at most. */
const APART = 8;
const PER_SEGMENT = 200;
/** As many dots is a start worth. */
const START = 20;

/** Dots along what is drawn of the runs. */
export function drawnAt(
  runs: readonly RunSet[],
  chosen: ChosenRun | null,
  view: Window,
  size: Size,
): Drawn {
  const drawn: Drawn = { own: [], others: [] };
  const total = runs.reduce((sum, { trajectories }) => sum + trajectories.loss.length, 0);
  const every = Math.max(1, Math.ceil(total / SAMPLES));
  for (const [set, { trajectories }] of runs.entries()) {
    const of = chosen?.set === set ? chosen.run : -1;
    addPaths(drawn, trajectories, of, every, (x, y) => toScreen(view, size, [x, y]), size);
  }
  return drawn;
}

/** The dots of one set; of the runs that are not picked out every so many iterates. */
function addPaths(
  { own, others }: { own: number[]; others: number[] },
  { points, frameSteps, loss }: RunSet['trajectories'],
  picked: number,
  every: number,
  screen: (x: number, y: number) => Point,
  size: Size,
): void {
  const frames = frameSteps.length;
  const place = (k: number) => screen(points[2 * k]!, points[2 * k + 1]!);
  for (let k = 0; k < loss.length; k++) {
    const mine = Math.floor(k / frames) === picked;
    if (!mine && k % every !== 0) continue;
    const to = place(k);
    const isStart = k % frames === 0;
    const dots = mine ? own : others;
    addDots(dots, !isStart && (mine || every === 1) ? place(k - 1) : to, to, size);
    // A start that is hidden cannot be grasped.
    for (let i = 1; isStart && i < START; i++) addDots(dots, to, to, size);
  }
}

/** Those of a segment that are in the plot. */
function addDots(dots: number[], [ax, ay]: Point, [bx, by]: Point, { width, height }: Size): void {
  const outside = Math.max(ax, bx) < 0 || Math.min(ax, bx) > width;
  if (outside || Math.max(ay, by) < 0 || Math.min(ay, by) > height) return;
  const length = Math.hypot(bx - ax, by - ay);
  const count = Math.max(1, Math.min(PER_SEGMENT, Math.ceil(length / APART)));
  for (let i = 1; i <= count; i++) {
    const [x, y] = [ax + ((bx - ax) * i) / count, ay + ((by - ay) * i) / count];
    if (x >= 0 && x <= width && y >= 0 && y <= height) dots.push(x, y);
  }
}
