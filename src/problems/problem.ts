// What a problem is: a loss over named parameters, some trained, some fixed, in f64.
import type { Range, Scale } from '../math/grid.ts';
import type { NetworkParts } from './networks/abreast.ts';
import type { NetworkModel } from './networks/model.ts';
import type { NetworkRef, NetworkSpec } from './networks/spec.ts';
import type { Plane, PlaneSpec } from './plane.ts';

/** Rows of numbers that a problem is fitted to: [row][column]. */
export type DataRows = readonly (readonly number[])[];

/** The points (x, y) with c + a·x + b·y = 0. */
export type Line = readonly [c: number, a: number, b: number];

/** A problem by id, and what is made of it; whatever is left out keeps the problem's default. */
export interface ProblemRef {
  id: string;
  /**
   * Values of parameters by name: of the fixed ones, and for the rest where the plane lies (its origin).
   */
  parameters?: Record<string, number> | undefined;
  /** Names of the parameters, or layers, that are trained; left out, the axes of a plane of two parameters are. */
  trained?: readonly string[] | undefined;
  /** Where the two coordinates of a map lie. */
  plane?: PlaneSpec | undefined;
  /** The text of a problem that is a formula; left out, its default. */
  formula?: string | undefined;
  /** What a problem with data is fitted to: one of its own sets by name, or rows; left out, its first set. */
  data?: string | DataRows | undefined;
  /** What of a problem that is a network is to be otherwise than by default. */
  network?: NetworkRef | undefined;
}

/** A run whose parameters leave [−1e6, 1e6] has diverged and is frozen there. */
export const DIVERGED_AT = 1e6;

export interface ParameterInfo {
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly description: string;
  /** Where a hand looks for it: the range of its slider. Default: min to max. */
  readonly usual?: Range | undefined;
  /** Of a weight or bias: how many inputs and outputs its layer has, for random initialisations. */
  readonly fan?: { readonly in: number; readonly out: number; readonly bias: boolean } | undefined;
  /** Of a network's: its layer, which is trained and has a learning rate as a whole: layer1, layer2, … */
  readonly layer?: string | undefined;
  /** Of a network's: the unit that it goes into, counted through all layers: its filter (Li et al. 2018). */
  readonly unit?: number | undefined;
}

/** A training sample: inputs as shown to the user, and the target. */
export interface Sample {
  readonly label: string;
  readonly target: number;
}

/** What a problem may be made of instead: of a network what is otherwise than by default, and its data. */
export interface Variant {
  readonly label: string;
  readonly network: NetworkRef;
  readonly data?: string | undefined;
}

/** Axes of a sweep, as engine.ts has them, with how many steps and pixels across are soon done. */
export interface UsualSweep {
  readonly x: UsualAxis;
  readonly y: UsualAxis;
  readonly steps: number;
  readonly resolution: number;
  /** What its colours are of. */
  readonly colours: 'outcome' | 'trainability';
}
interface UsualAxis {
  readonly quantity: `learningRate.${string}`;
  readonly range: Range;
  readonly scale: Scale;
}

/** What is the same for every use of a problem. */
export interface Problem {
  readonly id: string;
  readonly name: string;
  /** One sentence that says what it is there for. */
  readonly summary: string;
  /** Every parameter, in the order in which θ holds those of them that it has. */
  readonly parameters: readonly ParameterInfo[];
  /** Trained by default. */
  readonly trained: readonly string[];
  /** The default plane. */
  readonly plane: PlaneSpec;
  /** The default window of that plane. */
  readonly window: { readonly x: Range; readonly y: Range };
  /** What `outputs` returns, one entry per sample; none where there is no model. */
  readonly samples: readonly Sample[];
  /** What the help says of it, in HTML: what it is, and what to try. */
  readonly about: { readonly intro: string; readonly tries: readonly string[] };
  /** Unit of the loss, as in "loss [nats]"; empty for a pure number. */
  readonly lossUnit: string;
  /** Losses worth telling apart: where a colour range set by hand starts out. */
  readonly lossRange: Range;
  /** Minima that are known: values of parameters by name, and the loss there. */
  readonly minima?:
    | readonly { readonly at: Readonly<Record<string, number>>; readonly loss: number }[]
    | undefined;
  /** Of a problem with data: names of the columns, and the sets it comes with, the default first. */
  readonly data?:
    | {
        readonly columns: readonly string[];
        readonly sets: Readonly<Record<string, DataRows>>;
        /** The set that it is fitted to unless another is asked for; default: the first. */
        readonly set?: string | undefined;
        /** How many classes a column of labels tells apart; default: 2. */
        readonly classes?: number | undefined;
      }
    | undefined;
  /**
   * Of a problem with data: the line that parameters, by name, draw on the first two columns; a fit, or where a
   * model's answer turns.
   */
  readonly line?: ((values: Readonly<Record<string, number>>) => Line) | undefined;
  /** What a slope costs, beside that of a small network: long jobs are cut by it, to end soon. Default: 1. */
  readonly work?: number | undefined;
  /** What gradient descent does well with, where that is not what most problems take. */
  readonly usual?: { readonly learningRate: number; readonly steps?: number } | undefined;
  /** The map of it that is worth most, where that is no map of starts. */
  readonly sweep?: UsualSweep | undefined;
  /** The formula that it is made of, where it is made of one. */
  readonly formula?: string | undefined;
  /**
   * Of an own problem (own.ts): the text of its kernel, and the module that workers take it from; without one its
   * functions are in the calling thread alone.
   */
  readonly own?:
    | { readonly wgsl?: string | undefined; readonly module?: string | undefined }
    | undefined;
  /** The network that it is, with its data, where it is made of one. */
  readonly network?: NetworkModel | undefined;
  /** Of a network: others of its kind that are worth a look. */
  readonly variants?: readonly Variant[] | undefined;
  readonly thresholds: {
    /** Loss of a solved run, unless another is asked for; and between which losses that may lie. */
    readonly solved: number;
    readonly solvedWithin: Range;
    /** Largest |gradient component| of a stalled run. */
    readonly stalled: number;
  };
  /**
   * The problem made of a reference's formula, data or network; absent where it is made of none. Throws a
   * RangeError that quotes what is wrong with them.
   */
  with?(ref: Pick<ProblemRef, 'formula' | 'data' | 'network'>): Problem;
  /** The problem's network where nothing is said but its layers, all it has by itself that follows them included. */
  networkAt?(layers: readonly number[]): NetworkSpec;
  /** What of a network is not the problem's default anyway; undefined where all of it is. */
  withoutDefaults?(network: NetworkRef): NetworkRef | undefined;
  /** The loss over `theta`, names of some parameters, the others fixed at `values`. The result is pure. */
  bind(values: Readonly<Record<string, number>>, theta: readonly string[]): BoundProblem;
}

/** A problem as a reference makes it: every name, range and label that a user sees. */
export interface ProblemInfo
  extends Omit<Problem, 'plane' | 'trained' | 'bind' | 'with' | 'networkAt' | 'withoutDefaults'> {
  /** Value of every parameter. */
  readonly values: Readonly<Record<string, number>>;
  /** Names of the components of θ: what is trained or an axis of the plane, in the order of `parameters`. */
  readonly theta: readonly string[];
  /** Which components of θ are trained; the others stay where a run starts. */
  readonly trained: readonly boolean[];
  readonly plane: Plane;
}

/** The numbers of a folded formula: see bindFolded in xor.ts. */
export type Folded = Readonly<
  Record<
    'bothX' | 'bothY' | 'ownX' | 'ownY' | 'base01' | 'base10' | 'base11' | 'v1' | 'v2' | 'loss00',
    number
  >
>;

/** A problem with its fixed parameters filled in: f64 throughout, the reference for the GPU. */
export interface BoundProblem {
  /** Components of θ. */
  readonly size: number;
  /** The loss at θ; NaN where it is undefined. */
  loss(theta: Float64Array): number;
  /**
   * Writes ∂L/∂θ into `out` (`size` numbers). Returns the merit there, which costs next to nothing beside
   * the gradient and falls as the loss rises: see `meritAt`. All NaN where the gradient is undefined.
   *
   * Of a problem in mini-batches (`epoch`) it is that of the batch of a step, counted from 0, and the merit is minus
   * what that batch adds to the epoch's mean loss; without a step it is that of all data, as the loss is.
   */
  gradient(theta: Float64Array, out: Float64Array, step?: number): number;
  /**
   * `gradient` at `count` points side by side, to the same bits: component c of point i is theta[c·stride + i], its
   * slope out[c·stride + i], its merit merits[i]. Absent where it is no faster than as many calls.
   */
  gradients?(
    theta: Float64Array,
    out: Float64Array,
    merits: Float64Array,
    count: number,
    stride: number,
  ): void;
  /** `loss` at points side by side, as `gradients` has them; absent where it is no faster than as many calls. */
  losses?(theta: Float64Array, losses: Float64Array, count: number, stride: number): void;
  /** Of a folded network: what `gradients` and `losses` are made of where they are asked for, see abreast.ts. */
  readonly folded?: Folded | undefined;
  /** Of a network likewise. */
  readonly parts?: NetworkParts | undefined;
  /**
   * Steps to an epoch; by how little its mean loss may change for a run to stop there, if it may; and what minus the
   * merit of a batch, and of an epoch's last one, is multiplied by for the batch's own mean loss.
   */
  readonly epoch?:
    | {
        readonly batches: number;
        readonly stopAt: number | null;
        readonly scales: readonly [each: number, last: number];
      }
    | undefined;
  /** The loss behind a merit. Left out: its negative. */
  lossOfMerit?(merit: number): number;
  /** The loss on the data kept for testing; absent where there is none. */
  testLoss?(theta: Float64Array): number;
  /**
   * Puts points [k][input] through a network: calls `each` with every one's layers, of each unit its weighted sum z
   * and its output h, which are valid during the call.
   */
  respond?(
    theta: Float64Array,
    inputs: Float64Array,
    each: (
      point: number,
      layers: readonly { readonly z: Float64Array; readonly h: Float64Array }[],
    ) => void,
  ): void;
  /** The loss is ≤ τ exactly where the merit that `gradient` returns is ≥ meritAt(τ). */
  meritAt(loss: number): number;
  /** The model's output for each sample, in the order of `Problem.samples`; absent where there is no model. */
  outputs?(theta: Float64Array): number[];
  /** Exact second derivatives into `out`, [n][n]; absent where only differences of the gradient give them. */
  hessian?(theta: Float64Array, out: Float64Array): void;
  /** Likelihood of all the data; absent where the model gives none. */
  likelihood?(theta: Float64Array): number;
}

/** Whether merits are minus the loss. */
export const meritsAreLosses = (bound: Pick<BoundProblem, 'meritAt'>): boolean =>
  bound.meritAt(1) === -1;
