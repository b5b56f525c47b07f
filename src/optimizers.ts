// f64 twin of shaders/optimizers.wgsl, and of src/cpu/abreast-updates.ts. One pure step function per optimizer:
// everything it reads and writes is in its arguments. Definitions and defaults are PyTorch's (torch.optim).

/** One learning rate for all parameters, or one for each component of θ. */
export type Rate = number | number[];

/**
 * The learning rate's rise over its first steps (PyTorch's LinearLR): the rate before step t, counted from 0, is
 * multiplied by from + (1 − from)·min(t, steps)/steps.
 */
export interface WarmUp {
  /** 1 or more. */
  steps: number;
  /** 0 to 1; default: 1/3. */
  from?: number | undefined;
}

export const DEFAULT_WARM_UP_FROM = 1 / 3;

/**
 * What the learning rates are multiplied by at step t = 0, 1, …, counted in optimizer steps (of a network in mini-batches
 * too, whatever its epochs): the closed forms of torch.optim.lr_scheduler, times that of the warm-up.
 */
export type Schedule = (
  | { kind: 'constant' }
  /** StepLR: factor^⌊t/every⌋. */
  | { kind: 'step'; every: number; factor: number }
  /** ExponentialLR: factor^t. */
  | { kind: 'exponential'; factor: number }
  /**
   * CosineAnnealingLR: least + (1 − least)·(1 + cos(πt/steps))/2, which rises again after `steps`. `least` is a share
   * of the rate, 0 to 1; default: 0.
   */
  | { kind: 'cosine'; steps: number; least?: number | undefined }
) & { warmUp?: WarmUp | undefined };

/** Noise of the gradient: ξ ~ N(0, 1) of src/noise.ts times the deviation is added to each trained component. */
export interface Noise {
  /** 0 or more. */
  deviation: number;
  /** 32 bits. */
  seed: number;
}

/** What every optimizer may have besides; left out, there is none of it. */
export interface Adjustments {
  /** λ of torch.optim's weight_decay: what is trained has λθ added to its gradient. No decoupled decay (AdamW). */
  weightDecay?: number | undefined;
  schedule?: Schedule | undefined;
  noise?: Noise | undefined;
}

export type Optimizer = (
  | { kind: 'gd'; learningRate: Rate }
  | { kind: 'momentum' | 'nesterov'; learningRate: Rate; momentum: number }
  | { kind: 'rmsprop'; learningRate: Rate; decay: number; epsilon: number }
  | { kind: 'adam'; learningRate: Rate; beta1: number; beta2: number; epsilon: number }
) &
  Adjustments;

export type OptimizerKind = Optimizer['kind'];

/** In the order of the WGSL constants. */
export const OPTIMIZER_KINDS = ['gd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const;

/** Every hyper-parameter of every optimizer, flat; an optimizer reads the ones it has. */
export interface Hyper {
  momentum: number;
  decay: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
  /** Standard deviation of the gradient's noise. */
  noise: number;
}

export const DEFAULT_HYPER: Readonly<Hyper> = {
  momentum: 0.9,
  decay: 0.99,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  noise: 0,
};

/** The flat hyper-parameters of an optimizer; those it lacks keep their defaults. */
export function hyperOf(optimizer: Optimizer): Hyper {
  const { kind: _, learningRate: __, schedule: ___, noise, weightDecay = 0, ...rest } = optimizer;
  return { ...DEFAULT_HYPER, ...rest, weightDecay, noise: noise?.deviation ?? 0 };
}

/** The largest of an optimizer's learning rates, which is what a minimum is left by. */
export const largestRate = ({ learningRate }: Pick<Optimizer, 'learningRate'>): number =>
  Math.max(...[learningRate].flat());

/** A learning rate for each component of θ: 0 for those that are not trained. */
export function ratesOf(
  { learningRate }: Pick<Optimizer, 'learningRate'>,
  trained: readonly boolean[],
): number[] {
  return trained.map((is, i) => {
    if (!is) return 0;
    return typeof learningRate === 'number' ? learningRate : learningRate[i]!;
  });
}

/** The learning rate of all parameters; null when they differ. */
export function commonRate({ learningRate }: Pick<Optimizer, 'learningRate'>): number | null {
  if (typeof learningRate === 'number') return learningRate;
  return learningRate.every((rate) => rate === learningRate[0]) ? learningRate[0]! : null;
}

/** What an optimizer remembers of one weight between steps. */
export interface Memory {
  /** Momentum buffer, or Adam's first moment m. */
  first: number;
  /** Running mean of squared gradients, v. */
  second: number;
}

/** Adam's bias corrections at step t: 1 − β1^t and 1 − β2^t. */
export interface BiasCorrection {
  first: number;
  second: number;
}

/** Updates one weight's memory from its gradient and returns Δ, to be subtracted from the weight. */
export type Step = (
  gradient: number,
  rate: number,
  memory: Memory,
  hyper: Hyper,
  correction: BiasCorrection,
) => number;

/** Δ = η·g */
const gd: Step = (gradient, rate) => rate * gradient;

/** b ← μ·b + g, Δ = η·b */
const momentum: Step = (gradient, rate, memory, hyper) => {
  memory.first = hyper.momentum * memory.first + gradient;
  return rate * memory.first;
};

/** b ← μ·b + g, Δ = η·(g + μ·b) */
const nesterov: Step = (gradient, rate, memory, hyper) => {
  memory.first = hyper.momentum * memory.first + gradient;
  return rate * (gradient + hyper.momentum * memory.first);
};

/** v ← α·v + (1 − α)·g², Δ = η·g/(√v + ε) */
const rmsprop: Step = (gradient, rate, memory, hyper) => {
  memory.second += (1 - hyper.decay) * (gradient * gradient - memory.second);
  return ratioOrStay(rate * gradient, Math.sqrt(memory.second) + hyper.epsilon);
};

/** m ← β1·m + (1 − β1)·g, v ← β2·v + (1 − β2)·g², Δ = η·m̂/(√v̂ + ε); Kingma and Ba 2015 */
const adam: Step = (gradient, rate, memory, hyper, correction) => {
  memory.first += (1 - hyper.beta1) * (gradient - memory.first);
  memory.second += (1 - hyper.beta2) * (gradient * gradient - memory.second);
  const denominator = Math.sqrt(memory.second / correction.second) + hyper.epsilon;
  return ratioOrStay((rate * memory.first) / correction.first, denominator);
};

/** With ε = 0 and no gradient yet the step is 0/0: that weight stays where it is. */
function ratioOrStay(numerator: number, denominator: number): number {
  return denominator > 0 ? numerator / denominator : 0;
}

export const STEPS: Readonly<Record<OptimizerKind, Step>> = {
  gd,
  momentum,
  nesterov,
  rmsprop,
  adam,
};
