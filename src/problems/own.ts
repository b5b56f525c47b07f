// Own problems: a loss and its gradient in code, made into a problem like any other. define.ts registers them.
import * as v from 'valibot';
import { check, number, object } from '../check.ts';
import { LARGEST } from '../formula/index.ts';
import { listed, quote } from '../math/format.ts';
import { cellCentres, type Range } from '../math/grid.ts';
import { isObject } from '../math/objects.ts';
import { widened } from '../math/range-bound.ts';
import { directionsOf, type PlaneSpec, planeOf } from './plane.ts';
import { planeSchema, range, windowSchema } from './plane-schema.ts';
import { type BoundProblem, DIVERGED_AT, type ParameterInfo, type Problem } from './problem.ts';

/** A parameter of an own problem: its value where none is said, or more of it. */
export type OwnParameter =
  | number
  | {
      readonly default: number;
      /** What it may be; default: ±1e6, where a run counts as diverged. */
      readonly min?: number | undefined;
      readonly max?: number | undefined;
      /** Where it is looked for, and where the gradient is checked; default: ±5, within min and max. */
      readonly usual?: readonly [min: number, max: number] | undefined;
      readonly description?: string | undefined;
    };

/** A loss over named parameters, with its gradient. */
export interface OwnProblem {
  /** Letters, digits and hyphens. */
  readonly id: string;
  /** In the order in which `loss` and `gradient` take them. */
  readonly parameters: Readonly<Record<string, OwnParameter>>;
  /** The loss at the values of all parameters; NaN where it is undefined. Pure: the same for the same values. */
  readonly loss: (values: readonly number[]) => number;
  /** Its derivatives by all parameters, in their order. */
  readonly gradient: (values: readonly number[]) => ArrayLike<number>;
  /**
   * The same for the GPU: WGSL that declares `fn lossOf(run: ptr<function, Run>) -> f32` and
   * `fn slopeOf(run: ptr<function, Run>) -> Slope`, whose `gradient` is an array<f32, SIZE> and whose `merit` is −loss;
   * `weightOf(run, i)` is the i-th parameter. UNDEFINED is the loss where there is none, −UNDEFINED then the merit.
   */
  readonly wgsl?: string | undefined;
  /** Default: the id. */
  readonly name?: string | undefined;
  readonly summary?: string | undefined;
  /** Trained by default; default: all. */
  readonly trained?: readonly string[] | undefined;
  /** Default: the first two that are trained, or the one. */
  readonly plane?: PlaneSpec | undefined;
  /** Default: where the plane's parameters usually are. */
  readonly window?: { readonly x: Range; readonly y: Range } | undefined;
  /** Loss of a solved run; default: a hundredth of the way from the least to the median loss of a grid on the window. */
  readonly threshold?: number | undefined;
  /** Largest |gradient component| of a stalled run; default: 1e-3. */
  readonly stalled?: number | undefined;
  readonly lossUnit?: string | undefined;
  /** What a gradient costs, in units of 60 operations, by which long jobs are cut; default: 1. */
  readonly work?: number | undefined;
}

const text = v.optional(v.string());
const anyFunction = v.custom<() => never>(
  (value) => typeof value === 'function',
  (issue) => `${quote(issue.input)} is not a function`,
);
const withinRuns = number(-DIVERGED_AT, DIVERGED_AT);

/** The parts of a definition, each by itself: TypeScript asks for each of them. */
const PARTS = {
  id: v.pipe(
    v.unknown(),
    v.check(
      (id) => typeof id === 'string' && /^[A-Za-z][\w-]*$/.test(id),
      (issue) => `${quote(issue.input)} is not letters, digits and hyphens`,
    ),
  ),
  parameters: v.custom<OwnProblem['parameters']>(
    isObject,
    (issue) => `${quote(issue.input)} is not an object`,
  ),
  loss: anyFunction,
  gradient: anyFunction,
  wgsl: text,
  name: text,
  summary: text,
  trained: v.optional(v.array(v.string())),
  plane: v.optional(planeSchema),
  window: v.optional(windowSchema),
  threshold: v.optional(number(-LARGEST, LARGEST)),
  stalled: v.optional(number(0, LARGEST)),
  lossUnit: text,
  // From what is next to nothing to a gradient of a second.
  work: v.optional(number(1e-3, 1e9)),
} satisfies Record<keyof OwnProblem, v.GenericSchema>;
const definition = object(PARTS);

const parameterSchema = object({
  default: v.unknown(),
  min: v.optional(withinRuns, -DIVERGED_AT),
  max: v.optional(withinRuns, DIVERGED_AT),
  usual: v.optional(range),
  description: v.optional(v.string(), ''),
});
const USUAL: Range = [-5, 5];

function parameterOf(name: string, given: OwnParameter): ParameterInfo {
  const what = `problem.parameters.${name}`;
  if (!/^[A-Za-z]\w*$/.test(name)) {
    throw new RangeError(`problem.parameters: ${quote(name)} is not a name: letters, digits and _`);
  }
  const infos = typeof given === 'number' ? { default: given } : given;
  if (!isObject(infos))
    throw new RangeError(`${what}: ${quote(given)} is not a number or {default}`);
  const { default: value, min, max, usual, description } = check(parameterSchema, infos, what);
  if (!(min < max)) {
    throw new RangeError(`${what}: ${quote([min, max])} is not a range within ±${DIVERGED_AT}`);
  }
  if (!(typeof value === 'number' && value >= min && value <= max)) {
    throw new RangeError(`${what}: ${quote(value)} is not a number from ${min} to ${max}`);
  }
  const within = (x: number) => Math.max(min, Math.min(max, x));
  const [low, high] = usual ?? [within(USUAL[0]), within(USUAL[1])];
  if (!(low >= min && high <= max)) {
    throw new RangeError(`${what}.usual: ${quote(usual)} is not within ${min} to ${max}`);
  }
  // Of a parameter that is never where most are, what it may be.
  return {
    name,
    default: value,
    min,
    max,
    usual: low < high ? [low, high] : [min, max],
    description,
  };
}

/** Throws a RangeError for names that are trained or an axis and no parameters, or named twice, and for a plane that is none. */
function checkNames(
  trained: readonly string[],
  plane: PlaneSpec,
  parameters: readonly ParameterInfo[],
): void {
  const names = parameters.map((info) => info.name);
  const axes = directionsOf(plane).flatMap((d) => ('parameter' in d ? d.parameter : []));
  const known = (name: string, key: string) => {
    if (names.includes(name)) return;
    throw new RangeError(`problem.${key}: ${quote(name)} is not one of ${listed(names)}`);
  };
  if (trained.length === 0) {
    throw new RangeError(`problem.trained: [] is not one or more of ${listed(names)}`);
  }
  for (const name of trained) known(name, 'trained');
  for (const name of axes) known(name, 'plane');
  const twice = trained.find((name, i) => trained.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(`problem.trained: ${quote(twice)} is named twice`);
  const theta = names.filter((name) => trained.includes(name) || axes.includes(name));
  const values = Object.fromEntries(parameters.map((info) => [info.name, info.default]));
  try {
    planeOf(plane, theta, values, parameters);
  } catch (error) {
    throw new RangeError(`problem.${(error as Error).message}`);
  }
}

/** The loss over θ, the others fixed. */
function bindOwn(
  { loss, gradient }: OwnProblem,
  names: readonly string[],
  values: Readonly<Record<string, number>>,
  theta: readonly string[],
): BoundProblem {
  const all = names.map((name) => values[name]!);
  const places = theta.map((name) => names.indexOf(name));
  const lossAt = (at: Float64Array) => {
    for (let c = 0; c < places.length; c++) all[places[c]!] = at[c]!;
    const value = loss(all);
    return Math.abs(value) <= LARGEST ? value : Number.NaN;
  };
  return {
    size: theta.length,
    loss: lossAt,
    gradient(at, out) {
      const merit = -lossAt(at);
      const slopes = gradient(all);
      let defined = !Number.isNaN(merit);
      for (let c = 0; c < places.length; c++) {
        out[c] = slopes[places[c]!]!;
        defined &&= Math.abs(out[c]!) <= LARGEST;
      }
      if (!defined) out.fill(Number.NaN);
      return defined ? merit : Number.NaN;
    },
    meritAt: (at) => -at,
  };
}

/** Losses over the window, in order, where the plane is of parameters; of the default values alone where it is not. */
function sampled(
  bind: Problem['bind'],
  defaults: Readonly<Record<string, number>>,
  plane: PlaneSpec,
  window: { readonly x: Range; readonly y: Range },
): Float64Array {
  const axes = directionsOf(plane).flatMap((axis) => ('parameter' in axis ? [axis.parameter] : []));
  const [across, up] = axes as [string?, string?];
  const bound = bind(defaults, axes);
  const at = new Float64Array(axes.length);
  const losses: number[] = [];
  for (const x of across === undefined ? [0] : cellCentres(window.x, 33)) {
    at[0] = x;
    for (const y of up === undefined ? [0] : cellCentres(window.y, 33)) {
      if (up !== undefined) at[1] = y;
      const loss = bound.loss(at);
      if (!Number.isNaN(loss)) losses.push(loss);
    }
  }
  return Float64Array.from(losses).sort();
}

/**
 * The problem of a definition. Throws a RangeError for a key that is not known, or a part that is not what it must be,
 * which quotes key and value and says what is allowed.
 */
export function ownProblem(given: OwnProblem, module?: string): Problem {
  const {
    trained: asked,
    plane: laid,
    window: shown,
    ...rest
  } = check(definition, given, 'problem');
  const { id, loss: _, gradient: __, name = id, summary = '', lossUnit = '', work = 1 } = given;
  const parameters = Object.entries(given.parameters).map(([key, info]) => parameterOf(key, info));
  const names = parameters.map((info) => info.name);
  if (names.length === 0) throw new RangeError('problem.parameters: {} has no parameter');
  const defaults = Object.fromEntries(parameters.map((info) => [info.name, info.default]));
  const trained = asked ?? names;
  const [first, second] = trained as [string?, string?];
  const plane: PlaneSpec = laid ?? {
    x: { parameter: first ?? '' },
    ...(second !== undefined && { y: { parameter: second } }),
  };
  checkNames(trained, plane, parameters);
  const usualOf = (direction: PlaneSpec['y']): Range => {
    const key = direction && 'parameter' in direction ? direction.parameter : null;
    return parameters.find((info) => info.name === key)?.usual ?? USUAL;
  };
  const window = shown ?? { x: widened(usualOf(plane.x)), y: widened(usualOf(plane.y)) };
  const bind: Problem['bind'] = (values, theta) => bindOwn(given, names, values, theta);
  const losses = sampled(bind, defaults, plane, window);
  const quantile = (share: number) =>
    losses[Math.floor(share * Math.max(0, losses.length - 1))] ?? share;
  const [least, middle, high] = [quantile(0), quantile(0.5), quantile(0.9)];
  const above = least + Math.max(1, 1e-3 * Math.abs(least));
  return {
    id,
    name,
    summary,
    parameters,
    trained,
    plane,
    window,
    samples: [],
    about: { intro: '', tries: [] },
    lossUnit,
    lossRange: [least, high > least ? high : above],
    thresholds: {
      solved: rest.threshold ?? Number((least + 0.01 * (middle - least)).toPrecision(3)),
      solvedWithin: [-LARGEST, LARGEST],
      stalled: rest.stalled ?? 1e-3,
    },
    work,
    own: { wgsl: given.wgsl, module },
    bind,
  };
}
