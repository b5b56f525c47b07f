// How far the numbers' precision decides what became of runs: the same runs one f32 ulp away.

import {
  type Axis,
  DIVERGED,
  type RunResults,
  type Spectrum,
  type SpectrumSpec,
  STALLED,
  type Sweep,
  type SweepSpec,
} from '../engine.ts';
import type { Range } from '../math/grid.ts';
import { log2, power } from '../math/logarithm.ts';
import { hyperOf, type Optimizer, ratesOf } from '../optimizers.ts';
import { isLine, lifted } from '../problems/plane.ts';
import type { BoundProblem, ProblemInfo } from '../problems/problem.ts';
import { bind, describe } from '../problems/registry.ts';
import { isRate, isStart } from '../quantities.ts';
import { TRUST_COLORS } from './palettes.ts';
import type { Picture } from './pictures.ts';
import { pixelRuns } from './pixel-run.ts';

/**
 * What is said of a run, by code. trusted: moved by an ulp it comes to the same. sensitive: it does not; what it came to
 * is the rounding's choice. held: it rests at a place that the optimizer's own step makes unstable (see `heldRuns`):
 * rounding, not the loss, keeps it there.
 */
export const TRUST = ['trusted', 'sensitive', 'held'] as const;
export const TRUSTED = 0;
export const SENSITIVE = 1;
export const HELD = 2;

/** The field of files. */
export const TRUST_FIELD = { name: 'trust', type: '|u1', labels: TRUST } as const;

/** Losses and places are the same within this share of the larger; places below 1, within this much. */
const SAME = 1e-2;

/** One unit in the last place of an f32 of v's size; of 1's for smaller ones, of which hi + lo keeps more. */
const ulp32 = (v: number): number => 2 ** (Math.floor(log2(Math.max(1, Math.abs(v)))) - 23);

/** An ulp towards 0, or where that is 0 away from it. */
const towardsZero = (v: number) => (v > 0 ? -ulp32(v) : ulp32(v));

/** A range that lies an ulp of its larger end nearer to 0. */
export function shiftedUlp([lo, hi]: Range): Range {
  const shift = towardsZero(Math.abs(hi) > Math.abs(lo) ? hi : lo);
  return [lo + shift, hi + shift];
}

/** What a number is multiplied by: an f32's ulp is 2^-24 to 2^-23 of it. Downwards, to stay in range. */
const LESS = 1 - 2 ** -23;

/**
 * A spec whose runs all start one f32 ulp away, in both coordinates on the plane (towards 0 where that is not 0), with
 * learning rates and the problem's fixed parameters an ulp less. The start alone would not do: runs that first come to
 * rest forget it, and the rate, in f32 to the last bit, and then part by their rounding alone, which is another only
 * where the loss itself lies an ulp away.
 */
export function perturbed<T extends SweepSpec | SpectrumSpec>(spec: T): T {
  const { plane, parameters, values, theta } = describe(spec.problem);
  const fixed = parameters.filter(({ name, min }) => {
    return !theta.includes(name) && Math.abs(values[name]!) > 0 && LESS * values[name]! >= min;
  });
  const lessened = fixed.map(({ name }) => [name, LESS * values[name]!]);
  const [x, y] = spec.start;
  const { learningRate } = spec.optimizer;
  const rate =
    typeof learningRate === 'number' ? LESS * learningRate : learningRate.map((r) => LESS * r);
  const moved: T = {
    ...spec,
    problem: {
      ...spec.problem,
      parameters: { ...spec.problem.parameters, ...Object.fromEntries(lessened) },
    },
    optimizer: { ...spec.optimizer, learningRate: rate },
    start: [x + towardsZero(x), isLine(plane) ? y : y + towardsZero(y)],
  };
  const scaled = ([lo, hi]: Range): Range => [LESS * lo, LESS * hi];
  if ('rate' in moved)
    return { ...moved, rate: { ...moved.rate, range: scaled(moved.rate.range) } };
  const axis = (own: Axis): Axis => {
    const { quantity, range } = own;
    if (isRate(quantity)) return { ...own, range: scaled(range) };
    if (!isStart(quantity) || (quantity === 'start.y' && isLine(plane))) return own;
    return { ...own, range: shiftedUlp(range) };
  };
  return { ...moved, x: axis(moved.x), y: axis(moved.y) };
}

type Compared = Pick<RunResults, 'outcome' | 'loss' | 'point' | 'measure'>;

/**
 * [run]: whether two results of the same runs agree, TRUSTED or SENSITIVE: in the measure's sign where there is one, else
 * in outcome, loss and, where it was handed back, the last iterate.
 */
export function agreement(a: Compared, b: Compared): Uint8Array<ArrayBuffer> {
  if (a.outcome.length !== b.outcome.length) {
    throw new RangeError(`results of ${a.outcome.length} and ${b.outcome.length} runs`);
  }
  const n = a.outcome.length ? a.point.length / a.outcome.length : 0;
  const measures = a.measure?.length && b.measure?.length ? [a.measure, b.measure] : null;
  // Infinite or undefined ones are told apart by the outcome.
  const differ = (u: number, v: number, absolute: number) =>
    Math.abs(u - v) > Math.max(absolute, SAME * Math.max(Math.abs(u), Math.abs(v)));
  const isSame = (k: number) => {
    if (measures) return measures[0]![k]! < 0 === measures[1]![k]! < 0;
    if (a.outcome[k] !== b.outcome[k] || differ(a.loss[k]!, b.loss[k]!, 1e-6)) return false;
    if (a.outcome[k] === DIVERGED) return true;
    for (let i = n * k; i < n * (k + 1); i++) {
      if (differ(a.point[i]!, b.point[i]!, SAME)) return false;
    }
    return true;
  };
  return Uint8Array.from(a.outcome, (_, k) => (isSame(k) ? TRUSTED : SENSITIVE));
}

/** Runs of more trained parameters are not looked at: each costs two gradients more. */
const MOST_TRAINED = 32;
/** A run is at rest where the slope's zero is no farther: rounding keeps f32 from coming nearer than about 1e-6. */
const REST = 1e-5;
const STEP = 1e-4;

/**
 * Marks runs that rounding holds, HELD, in `trust`. Adam and RMSprop divide by the gradient's own size, so that a run at
 * rest takes ever larger steps for its size: with curvature h of the loss along a parameter the rest is unstable where
 * η·h > 2·(√v + ε), times (1 + β1)/(1 − β1) of Adam. In exact numbers the run leaves. In f32 it stays for good, where
 * both parts of its gradient round to the same number. v, the mean square of gradients, is estimated by what is left
 * of the first one alone, the least that it can be: some that are marked would leave only after the run's steps.
 * `sweep` may hold some of its spec's runs only, those from pixel `first` on.
 */
export function heldRuns(sweep: Sweep, trust: Uint8Array, first = 0): void {
  const { spec, outcome, point } = sweep;
  const info = describe(spec.problem);
  if (!normalizes(spec.optimizer) || info.theta.length > MOST_TRAINED || !point.length) return;
  const bound = bind(spec.problem);
  if (bound.epoch) return;
  const n = info.theta.length;
  const theta = new Float64Array(n);
  const runs = pixelRuns(spec);
  for (let k = 0; k < outcome.length; k++) {
    if (outcome[k]! > STALLED) continue;
    theta.set(point.subarray(n * k, n * (k + 1)));
    const { optimizer, start } = runs(
      (first + k) % spec.width,
      Math.floor((first + k) / spec.width),
    );
    if (leaves(bound, info, optimizer, start, spec.steps, theta)) trust[k] = HELD;
  }
}

const normalizes = ({ kind }: Optimizer): boolean => kind === 'adam' || kind === 'rmsprop';

/** Whether a run at rest would leave in exact numbers. */
function leaves(
  bound: BoundProblem,
  info: ProblemInfo,
  optimizer: Optimizer,
  start: readonly [number, number],
  steps: number,
  theta: Float64Array,
): boolean {
  const { beta1, beta2, decay, epsilon } = hyperOf(optimizer);
  const isAdam = optimizer.kind === 'adam';
  const keeps = isAdam ? beta2 : decay;
  const room = isAdam ? (2 * (1 + beta1)) / (1 - beta1) : 2;
  const left = (1 - keeps) * power(keeps, steps - 1);
  const least = isAdam ? left / (1 - power(keeps, steps)) : left;
  const n = theta.length;
  const [first, here, there] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  bound.gradient(lifted(info.plane, start[0], start[1]), first);
  bound.gradient(theta, here);
  const rates = ratesOf(optimizer, info.trained);
  return rates.some((rate, c) => {
    if (rate === 0) return false;
    const at = theta[c]!;
    theta[c] = at + STEP;
    bound.gradient(theta, there);
    const above = there[c]!;
    theta[c] = at - STEP;
    bound.gradient(theta, there);
    theta[c] = at;
    const curvature = (above - there[c]!) / (2 * STEP);
    if (!(Math.abs(here[c]!) <= REST * curvature)) return false;
    return rate * curvature > room * (Math.abs(first[c]!) * Math.sqrt(least) + epsilon);
  });
}

/**
 * [run] of TRUST: what a sweep is worth, given the same of `perturbed(sweep.spec)` by the same engine; of a part of a
 * sweep, its runs from pixel `first` on.
 */
export function trustOf(sweep: Sweep, moved: RunResults, first = 0): Uint8Array<ArrayBuffer> {
  const trust = agreement(sweep, moved);
  // f64 has the digits to leave by, sooner or later.
  if (sweep.loss instanceof Float32Array) heldRuns(sweep, trust, first);
  return trust;
}

/** [run]: the same of a spectrum. */
export function spectrumTrust(spectrum: Spectrum, moved: RunResults): Uint8Array<ArrayBuffer> {
  const { problem, optimizer, start, steps, threshold, rate, count } = spectrum.spec;
  const x = { quantity: 'learningRate' as const, ...rate };
  const y = { quantity: 'start.y' as const, range: [start[1], start[1]] as [number, number] };
  const spec: SweepSpec = {
    ...{ problem, optimizer, start, steps, threshold },
    ...{ x, y: { ...y, scale: 'linear' }, width: count, height: 1 },
  };
  return trustOf({ ...spectrum, spec }, moved);
}

/** Runs by code of TRUST. */
export function trustCounts(trust: ArrayLike<number>): [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (let k = 0; k < trust.length; k++) counts[trust[k]!]!++;
  return counts;
}

export function trustPicture(trust: Uint8Array, width: number, height: number): Picture {
  const rgba = new Uint8Array(4 * width * height).fill(255);
  for (let k = 0; k < trust.length; k++) rgba.set(TRUST_COLORS[trust[k]!]!, 4 * k);
  return { width, height, rgba, codes: trust };
}

/** A share in words, as of a card. */
export function trustInWords(trust: ArrayLike<number>): string {
  const [same, sensitive, held] = trustCounts(trust);
  const share = (part: number) => `${((100 * part) / Math.max(1, trust.length)).toFixed(1)} %`;
  const kept = held > 0 ? `, held where it is by rounding: ${share(held)}` : '';
  return `moved by one f32 ulp: the same for ${share(same)}, another for ${share(sensitive)}${kept}`;
}
