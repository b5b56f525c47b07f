// f64 twin of shaders/run.wgsl: one training run and its step.
import { DIVERGED_AT } from '../engine.ts';
import type { Hyper, Memory, OptimizerKind } from '../optimizers.ts';
import { steps } from '../optimizers.ts';
import type { BoundProblem } from '../problems/problem.ts';

/** Numbers that describe a run between slices, see Run.save. */
export const RUN_STATE_SIZE = 8;

export class Run {
  x = 0;
  y = 0;
  private readonly memoryX: Memory = { first: 0, second: 0 };
  private readonly memoryY: Memory = { first: 0, second: 0 };
  /** β1^t and β2^t after t steps. */
  private power1 = 1;
  private power2 = 1;
  private readonly gradient = new Float64Array(2);
  private readonly correction = { first: 1, second: 1 };
  private readonly update;

  constructor(
    private readonly problem: BoundProblem,
    kind: OptimizerKind,
    public hyper: Hyper,
  ) {
    this.update = steps[kind];
  }

  /** Puts the run at a start, with nothing remembered. */
  start(x: number, y: number): void {
    this.load([x, y, 0, 0, 0, 0, 1, 1], 0);
  }

  load(from: ArrayLike<number>, offset: number): void {
    this.x = from[offset]!;
    this.y = from[offset + 1]!;
    this.memoryX.first = from[offset + 2]!;
    this.memoryX.second = from[offset + 3]!;
    this.memoryY.first = from[offset + 4]!;
    this.memoryY.second = from[offset + 5]!;
    this.power1 = from[offset + 6]!;
    this.power2 = from[offset + 7]!;
  }

  save(to: Float64Array, offset: number): void {
    to[offset] = this.x;
    to[offset + 1] = this.y;
    to[offset + 2] = this.memoryX.first;
    to[offset + 3] = this.memoryX.second;
    to[offset + 4] = this.memoryY.first;
    to[offset + 5] = this.memoryY.second;
    to[offset + 6] = this.power1;
    to[offset + 7] = this.power2;
  }

  /** Written so that a NaN counts as diverged too. */
  get diverged(): boolean {
    return !(Math.abs(this.x) <= DIVERGED_AT && Math.abs(this.y) <= DIVERGED_AT);
  }

  /** One optimizer step; the caller must not step a run that has diverged. Returns the likelihood before it. */
  step(): number {
    const { gradient, hyper, correction } = this;
    this.power1 *= hyper.beta1;
    this.power2 *= hyper.beta2;
    correction.first = 1 - this.power1;
    correction.second = 1 - this.power2;
    const likelihood = this.problem.gradient(this.x, this.y, gradient);
    this.x -= this.update(gradient[0]!, hyper.rateX, this.memoryX, hyper, correction);
    this.y -= this.update(gradient[1]!, hyper.rateY, this.memoryY, hyper, correction);
    return likelihood;
  }
}
