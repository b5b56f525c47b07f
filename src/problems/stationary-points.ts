// The stationary points of the loss on a window of the plane: what is told of them, and how many searches' finds
// become a list.

import type { Range } from '../math/grid.ts';
import { hypot } from '../math/vector.ts';
import type { PointKind } from './curvature.ts';
import { descends } from './stationary.ts';

export interface PlaneWindow {
  x: Range;
  y: Range;
}

/** A point of the plane at which the loss has no slope along it. */
export interface StationaryPoint {
  /** On the plane; on a line y = 0. */
  at: [x: number, y: number];
  /** [n] */
  theta: number[];
  loss: number;
  /** Along the plane's directions. */
  gradientNorm: number;
  /** Of the loss on the plane, ascending: two, on a line one. */
  eigenvalues: number[];
  /** On the plane. */
  kind: PointKind;
  /** λmax over what is trained: what decides on learning rates. */
  sharpness: number;
}

/** Points of a curve along which the loss is level, as the hyperbola xy = 1 of minima of (xy − 1)². */
export interface StationaryCurve {
  kind: 'minima' | 'maxima';
  /** Up to CURVE_POINTS of them, by x. */
  points: StationaryPoint[];
}

export interface StationaryPoints {
  window: PlaneWindow;
  /** Up to POINTS isolated ones: minima by loss, then saddles, maxima and degenerate points. */
  points: StationaryPoint[];
  curves: StationaryCurve[];
  /** How many isolated points there were, POINTS or more of which are left out. */
  found: number;
}

export const POINTS = 256;
const CURVE_POINTS = 64;

/** Degenerate points from which on they are taken for a curve's. */
const CURVE_FROM = 6;
/** Points nearer to each other than this share of the window are one; of a curve, the next. */
const SAME = 1e-5;
const SAME_ON_CURVE = 1e-2;
/** Rounds of a search at most. */
const ROUNDS = 4;

export interface Starts {
  /** [start][2] */
  starts: Float64Array<ArrayBuffer>;
  /** The median slope across half the window, by which curvature is judged. */
  slope: number;
}

/** A search in rounds, each in the middle of the one before where all that was found lies there. */
export class Rounds {
  /** Where to search in this round; null after the last one. */
  at: PlaneWindow | null;
  /** Of ROUNDS, those that are over. */
  over = 0;
  private slope: number | null = null;
  private readonly all: StationaryPoint[] = [];

  constructor(private readonly window: PlaneWindow) {
    this.at = window;
  }

  /** The round's starts, curvature judged by what is usual in the first. */
  judged(starts: Starts): Starts {
    this.slope ??= starts.slope;
    return startsWithin(starts, this.at!, this.window, this.slope);
  }

  /** Takes what the round has found, and goes on to the next. */
  take(found: readonly StationaryPoint[]): void {
    this.all.push(...found);
    this.over++;
    this.at = this.over < ROUNDS ? closerWindow(this.at!, found) : null;
  }

  result(): StationaryPoints {
    return mergedStationary(this.window, this.all);
  }
}

/** What searches have found, each point once; many degenerate ones are told as a curve. */
function mergedStationary(window: PlaneWindow, all: readonly StationaryPoint[]): StationaryPoints {
  const [width, height] = [window.x, window.y].map(([min, max]) => max - min) as [number, number];
  const once = (points: readonly StationaryPoint[], least: number) => {
    const kept: StationaryPoint[] = [];
    for (const point of points.toSorted((a, b) => a.gradientNorm - b.gradientNorm)) {
      const near = ({ at: [x, y] }: StationaryPoint) =>
        hypot((x - point.at[0]) / width, (y - point.at[1]) / height) < least;
      if (!kept.some(near)) kept.push(point);
    }
    return kept;
  };
  const degenerate = all.filter(({ kind }) => kind === 'degenerate');
  const isolated = once(
    all.filter(({ kind }) => kind !== 'degenerate'),
    SAME,
  );
  const apart = once(degenerate, SAME_ON_CURVE);
  const isCurve = apart.length >= CURVE_FROM;
  const curves: StationaryCurve[] = [];
  for (const kind of isCurve ? (['minima', 'maxima'] as const) : []) {
    const points = apart.filter(
      ({ eigenvalues }) => descends(Float64Array.from(eigenvalues)) === (kind === 'maxima'),
    );
    points.sort((a, b) => a.at[0] - b.at[0]);
    const every = Math.max(1, points.length / CURVE_POINTS);
    const thinned = points.filter((_, i) => Math.floor(i / every) > Math.floor((i - 1) / every));
    if (points.length > 0) curves.push({ kind, points: thinned });
  }
  const order = ['minimum', 'saddle', 'maximum', 'degenerate'];
  const points = [...isolated, ...(isCurve ? [] : apart)].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.loss - b.loss,
  );
  return { window, points: points.slice(0, POINTS), curves, found: points.length };
}

/**
 * Where to search again: a window around all that was found, of half the area or less, as the grid was too coarse for
 * it; null where that is no smaller, or one place.
 */
function closerWindow(
  { x, y }: PlaneWindow,
  found: readonly StationaryPoint[],
): PlaneWindow | null {
  const extents = [x, y].map(([min, max], along) => {
    const places = found.map(({ at }) => Math.min(max, Math.max(min, at[along]!)));
    const [low, high] = [Math.min(...places), Math.max(...places)];
    return { low, high, share: (high - low) / (max - min) };
  });
  const share = Math.max(...extents.map((extent) => extent.share));
  // As much again on either side: a saddle lies between minima, but not always on their way. The same share of either
  // axis: what lies in a row would have the other shrink without end. Nothing reads the y of a line.
  const [nextX, nextY] = [x, y].map(([min, max], along): Range => {
    const { low, high } = extents[along]!;
    const half = 1.5 * share * (max - min);
    const middle = (low + high) / 2;
    return [Math.max(min, middle - half), Math.min(max, middle + half)];
  }) as [Range, Range];
  const next = { x: nextX, y: nextY };
  return share > 1e-4 && area(next) <= area({ x, y }) / 2 ? next : null;
}

const area = ({ x, y }: PlaneWindow) => (x[1] - x[0]) * (y[1] - y[0]);

/** The starts in a window inside another, curvature judged by what is usual in that one. */
function startsWithin(starts: Starts, window: PlaneWindow, whole: PlaneWindow, slope: number) {
  // A curvature across half the window goes as the window's width squared.
  return { ...starts, slope: slope * (area(window) / area(whole)) };
}
