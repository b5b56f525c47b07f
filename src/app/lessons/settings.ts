// What a lesson reads of the page's state, and what can be changed from within its text.
import type { Control, LessonState } from '../../lessons/lesson.ts';
import { rowsOf } from '../../problems/data.ts';
import { lifted } from '../../problems/plane.ts';
import { problemOf as made } from '../../problems/registry.ts';
import { axisOf, infoOf, refOf, startOf } from '../state/problem.ts';
import { thetaOf } from '../state/starts.ts';
import type { State, StatePatch } from '../state/state.ts';

/** The parameters where the first run starts, the settings of the optimizers, the steps. */
export function lessonStateOf(state: State): LessonState {
  const info = infoOf(state);
  const { points, off } = state.starts;
  const [x, y] = points[0] ?? startOf(info);
  const theta = off[0] ? thetaOf(info, off[0]) : lifted(info.plane, x, y);
  const trained = Object.fromEntries(info.theta.map((name, i) => [name, theta[i]!]));
  const { gd, adam } = state.optimizers;
  const { data } = made(refOf(state));
  const { window, map } = state;
  return {
    parameters: { ...info.values, ...trained },
    optimizers: { gd, adam },
    steps: state.steps,
    rows: data ? rowsOf(data, state.data ?? undefined) : [],
    map: { window, steps: map.steps },
    ...(info.network && { network: { model: info.network, said: state.network } }),
  };
}

/**
 * The change that gives a parameter a value: where the first run starts, if it is an axis of the map; else where the
 * map lies, less what the start's place on it adds.
 */
export function withParameter(state: State, name: string, value: number): StatePatch {
  const axis = axisOf(state, name);
  const info = infoOf(state);
  const [first = startOf(info), ...rest] = state.starts.points;
  if (!axis) {
    const { x, y } = info.plane;
    const at = state.starts.points.length > 0 ? info.theta.indexOf(name) : -1;
    const added = at < 0 ? 0 : x[at]! * first[0] + y[at]! * first[1];
    return { parameters: { [name]: value - added } };
  }
  const moved: [number, number] = axis === 'x' ? [value, first[1]] : [first[0], value];
  return { starts: { points: [moved, ...rest] } };
}

interface Setting {
  /** Of its slider, which is logarithmic; a field takes what the state takes. */
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  of(state: LessonState): number;
  patch(value: number): StatePatch;
}

export const SETTINGS: Readonly<Record<Control, Setting>> = {
  'gd.learningRate': {
    min: 0.01,
    max: 1000,
    whole: false,
    of: ({ optimizers }) => optimizers.gd.learningRate,
    patch: (learningRate) => ({ optimizers: { gd: { learningRate } } }),
  },
  'adam.learningRate': {
    min: 1e-4,
    max: 10,
    whole: false,
    of: ({ optimizers }) => optimizers.adam.learningRate,
    patch: (learningRate) => ({ optimizers: { adam: { learningRate } } }),
  },
  steps: {
    min: 1,
    max: 10_000,
    whole: true,
    of: ({ steps }) => steps,
    patch: (steps) => ({ steps }),
  },
};
