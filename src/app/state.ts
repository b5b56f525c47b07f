// The page's state: one plain object. What the views show follows from it and from nothing else.
import * as v from 'valibot';
import type { Window } from '../engine.ts';
import {
  DEFAULT_HYPER,
  OPTIMIZER_KINDS,
  type Optimizer,
  type OptimizerKind,
} from '../optimizers.ts';
import { xor } from '../problems/xor.ts';
import {
  belowOne,
  check,
  epsilon,
  integer,
  number,
  oneOf,
  RATE_LIMIT,
  windowSchema,
} from '../specs.ts';

/** Most runs drawn at once, over all optimizers' starts. */
export const STARTS_LIMIT = 10_000;
/** Most steps the page plays through; the terminal and the console take more. */
export const PAGE_STEPS_LIMIT = 1_000_000;

const on = v.boolean((issue) => `${JSON.stringify(issue.input)} is not true or false`);
const rate = number(0, RATE_LIMIT);
const weight = (name: string) => {
  const { min, max } = xor.parameters[name]!;
  return number(min, max);
};
const coordinate = number(-1e6, 1e6);
const finite = number(-1e300, 1e300);

const schema = v.strictObject({
  parameters: v.strictObject({
    w11: weight('w11'),
    w22: weight('w22'),
    b1: weight('b1'),
    b2: weight('b2'),
    v1: weight('v1'),
    v2: weight('v2'),
    c: weight('c'),
  }),
  window: windowSchema,
  optimizers: v.strictObject({
    gd: v.strictObject({ on, learningRate: rate }),
    momentum: v.strictObject({ on, learningRate: rate, momentum: belowOne }),
    nesterov: v.strictObject({ on, learningRate: rate, momentum: belowOne }),
    rmsprop: v.strictObject({ on, learningRate: rate, decay: belowOne, epsilon }),
    adam: v.strictObject({ on, learningRate: rate, beta1: belowOne, beta2: belowOne, epsilon }),
  }),
  starts: v.strictObject({
    /** Single starts, set by clicks. */
    points: v.pipe(
      v.array(v.strictTuple([coordinate, coordinate])),
      v.maxLength(STARTS_LIMIT, (i) => `${i.received} starts are more than ${STARTS_LIMIT}`),
    ),
    /** Further starts: an n × n grid over the window at the time, or n at random, seeded. */
    pattern: oneOf(['none', 'grid', 'random']),
    gridSize: integer(1, 100),
    randomCount: integer(1, STARTS_LIMIT),
    seed: integer(0, 2 ** 32 - 1),
    /** The rectangle that grid and random starts are spread over. */
    region: windowSchema,
  }),
  steps: integer(0, PAGE_STEPS_LIMIT),
  view: v.strictObject({
    colormap: oneOf(['viridis', 'cividis']),
    scale: oneOf(['linear', 'log']),
    /** Colour range in nats; null: the range of what is in view. */
    range: v.nullable(
      v.pipe(
        v.strictTuple([finite, finite]),
        v.check(
          ([lo, hi]) => lo < hi,
          (issue) => `${JSON.stringify(issue.input)} is not a range with min < max`,
        ),
      ),
    ),
    isolines: on,
    arrows: on,
    theme: oneOf(['auto', 'light', 'dark']),
  }),
  engine: oneOf(['auto', 'gpu', 'cpu']),
});

export type State = v.InferOutput<typeof schema>;

type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Patch<T[K]> }
    : T;
/** Any part of the state; objects are merged, everything else (arrays too) replaced. */
export type StatePatch = Patch<State>;

const { rateX: _x, rateY: _y, ...hyper } = DEFAULT_HYPER;

export const DEFAULT_STATE: State = {
  parameters: Object.fromEntries(
    Object.entries(xor.parameters).map(([name, info]) => [name, info.default]),
  ) as State['parameters'],
  window: xor.defaultWindow,
  optimizers: {
    gd: { on: true, learningRate: 1 },
    momentum: { on: false, learningRate: 0.3, momentum: hyper.momentum },
    nesterov: { on: false, learningRate: 0.3, momentum: hyper.momentum },
    rmsprop: { on: false, learningRate: 0.03, decay: hyper.decay, epsilon: hyper.epsilon },
    adam: {
      on: true,
      learningRate: 0.1,
      beta1: hyper.beta1,
      beta2: hyper.beta2,
      epsilon: hyper.epsilon,
    },
  },
  starts: {
    points: [[0, 0]],
    pattern: 'none',
    gridSize: 9,
    randomCount: 200,
    seed: 1,
    region: xor.defaultWindow,
  },
  steps: 500,
  view: {
    colormap: 'viridis',
    scale: 'linear',
    range: null,
    isolines: true,
    arrows: false,
    theme: 'auto',
  },
  engine: 'auto',
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(base: unknown, patch: unknown): unknown {
  if (!isObject(base) || !isObject(patch)) return patch;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    merged[key] = Object.hasOwn(base, key) ? merge(base[key], value) : value;
  }
  return merged;
}

/** The state with a patch applied. Throws a RangeError quoting the value and the allowed range. */
export function patched(state: State, patch: unknown): State {
  const next = check(schema, merge(state, patch), 'state');
  const total = startCount(next);
  if (total > STARTS_LIMIT) {
    throw new RangeError(`state.starts: ${total} starts are more than ${STARTS_LIMIT}`);
  }
  return next;
}

export function startCount({ starts }: State): number {
  const pattern = { none: 0, grid: starts.gridSize ** 2, random: starts.randomCount };
  return starts.points.length + pattern[starts.pattern];
}

/** What differs from the defaults: short enough for a link. Undefined when nothing does. */
export function difference(value: unknown, base: unknown): unknown {
  if (isObject(value) && isObject(base)) {
    const entries = Object.entries(value)
      .map(([key, v]) => [key, difference(v, base[key])] as const)
      .filter(([, v]) => v !== undefined);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  return JSON.stringify(value) === JSON.stringify(base) ? undefined : value;
}

/** The optimizers that are on, as a job spec wants them. */
export function activeOptimizers(state: State): Optimizer[] {
  return OPTIMIZER_KINDS.filter((kind) => state.optimizers[kind].on).map((kind) =>
    optimizerOf(state, kind),
  );
}

export function optimizerOf(state: State, kind: OptimizerKind): Optimizer {
  const { on: _, ...rest } = state.optimizers[kind];
  return { kind, ...rest } as Optimizer;
}

export const sameWindow = (a: Window, b: Window) =>
  a.x[0] === b.x[0] && a.x[1] === b.x[1] && a.y[0] === b.y[0] && a.y[1] === b.y[1];
