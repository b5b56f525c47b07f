// f64 twin of shaders/run.wgsl, pair.wgsl and theta.wgsl with their steps: one training run over θ and its step. Of many
// runs side by side abreast.ts is its twin.
import { DIVERGED_AT, NEVER } from '../engine.ts';
import { noiseAt } from '../noise.ts';
import type { Hyper, Memory, Optimizer, OptimizerKind } from '../optimizers.ts';
import { STEPS } from '../optimizers.ts';
import { liftTo, type Plane } from '../problems/plane.ts';
import type { BoundProblem } from '../problems/problem.ts';
import { factorsOf } from '../schedules.ts';

/** What of an optimizer is the same for all runs of a slice of steps, besides its hyper-parameters. */
export interface Course {
  /** Of the learning rates at steps from `first` on; null where they stay as they are. */
  factors: Float64Array | null;
  first: number;
  /** Of the noise. */
  seed: number;
}

export const courseOf = (optimizer: Optimizer, first: number, count: number): Course => ({
  factors: factorsOf(optimizer, first, count),
  first,
  seed: optimizer.noise?.seed ?? 0,
});

export class Run {
  readonly theta: Float64Array<ArrayBuffer>;
  /** Whether a parameter has left ±DIVERGED_AT, or there was no slope to go on by. */
  diverged = false;
  /** What the last step found before it: of mini-batches that batch's share of the epoch's merit. */
  merit = 0;
  /** Whether the change of its epochs' mean loss was so small that it stopped. */
  stopped = false;
  /** Steps after which it had diverged, or NEVER: see RunResults. */
  divergedAt = NEVER;
  /** Which run of all it is, for its noise. */
  index = 0;
  private readonly memories: Memory[];
  private steps = 0;
  /** Merit of this epoch's batches so far, and of all of the epoch before. */
  private meritSum = 0;
  private meritBefore = Number.NaN;
  /** β1^t and β2^t after t steps. */
  private power1 = 1;
  private power2 = 1;
  /** What the last step went by, with noise and weight decay. */
  readonly gradient: Float64Array<ArrayBuffer>;
  private readonly noise: Float64Array<ArrayBuffer>;
  private readonly ratesNow: Float64Array<ArrayBuffer>;
  private settings: Hyper;
  /** Whether its steps have weight decay, a schedule or noise. */
  private adjusts = false;
  private readonly correction = { first: 1, second: 1 };
  private readonly update;

  /** `rates` has a learning rate for each component of θ: 0 for one that is not trained. */
  constructor(
    private readonly problem: BoundProblem,
    kind: OptimizerKind,
    hyper: Hyper,
    public rates: Float64Array,
    private readonly course: Course = { factors: null, first: 0, seed: 0 },
  ) {
    this.settings = hyper;
    this.hyper = hyper;
    this.ratesNow = new Float64Array(problem.size);
    this.update = STEPS[kind];
    this.theta = new Float64Array(problem.size);
    this.gradient = new Float64Array(problem.size);
    this.noise = new Float64Array(problem.size);
    this.memories = Array.from({ length: problem.size }, () => ({ first: 0, second: 0 }));
  }

  /** Puts the run at a place of a plane, with nothing remembered. */
  start(plane: Plane, x: number, y: number): void {
    liftTo(plane, x, y, this.theta);
    this.diverged = !this.theta.every(isInside);
    this.divergedAt = this.diverged ? 0 : NEVER;
    for (const memory of this.memories) memory.first = memory.second = 0;
    this.power1 = this.power2 = 1;
    this.steps = this.meritSum = 0;
    this.meritBefore = Number.NaN;
    this.stopped = false;
  }

  get hyper(): Hyper {
    return this.settings;
  }

  set hyper(hyper: Hyper) {
    this.settings = hyper;
    this.adjusts = this.course.factors !== null || hyper.weightDecay !== 0 || hyper.noise !== 0;
  }

  /** Whether it stays where it is from here on. */
  get ended(): boolean {
    return this.diverged || this.stopped;
  }

  /** The learning rates of the last step, of a schedule those of that step. */
  get ratesOfStep(): Float64Array {
    return this.adjusts ? this.ratesNow : this.rates;
  }

  /** Steps taken. */
  get taken(): number {
    return this.steps;
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
    this.power2 = from[at++]!;
    this.steps = from[at++]!;
    this.meritSum = from[at++]!;
    this.meritBefore = from[at++]!;
    this.stopped = from[at++]! > 0;
    this.divergedAt = from[at]!;
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
    to[at++] = this.power2;
    to[at++] = this.steps;
    to[at++] = this.meritSum;
    to[at++] = this.meritBefore;
    to[at++] = Number(this.stopped);
    to[at] = this.divergedAt;
  }

  /**
   * One optimizer step; the caller must not step a run that has ended. Returns the merit before it; of a problem
   * in mini-batches that of an epoch at its last step, and −∞ at the others.
   */
  step(): number {
    const { theta, gradient } = this;
    const merit = this.problem.gradient(theta, gradient, this.steps);
    const rates = this.adjusts ? this.adjusted() : this.rates;
    this.steps++;
    const inside = this.update === STEPS.gd ? this.descend(rates) : this.move(rates);
    this.diverged = !inside;
    if (!inside) this.noteDivergence();
    this.merit = merit;
    return this.problem.epoch ? this.meritOfEpoch(merit, this.problem.epoch) : merit;
  }

  /** Gradient descent's update by itself: a call for each component takes three times as long as its product. */
  private descend(rates: Float64Array): boolean {
    const { theta, gradient } = this;
    let inside = true;
    for (let i = 0; i < theta.length; i++) {
      const next = theta[i]! - rates[i]! * gradient[i]!;
      if (!put(theta, i, next)) inside = false;
    }
    return inside;
  }

  /** The update of any optimizer; returns whether all parameters are inside ±DIVERGED_AT. */
  private move(rates: Float64Array): boolean {
    const { theta, gradient, memories, settings, correction, update } = this;
    this.power1 *= settings.beta1;
    this.power2 *= settings.beta2;
    correction.first = 1 - this.power1;
    correction.second = 1 - this.power2;
    let inside = true;
    for (let i = 0; i < theta.length; i++) {
      const next = theta[i]! - update(gradient[i]!, rates[i]!, memories[i]!, settings, correction);
      if (!put(theta, i, next)) inside = false;
    }
    return inside;
  }

  /**
   * Adds noise and weight decay to the gradient of what is trained, whose learning rate is not 0; returns this step's
   * rates. Apart from `step`, which compilers then take apart as they did without it.
   */
  private adjusted(): Float64Array {
    const { theta, rates, gradient, noise, ratesNow, settings, course } = this;
    const { factors, first, seed } = course;
    const factor = factors ? factors[this.steps - first]! : 1;
    if (settings.noise !== 0) noiseAt(seed, this.index, this.steps, noise);
    for (let i = 0; i < theta.length; i++) {
      ratesNow[i] = factor * rates[i]!;
      if (rates[i] === 0) continue;
      gradient[i]! += settings.noise * noise[i]! + settings.weightDecay * theta[i]!;
    }
    return ratesNow;
  }

  /** It is where it was before the last step where that had no slope, and beyond what is allowed where it had. */
  private noteDivergence(): void {
    const stayed = this.theta.every(isInside);
    this.divergedAt = Math.min(this.divergedAt, this.steps - Number(stayed));
  }

  /** Adds a batch's merit; at the end of an epoch tells that of all of it, and whether to go on. */
  private meritOfEpoch(merit: number, { batches, stopAt }: NonNullable<BoundProblem['epoch']>) {
    this.meritSum += merit;
    if (this.steps % batches !== 0) return Number.NEGATIVE_INFINITY;
    const whole = this.meritSum;
    // Of the first epoch there is none before: NaN is no small change.
    this.stopped = stopAt !== null && Math.abs(whole - this.meritBefore) <= stopAt;
    this.meritBefore = whole;
    this.meritSum = 0;
    return whole;
  }
}

/** Moves a component of θ; where there is no slope it stays. Returns whether it is still inside. */
function put(theta: Float64Array, i: number, next: number): boolean {
  if (!Number.isNaN(next)) theta[i] = next;
  return isInside(next);
}

/** Written so that a NaN counts as diverged too. */
const isInside = (value: number): boolean => Math.abs(value) <= DIVERGED_AT;
