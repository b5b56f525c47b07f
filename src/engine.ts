// Job specs, the fields they give, and the interface of an engine. Plain data throughout: whatever
// an engine takes or returns can be structured-cloned.
import type { Range } from './math/grid.ts';
import type { Optimizer } from './optimizers.ts';

/** f32 arrays come from the GPU engine, f64 arrays from the CPU engine. */
export type FloatArray = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A problem by id; parameters not named keep their defaults. */
export interface ProblemRef {
  id: string;
  parameters?: Record<string, number> | undefined;
}

/** A rectangle of parameter space. */
export interface Window {
  x: Range;
  y: Range;
}

export interface LandscapeSpec {
  problem: ProblemRef;
  window: Window;
  width: number;
  height: number;
}

/** Loss and gradient at the cell centres, row-major, row 0 at y = min. */
export interface Landscape {
  spec: LandscapeSpec;
  /** [height][width], in nats. */
  loss: FloatArray;
  /** [height][width][2]: ∂L/∂x, ∂L/∂y. */
  gradient: FloatArray;
}

export interface TrajectorySpec {
  problem: ProblemRef;
  optimizer: Optimizer;
  /** x0, y0, x1, y1, … */
  starts: number[];
  steps: number;
  /** Keeps every k-th iterate; the last one is kept always. */
  every: number;
}

/** The iterates of each run. Frame 0 is the start, the last frame is the end. */
export interface Trajectories {
  spec: TrajectorySpec;
  /** The step of each frame: 0, every, 2·every, …, steps. */
  frameSteps: Uint32Array<ArrayBuffer>;
  /** [run][frame][2] */
  points: FloatArray;
  /** [run][frame], in nats. */
  loss: FloatArray;
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

/**
 * Runs jobs. Specs are checked (a RangeError quotes the value and the allowed range); a job that is
 * aborted rejects with the signal's reason; a job on a lost device rejects with EngineLostError.
 */
export interface Engine {
  readonly info: EngineInfo;
  /** Settles, with the reason in words, when the engine can no longer be used. */
  readonly lost: Promise<string>;
  landscape(spec: LandscapeSpec, options?: JobOptions): Promise<Landscape>;
  trajectories(spec: TrajectorySpec, options?: JobOptions): Promise<Trajectories>;
  dispose(): void;
}

/** The engine's device is gone; another engine can do the job. */
export class EngineLostError extends Error {
  override name = 'EngineLostError';
}

/** A run whose weights leave [−1e6, 1e6] has diverged and is frozen there. */
export const DIVERGED_AT = 1e6;

/** The steps whose iterates a trajectory keeps: 0, every, 2·every, … and always the last. */
export function frameSteps({ steps, every }: { steps: number; every: number }) {
  const frames = Math.ceil(steps / every) + 1;
  return Uint32Array.from({ length: frames }, (_, f) => Math.min(f * every, steps));
}

/** Frames that fall into steps (first, first + count], and frame 0 when first = 0. */
export function framesInSlice(
  { steps, every }: { steps: number; every: number },
  first: number,
  count: number,
): { from: number; to: number } {
  const after = (step: number) =>
    step >= steps ? Math.ceil(steps / every) : Math.floor(step / every);
  return { from: first === 0 ? 0 : after(first) + 1, to: after(first + count) + 1 };
}
