// Stationary points: one near a point, by a damped Newton's method on the gradient, in f64.

import { symmetricEigen } from '../math/eigen.ts';
import { hypot } from '../math/vector.ts';
import {
  type Curvature,
  curvatureAlong,
  FLAT_SHARE,
  hessianAlong,
  hessianSource,
  type PointKind,
  slopeAlong,
  trainedDirections,
} from './curvature.ts';
import type { BoundProblem, ProblemInfo } from './problem.ts';

/** Newton's steps from one start; half of them is the usual way into a triple root at 1e-16. */
const STEPS = 120;
/** The longest step, and how far off the start counts as lost, in units of the directions given. */
const LONGEST_STEP = 0.25;
/** A stationary point is reached where Newton's step is shorter than this, in the same units. */
const REACHED = 1e-7;
/** How far to look along a flat direction for whether the loss just goes on falling there. */
const PROBE = 1e-2;

export interface Found {
  theta: Float64Array<ArrayBuffer>;
  /** Along the directions of the search. */
  eigenvalues: Float64Array<ArrayBuffer>;
  /** Whether some direction is flat to second order: one of many, perhaps. */
  degenerate: boolean;
}

export interface Search {
  bound: BoundProblem;
  /** Vectors as long as what they span is wide: steps and tolerances are shares of these. */
  directions: readonly Float64Array[];
  /** Curvature that is nothing beside what the loss does elsewhere, along `directions`; 0 is never wrong. */
  flat?: number;
  /** Whether a place is still worth looking at. */
  inside?(theta: Float64Array): boolean;
}

/**
 * A search for stationary points of any kind, in the space that k directions span from where it starts: steps
 * −Σ λ(v·g)/(λ² + μ²)·v, Newton's for μ = 0 and, like the trust region of Levenberg and Marquardt, the shorter the
 * larger μ, which falls with every step that lowers |g| and rises with every one that does not. Gives null where none is
 * reached: on plateaus, whose gradient falls off for ever, and at holes.
 */
export function stationarySearch({ bound, directions, flat = 0, inside }: Search) {
  const k = directions.length;
  const { size } = bound;
  const share = FLAT_SHARE[hessianSource(bound)];
  const lengths = directions.map((direction) => hypot(...direction));
  const fill = hessianAlong(bound, directions);
  const hessian = new Float64Array(k * k);
  const slope = new Float64Array(size);
  const gradientAt = (theta: Float64Array, out: Float64Array) => {
    bound.gradient(theta, slope);
    for (let i = 0; i < k; i++) out[i] = slopeAlong(slope, directions[i]!);
    return hypot(...out);
  };

  /** Whether what is left is a point, not a slope that goes on along a flat direction. */
  function ends(theta: Float64Array, g: Float64Array, vector: Float64Array): boolean {
    const here = slopeAlong(g, vector);
    const [at, there] = [new Float64Array(size), new Float64Array(k)];
    const slopeAt = (distance: number) => {
      shifted(theta, directions, vector, distance, at);
      gradientAt(at, there);
      return slopeAlong(there, vector);
    };
    const [before, after] = [slopeAt(-PROBE), slopeAt(PROBE)];
    const oneSign = before * here > 0 && here * after > 0;
    const between = Math.abs(here) > Math.min(Math.abs(before), Math.abs(after));
    return !(oneSign && between);
  }

  function accepted(theta: Float64Array<ArrayBuffer>, g: Float64Array): Found | null {
    fill(theta, hessian);
    const { values, vectors } = symmetricEigen(hessian, k);
    const largest = Math.max(Math.abs(values[0]!), Math.abs(values[k - 1]!));
    // No curvature at all is a plateau that f64 cannot tell from a level one.
    if (!(largest > 0)) return null;
    // No step is shorter than the last bits of θ.
    const place = theta.reduce((most, component) => Math.max(most, Math.abs(component)), 0);
    const reached = Math.max(REACHED, (16 * Number.EPSILON * place) / Math.min(...lengths));
    let degenerate = false;
    for (let i = 0; i < k; i++) {
      const vector = vectors.subarray(i * k, (i + 1) * k);
      const isFlat = Math.abs(values[i]!) <= Math.max(flat, share * largest);
      degenerate ||= isFlat;
      const along = Math.abs(slopeAlong(g, vector));
      const near = along <= reached * Math.abs(values[i]!);
      // Along a flat direction Newton's step may be but the rounding of the slopes along the others.
      if (!near && !(isFlat && along <= reached * largest)) return null;
      if (isFlat && !ends(theta, g, vector)) return null;
    }
    return { theta, eigenvalues: values, degenerate };
  }

  /** One step, the damping raised until one lowers |g|; whether there is another to take. */
  function advanced(state: State): 'moved' | 'ended' | 'lost' {
    fill(state.theta, hessian);
    const { values, vectors } = symmetricEigen(hessian, k);
    const largest = Math.max(Math.abs(values[0]!), Math.abs(values[k - 1]!));
    if (!(largest > 0)) return 'lost';
    // Past 1e6 there is none but the last bits.
    while (state.damping <= 1e6) {
      const move = damped(values, vectors, state.g, state.damping * largest);
      const length = hypot(...move);
      shifted(state.theta, directions, move, Math.min(1, LONGEST_STEP / length), next.theta);
      next.norm = gradientAt(next.theta, next.g);
      if (next.norm < state.norm) {
        state.theta.set(next.theta);
        state.g.set(next.g);
        state.norm = next.norm;
        state.damping = state.damping > 1e-4 ? state.damping / 10 : 0;
        return length < 1e-13 ? 'ended' : 'moved';
      }
      if (length < 1e-9) return 'ended';
      state.damping = Math.max(1e-3, state.damping * 10);
    }
    return 'ended';
  }

  const next: State = emptyState(size, k);
  return (start: Float64Array): Found | null => {
    const state = emptyState(size, k);
    state.theta.set(start);
    state.norm = gradientAt(state.theta, state.g);
    for (let step = 0; step < STEPS && state.norm > 0; step++) {
      const end = advanced(state);
      if (end === 'lost' || (inside && !inside(state.theta))) return null;
      if (end === 'ended') break;
    }
    return accepted(state.theta, state.g);
  };
}

/** Where a search has come to. */
interface State {
  theta: Float64Array<ArrayBuffer>;
  /** Along the directions, and its norm. */
  g: Float64Array<ArrayBuffer>;
  norm: number;
  /** μ, as a share of the largest |eigenvalue|. */
  damping: number;
}

const emptyState = (size: number, k: number): State => ({
  theta: new Float64Array(size),
  g: new Float64Array(k),
  norm: 0,
  damping: 0,
});

function damped(
  values: Float64Array,
  vectors: Float64Array,
  g: Float64Array,
  damping: number,
): Float64Array {
  const k = values.length;
  const move = new Float64Array(k);
  // Of a direction without curvature Newton's step would be endless.
  const least = Number.EPSILON * Math.max(Math.abs(values[0]!), Math.abs(values[k - 1]!));
  for (let i = 0; i < k; i++) {
    const value = values[i]!;
    const share = Math.abs(value) > least ? 1 / (value + (damping / value) * damping) : 0;
    let along = 0;
    for (let c = 0; c < k; c++) along += vectors[i * k + c]! * g[c]!;
    for (let c = 0; c < k; c++) move[c]! -= share * along * vectors[i * k + c]!;
  }
  return move;
}

/** θ + share·Σ moveᵢ·dᵢ */
function shifted(
  theta: Float64Array,
  directions: readonly Float64Array[],
  move: Float64Array,
  share: number,
  out: Float64Array,
): void {
  out.set(theta);
  for (let i = 0; i < directions.length; i++) {
    const direction = directions[i]!;
    for (let c = 0; c < out.length; c++) out[c]! += share * move[i]! * direction[c]!;
  }
}

/** A stationary point over all that is trained. */
export interface Refined {
  theta: Float64Array<ArrayBuffer>;
  loss: number;
  /** Norm of the gradient over what is trained. */
  gradientNorm: number;
  /** Of the Hessian over what is trained, ascending. */
  eigenvalues: number[];
  kind: PointKind;
  /** Of a degenerate one: whether no direction has the loss fall. */
  lowest: boolean;
}

/**
 * Moves points to the stationary points nearby, in everything that is trained; null where none is reached. `width`
 * is how wide the region of interest is, in units of θ.
 */
export function refiner(
  info: Pick<ProblemInfo, 'trained'>,
  bound: BoundProblem,
  width: number,
): (theta: Float64Array) => Refined | null {
  const unit = trainedDirections(info, bound);
  const search = stationarySearch({
    bound,
    directions: unit.map((direction) => direction.map((component) => component * width)),
  });
  const curvature = curvatureAlong(bound, unit);
  return (theta) => {
    const found = search(theta);
    if (!found) return null;
    const at = curvature(found.theta);
    return { theta: found.theta, lowest: !descends(at.eigenvalues), ...told(at, found.degenerate) };
  };
}

/** What is told of a point that a search has found. */
export function told({ loss, gradient, eigenvalues, shape }: Curvature, degenerate: boolean) {
  return {
    loss,
    gradientNorm: hypot(...gradient),
    eigenvalues: [...eigenvalues],
    kind: degenerate ? ('degenerate' as const) : shape,
  };
}

/** Whether some direction has the loss fall, to second order. */
export function descends(eigenvalues: Float64Array): boolean {
  const k = eigenvalues.length;
  const largest = Math.max(Math.abs(eigenvalues[0]!), Math.abs(eigenvalues[k - 1]!));
  return eigenvalues[0]! < -FLAT_SHARE.differences * largest;
}
