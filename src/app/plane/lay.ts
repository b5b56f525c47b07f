// Laying the plane of all maps somewhere else: the change of state, which leaves the runs where they were.
import type { Window } from '../../engine.ts';
import { type LaidPlane, windowAround } from '../../fields/planes.ts';
import { type Direction, lifted, projector } from '../../problems/plane.ts';
import { describe } from '../../problems/registry.ts';
import {
  curveHeight,
  infoOf,
  isNetwork,
  type MadeOf,
  problemOf,
  problemState,
} from '../state/problem.ts';
import { thetaOf } from '../state/starts.ts';
import { OFF_LIMIT } from '../state/starts-schema.ts';
import type { State, StatePatch } from '../state/state.ts';

/** Values of all parameters, in their order. */
export type Values = readonly number[];

/** Farther off the plane than this share of how far the plane's window reaches, a start lies off it. */
const ON_PLANE = 1e-6;

/** What of some values is not as the problem begins. */
export function otherThanFirst(state: State, values: Values): Record<string, number> {
  const { parameters } = infoOf(state);
  return Object.fromEntries(
    parameters.flatMap(({ name, default: first }, i) =>
      values[i] === first ? [] : [[name, values[i]!]],
    ),
  );
}

/** Values of all parameters at a θ, those that it has not as they are fixed. */
export function valuesAt(state: State, theta: ArrayLike<number>): Values {
  const { parameters, theta: names, values } = infoOf(state);
  const placeOf = new Map(names.map((name, i) => [name, i]));
  return parameters.map(({ name }) => theta[placeOf.get(name) ?? -1] ?? values[name]!);
}

/** Where the problem begins to train: its parameters' own values. */
export const firstValues = (state: State): Values =>
  infoOf(state).parameters.map(({ default: value }) => value);

/** The starts of the single runs now, as values of all parameters. */
export function startsNow(state: State): Values[] {
  const info = infoOf(state);
  const { points, off } = state.starts;
  return [
    ...off.map((values) => valuesAt(state, thetaOf(info, values))),
    ...points.map(([x, y]) => valuesAt(state, lifted(info.plane, x, y))),
  ];
}

export interface Laying {
  /** Values of all parameters at the origin; along a parameter's axis its value is nothing. */
  origin: Values;
  x: Direction;
  y: Direction | null;
  /** Of a line only x is read. */
  window: Window;
  /** The range of losses along a line, which is its upward axis. */
  losses?: readonly [number, number] | undefined;
  /** What is trained then; default: what is now. */
  trained?: readonly string[] | undefined;
}

/** The change of state that lays the plane; the single starts stay where they are in θ-space. */
export function laid(
  state: State,
  { origin, x, y, window, losses, trained = state.trained }: Laying,
): StatePatch {
  const info = infoOf(state);
  const own = otherThanFirst(state, origin);
  // A patch is merged: what was said of a network's parameters and is none of it now is said again. A problem that is no
  // network says all.
  const said = ({ name }: { name: string }) => name in own || name in state.parameters;
  const parameters = isNetwork(state)
    ? Object.fromEntries(
        info.parameters.flatMap((each, i) => (said(each) ? [[each.name, origin[i]!]] : [])),
      )
    : Object.fromEntries(info.parameters.map(({ name }, i) => [name, origin[i]!]));
  const plane = { x, y };
  const next = describe({ ...problemOf(state), trained: [...trained], parameters, plane });
  const project = projector(next.plane);
  const reach = Math.hypot(
    (window.x[1] - window.x[0]) * Math.hypot(...next.plane.x),
    y ? (window.y[1] - window.y[0]) * Math.hypot(...next.plane.y) : 0,
  );
  const placed = startsNow(state).map((values) => {
    const named = Object.fromEntries(info.parameters.map(({ name }, i) => [name, values[i]!]));
    const [px, py, distance] = project(next.theta.map((name) => named[name]!));
    return { values, at: [px, py] as [number, number], on: distance <= ON_PLANE * reach };
  });
  const points = placed.flatMap(({ at, on }) => (on ? [at] : []));
  const off = placed.flatMap(({ values, on }) => (on ? [] : [otherThanFirst(state, values)]));
  // Maps start on the plane: where the first run's start is when it is projected.
  const start: [number, number] = placed[0]?.at ?? [0, 0];
  const { pattern } = state.starts;
  const spread = pattern === 'grid' || pattern === 'random';
  const shown = y ? window : { x: window.x, y: curveHeight([...(losses ?? next.lossRange)]) };
  return {
    parameters,
    plane,
    trained: [...trained],
    window: shown,
    starts: {
      points,
      off: off.slice(0, OFF_LIMIT),
      ...(spread ? { pattern: 'none' } : {}),
      region: { x: window.x, y: y ? window.y : [-1, 1] },
    },
    map: { start },
    spectrum: { start },
  } as StatePatch;
}

/** The same of a plane laid through points or along a path: its numbers rounded to f32, which a link holds. */
export function laidThrough(
  state: State,
  { origin, x, y, places }: LaidPlane,
  losses?: readonly [number, number],
): StatePatch {
  // A parameter that is an axis and not trained is in θ no longer.
  const { trained } = infoOf(state);
  const rounded = (vector: readonly number[]) =>
    vector.filter((_, c) => trained[c]).map(Math.fround);
  const first = firstValues(state);
  const values = valuesAt(state, origin).map((value, i) =>
    value === first[i] ? value : Math.fround(value),
  );
  return laid(state, {
    origin: values,
    x: { vector: rounded(x) },
    y: y && { vector: rounded(y) },
    window: windowAround(places),
    losses,
  });
}

const madeOf = ({ problem, formula, data, network }: State): MadeOf => ({
  problem,
  formula,
  data,
  network,
});

/** The plane that the problem has by itself, with the runs where they are. */
export function laidAsFirst(state: State): StatePatch {
  const { plane, window } = problemState(madeOf(state));
  const origin = firstValues(state);
  return laid(state, { origin, x: plane.x, y: plane.y, window });
}
