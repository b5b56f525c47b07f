// What single values may be, wherever they come from: the building blocks of the checks of specs and of the
// page's state. Every refusal quotes the value and what is allowed.

import * as v from 'valibot';
import { check, number, object } from './check.ts';
import type { Quantity } from './engine.ts';
import { quote } from './math/format.ts';
import { isObject } from './math/objects.ts';
import {
  type Adjustments,
  DEFAULT_HYPER,
  DEFAULT_WARM_UP_FROM,
  type Hyper,
  type Optimizer,
} from './optimizers.ts';
import type { NetworkRef } from './problems/networks/spec.ts';
import { planeSchema, range, WINDOW_LIMIT } from './problems/plane-schema.ts';
import type { DataRows, ProblemInfo, ProblemRef } from './problems/problem.ts';
import { canonical, describe } from './problems/registry.ts';
import { RATE_LIMIT } from './quantities.ts';

export { check, number, object } from './check.ts';
export { planeSchema, range, WINDOW_LIMIT, windowSchema } from './problems/plane-schema.ts';

export const integer = (min: number, max: number) =>
  v.custom<number>(
    (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
    (issue) => `${quote(issue.input)} is not an integer from ${min} to ${max}`,
  );

/** A share in [0, 1): momentum, decay, β1, β2. */
export const belowOne = v.custom<number>(
  (value) => typeof value === 'number' && value >= 0 && value < 1,
  (issue) => `${quote(issue.input)} is not a number in [0, 1)`,
);

export const oneOf = <const Options extends readonly string[]>(options: Options) =>
  v.picklist(options, (issue) => `${quote(issue.input)} is not one of ${options.join(', ')}`);

export const GRID_LIMIT = 8192;
export const STEPS_LIMIT = 100_000_000;
/** 2^26 stored iterates: 768 MiB of f32 points and losses. */
export const ITERATES_LIMIT = 2 ** 26;

const rateValue = number(0, RATE_LIMIT);
const rate = v.union(
  [rateValue, v.array(rateValue)],
  (issue) =>
    `${quote(issue.input)} is not a learning rate from 0 to ${RATE_LIMIT}, or one for each parameter`,
);

/** ε of RMSprop and Adam. */
export const epsilon = number(0, 1);

const orDefault = <S extends v.GenericSchema<number>>(schema: S, name: keyof Hyper) =>
  v.optional(schema, DEFAULT_HYPER[name] as v.InferInput<S>);

/** Steps of a schedule. */
const some = integer(1, STEPS_LIMIT);
const factor = number(0, 10);
const scheduled = {
  warmUp: v.optional(object({ steps: some, from: v.optional(number(0, 1), DEFAULT_WARM_UP_FROM) })),
};

/** A schedule; what is left out defaults to PyTorch's. */
export const scheduleSchema = v.variant(
  'kind',
  [
    object({ kind: v.literal('constant'), ...scheduled }),
    object({ kind: v.literal('step'), every: some, factor, ...scheduled }),
    object({ kind: v.literal('exponential'), factor, ...scheduled }),
    object({
      kind: v.literal('cosine'),
      steps: some,
      least: v.optional(number(0, 1), 0),
      ...scheduled,
    }),
  ],
  (issue) => `${quote(issue.input)} is not a schedule: constant, step, exponential or cosine`,
);

/** Weight decay, or the deviation of noise. */
export const adjustment = number(0, RATE_LIMIT);

const adjustments = {
  weightDecay: v.optional(adjustment),
  schedule: v.optional(scheduleSchema),
  noise: v.optional(
    object({ deviation: adjustment, seed: v.optional(integer(0, 2 ** 32 - 1), 0) }),
  ),
};

/** Without what changes nothing, so that a spec that has it is one that has not. */
function withoutIdle<O extends Adjustments>({ weightDecay, schedule, noise, ...rest }: O) {
  return {
    ...rest,
    ...(weightDecay && { weightDecay }),
    ...(schedule && (schedule.kind !== 'constant' || schedule.warmUp) && { schedule }),
    // An axis may set the deviation, for which the seed counts.
    ...(noise && (noise.deviation || noise.seed) && { noise }),
  };
}

const optimizers = v.variant(
  'kind',
  [
    object({ kind: v.literal('gd'), learningRate: rate, ...adjustments }),
    object({
      kind: v.literal('momentum'),
      learningRate: rate,
      momentum: orDefault(belowOne, 'momentum'),
      ...adjustments,
    }),
    object({
      kind: v.literal('nesterov'),
      learningRate: rate,
      momentum: orDefault(belowOne, 'momentum'),
      ...adjustments,
    }),
    object({
      kind: v.literal('rmsprop'),
      learningRate: rate,
      decay: orDefault(belowOne, 'decay'),
      epsilon: orDefault(epsilon, 'epsilon'),
      ...adjustments,
    }),
    object({
      kind: v.literal('adam'),
      learningRate: rate,
      beta1: orDefault(belowOne, 'beta1'),
      beta2: orDefault(belowOne, 'beta2'),
      epsilon: orDefault(epsilon, 'epsilon'),
      ...adjustments,
    }),
  ],
  (issue) => `${quote(issue.input)} is not an optimizer: gd, momentum, nesterov, rmsprop or adam`,
);

/** An optimizer with its learning rate; other hyper-parameters default to PyTorch's. */
export const optimizerSchema = v.pipe(
  optimizers,
  v.transform((optimizer) => withoutIdle(optimizer) as Optimizer),
);

/** A formula and data as a spec has them; what they must be their problem says. */
export const FORMULA_LIMIT = 10_000;
export const formulaSchema = v.pipe(
  v.string(),
  v.maxLength(
    FORMULA_LIMIT,
    ({ received }) => `a formula of ${received} characters is not at most ${FORMULA_LIMIT}`,
  ),
);
export const dataSchema = v.custom<string | DataRows>(
  (value) =>
    typeof value === 'string' ||
    (Array.isArray(value) &&
      value.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'number'))),
  (issue) => `${quote(issue.input)} is not the name of a data set, or rows of numbers`,
);

/** What is said of a network; what may be said of it its problem knows. */
export const networkSchema = v.custom<NetworkRef>(
  isObject,
  (issue) => `${quote(issue.input)} is not an object, as {"layers": [2, 4, 1]}`,
);

/** A known problem, known parameter names, values in their ranges, a plane of two directions. */
export const problemSchema = v.pipe(
  object({
    id: v.string(),
    parameters: v.optional(v.record(v.string(), v.unknown())),
    trained: v.optional(v.array(v.string())),
    plane: v.optional(planeSchema),
    formula: v.optional(formulaSchema),
    data: v.optional(dataSchema),
    network: v.optional(networkSchema),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const ref = dataset.value as ProblemRef;
    try {
      describe(ref);
      return canonical(ref);
    } catch (error) {
      addIssue({ message: (error as Error).message });
      return NEVER;
    }
  }),
);

export const coordinate = number(-WINDOW_LIMIT, WINDOW_LIMIT);

/** A loss; which ones a problem allows is checked with that, by thresholdFault. */
export const threshold = v.custom<number>(
  (value) => typeof value === 'number',
  (issue) => `${quote(issue.input)} is not a number`,
);

/** What is wrong with the loss of a solved run, in words, or null. */
export function thresholdFault(value: number, { thresholds }: ProblemInfo): string | null {
  const [min, max] = thresholds.solvedWithin;
  if (value >= min && value <= max) return null;
  return `${quote(value)} is not a number from ${min} to ${max}`;
}

/** 2^20 learning rates of a spectrum, and the last 256 iterates of each. */
export const SPECTRUM_LIMIT = 2 ** 20;
export const LAST_LIMIT = 256;

export const scale = oneOf(['linear', 'log']);

/** A quantity, its range and scale, not yet against the problem, the optimizer and the other axis. */
export const axisSchema = object({
  quantity: v.custom<Quantity>(
    (value) => typeof value === 'string',
    (issue) => `${quote(issue.input)} is not the name of a quantity, as "start.x"`,
  ),
  range,
  scale,
});

/** Of a sweep computed in parts, by `sweepPixels`: 65,536² indices are as many as 32 bits tell apart. */
export const SWEEP_SIDE_LIMIT = 65_536;

/** The learning rates of a spectrum. */
export const rateAxisSchema = object({ range, scale });

/** A reference to a problem, in canonical form. Throws a RangeError for one that is none. */
export function checkProblem(ref: unknown): ProblemRef {
  return check(problemSchema, ref, 'problem') as ProblemRef;
}
