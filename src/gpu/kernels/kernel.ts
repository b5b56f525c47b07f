// The contract between the job shaders and a problem.
import type { OptimizerKind } from '../../optimizers.ts';
import type { NetworkModel } from '../../problems/networks/model.ts';
import type { ProblemRef } from '../../problems/problem.ts';

/**
 * What the GPU knows of a problem. Job shaders (shaders/landscape.wgsl, trajectories.wgsl, plain.wgsl,
 * watched.wgsl) call nothing but these WGSL names, and every kernel declares them:
 *
 * - `struct Problem` and `@group(0) @binding(0) var<uniform> problem`, filled with `uniforms`.
 * - For landscapes: `sampleAt(PlanePoint, Shared) -> Sample`, loss and slope along the plane, and `lossOnPlane`, the same loss
 *   alone.
 * - For runs: `Part` (one weight or a vector of them), `Rates`, `RATE_IN_SLOPE`, `Run` of which the first
 *   `KEPT` Parts are kept between slices, `Stepper` and `Slope` (with a `merit`), `WORST_MERIT`, and the
 *   functions begin, diverged, weightOf, ratesOf, ratesWith, stepperOf, blockStepperOf, slopeOfRun,
 *   endSlopeOfRun, lossOfRun, steepness, rose, advance, plainBlock and diverge, as shaders/pair.wgsl and
 *   shaders/theta.wgsl document them. Runs that know no epochs also have what shaders/each-step.wgsl has, `Block`,
 *   openBlock, slopeInBlock, stepInBlock, advanceInBlock, closeBlock, slopeThere, and mayRise.
 *
 * Two ways to write one: by hand where a formula of its own earns its keep (shaders/xor.wgsl with pair.wgsl),
 * or generated, with shaders/theta.wgsl, for everything else; networks have steps of their own besides
 * (shaders/network-step.wgsl).
 */
export interface Kernel {
  /** What a pipeline is compiled for: the problem and its structure. No number of it. */
  readonly key: string;
  /**
   * WGSL of the problem, which is all that a landscape takes, and of its runs; what runs take instead of the first, where
   * that is not the same text; and what besides is made for one optimizer alone.
   */
  readonly wgsl: {
    readonly problem: string;
    readonly runs: string;
    readonly problemOfRuns?: string;
    readonly stepOf?: (optimizer: OptimizerKind) => string;
  };
  /** Weights in a run's state: SIZE in WGSL. */
  readonly size: number;
  /** Which of them is each component of θ. */
  readonly places: readonly number[];
  /** The state's weights of a point θ, [size]; those that are not of θ have their fixed values. */
  weightsOf(theta: ArrayLike<number>): Float64Array;
  /** The Problem uniform. `rates` has a learning rate for each component of θ; landscapes take none. */
  uniforms(rates?: readonly number[]): ArrayBuffer;
  /** Bound as `@group(1) @binding(0) var<storage, read> data`, which the problem's WGSL declares. */
  readonly data?: Float32Array<ArrayBuffer> | undefined;
  /** What a slope costs, beside that of a small network: slices are cut by it. Default: 1. */
  readonly work?: number | undefined;
  /** Whether the loss is undefined somewhere: UNDEFINED (shaders/math.wgsl) comes back as NaN. */
  readonly holes?: boolean | undefined;
  /** Memories of an optimizer that are in a run's state, numbers a weight; default: 2, whatever the optimizer. */
  readonly memoriesOf?: ((optimizer: OptimizerKind) => number) | undefined;
  /** Numbers of a run's state besides those that every kernel keeps; default: none. */
  readonly ownWords?: number | undefined;
  /** Whether runs that have ended leave their loops, so that a slice's time does not tell what its steps cost. */
  readonly leavesEarly?: boolean | undefined;
  /** Whether its runs have what shaders/network-step.wgsl has instead of each-step.wgsl. */
  readonly knowsEpochs?: boolean | undefined;
  /** Whether runs can be measured (MEASURES in src/engine.ts). */
  readonly measures?: boolean | undefined;
  /**
   * Of a network in mini-batches, whose order stands behind the data: see src/gpu/epochs.ts.
   */
  readonly batches?: { readonly model: NetworkModel; readonly perEpoch: number } | undefined;
  /** The loss is ≤ τ where the merit that comes with a slope is ≥ meritAt(τ). */
  meritAt(loss: number): number;
  /**
   * Whether a run must be tested for divergence at each step, since beyond ±1e6 there may be a slope that
   * brings it back, or at the end of a block of steps only, to which it is then taken again.
   */
  readonly divergence: 'each step' | 'at the end of a block';
}

/** Binds the numbers of a problem to its kernel. */
export type KernelOf = (ref: ProblemRef) => Kernel | Promise<Kernel>;

/** Memories of an optimizer in a run's state: MEMORIES in WGSL, which is 0 in landscapes. */
export const memoriesOf = (
  kernel: Pick<Kernel, 'memoriesOf'>,
  optimizer: OptimizerKind = 'gd',
): number => kernel.memoriesOf?.(optimizer) ?? 2;
