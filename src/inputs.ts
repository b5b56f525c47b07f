// What callers may give where results have the whole of it: hyper-parameters with a default left out, lists that are
// read-only (`as const`), typed arrays instead of lists of numbers. Results carry the full spec, of plain lists.
import type {
  LandscapeSpec,
  ProblemRef,
  ResponseSpec,
  SpectrumSpec,
  SweepSpec,
  TrajectorySpec,
  Window,
} from './engine.ts';
import type { DEFAULT_HYPER, Noise, Optimizer } from './optimizers.ts';

/** T with all of it read-only, lists of any number of numbers of any kind. */
export type Given<T> = T extends readonly unknown[]
  ? number extends T['length']
    ? T extends readonly number[]
      ? ArrayLike<number>
      : readonly Given<T[number]>[]
    : { readonly [K in keyof T]: Given<T[K]> }
  : T extends object
    ? { readonly [K in keyof T]: Given<T[K]> }
    : T;

/** T with the keys of Defaults optional, for each member of a union. */
type Optional<T, Defaults> = T extends unknown
  ? Omit<T, Extract<keyof T, keyof Defaults>> & Partial<Pick<T, Extract<keyof T, keyof Defaults>>>
  : never;

/** Noise of the gradient; its seed defaults to 0. */
export type NoiseInput = Optional<Given<Noise>, { seed: 0 }>;

/** An optimizer; momentum, decay, β1, β2 and ε default to PyTorch's. */
export type OptimizerInput = Optional<WithoutNoise<Given<Optimizer>>, typeof DEFAULT_HYPER> & {
  readonly noise?: NoiseInput | undefined;
};

/** Each member of a union without it. */
type WithoutNoise<T> = T extends unknown ? Omit<T, 'noise'> : never;

type WithOptimizer<T> = Omit<Given<T>, 'optimizer'> & { readonly optimizer: OptimizerInput };

export type ProblemInput = Given<ProblemRef>;
export type WindowInput = Given<Window>;
export interface LandscapeInput extends Given<LandscapeSpec> {}
export interface ResponseInput extends Given<ResponseSpec> {}
export interface TrajectoryInput extends WithOptimizer<TrajectorySpec> {}
export interface SweepInput extends WithOptimizer<SweepSpec> {}
export interface SpectrumInput extends WithOptimizer<SpectrumSpec> {}
