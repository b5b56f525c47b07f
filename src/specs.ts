// What a job spec may hold: the boundary at which everything from outside is checked.
import * as v from 'valibot';
import { axesFault, axisFault, RATE_LIMIT } from './axes.ts';
import {
  type LandscapeSpec,
  QUANTITIES,
  type SpectrumSpec,
  type SweepSpec,
  type TrajectorySpec,
} from './engine.ts';
import { DEFAULT_HYPER, type Hyper } from './optimizers.ts';
import { problemById } from './problems/registry.ts';

export { RATE_LIMIT } from './axes.ts';

/** Quotes a value for a message, short enough for one line. */
export function quote(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A finite number in [min, max]. */
export const number = (min: number, max: number) =>
  v.custom<number>(
    (value) => typeof value === 'number' && value >= min && value <= max,
    (issue) => `${quote(issue.input)} is not a number from ${min} to ${max}`,
  );

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

/** Beyond 1e9 every weight of every problem here is saturated or has diverged. */
export const WINDOW_LIMIT = 1e9;
export const GRID_LIMIT = 8192;
export const STEPS_LIMIT = 100_000_000;
/** 2^26 stored iterates: 768 MiB of f32 points and losses. */
export const ITERATES_LIMIT = 2 ** 26;

const range = v.pipe(
  v.strictTuple([number(-WINDOW_LIMIT, WINDOW_LIMIT), number(-WINDOW_LIMIT, WINDOW_LIMIT)]),
  v.check(
    ([min, max]) => min < max,
    (issue) => `${quote(issue.input)} is not a range with min < max`,
  ),
);

export const windowSchema = v.object({ x: range, y: range });

const rateValue = number(0, RATE_LIMIT);
const rate = v.union(
  [rateValue, v.strictTuple([rateValue, rateValue])],
  (issue) => `${quote(issue.input)} is not a learning rate from 0 to ${RATE_LIMIT}, or two of them`,
);

/** ε of RMSprop and Adam. */
export const epsilon = number(0, 1);

const orDefault = <S extends v.GenericSchema<number>>(schema: S, name: keyof Hyper) =>
  v.optional(schema, DEFAULT_HYPER[name] as v.InferInput<S>);

/** An optimizer with its learning rate; other hyper-parameters default to PyTorch's. */
export const optimizerSchema = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('gd'), learningRate: rate }),
    v.strictObject({
      kind: v.literal('momentum'),
      learningRate: rate,
      momentum: orDefault(belowOne, 'momentum'),
    }),
    v.strictObject({
      kind: v.literal('nesterov'),
      learningRate: rate,
      momentum: orDefault(belowOne, 'momentum'),
    }),
    v.strictObject({
      kind: v.literal('rmsprop'),
      learningRate: rate,
      decay: orDefault(belowOne, 'decay'),
      epsilon: orDefault(epsilon, 'epsilon'),
    }),
    v.strictObject({
      kind: v.literal('adam'),
      learningRate: rate,
      beta1: orDefault(belowOne, 'beta1'),
      beta2: orDefault(belowOne, 'beta2'),
      epsilon: orDefault(epsilon, 'epsilon'),
    }),
  ],
  (issue) => `${quote(issue.input)} is not an optimizer: gd, momentum, nesterov, rmsprop or adam`,
);

/** A known problem, known parameter names, values in their ranges. */
export const problemSchema = v.pipe(
  v.object({ id: v.string(), parameters: v.optional(v.record(v.string(), v.unknown())) }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { id, parameters = {} } = dataset.value;
    const fail = (message: string) => {
      addIssue({ message });
      return NEVER;
    };
    let known: ReturnType<typeof problemById>['parameters'];
    try {
      known = problemById(id).parameters;
    } catch (error) {
      return fail((error as Error).message);
    }
    const checked: Record<string, number> = {};
    for (const [name, value] of Object.entries(parameters)) {
      const info = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!info) {
        return fail(`parameter ${quote(name)} is not one of ${Object.keys(known).join(', ')}`);
      }
      if (typeof value !== 'number' || !(value >= info.min && value <= info.max)) {
        return fail(`${name}: ${quote(value)} is not a number from ${info.min} to ${info.max}`);
      }
      checked[name] = value;
    }
    return { id, parameters: checked };
  }),
);

const size = integer(1, GRID_LIMIT);

const landscapeSchema = v.object({
  problem: problemSchema,
  window: windowSchema,
  width: size,
  height: size,
});

const coordinate = number(-WINDOW_LIMIT, WINDOW_LIMIT);

const trajectorySchema = v.pipe(
  v.object({
    problem: problemSchema,
    optimizer: optimizerSchema,
    starts: v.pipe(
      v.array(coordinate),
      v.check(
        (starts) => starts.length > 0 && starts.length % 2 === 0,
        (issue) =>
          `${(issue.input as number[]).length} numbers are not a list of starts x0, y0, x1, y1, …`,
      ),
    ),
    steps: integer(0, STEPS_LIMIT),
    every: integer(1, STEPS_LIMIT),
  }),
  v.check(
    ({ starts, steps, every }) =>
      (starts.length / 2) * (Math.ceil(steps / every) + 1) <= ITERATES_LIMIT,
    (issue) => {
      const { starts, steps, every } = issue.input as TrajectorySpec;
      const kept = (starts.length / 2) * (Math.ceil(steps / every) + 1);
      return `${kept} iterates are more than the ${ITERATES_LIMIT} that can be kept: raise "every"`;
    },
  ),
);

/**
 * Beyond a loss of 20 nats e^(−4·loss), by which runs are tested against the threshold, would leave
 * f32. Guessing costs ln 2 = 0.69.
 */
export const THRESHOLD_LIMIT = 20;
/** 2^20 learning rates of a spectrum, and the last 256 iterates of each. */
export const SPECTRUM_LIMIT = 2 ** 20;
export const LAST_LIMIT = 256;

const scale = oneOf(['linear', 'log']);

/** A quantity, its range and scale, in itself (not yet against the other axis and the optimizer). */
export const axisSchema = v.pipe(
  v.object({ quantity: oneOf(QUANTITIES), range, scale }),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed && axisFault(dataset.value);
    if (message) addIssue({ message });
  }),
);

const runs = {
  problem: problemSchema,
  optimizer: optimizerSchema,
  start: v.strictTuple([coordinate, coordinate]),
  steps: integer(0, STEPS_LIMIT),
  threshold: number(0, THRESHOLD_LIMIT),
};

/** Of a sweep computed in parts, by `sweepPixels`: 65,536² indices are as many as 32 bits tell apart. */
export const SWEEP_SIDE_LIMIT = 65_536;

const sweepSchema = (side: number) =>
  v.pipe(
    v.object({
      ...runs,
      x: axisSchema,
      y: axisSchema,
      width: integer(1, side),
      height: integer(1, side),
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const { optimizer, x, y } = dataset.value;
      const message = axesFault(optimizer.kind, x.quantity, y.quantity);
      if (message) addIssue({ message });
    }),
  );

/** The learning rates of a spectrum. */
export const rateAxisSchema = v.object({ range, scale });

const spectrumSchema = v.pipe(
  v.object({
    ...runs,
    rate: rateAxisSchema,
    count: integer(1, SPECTRUM_LIMIT),
    last: integer(0, LAST_LIMIT),
    component: oneOf(['x', 'y']),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { rate, count, last, steps } = dataset.value;
    const message = axisFault({ quantity: 'learningRate', ...rate });
    if (message) addIssue({ message });
    if (last > steps) addIssue({ message: `last: ${last} is more than the ${steps} steps` });
    if (count * last > ITERATES_LIMIT) {
      const kept = `${count} × ${last} iterates are more than the ${ITERATES_LIMIT}`;
      addIssue({ message: `${kept} that can be kept: lower "last"` });
    }
  }),
);

/** Parses with a schema; throws one RangeError that names the path, the value and the range. */
export function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue);
  throw new RangeError(`${path ? `${what}.${path}` : what}: ${issue.message}`);
}

export function checkLandscape(spec: unknown): LandscapeSpec {
  return check(landscapeSchema, spec, 'landscape') as LandscapeSpec;
}

export function checkTrajectories(spec: unknown): TrajectorySpec {
  return check(trajectorySchema, spec, 'trajectories') as TrajectorySpec;
}

const wholeSweep = sweepSchema(GRID_LIMIT);
const sweepInParts = sweepSchema(SWEEP_SIDE_LIMIT);

/** A sweep that is in memory as a whole. */
export function checkSweep(spec: unknown): SweepSpec {
  return check(wholeSweep, spec, 'sweep') as SweepSpec;
}

/** A sweep of which only some pixels are in memory at a time. */
export function checkSweepInParts(spec: unknown): SweepSpec {
  return check(sweepInParts, spec, 'sweep') as SweepSpec;
}

export function checkSpectrum(spec: unknown): SpectrumSpec {
  return check(spectrumSchema, spec, 'spectrum') as SpectrumSpec;
}

/** Indices of pixels of a sweep. Throws a RangeError that quotes the first that is not one. */
export function checkPixels(
  pixels: Uint32Array<ArrayBuffer>,
  { width, height }: Pick<SweepSpec, 'width' | 'height'>,
): Uint32Array<ArrayBuffer> {
  const bad = pixels.find((pixel) => pixel >= width * height);
  if (bad === undefined) return pixels;
  throw new RangeError(`pixel ${bad} is not an integer from 0 to ${width * height - 1}`);
}

/** The steps of all runs of a sweep together, were none to diverge. */
export function sweepWork({ width, height, steps }: SweepSpec): number {
  return width * height * steps;
}
