// A shadow run beside a run, by which its Lyapunov exponent is told: Benettin, Galgani, Giorgilli and Strelcyn 1980.
// What is told apart is the whole state of the optimizer, momentum and all. Of many runs abreast-pairs.ts is the twin.
import { exp } from '../math/exponential.ts';
import { log } from '../math/logarithm.ts';
import { seededRandom } from '../math/rng.ts';
import { hypot } from '../math/vector.ts';
import { LYAPUNOV_LEAST } from '../reference.ts';
import type { Lanes } from './abreast-lanes.ts';
import type { Run } from './run.ts';
import { runStateSize } from './run-state.ts';

/**
 * The distance that the shadow is put back to after each step: half of f64's digits. Rounding is then 1e-8 of it, and
 * what the map curves over it too.
 */
const DISTANCE = 1e-8;

/** Numbers that describe a pair of runs between slices: both runs, and the sum of logarithms. */
export const pairStateSize = (n: number): number => 2 * runStateSize(n) + 1;

/** A run and its shadow, both of the same optimizer; `trained` tells the components of θ. */
export class ShadowedRun {
  private readonly state: Float64Array<ArrayBuffer>;
  private readonly size: number;
  private readonly apart: ReturnType<typeof separation>;

  constructor(
    private readonly run: Run,
    private readonly shadow: Run,
    trained: readonly boolean[],
    private readonly steps: number,
  ) {
    this.size = runStateSize(trained.length);
    this.state = new Float64Array(pairStateSize(trained.length));
    this.apart = separation(trained, this.size);
  }

  /** Puts the shadow beside the run, which has taken no step yet. */
  start(): void {
    this.state[2 * this.size] = 0;
    this.run.save(this.state, 0);
    this.apart.place(this.state);
    this.follow();
    this.shadow.load(this.state, this.size);
  }

  /** Takes up the shadow of a run that is loaded already. */
  load(from: Float64Array): void {
    this.state.set(from);
    this.follow();
    this.shadow.load(this.state, this.size);
  }

  save(to: Float64Array): void {
    this.run.save(this.state, 0);
    to.set(this.state);
  }

  /** To be called after step k of the run, k = 0, 1, …: the shadow takes it too. */
  step(k: number): void {
    const { run, shadow, state, size } = this;
    shadow.step();
    run.save(state, 0);
    shadow.save(state, size);
    const growth = this.apart.renew(state);
    // The steps before are on the way to what the run comes to.
    if (k >= this.from) state[2 * size]! += growth;
    shadow.load(state, size);
  }

  /** The mean over the steps taken of the second half; NaN where there is none yet, and of a run that diverged. */
  exponent(): number {
    if (this.run.diverged) return Number.NaN;
    return this.state[2 * this.size]! / Math.max(0, this.run.taken - this.from);
  }

  private get from(): number {
    return Math.floor(this.steps / 2);
  }

  /** The shadow is a run of the same settings, and draws the same noise. */
  private follow(): void {
    this.shadow.hyper = this.run.hyper;
    this.shadow.rates = this.run.rates;
    this.shadow.index = this.run.index;
  }
}

/** What is trained, and where a shadow is put beside its run: in a direction of no special meaning. */
function beside(trained: readonly boolean[]) {
  const own = trained.flatMap((is, c) => (is ? [c] : []));
  const random = seededRandom(1);
  const direction = own.map(() => random() - 0.5);
  const length = hypot(...direction);
  return { own, offsets: direction.map((along) => (DISTANCE * along) / length) };
}

/**
 * Puts a shadow back as `separation` does, in lanes: the run's is given, the shadow's is the next. Returns the logarithm of
 * how much farther off it was.
 */
export function renewalOf(
  { theta, first, second, power1, power2, stride, size }: Lanes,
  trained: readonly boolean[],
): (lane: number) => number {
  const { own, offsets } = beside(trained);
  const apart = (of: Float64Array, at: number) => (of[at + 1]! - of[at]!) ** 2;
  const nearer = (of: Float64Array, at: number, scale: number) =>
    of[at]! + scale * (of[at + 1]! - of[at]!);
  const place = (lane: number) => {
    for (let c = 0, at = lane; c < size; c++, at += stride) {
      theta[at + 1] = theta[at]!;
      first[at + 1] = first[at]!;
      second[at + 1] = second[at]!;
    }
    power1[lane + 1] = power1[lane]!;
    power2[lane + 1] = power2[lane]!;
    for (let i = 0; i < own.length; i++) theta[own[i]! * stride + lane + 1]! += offsets[i]!;
  };
  return (lane) => {
    let square = 0;
    for (let i = 0; i < own.length; i++) {
      const at = own[i]! * stride + lane;
      square += apart(theta, at);
      square += apart(first, at);
      square += apart(second, at);
    }
    const growth = log(Math.sqrt(square) / DISTANCE);
    if (!(growth > LYAPUNOV_LEAST) || growth === Number.POSITIVE_INFINITY) {
      place(lane);
      return LYAPUNOV_LEAST;
    }
    const scale = exp(-growth);
    for (let i = 0; i < own.length; i++) {
      const at = own[i]! * stride + lane;
      theta[at + 1] = nearer(theta, at, scale);
      first[at + 1] = nearer(first, at, scale);
      second[at + 1] = Math.max(0, nearer(second, at, scale));
    }
    return growth;
  };
}

/** The distance between the two runs of a state, in everything that what is trained depends on. Twin of renewalOf. */
function separation(trained: readonly boolean[], size: number) {
  const n = trained.length;
  // Of each component of θ its value and its two memories, as Run.save lays them out.
  const places = trained.flatMap((is, c) => (is ? [c, n + 2 * c, n + 2 * c + 1] : []));
  const { own, offsets } = beside(trained);
  const isSquare = (place: number) => place >= n && (place - n) % 2 === 1;

  function place(state: Float64Array): void {
    state.copyWithin(size, 0, size);
    own.forEach((c, i) => {
      state[size + c]! += offsets[i]!;
    });
  }

  /** Puts the shadow back to DISTANCE; returns the logarithm of how much farther off it was. */
  function renew(state: Float64Array): number {
    let square = 0;
    for (const at of places) square += (state[size + at]! - state[at]!) ** 2;
    const growth = log(Math.sqrt(square) / DISTANCE);
    // Too near for its direction to mean anything, or lost.
    if (!(growth > LYAPUNOV_LEAST) || growth === Number.POSITIVE_INFINITY) {
      place(state);
      return LYAPUNOV_LEAST;
    }
    const scale = exp(-growth);
    for (const at of places) {
      const moved = state[at]! + scale * (state[size + at]! - state[at]!);
      // A mean of squares, as RMSprop and Adam keep it, cannot be negative.
      state[size + at] = isSquare(at) ? Math.max(0, moved) : moved;
    }
    return growth;
  }
  return { place, renew };
}
