// f64 twin of what shaders measure of trainability: see MEASURES in src/engine.ts (Sohl-Dickstein 2024).
import { type BoundProblem, meritsAreLosses } from '../problems/problem.ts';

/** Numbers that a run's trainability takes between slices. */
export const TRAINABILITY_STATE = 5;

/** v of a loss that has grown beyond it, is undefined, or is that of a run that has diverged. */
const MOST = 1e6;

/** The v at the end whose mean tells whether a run converged. */
const LAST = 20;

/** What the losses of a run, taken one before each of its steps, come to. */
export class Trainability {
  private first = 0;
  private sum = 0;
  private inverses = 0;
  private lastSum = 0;
  private lastV = 0;
  private lossBefore = 0;
  private readonly last: number;
  /** A batch's merit is its share of the epoch's. */
  private readonly batches: number;
  private readonly scales: readonly [each: number, last: number];

  /** Whether merits are minus the loss: a likelihood falls to 0 long before a loss is 1e6 times the first. */
  private readonly isLoss: boolean;

  constructor(
    private readonly bound: Pick<BoundProblem, 'epoch' | 'loss' | 'meritAt'>,
    private readonly steps: number,
  ) {
    this.last = Math.min(LAST, steps);
    this.batches = bound.epoch?.batches ?? 1;
    this.scales = bound.epoch?.scales ?? [1, 1];
    this.isLoss = meritsAreLosses(bound);
  }

  load(from: Float64Array, at: number): void {
    this.first = from[at]!;
    this.sum = from[at + 1]!;
    this.inverses = from[at + 2]!;
    this.lastSum = from[at + 3]!;
    this.lastV = from[at + 4]!;
  }

  save(to: Float64Array, at: number): void {
    to[at] = this.first;
    to[at + 1] = this.sum;
    to[at + 2] = this.inverses;
    to[at + 3] = this.lastSum;
    to[at + 4] = this.lastV;
  }

  /** To be called before each step, with where the run is. */
  before(theta: Float64Array): void {
    if (!this.isLoss) this.lossBefore = this.bound.loss(theta);
  }

  /** Takes step k, k = 0, 1, …, and the merit that it found before it. */
  take(k: number, merit: number): void {
    const scale = this.scales[(k + 1) % this.batches === 0 ? 1 : 0];
    const loss = this.isLoss ? -merit * scale : this.lossBefore;
    if (k === 0) this.first = loss;
    const v = loss / this.first;
    this.add(k, v <= MOST ? v : MOST);
  }

  /** Takes steps [from, to) of a run that is frozen. */
  freeze(from: number, to: number, diverged: boolean): void {
    const v = diverged ? MOST : this.lastV;
    for (let k = from; k < to; k++) this.add(k, v);
  }

  private add(k: number, v: number): void {
    this.lastV = v;
    this.sum += v;
    this.inverses += 1 / v;
    if (k >= this.steps - this.last) this.lastSum += v;
  }

  /** Once all steps are taken: below 0 where the run converged. */
  get value(): number {
    return this.lastSum / this.last < 1 ? -this.sum : this.inverses;
  }
}
