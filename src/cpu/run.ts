// f64 twin of shaders/run.wgsl, pair.wgsl and theta.wgsl with their steps: one training run over θ and its step.
import { DIVERGED_AT } from '../engine.ts';
import type { Hyper, Memory, OptimizerKind } from '../optimizers.ts';
import { STEPS } from '../optimizers.ts';
import { liftTo, type Plane } from '../problems/plane.ts';
import type { BoundProblem } from '../problems/problem.ts';

/** Numbers that describe a run over n parameters between slices, see Run.save. */
export const runStateSize = (n: number): number => 3 * n + 2;

export class Run {
  readonly theta: Float64Array<ArrayBuffer>;
  /** Whether a parameter has left ±DIVERGED_AT, or there was no slope to go on by. */
  diverged = false;
  private readonly memories: Memory[];
  /** β1^t and β2^t after t steps. */
  private power1 = 1;
  private power2 = 1;
  private readonly gradient: Float64Array<ArrayBuffer>;
  private readonly correction = { first: 1, second: 1 };
  private readonly update;

  /** `rates` has a learning rate for each component of θ: 0 for one that is not trained. */
  constructor(
    private readonly problem: BoundProblem,
    kind: OptimizerKind,
    public hyper: Hyper,
    public rates: Float64Array,
  ) {
    this.update = STEPS[kind];
    this.theta = new Float64Array(problem.size);
    this.gradient = new Float64Array(problem.size);
    this.memories = Array.from({ length: problem.size }, () => ({ first: 0, second: 0 }));
  }

  /** Puts the run at a place of a plane, with nothing remembered. */
  start(plane: Plane, x: number, y: number): void {
    liftTo(plane, x, y, this.theta);
    this.diverged = !this.theta.every(isInside);
    for (const memory of this.memories) memory.first = memory.second = 0;
    this.power1 = this.power2 = 1;
  }

  load(from: ArrayLike<number>, offset: number): void {
    const { theta, memories } = this;
    let at = offset;
    for (let i = 0; i < theta.length; i++) theta[i] = from[at++]!;
    for (const memory of memories) {
      memory.first = from[at++]!;
      memory.second = from[at++]!;
    }
    this.power1 = from[at++]!;
    this.power2 = from[at]!;
    this.diverged = !theta.every(isInside);
  }

  save(to: Float64Array, offset: number): void {
    const { theta, memories } = this;
    let at = offset;
    for (let i = 0; i < theta.length; i++) to[at++] = theta[i]!;
    for (const memory of memories) {
      to[at++] = memory.first;
      to[at++] = memory.second;
    }
    to[at++] = this.power1;
    to[at] = this.power2;
  }

  /** One optimizer step; the caller must not step a run that has diverged. Returns the merit before it. */
  step(): number {
    const { theta, rates, gradient, memories, hyper, correction, update } = this;
    this.power1 *= hyper.beta1;
    this.power2 *= hyper.beta2;
    correction.first = 1 - this.power1;
    correction.second = 1 - this.power2;
    const merit = this.problem.gradient(theta, gradient);
    let inside = true;
    for (let i = 0; i < theta.length; i++) {
      const next = theta[i]! - update(gradient[i]!, rates[i]!, memories[i]!, hyper, correction);
      if (isInside(next)) theta[i] = next;
      else {
        inside = false;
        // Where there is no slope it stays.
        if (!Number.isNaN(next)) theta[i] = next;
      }
    }
    this.diverged = !inside;
    return merit;
  }
}

/** Written so that a NaN counts as diverged too. */
const isInside = (value: number): boolean => Math.abs(value) <= DIVERGED_AT;
