// What a job spec may hold: the boundary at which everything from outside is checked.
import * as v from 'valibot';
import type {
  Axis,
  LandscapeSpec,
  ResponseSpec,
  SpectrumSpec,
  SweepSpec,
  TrajectorySpec,
} from './engine.ts';
import { ALSO, LEAST_ITERATES, MEASURES } from './engine.ts';
import { listed, quote } from './math/format.ts';
import type { Optimizer } from './optimizers.ts';
import type { ProblemInfo } from './problems/problem.ts';
import { describe } from './problems/registry.ts';
import { axesFault, axisFault, quantityOfName } from './quantities.ts';
import {
  axisSchema,
  check,
  coordinate,
  GRID_LIMIT,
  ITERATES_LIMIT,
  integer,
  LAST_LIMIT,
  object,
  oneOf,
  optimizerSchema,
  problemSchema,
  range,
  rateAxisSchema,
  SPECTRUM_LIMIT,
  STEPS_LIMIT,
  SWEEP_SIDE_LIMIT,
  threshold,
  thresholdFault,
  WINDOW_LIMIT,
  windowSchema,
} from './schemas.ts';

export { checkPixels } from './pixels.ts';

const size = integer(1, GRID_LIMIT);

const landscapeSchema = object({
  problem: problemSchema,
  window: windowSchema,
  width: size,
  height: size,
  gradient: v.optional(v.boolean()),
});

/** What is wrong with an optimizer's learning rates for a problem, in words, or null. */
function ratesFault({ learningRate }: Optimizer, { theta }: ProblemInfo): string | null {
  if (typeof learningRate === 'number' || learningRate.length === theta.length) return null;
  return `optimizer.learningRate: ${quote(learningRate)} is not one rate, or ${theta.length}, one for each of ${listed(theta)}`;
}

/** What is wrong with the starts of runs, in words, or null. */
function startsFault(spec: TrajectorySpec, info: ProblemInfo): string | null {
  const { starts, startsIn = 'plane', steps, every } = spec;
  const n = startsIn === 'plane' ? 2 : info.theta.length;
  if (starts.length === 0 || starts.length % n !== 0) {
    const names = startsIn === 'plane' ? ['x', 'y'] : info.theta;
    return `starts: ${starts.length} numbers are not a list of starts of ${n} each: ${listed(names)}`;
  }
  const kept = (starts.length / n) * (Math.ceil(steps / every) + 1);
  // Two numbers and a loss each, as before there were more parameters.
  const numbers = (kept * (info.theta.length + 1)) / 3;
  if (numbers <= ITERATES_LIMIT) return null;
  return `${kept} iterates are more than the ${Math.floor((3 * ITERATES_LIMIT) / (info.theta.length + 1))} that can be kept: raise "every"`;
}

const trajectorySchema = v.pipe(
  object({
    problem: problemSchema,
    optimizer: optimizerSchema,
    starts: v.array(coordinate),
    startsIn: v.optional(oneOf(['plane', 'theta'])),
    steps: integer(0, STEPS_LIMIT),
    every: integer(1, STEPS_LIMIT),
    firstRun: v.optional(integer(0, 2 ** 32 - 1)),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const spec = dataset.value as TrajectorySpec;
    const info = describe(spec.problem);
    const message = ratesFault(spec.optimizer, info) ?? startsFault(spec, info);
    if (message) addIssue({ message });
  }),
);

const responseSchema = v.pipe(
  object({
    problem: problemSchema,
    theta: v.array(v.unknown()),
    x: range,
    y: v.optional(range),
    width: size,
    height: size,
    fixed: v.optional(v.array(coordinate)),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const spec = dataset.value as ResponseSpec;
    const message = responseFault(spec, describe(spec.problem));
    if (message) addIssue({ message });
  }),
);

/** What is wrong with a response, in words, or null. */
function responseFault(spec: ResponseSpec, { id, network, theta }: ProblemInfo): string | null {
  if (!network) return `problem: "${id}" is no network`;
  const numbers = spec.width * spec.height * network.spec.layers.at(-1)!;
  if (numbers > ITERATES_LIMIT) {
    return `width × height: ${spec.width} × ${spec.height} of ${network.spec.layers.at(-1)} outputs are more than ${ITERATES_LIMIT} numbers`;
  }
  if (spec.theta.length !== theta.length) {
    return `theta: ${spec.theta.length} numbers are not ${theta.length}, one for each of θ`;
  }
  const bad = spec.theta.find((value) => !v.is(coordinate, value));
  if (bad !== undefined) {
    return `theta: ${quote(bad)} is not a number from ${-WINDOW_LIMIT} to ${WINDOW_LIMIT}`;
  }
  const inputs = network.spec.layers[0]!;
  const vary = spec.y ? 2 : 1;
  if (vary > inputs) return `y: the network has ${inputs} input, which is x`;
  if (!spec.y && spec.height !== 1) return `height: ${spec.height} is not 1, as there is no y`;
  if (!spec.fixed || spec.fixed.length === inputs - vary) return null;
  return `fixed: ${spec.fixed.length} numbers are not ${inputs - vary}, one for each further input`;
}

const runs = {
  problem: problemSchema,
  optimizer: optimizerSchema,
  start: v.strictTuple([coordinate, coordinate]),
  steps: integer(0, STEPS_LIMIT),
  threshold,
  also: v.optional(
    v.pipe(
      v.array(oneOf(ALSO)),
      // Each once, in the order of ALSO: the order in files.
      v.transform((names) =>
        names.length > 0 ? ALSO.filter((name) => names.includes(name)) : undefined,
      ),
    ),
  ),
};

/** What is wrong with a spec's threshold, where it stands, or null. */
function thresholdIssue(spec: SweepSpec | SpectrumSpec, info: ProblemInfo) {
  const message = thresholdFault(spec.threshold, info);
  const { threshold: value } = spec;
  const place = { type: 'object', origin: 'value', input: { ...spec }, key: 'threshold', value };
  return message ? { message, path: [place] as [v.ObjectPathItem] } : null;
}

/** A fault of what stands at a key. */
const withKey = (key: string, fault: string | null) => fault && `${key}: ${fault}`;

/** What is wrong with the steps of a sweep whose periods are asked for, in words, or null. */
const periodFault = ({ also = [], steps }: SweepSpec): string | null =>
  also.includes('period') && steps < LEAST_ITERATES
    ? `also: a period takes ${LEAST_ITERATES} steps or more, not ${steps}`
    : null;

const sweepSchema = (side: number) =>
  v.pipe(
    object({
      ...runs,
      x: axisSchema,
      y: axisSchema,
      width: integer(1, side),
      height: integer(1, side),
      points: v.optional(v.boolean()),
      measure: v.optional(oneOf(MEASURES)),
    }),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const spec = dataset.value as SweepSpec;
      const info = describe(spec.problem);
      const axes = [spec.x, spec.y].map(
        (axis): Axis => ({
          ...axis,
          quantity: quantityOfName(axis.quantity, info),
        }),
      );
      const [x, y] = axes as [Axis, Axis];
      const issue = thresholdIssue(spec, info);
      const message =
        ratesFault(spec.optimizer, info) ??
        axesFault(spec.optimizer.kind, info, x.quantity, y.quantity) ??
        withKey('x', axisFault(x)) ??
        withKey('y', axisFault(y)) ??
        periodFault(spec);
      if (issue || message) {
        addIssue(issue ?? { message: message! });
        return NEVER;
      }
      return { ...spec, x, y };
    }),
  );

const spectrumSchema = v.pipe(
  object({
    ...runs,
    rate: rateAxisSchema,
    count: integer(1, SPECTRUM_LIMIT),
    last: integer(0, LAST_LIMIT),
    component: v.string(),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const spec = dataset.value as SpectrumSpec;
    const info = describe(spec.problem);
    const component = componentOfName(spec.component, info);
    const issue = thresholdIssue(spec, info);
    const message = ratesFault(spec.optimizer, info) ?? spectrumFault(spec, component, info);
    if (issue || message) {
      addIssue(issue ?? { message: message! });
      return NEVER;
    }
    return { ...spec, component };
  }),
);

/** The component of θ that a name means; "x" and "y" are those of the plane's axes, as they once were. */
export function componentOfName(name: string, { theta, plane }: ProblemInfo): string {
  if (theta.includes(name)) return name;
  if (name === 'x') return plane.names[0];
  return name === 'y' ? plane.names[1] || plane.names[0] : name;
}

/** What is wrong with a spectrum, in words, or null. */
function spectrumFault(
  { rate, count, last, steps, also = [] }: SpectrumSpec,
  component: string,
  { theta }: ProblemInfo,
): string | null {
  const fault = withKey('rate', axisFault({ quantity: 'learningRate', ...rate }));
  if (fault) return fault;
  if (!theta.includes(component)) {
    return `component: ${quote(component)} is not one of ${listed(theta)}`;
  }
  if (last > steps) return `last: ${last} is more than the ${steps} steps`;
  if (also.includes('period') && last < LEAST_ITERATES) {
    return `also: a period takes a "last" of ${LEAST_ITERATES} or more, not ${last}`;
  }
  if (count * last <= ITERATES_LIMIT) return null;
  const kept = `${count} × ${last} iterates are more than the ${ITERATES_LIMIT}`;
  return `${kept} that can be kept: lower "last"`;
}

/**
 * A landscape's spec, its problem in canonical form. Throws a RangeError that names the place of what is wrong, quotes it
 * and says what is allowed; so do all checks here.
 */
export function checkLandscape(spec: unknown): LandscapeSpec {
  return check(landscapeSchema, spec, 'landscape') as LandscapeSpec;
}

/** A trajectories' spec: starts are a list of [x, y] or of θ, and the iterates kept fit in memory. */
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

/** A spectrum's spec, its component named as θ names it. */
export function checkSpectrum(spec: unknown): SpectrumSpec {
  return check(spectrumSchema, spec, 'spectrum') as SpectrumSpec;
}

/** A response's spec: of a network, with as many numbers as that takes. */
export function checkResponse(spec: unknown): ResponseSpec {
  return check(responseSchema, spec, 'response') as ResponseSpec;
}

/** The steps of all runs of a sweep together, were none to diverge. */
export function sweepWork({ width, height, steps }: SweepSpec): number {
  return width * height * steps;
}
