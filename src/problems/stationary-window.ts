// The search for stationary points on a window of the plane, by many starts: the pieces of the job.

import { cellCentres } from '../math/grid.ts';
import { hypot } from '../math/vector.ts';
import {
  curvatureOnPlane,
  FLAT_SHARE,
  hessianSource,
  planeDirections,
  slopeAlong,
} from './curvature.ts';
import { lifted, liftTo, projector } from './plane.ts';
import type { BoundProblem, ProblemInfo } from './problem.ts';
import { extremesOfTrained } from './sharpness.ts';
import { stationarySearch, told } from './stationary.ts';
import type { PlaneWindow, Starts, StationaryPoint } from './stationary-points.ts';

/** Cells each way of the grid that starts are chosen from; on a line, whose cells cost one row, more. */
const CELLS = 40;
const LINE_CELLS = 1000;
/** Starts that are tried whatever the grid says, each way. */
const REGULAR = 8;
const STARTS = 1024;

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
    for (let d = 0; d < k; d++) slopes[c * k + d] = slopeAlong(slope, directions[d]!);
    norms[c] = hypot(...slopes.subarray(c * k, (c + 1) * k));
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
    // Curvature is nothing beside the window's usual slope where it is nothing beside a usual curvature.
    flat: (FLAT_SHARE[hessianSource(bound)] / 10) * slope,
    inside: (theta) => within(theta, 2),
  });
  const onPlane = curvatureOnPlane(info, bound);
  const trained = extremesOfTrained(info, bound);
  const points: StationaryPoint[] = [];
  for (let s = 0; s < starts.length; s += 2) {
    const found = search(lifted(info.plane, starts[s]!, starts[s + 1]!));
    if (!found || !within(found.theta, 1)) continue;
    const [x, y] = coordinates(found.theta);
    points.push({
      at: [x, y],
      theta: [...found.theta],
      ...told(onPlane(found.theta), found.degenerate),
      sharpness: trained(found.theta)[1],
    });
  }
  return points;
}
