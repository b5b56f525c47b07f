// The page's state: one plain object. What the views show follows from it and from nothing else.
import * as v from 'valibot';
import { checkDepth, LONGEST_FAULT } from '../../check.ts';
import { COLORMAP_NAMES } from '../../fields/palettes.ts';
import { cut, quote } from '../../math/format.ts';
import { LARGEST_DRAWN, rangeFault } from '../../math/range-bound.ts';
import { OPTIMIZER_KINDS, type Optimizer } from '../../optimizers.ts';
import { RATE_LIMIT } from '../../quantities.ts';
import {
  axisSchema,
  check,
  dataSchema,
  formulaSchema,
  integer,
  LAST_LIMIT,
  networkSchema,
  number,
  object,
  oneOf,
  planeSchema,
  rateAxisSchema,
  SPECTRUM_LIMIT,
  STEPS_LIMIT,
  thresholdFault,
  threshold as thresholdSchema,
  windowSchema,
} from '../../schemas.ts';
import { fitted, USUAL_MAP } from './fitted.ts';
import { withHidden } from './hidden-starts.ts';
import { checkMaps, optimizerOf } from './job-specs.ts';
import { unlikeStart } from './layers.ts';
import { defaultOptimizers, optimizersSchema } from './optimizers.ts';
import { merge, type Patch, sharing } from './patch.ts';
import { withPins } from './pins.ts';
import { infoOf, problemState, usualOf } from './problem.ts';
import { ratesFault, withRates } from './rates.ts';
import { named, renamed } from './renamed.ts';
import { offFault, startCount } from './starts.ts';
import { STARTS_LIMIT, start, startsSchema } from './starts-schema.ts';
import { colourRange, pose } from './view-schema.ts';

export { POSE_LIMITS } from './view-schema.ts';

/** Most steps the page plays through; the terminal and the console take more. */
export const PAGE_STEPS_LIMIT = 1_000_000;

const on = v.boolean(({ input }) => `${quote(input)} is not true or false`);
const rate = number(0, RATE_LIMIT);
const finite = number(-LARGEST_DRAWN, LARGEST_DRAWN);

const optimizerKind = oneOf(OPTIMIZER_KINDS);
const share = number(0, 1);
const schema = object({
  /** Which view is open. */
  tab: oneOf(['landscape', 'basins', 'sweep', 'spectrum', 'benchmark', 'lessons']),
  /** The step of a lesson, as lesson.step; '' for the one left last. */
  lesson: v.pipe(
    v.string(),
    v.maxLength(100, (i) => `${quote(i.input)} is not the step of a lesson`),
  ),
  /** Which view stands beside a lesson. */
  picture: oneOf(['landscape', 'basins', 'sweep', 'spectrum']),
  /** The problem, by id. */
  problem: v.string(),
  /** Values of its parameters, by name; of a network those that are not its start's. Whether they are its own is checked with the rest. */
  parameters: v.record(v.string(), v.unknown()) as v.GenericSchema<unknown, Record<string, number>>,
  /** Names of the parameters, or layers, that are trained. */
  trained: v.array(v.string()),
  /** Where the two coordinates of every map lie; of a line, y is null. */
  plane: planeSchema,
  /** Its formula or its data, where it is made of such; null for its own. */
  formula: v.nullable(formulaSchema),
  data: v.nullable(dataSchema),
  /** What of a network is otherwise than by its preset; null for nothing. Replaced as a whole. */
  network: v.nullable(networkSchema),
  window: windowSchema,
  optimizers: optimizersSchema,
  /**
   * Learning rates of layers or single parameters by name, which in the landscape's runs go before those of the
   * optimizers, as a run of a map has them; null for none. Replaced as a whole.
   */
  ownRates: v.nullable(v.record(v.string(), rate)),
  starts: startsSchema,
  steps: integer(0, PAGE_STEPS_LIMIT),
  /** The step of the runs that is shown when nothing plays; null follows their end. */
  step: v.nullable(integer(0, PAGE_STEPS_LIMIT)),
  view: object({
    colormap: oneOf(COLORMAP_NAMES),
    /** How losses are laid along the colour map. */
    scale: oneOf(['linear', 'log', 'rank']),
    /** Colour range, as losses; null: the range of what is in view. */
    range: v.nullable(colourRange),
    isolines: on,
    arrows: on,
    /** What the landscape's colours are of: the loss, or λmax of its Hessian. */
    field: oneOf(['loss', 'sharpness', 'trust']),
    /** Minima, saddles and maxima in the window. */
    marks: on,
    /** Patterns beside the colours of the maps' outcomes. */
    patterns: on,
    /** Where η·λmax is what an optimizer can stand. */
    edge: on,
    /** λmax along the runs, beside their loss. */
    alongRuns: on,
    /** Optimizers whose runs are not shown. */
    hidden: v.array(optimizerKind),
    /** How steps are laid out along the chart and the scrubber: evenly, or by log(1 + step). */
    stepAxis: oneOf(['linear', 'log']),
    theme: oneOf(['auto', 'light', 'dark']),
    /** Whether a unit is as long in x as in y, on the landscape and the basins. */
    equal: on,
    /** Large type, thick lines and high contrast, for a room. */
    projector: on,
    /** From where the landscape is looked at as a surface, in degrees; null for the map. Replaced as a whole. */
    relief: v.nullable(pose),
  }),
  engine: oneOf(['auto', 'gpu', 'cpu']),
  /** Maps in which every pixel is a training run: the basins and the sweeps of hyper-parameters. */
  map: object({
    optimizer: optimizerKind,
    /** A second optimizer to compare with. */
    compare: oneOf([...OPTIMIZER_KINDS, 'none']),
    layout: oneOf(['side', 'swipe']),
    /** Where the two maps meet when swiped, 0 to 1 of the width. */
    swipe: share,
    steps: integer(1, STEPS_LIMIT),
    threshold: thresholdSchema,
    /** Runs from left to right; as many from bottom to top as keep the pixels square. */
    resolution: integer(16, 4096),
    /** 0 shows the landscape alone, 1 the basins alone. */
    blend: share,
    /** Start of the runs where no axis sets it. */
    start,
    /** Marks the sampled pixels whose outcome differs in f64. */
    disagreements: on,
    /** Whose run is kept, as values of the open map's axes; null for none. */
    pin: v.nullable(v.strictTuple([finite, finite])),
    /** What the pixels' colours are of: the outcome, which minimum was reached, how well a run trains, or its f32 trust. */
    colours: oneOf(['outcome', 'minimum', 'trainability', 'trust']),
  }),
  /** Axes of the map of hyper-parameters. */
  sweep: object({ x: axisSchema, y: axisSchema }),
  spectrum: object({
    optimizer: optimizerKind,
    start,
    steps: integer(1, STEPS_LIMIT),
    threshold: thresholdSchema,
    rate: rateAxisSchema,
    count: integer(16, SPECTRUM_LIMIT),
    last: integer(1, LAST_LIMIT),
    /** Whose last iterates are shown: a component of θ. */
    component: v.string(),
    /** The Lyapunov exponents too; and the learning rate whose run is kept, null for none. */
    lyapunov: on,
    pin: v.nullable(rate),
  }),
});

/** What the state may be: links are read by it. */
export { schema as stateSchema, startCount };

export type State = v.InferOutput<typeof schema>;

/** Any part of the state; objects are merged, all else (arrays, directions) replaced. */
export type StatePatch = Patch<State>;

const { threshold, start: origin, component, ...first } = problemState();
const { rates, steps, longSteps, scale, ...ranges } = usualOf(first);

export const DEFAULT_STATE: State = {
  tab: 'landscape',
  lesson: '',
  picture: 'landscape',
  ...first,
  optimizers: defaultOptimizers(rates),
  ownRates: null,
  starts: {
    points: [origin],
    off: [],
    hidden: [],
    pattern: 'none',
    gridSize: 9,
    randomCount: 200,
    seed: 1,
    region: first.window,
    firstRun: 0,
  },
  steps,
  step: null,
  view: {
    colormap: 'viridis',
    scale,
    range: null,
    isolines: true,
    arrows: false,
    field: 'loss',
    marks: true,
    patterns: false,
    edge: false,
    alongRuns: false,
    hidden: [],
    stepAxis: 'log',
    theme: 'auto',
    equal: false,
    projector: false,
    relief: null,
  },
  engine: 'auto',
  map: {
    optimizer: 'gd',
    compare: 'none',
    layout: 'side',
    swipe: 0.5,
    steps: longSteps,
    threshold,
    ...USUAL_MAP,
    blend: 0.85,
    start: origin,
    disagreements: false,
    pin: null,
  },
  sweep: {
    x: { quantity: 'learningRate', range: ranges.sweep, scale: 'log' },
    y: { quantity: 'start.y', range: first.window.y, scale: 'linear' },
  },
  spectrum: {
    optimizer: 'gd',
    start: origin,
    steps: longSteps,
    threshold,
    rate: { range: ranges.spectrum, scale: 'log' },
    count: 16_384,
    last: 64,
    component,
    lyapunov: false,
    pin: null,
  },
};

/** The state with a patch applied. Throws a RangeError quoting the value and the allowed range. */
export function patched(state: State, given: unknown): State {
  checkDepth(given, 'state');
  const patch = renamed(given);
  const fits = ofState(() => fitted(state, patch));
  const whole = withPins(check(schema, merge(fits, patch), 'state'), state, patch);
  const next = withHidden(
    ofState(() => unlikeStart(named(whole))),
    state,
    patch,
  );
  const total = startCount(next);
  if (total > STARTS_LIMIT) {
    throw new RangeError(`state.starts: ${total} starts are more than ${STARTS_LIMIT}`);
  }
  const rateFault = ratesFault(next);
  if (rateFault) throw new RangeError(`state.ownRates: ${rateFault}`);
  const fault = offFault(next);
  if (fault) throw new RangeError(`state.starts.off: ${fault}`);
  const { scale, range } = next.view;
  const bad = range && rangeFault(range, scale === 'log' ? scale : 'linear');
  if (bad) throw new RangeError(`state.view.range: ${bad}`);
  for (const part of ['map', 'spectrum'] as const) {
    const fault = thresholdFault(next[part].threshold, infoOf(next));
    if (fault) throw new RangeError(`state.${part}.threshold: ${fault}`);
  }
  checkMaps(next);
  // Who compares its parts with those before sees what is another.
  return { ...sharing(next, state) };
}

/** What the problem refuses (its id, what is trained, its plane) is a part of the state. */
function ofState<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof RangeError
      ? new RangeError(`state.${cut(error.message, LONGEST_FAULT)}`)
      : error;
  }
}

/** The optimizers that are on, as a job spec wants them. */
export function activeOptimizers(state: State): Optimizer[] {
  return OPTIMIZER_KINDS.filter((kind) => state.optimizers[kind].on).map((kind) =>
    withRates(optimizerOf(state, kind), state),
  );
}
