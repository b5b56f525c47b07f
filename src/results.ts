// What runs hand back, and what became of them.

/** f32 arrays come from the GPU engine, f64 arrays from the CPU engine. */
export type FloatArray = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/**
 * trainability (Sohl-Dickstein 2024): with v the loss before each step over that before the first, at most 1e6, and
 * 1e6 once a run has diverged: −Σv where the mean of the last 20 v is below 1, +Σ1/v where it is not.
 */
export const MEASURES = ['trainability'] as const;
export type Measure = (typeof MEASURES)[number];

/**
 * What may be handed back of every run besides, see RunResults. Only the CPU engine has Lyapunov exponents: the GPU's
 * refuses them with a KernelError.
 */
export const ALSO = ['gradient', 'divergedAt', 'period', 'lyapunov'] as const;
export type Also = (typeof ALSO)[number];

/** What became of a list or grid of runs. */
export interface RunResults {
  /** [run][n]: the last iterate, θ; empty where it was not asked for. */
  point: FloatArray;
  /** [run]: the loss there, in the problem's unit. */
  loss: FloatArray;
  /** [run]: the least k ≥ 0 whose loss after k updates is ≤ threshold, or NEVER. */
  stepsToThreshold: Uint32Array<ArrayBuffer>;
  /** [run], see OUTCOMES. */
  outcome: Uint8Array<ArrayBuffer>;
  /** [run], see MEASURES; where one was asked for. */
  measure?: FloatArray | undefined;
  /** [run][n]: the gradient of the loss (of all data, no decay or noise) at the last iterate, NaN where it is undefined. */
  gradient?: FloatArray | undefined;
  /** [run]: the least k whose iterate after k updates is beyond ±1e6 or has no slope to go on by, or NEVER. */
  divergedAt?: Uint32Array<ArrayBuffer> | undefined;
  /**
   * [run]: what the last iterates of one component do, a Behaviour of src/math/periods.ts: of a spectrum those that
   * are kept, of a sweep the last PERIOD_ITERATES of the component that follows the plane's y.
   */
  period?: Uint8Array<ArrayBuffer> | undefined;
  /** [run]: the Lyapunov exponent of the second half of its steps, as Lyapunov of src/reference.ts has it. */
  lyapunov?: FloatArray | undefined;
}

/** Iterates by which a sweep tells periods: up to 32. */
export const PERIOD_ITERATES = 64;

/** Iterates needed to tell a period from chance. */
export const LEAST_ITERATES = 8;

/** `stepsToThreshold` of a run whose loss never came down to the threshold. */
export const NEVER = 0xffffffff;

/**
 * What became of a run, by `outcome`; the first that holds:
 * 4 diverged: it froze at |parameter| > 1e6, or where the loss or its gradient is undefined.
 * 0 solved: its last loss is ≤ threshold.
 * 1 stalled: the largest |gradient component| of what is trained is at its end ≤ the problem's threshold, or the run
 *   was stopped since the mean loss of its epochs no longer changed.
 * 2 oscillating: the loss rose (see `rose`) on at least a quarter of its last RISE_WINDOW steps.
 * 3 moving: none of these.
 */
export const OUTCOMES = ['solved', 'stalled', 'oscillating', 'moving', 'diverged'] as const;
export const SOLVED = 0;
export const STALLED = 1;
export const OSCILLATING = 2;
export const MOVING = 3;
export const DIVERGED = 4;

/** A run oscillates when its loss rose on a quarter of this many last steps (or of all, if fewer). */
export const RISE_WINDOW = 64;

/**
 * Whether a loss counts as risen: by more than 1e-5·max(1, loss before). Between neighbouring points
 * the f32 loss wobbles by up to 1e-6 (landscape test), which must not pass for an oscillation. Its f32
 * twin is roseFrom in shaders/math.wgsl.
 */
export function rose(before: number, after: number): boolean {
  return after - before > 1e-5 * Math.max(1, before);
}
