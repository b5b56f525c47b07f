// Job specs, the fields they give, and the interface of an engine. Plain data throughout: whatever
// an engine takes or returns can be structured-cloned.
import type {
  LandscapeInput,
  ResponseInput,
  SpectrumInput,
  SweepInput,
  TrajectoryInput,
} from './inputs.ts';
import type { Range, Scale } from './math/grid.ts';
import type { Optimizer } from './optimizers.ts';
import type { ProblemRef } from './problems/problem.ts';
import type { Also, FloatArray, Measure, RunResults } from './results.ts';

export * from './errors.ts';
export * from './frames.ts';
export { DIVERGED_AT, type ProblemRef } from './problems/problem.ts';
export * from './results.ts';

/** A rectangle of a problem's plane. */
export interface Window {
  x: Range;
  y: Range;
}

export interface LandscapeSpec {
  problem: ProblemRef;
  window: Window;
  width: number;
  height: number;
  /** Whether the gradient is handed back besides. Default: true. */
  gradient?: boolean | undefined;
}

/** Loss and gradient at the cell centres, row-major, row 0 at y = min; NaN where they are undefined. */
export interface Landscape {
  spec: LandscapeSpec;
  /** [height][width], in the problem's unit. */
  loss: FloatArray;
  /** [height][width][2]: ∂L/∂x, ∂L/∂y, along the plane's directions; empty where the spec asks for none. */
  gradient: FloatArray;
}

export interface TrajectorySpec {
  problem: ProblemRef;
  optimizer: Optimizer;
  /** [run][2], x0, y0, x1, y1, … on the plane; or [run][n], points θ. */
  starts: number[];
  /** Which of the two; default: on the plane. */
  startsIn?: 'plane' | 'theta' | undefined;
  steps: number;
  /** Keeps every k-th iterate; the last one is kept always. */
  every: number;
  /** What the gradients' noise takes the first run for, the others following; of a sweep's run its pixel. Default: 0. */
  firstRun?: number | undefined;
}

/** The iterates of each run. Frame 0 is the start, the last frame is the end. */
export interface Trajectories {
  spec: TrajectorySpec;
  /** The step of each frame: 0, every, 2·every, …, steps. */
  frameSteps: Uint32Array<ArrayBuffer>;
  /** [run][frame][n]: θ. */
  points: FloatArray;
  /** [run][frame] */
  loss: FloatArray;
}

/** What a network puts out over a grid of its first one or two inputs, at the cell centres. */
export interface ResponseSpec {
  problem: ProblemRef;
  /** [n]: the point θ. */
  theta: number[];
  /** Of input 1 and input 2; without y input 1 alone varies, and the height is 1. */
  x: Range;
  y?: Range | undefined;
  width: number;
  height: number;
  /** Values of the further inputs; left out, their means over the training points. */
  fixed?: number[] | undefined;
}

/** Row-major, row 0 at y = min. */
export interface Response {
  spec: ResponseSpec;
  /** [height][width][output]; of a network with softmax the classes' probabilities. */
  outputs: FloatArray;
}

/**
 * What an axis of a sweep may vary: a coordinate of the start on the plane, the learning rate of all parameters
 * or of one, a hyper-parameter of the optimizer. quantitiesOf in src/quantities.ts lists those of a problem and optimizer.
 */
export type Quantity =
  | 'start.x'
  | 'start.y'
  | 'learningRate'
  | `learningRate.${string}`
  | 'momentum'
  | 'decay'
  | 'beta1'
  | 'beta2'
  | 'epsilon'
  | 'weightDecay'
  | 'noise';

/** One axis of a sweep: cell centres of `range`, evenly spaced on `scale` (log: in log10). */
export interface Axis {
  quantity: Quantity;
  range: Range;
  scale: Scale;
}

/** A grid in which every pixel is one whole training run. Basin map: the axes are start.x and start.y. */
export interface SweepSpec {
  problem: ProblemRef;
  /** The hyper-parameters that no axis varies. */
  optimizer: Optimizer;
  /** The start of every run on the plane, but for a coordinate that is on an axis. */
  start: [x: number, y: number];
  steps: number;
  /** A run is solved when its loss is at most this. */
  threshold: number;
  x: Axis;
  y: Axis;
  width: number;
  height: number;
  /** Whether the last iterates are handed back; left out, where θ has at most POINT_LIMIT components. */
  points?: boolean | undefined;
  /** What is measured of every run besides. */
  measure?: Measure | undefined;
  /** What else is handed back of every run. */
  also?: readonly Also[] | undefined;
}

/** θ of more components is not handed back for every run of a sweep unless that is asked for. */
export const POINT_LIMIT = 64;

/** Results are row-major, row 0 at the least y; point is [height][width][n]. */
export interface Sweep extends RunResults {
  spec: SweepSpec;
}

/**
 * A coarse level of a sweep under way: cell (i, j) holds the very run of the sweep's pixel
 * (levelPixel(i, stride, spec.width), levelPixel(j, stride, spec.height)), see math/levels.ts.
 */
export interface SweepPreview extends RunResults {
  spec: SweepSpec;
  /** Pixels of the sweep per cell, each way: 8, 4 or 2. */
  stride: number;
  /** ⌈spec.width/stride⌉ × ⌈spec.height/stride⌉ */
  width: number;
  height: number;
}

/** Runs over a range of learning rates (of all parameters), with the last iterates of each. */
export interface SpectrumSpec {
  problem: ProblemRef;
  /** Its learning rate is not read. */
  optimizer: Optimizer;
  start: [x: number, y: number];
  steps: number;
  threshold: number;
  rate: { range: Range; scale: Scale };
  /** Learning rates, at the cell centres of the range. */
  count: number;
  /** Iterates kept of each run: those after steps − last + 1, …, steps updates. */
  last: number;
  /** Which parameter of them, by name: one of θ. */
  component: string;
  /** What else is handed back of every run; a period takes 8 of `last` or more. */
  also?: readonly Also[] | undefined;
}

export interface Spectrum extends RunResults {
  spec: SpectrumSpec;
  /** [count], in f64 whatever the engine. */
  rates: Float64Array<ArrayBuffer>;
  /** [count][last] */
  iterates: FloatArray;
}

export interface EngineInfo {
  name: 'gpu' | 'cpu';
  /** Which device does the work, in words. */
  adapter: string;
  precision: 'f32' | 'f64';
  /** Worker threads (CPU) or absent. */
  workers?: number;
}

export interface JobOptions {
  /** Stops the job soon after it is aborted; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called now and then with the share done, 0 to 1, never falling. */
  onProgress?: ((done: number) => void) | undefined;
}

export interface LandscapeOptions extends JobOptions {
  /** An array that the losses are written to, if it is of their kind and length: then it is the result's. */
  into?: Float32Array<ArrayBuffer> | undefined;
}

/** What a job of many runs has done so far. */
export interface WorkDone {
  /** Runs that have ended. */
  runs: number;
  /** Steps of all runs together. */
  steps: number;
}

export interface RunsOptions extends Omit<JobOptions, 'onProgress'> {
  /** Called now and then with the share done, 0 to 1, and the work behind it, never falling. */
  onProgress?: ((done: number, work: WorkDone) => void) | undefined;
}

export interface SweepOptions extends RunsOptions {
  /** When given, every 8th pixel each way is computed first, then every 4th, 2nd and the rest. */
  onPreview?: ((preview: SweepPreview) => void) | undefined;
}

/**
 * Runs jobs. Specs are checked (a RangeError quotes the value and the allowed range); a job that is
 * aborted rejects with the signal's reason; a job on a lost device rejects with EngineLostError, one of an engine
 * that is or was disposed of with EngineDisposedError.
 */
export interface Engine {
  readonly info: EngineInfo;
  /** Settles, with the reason in words, when the engine can no longer be used: after `dispose`, too. */
  readonly lost: Promise<string>;
  landscape(spec: LandscapeInput, options?: LandscapeOptions): Promise<Landscape>;
  trajectories(spec: TrajectoryInput, options?: JobOptions): Promise<Trajectories>;
  sweep(spec: SweepInput, options?: SweepOptions): Promise<Sweep>;
  /**
   * Some pixels of a sweep (row-major indices, any number of times), in the order given. Any list of integers; a
   * Uint32Array is not copied.
   */
  sweepPixels(
    spec: SweepInput,
    pixels: ArrayLike<number>,
    options?: RunsOptions,
  ): Promise<RunResults>;
  spectrum(spec: SpectrumInput, options?: RunsOptions): Promise<Spectrum>;
  /** The outputs of a problem that is a network on a grid of its inputs. */
  response(spec: ResponseInput, options?: JobOptions): Promise<Response>;
  /** Ends the engine and its jobs under way, which reject with EngineDisposedError. Again it does nothing. */
  dispose(): void;
}
