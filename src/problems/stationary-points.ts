// The stationary points of the loss on a window of the plane, by many starts.
import { cellCentres, type Range } from '../math/grid.ts';
import {
  curvatureOfTrained,
  curvatureOnPlane,
  dot,
  type PointKind,
  planeDirections,
} from './curvature.ts';
import { lifted, liftTo, projector } from './plane.ts';
import type { BoundProblem, ProblemInfo } from './problem.ts';
import { descends, stationarySearch, told } from './stationary.ts';

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
export const CURVE_POINTS = 64;

/** Degenerate points from which on they are taken for a curve's. */
const CURVE_FROM = 6;
/** Cells each way of the grid that starts are chosen from; on a line, whose cells cost one row, more. */
const CELLS = 40;
const LINE_CELLS = 1000;
/** Starts that are tried whatever the grid says, each way. */
const REGULAR = 8;
const STARTS = 1024;
/** Points nearer to each other than this share of the window are one; of a curve, the next. */
const SAME = 1e-5;
const SAME_ON_CURVE = 1e-2;
/** Curvature of less than this share of the window's usual slope is none. */
const FLAT = 1e-9;

export interface Starts {
  /** [start][2] */
  starts: Float64Array<ArrayBuffer>;
  /** The median slope across half the window, by which curvature is judged. */
  slope: number;
}

type Info = Pick<ProblemInfo, 'plane' | 'trained'>;

/** How much of θ lies between the middle of the window and its edges. */
function halves(info: Info, { x, y }: PlaneWindow): Float64Array[] {
  return planeDirections(info).map((direction, i) => {
    const [min, max] = i === 0 ? x : y;
    return direction.map((component) => (component * (max - min)) / 2);
  });
}

/** The gradient at the cells of a grid on the window, along k directions. */
interface Sampled {
  k: number;
  xs: Float64Array;
  /** One, 0, on a line. */
  ys: Float64Array;
  /** [j][i][k] */
  slopes: Float64Array;
  /** [j][i] */
  norms: Float64Array;
}

function sampledGradient(info: Info, bound: BoundProblem, window: PlaneWindow): Sampled {
  const directions = halves(info, window);
  const k = directions.length;
  const xs = cellCentres(window.x, k === 1 ? LINE_CELLS : CELLS);
  const ys = k === 1 ? new Float64Array(1) : cellCentres(window.y, CELLS);
  const norms = new Float64Array(xs.length * ys.length);
  const slopes = new Float64Array(norms.length * k);
  const theta = new Float64Array(bound.size);
  const slope = new Float64Array(bound.size);
  for (let c = 0; c < norms.length; c++) {
    liftTo(info.plane, xs[c % xs.length]!, ys[Math.floor(c / xs.length)]!, theta);
    bound.gradient(theta, slope);
    for (let d = 0; d < k; d++) slopes[c * k + d] = dot(slope, directions[d]!);
    norms[c] = Math.hypot(...slopes.subarray(c * k, (c + 1) * k));
  }
  return { k, xs, ys, slopes, norms };
}

/**
 * Where to search from: cells in which every component of the gradient changes sign, places of a grid with less
 * slope than around them, and a coarse grid.
 */
export function stationaryStarts(info: Info, bound: BoundProblem, window: PlaneWindow): Starts {
  const sampled = sampledGradient(info, bound, window);
  const { k, ys, norms } = sampled;
  const regular = [window.x, window.y].map((range) => cellCentres(range, REGULAR));
  const starts = [
    ...crossedCells(sampled),
    ...lowPlaces(sampled),
    ...(k === 1 ? [...ys] : [...regular[1]!]).flatMap((y) => [...regular[0]!].map((x) => [x, y])),
  ];
  const known = norms.filter(Number.isFinite).sort();
  return {
    starts: Float64Array.from(starts.slice(0, STARTS).flat()),
    slope: known[known.length >> 1] ?? 0,
  };
}

function* crossedCells({ k, xs, ys, slopes }: Sampled): Generator<[number, number]> {
  const width = xs.length;
  const between = (centres: Float64Array, i: number) =>
    (centres[i]! + (centres[i + 1] ?? centres[i]!)) / 2;
  for (let j = 0; j < Math.max(1, ys.length - 1); j++) {
    for (let i = 0; i < width - 1; i++) {
      const corners = [j * width + i, j * width + i + 1];
      if (ys.length > 1) corners.push((j + 1) * width + i, (j + 1) * width + i + 1);
      if (crosses(slopes, corners, k)) yield [between(xs, i), between(ys, j)];
    }
  }
}

function* lowPlaces({ xs, ys, norms }: Sampled): Generator<[number, number]> {
  for (let j = 0; j < ys.length; j++) {
    for (let i = 0; i < xs.length; i++) {
      if (isLow(norms, i, j, xs.length, ys.length)) yield [xs[i]!, ys[j]!];
    }
  }
}

/** Whether every component of the gradient takes both signs at the corners of a cell. */
function crosses(slopes: Float64Array, corners: readonly number[], k: number): boolean {
  for (let d = 0; d < k; d++) {
    const values = corners.map((corner) => slopes[corner * k + d]!);
    if (!(Math.min(...values) <= 0 && Math.max(...values) >= 0)) return false;
  }
  return true;
}

function isLow(norms: Float64Array, i: number, j: number, width: number, height: number): boolean {
  const here = norms[j * width + i]!;
  if (!(here >= 0)) return false;
  for (let b = Math.max(0, j - 1); b <= Math.min(height - 1, j + 1); b++) {
    for (let a = Math.max(0, i - 1); a <= Math.min(width - 1, i + 1); a++) {
      if (norms[b * width + a]! < here) return false;
    }
  }
  return true;
}

/** The stationary points that starts [start][2] lead to inside the window, with repetitions. */
export function stationaryFrom(
  info: Info,
  bound: BoundProblem,
  window: PlaneWindow,
  { starts, slope }: Starts,
): StationaryPoint[] {
  const directions = halves(info, window);
  const coordinates = projector(info.plane);
  // Twice as far from its middle as the window goes.
  const places = [window.x, window.y].map(([min, max]) => ({
    at: (min + max) / 2,
    half: (max - min) / 2,
  }));
  const within = (theta: Float64Array, share: number) => {
    const at = coordinates(theta);
    return directions.every((_, d) => Math.abs(at[d]! - places[d]!.at) <= share * places[d]!.half);
  };
  const search = stationarySearch({
    bound,
    directions,
    flat: FLAT * slope,
    inside: (theta) => within(theta, 2),
  });
  const onPlane = curvatureOnPlane(info, bound);
  const trained = curvatureOfTrained(info, bound);
  const points: StationaryPoint[] = [];
  for (let s = 0; s < starts.length; s += 2) {
    const found = search(lifted(info.plane, starts[s]!, starts[s + 1]!));
    if (!found || !within(found.theta, 1)) continue;
    const [x, y] = coordinates(found.theta);
    points.push({
      at: [x, y],
      theta: [...found.theta],
      ...told(onPlane(found.theta), found.degenerate),
      sharpness: trained(found.theta).sharpness,
    });
  }
  return points;
}

/** What searches have found, each point once; many degenerate ones are told as a curve. */
export function mergedStationary(
  window: PlaneWindow,
  all: readonly StationaryPoint[],
): StationaryPoints {
  const [width, height] = [window.x, window.y].map(([min, max]) => max - min) as [number, number];
  const once = (points: readonly StationaryPoint[], least: number) => {
    const kept: StationaryPoint[] = [];
    for (const point of points.toSorted((a, b) => a.gradientNorm - b.gradientNorm)) {
      const near = ({ at: [x, y] }: StationaryPoint) =>
        Math.hypot((x - point.at[0]) / width, (y - point.at[1]) / height) < least;
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

/** All of it in one go. */
export function stationaryPoints(
  info: Info,
  bound: BoundProblem,
  window: PlaneWindow,
): StationaryPoints {
  const starts = stationaryStarts(info, bound, window);
  return mergedStationary(window, stationaryFrom(info, bound, window, starts));
}
