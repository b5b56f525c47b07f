// All that the page knows of the problem in view: its names, ranges, samples, text. Nothing else in the page
// names a parameter or a problem.

import type { ProblemRef } from '../../engine.ts';
import type { Range } from '../../math/grid.ts';
import { widened } from '../../math/range-bound.ts';
import { isLine } from '../../problems/plane.ts';
import type { BoundProblem, ParameterInfo, Problem, ProblemInfo } from '../../problems/problem.ts';
import { bind, DEFAULT_PROBLEM, describe, problemOf as made } from '../../problems/registry.ts';
import { type Usual, usualOf as usualOfRef } from '../../problems/usual.ts';
import { trainedNames } from '../../quantities.ts';
import { WINDOW_LIMIT } from '../../schemas.ts';
import { t } from '../../words/words.ts';
import type { State, StatePatch } from './state.ts';

/** The part of the state that says which problem, and what is made of it. */
export type ProblemState = Pick<
  State,
  'problem' | 'parameters' | 'trained' | 'plane' | 'formula' | 'data' | 'network'
>;

/** The part that says what the problem is made of. */
export type MadeOf = Pick<State, 'problem' | 'formula' | 'data' | 'network'>;

/** The problem as it is at first, made of what the state has. */
export const refOf = ({ problem: id, formula, data, network }: MadeOf): ProblemRef => ({
  id,
  ...(formula === null ? {} : { formula }),
  ...(data === null ? {} : { data }),
  ...(network === null ? {} : { network }),
});

/** The problem as a job spec names it. */
export function problemOf(state: ProblemState): ProblemRef {
  const { parameters, trained, plane } = state;
  return { ...refOf(state), parameters, trained, plane };
}

/** What is asked for many times a frame; the state's parts are replaced, never changed. */
const known = new WeakMap<ProblemState['parameters'], { of: ProblemState; info: ProblemInfo }>();

const PARTS = ['problem', 'trained', 'plane', 'formula', 'data', 'network'] as const;

/** Every name, range and label of the problem in view. */
export function infoOf(state: ProblemState): ProblemInfo {
  const found = known.get(state.parameters);
  const { of } = found ?? {};
  const same = (key: keyof ProblemState) => of?.[key] === state[key];
  if (found && PARTS.every(same)) return found.info;
  const info = describe(problemOf(state));
  known.set(state.parameters, { of: state, info });
  return info;
}

const bounds = new WeakMap<ProblemInfo, BoundProblem>();

/** The problem with its fixed parameters filled in, in f64; bound once, as it may hold thousands of points. */
export function boundProblem(state: State): BoundProblem {
  const info = infoOf(state);
  const bound = bounds.get(info) ?? bind(problemOf(state));
  bounds.set(info, bound);
  return bound;
}

/** Names of the two coordinates of every map, x first. */
export const axisLabels = (state: ProblemState): readonly [x: string, y: string] =>
  infoOf(state).plane.names;

/** Whether the maps lie along a line: the landscape is a curve then, whose upward axis is the loss. */
export const isOnLine = (state: ProblemState): boolean => isLine(infoOf(state).plane);

/** What a gradient of a search for stationary points may cost, which takes up to 600,000 of them: see `work`. */
const SEARCH_WORK = 4;

/** Whether the stationary points of a network are too much work to be searched for. */
export const isSlowToSearch = (state: ProblemState): boolean => {
  const { network, work = 1 } = infoOf(state);
  return network !== undefined && work > SEARCH_WORK;
};

/** The range of the y of a line, which is nothing. */
export const NO_AXIS: [number, number] = [-1, 1];

/** What the axes of the landscape's plot are called. */
export const plotLabels = (state: ProblemState): readonly [x: string, y: string] =>
  isOnLine(state) ? [axisLabels(state)[0], lossLabel(state)] : axisLabels(state);

/** The loss and its unit. */
export function lossLabel(state: ProblemState): string {
  const { lossUnit } = infoOf(state);
  return lossUnit === '' ? t('loss') : t('loss [{unit}]', { unit: lossUnit });
}

/** The window of every map of a problem before anyone has moved it. */
export function homeOf(state: MadeOf): State['window'] {
  const { plane, window } = made(refOf(state));
  const { x, y } = window;
  if (plane.y) return { x: [...x], y: [...y] };
  return { x: [...x], y: curveHeight(y) };
}

/**
 * The upward axis over a line, which is the loss: with room under a curve that touches its least, and above, as far
 * as a window may reach.
 */
export function curveHeight([lo, hi]: Range): [number, number] {
  const height = hi - lo;
  const min = Math.max(-WINDOW_LIMIT, lo - 0.08 * height);
  const max = Math.min(WINDOW_LIMIT, hi + 0.04 * height);
  return min < max ? widened([min, max]) : [-WINDOW_LIMIT, WINDOW_LIMIT];
}

export const parameterInfos = (state: ProblemState): readonly ParameterInfo[] =>
  infoOf(state).parameters;

/** Names of what the model puts out for each sample, with the target. */
export const outputLabels = (state: ProblemState): string[] =>
  infoOf(state).samples.map(({ label, target }) => `y${label} → ${target}`);

/** What the problem is called in a word or two. */
export const shortName = (name: string): string => name.split(',')[0]!;

/** Whether the problem is made of a formula, or of data: each has an editor. */
export function isMadeOf(state: MadeOf, what: 'formula' | 'data' | 'network'): boolean {
  const problem = made(refOf(state));
  return problem.with !== undefined && problem[what] !== undefined;
}
/** Whether the problem is a network of any layers, whose start says its values. */
export const isNetwork = (state: MadeOf): boolean => isMadeOf(state, 'network');
export const isMade = (state: MadeOf): boolean => made(refOf(state)).with !== undefined;

/** The map of a problem that is worth most; undefined where that is one of starts. */
export const sweepOf = (of: MadeOf): Problem['sweep'] => made(refOf(of)).sweep;

/** What a problem is trained with unless it is said. */
export const usualOf = (of: MadeOf): Usual => usualOfRef(refOf(of));

/** What a problem makes of the state when it is first shown. */
export function problemState(of: Partial<MadeOf> = {}) {
  const is: MadeOf = {
    problem: DEFAULT_PROBLEM,
    formula: null,
    data: null,
    network: null,
    ...of,
  };
  const { parameters, trained, plane, thresholds, network, with: remade } = made(refOf(is));
  const info = describe(refOf(is));
  return {
    ...is,
    // A network of any layers has too many, and its start says them all.
    parameters: Object.fromEntries(
      network && remade ? [] : parameters.map((info) => [info.name, info.default]),
    ) as Record<string, number>,
    trained: [...trained],
    plane: { x: plane.x, y: plane.y ?? null },
    window: homeOf(is),
    threshold: thresholds.solved,
    start: startOf(info),
    component: lastAxis(info),
  };
}

/** The parameter of the plane's y axis, or of x where it is a line. */
export const lastAxis = ({ plane: { names } }: ProblemInfo): string => names[1] || names[0];

/** Where the parameters' own values lie on the plane; 0 along a direction that is none of their axes. */
export function startOf({ plane, values }: ProblemInfo): [number, number] {
  return [values[plane.names[0]] ?? 0, values[plane.names[1]] ?? 0];
}

/** What a parameter does: axes are trained unless said otherwise. */
export const ROLES = {
  fixed: 'fixed',
  trained: 'trained',
  'x axis': 'x',
  'y axis': 'y',
  'x axis, not trained': 'x fixed',
  'y axis, not trained': 'y fixed',
} as const;
export type Role = (typeof ROLES)[keyof typeof ROLES];

type Axis = 'x' | 'y';
/** The axis of the plane that a parameter is, if it is one. */
export const axisOf = ({ plane }: Pick<State, 'plane'>, name: string): Axis | undefined =>
  (['x', 'y'] as const).find((axis) => {
    const direction = plane[axis];
    return !!direction && 'parameter' in direction && direction.parameter === name;
  });

export function roleOf(state: ProblemState, name: string): Role {
  const axis = axisOf(state, name);
  const is = trainedNames(infoOf(state)).includes(name);
  if (axis === undefined) return is ? 'trained' : 'fixed';
  return is ? axis : `${axis} fixed`;
}

/**
 * The change that gives a parameter a role. A new axis takes the place of the old one, which gets the
 * parameter's own role before. Without its y axis the plane is a line. Throws a RangeError for what would leave
 * it without x.
 */
export function withRole(state: ProblemState, name: string, role: Role): StatePatch {
  const { plane } = state;
  const trained = trainedNames(infoOf(state));
  const from = axisOf(state, name);
  const to = role.startsWith('x') ? 'x' : role.startsWith('y') ? 'y' : undefined;
  if (from === 'x' && !to) {
    throw new RangeError(
      `${name} is the x axis and cannot be ${JSON.stringify(role)}: make another parameter the x axis first`,
    );
  }
  const now = new Set(trained);
  const set = (parameter: string, is: boolean) => {
    if (is) now.add(parameter);
    else now.delete(parameter);
  };
  const wasTrained = trained.includes(name);
  const inOrder = () =>
    parameterInfos(state).flatMap((info) => (now.has(info.name) ? [info.name] : []));
  set(name, role === 'trained' || role === to);
  if (from === 'y' && !to) return { plane: { ...plane, y: null }, trained: inOrder() };
  if (!to || to === from) return { trained: inOrder() };
  const old = plane[to];
  if (from === 'x' && !old) {
    throw new RangeError(
      `${name} is the only axis and cannot be the ${to} axis: make another parameter the ${to} axis`,
    );
  }
  const next: State['plane'] = { ...plane, [to]: { parameter: name } };
  if (from === 'x' && old) next.x = old;
  else if (from === 'y') next.y = old;
  else if (old && 'parameter' in old) set(old.parameter, wasTrained);
  return { plane: next, trained: inOrder() };
}
