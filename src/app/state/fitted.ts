// When the problem changes, or what is trained or on the plane, some of the state no longer fits it: this is what
// becomes of it, before the rest of the change is applied.
import * as v from 'valibot';
import type { Quantity } from '../../engine.ts';
import { OPTIMIZER_KINDS } from '../../optimizers.ts';
import { type Direction, directionsOf } from '../../problems/plane.ts';
import type { Problem } from '../../problems/problem.ts';
import { describe, problemOf as made } from '../../problems/registry.ts';
import { isRate, isStart, quantitiesOf } from '../../quantities.ts';
import { check, dataSchema, formulaSchema, networkSchema } from '../../schemas.ts';
import { defaultAxis } from './map-axes.ts';
import { merge } from './patch.ts';
import {
  curveHeight,
  homeOf,
  infoOf,
  isOnLine,
  lastAxis,
  type MadeOf,
  problemOf,
  problemState,
  refOf,
  sweepOf,
  usualOf,
} from './problem.ts';
import type { State } from './state.ts';

/** The state that a patch is to be applied to. Throws a RangeError for a problem or plane that is none. */
export function fitted(state: State, patch: unknown): State {
  const change = (typeof patch === 'object' && patch !== null ? patch : {}) as Partial<State>;
  const { problem, formula, data, network, trained, plane } = change;
  const anew = problem !== undefined && problem !== state.problem;
  const remade =
    (formula !== undefined && formula !== state.formula) ||
    (data !== undefined && data !== state.data) ||
    (network !== undefined && !same(network, state.network));
  const was = withoutRates(state, change, anew || remade || trained !== undefined);
  const base = anew ? withProblem(was, change) : remade ? remadeOf(was, change) : was;
  if (!anew && !remade && trained === undefined && plane === undefined) return was;
  // Vectors have a number for each component of θ, which is another now.
  const over = trained && !plane && !anew && !remade ? planeOver(base, trained) : base.plane;
  const laid = over === base.plane ? base : { ...base, plane: over };
  return withFit(laid, {
    ...laid,
    ...(trained && { trained }),
    ...(plane && { plane: { ...base.plane, ...plane } }),
  });
}

/** The state without the rates of layers, where they are others now, or a rate for all was chosen. */
function withoutRates(state: State, { optimizers }: Partial<State>, others: boolean): State {
  if (!state.ownRates) return state;
  const chosen = Object.values(optimizers ?? {}).some((each) => each && 'learningRate' in each);
  return others || chosen ? { ...state, ownRates: null } : state;
}

/** The plane with its vectors over what is trained then: 0 along what was not, nothing along what is not. */
function planeOver(state: State, trained: string[]): State['plane'] {
  const { plane } = state;
  if (!directionsOf(plane).some((direction) => 'vector' in direction)) return plane;
  try {
    const axis = (direction: Direction) => ('parameter' in direction ? direction : { random: 1 });
    const [x, y] = [axis(plane.x), plane.y && axis(plane.y)];
    const probe = y && 'random' in y ? { x, y: { random: 2 } } : { x, y };
    const { theta } = describe({ ...problemOf(state), trained, plane: probe });
    const before = new Map(infoOf(state).theta.map((name, c) => [name, c]));
    const over = (direction: Direction): Direction =>
      'vector' in direction
        ? { vector: theta.map((name) => direction.vector[before.get(name) ?? -1] ?? 0) }
        : direction;
    const next = { x: over(plane.x), y: plane.y && over(plane.y) };
    describe({ ...problemOf(state), trained, plane: next });
    return next;
  } catch {
    // Nothing is left of a direction: the problem's own plane.
    return problemState(state).plane;
  }
}

/** What a patch says that the problem is made of, of another problem or of the state's. */
function madeOf(of: Partial<State>, state?: State): MadeOf {
  const {
    problem = state?.problem,
    formula = state?.formula ?? null,
    data = state?.data ?? null,
    network = state?.network ?? null,
  } = of;
  return {
    problem: check(v.string(), problem, 'problem'),
    formula: check(v.nullable(formulaSchema), formula, 'formula'),
    data: check(v.nullable(dataSchema), data, 'data'),
    network: check(v.nullable(networkSchema), network, 'network'),
  };
}

/** Pixels across of a map, and what its colours tell, unless the problem says so. */
export const USUAL_MAP = { resolution: 384, colours: 'outcome' } as const;

/** What a problem makes of the maps. */
function mapsOf(state: State, is: MadeOf): Pick<State, 'map' | 'sweep'> {
  const own = sweepOf(is);
  const { threshold, start, plane } = problemState(is);
  const map = { ...state.map, threshold, start, steps: own?.steps ?? usualOf(is).longSteps };
  if (own) {
    const { resolution, colours, x, y } = own;
    return {
      map: { ...map, resolution, colours, optimizer: 'gd', compare: 'none' },
      sweep: { x: defaultAxis(x.quantity, is), y: defaultAxis(y.quantity, is) },
    };
  }
  const before = sweepOf(state);
  // A line has no y to start from.
  const along = (quantity: Quantity) => (isStart(quantity) && !plane.y ? 'start.x' : quantity);
  const axis = (old: State['sweep']['x']) =>
    isStart(old.quantity) || isRate(old.quantity) ? defaultAxis(along(old.quantity), is) : old;
  const { x, y } = state.sweep;
  return {
    map: before ? { ...map, ...USUAL_MAP } : map,
    sweep: before
      ? {
          x: defaultAxis('learningRate', is),
          y: defaultAxis(plane.y ? 'start.y' : 'start.x', is),
        }
      : { x: axis(x), y: axis(y) },
  };
}

const oneStart = (start: [number, number]) =>
  ({ points: [start], off: [], pattern: 'none', firstRun: 0 }) satisfies Partial<State['starts']>;

/** The state as another problem begins. */
function withProblem(state: State, change: Partial<State>): State {
  const is = madeOf(change);
  const { threshold, start, component, ...rest } = problemState(is);
  const { steps, longSteps, rates, scale, spectrum } = usualOf(is);
  return {
    ...state,
    ...rest,
    // Losses of another kind.
    view: { ...state.view, range: null, scale },
    ...mapsOf(state, is),
    starts: { ...state.starts, ...oneStart(start), region: rest.window },
    steps,
    optimizers: merge(state.optimizers, rates) as State['optimizers'],
    spectrum: {
      ...state.spectrum,
      threshold,
      start,
      component,
      steps: longSteps,
      rate: { range: spectrum, scale: 'log' },
    },
  };
}

/**
 * The state with another formula or other data: what still fits stays as it was, the values of parameters by their
 * names among it.
 */
function remadeOf(state: State, change: Partial<State>): State {
  const first = problemState(madeOf(change, state));
  const before = problemState(state);
  const { formula, data, network } = first;
  // What nobody has chosen is the problem's.
  const unlessChosen = <T>(now: T, was: unknown, is: T) => (same(now, was) ? is : now);
  const value = ([name, is]: [string, number]) => [
    name,
    unlessChosen(state.parameters[name] ?? is, before.parameters[name], is),
  ];
  const problem = made(refOf(first));
  const names = namesIn(problem);
  const parameters: State['parameters'] = problem.network
    ? sameStart(problem, made(refOf(state)))
      ? state.parameters
      : {}
    : Object.fromEntries(Object.entries(first.parameters).map(value));
  const ofNames = directionsOf(state.plane).every((direction) => fitsIn(direction, problem, names));
  const sameAxes = same(before.plane, first.plane);
  const runs = <T extends State['map'] | State['spectrum']>(now: T): T => ({
    ...now,
    threshold: unlessChosen(now.threshold, before.threshold, first.threshold),
    start: unlessChosen(now.start, before.start, first.start),
  });
  const [was, is] = [usualOf(state), usualOf(first)];
  const rates = OPTIMIZER_KINDS.filter(
    (kind) => state.optimizers[kind].learningRate === was.rates[kind].learningRate,
  ).map((kind) => [kind, is.rates[kind]]);
  const range = unlessChosen(state.spectrum.rate.range, was.spectrum, is.spectrum);
  const rated = <A extends State['sweep']['x']>(axis: A): A =>
    isRate(axis.quantity)
      ? { ...axis, range: unlessChosen(axis.range, was.sweep, is.sweep) }
      : axis;
  const keptStarts = (): Pick<State['starts'], 'points' | 'off'> => {
    const points = unlessChosen(state.starts.points, [before.start], [first.start]);
    // Numbers of a start that is another now mean nothing.
    const off = state.starts.off.filter(
      (values) => Object.keys(values).length === 0 || sameStart(problem, made(refOf(state))),
    );
    const none = off.length < state.starts.off.length && off.length + points.length === 0;
    return { off, points: none ? [first.start] : points };
  };
  const home = { before: homeOf(before), now: homeOf(first) };
  const next = {
    ...state,
    formula,
    data,
    network,
    parameters,
    optimizers: merge(state.optimizers, Object.fromEntries(rates)) as State['optimizers'],
    starts: { ...state.starts, ...keptStarts() },
    // A range of colours is of losses, on the scale that it was chosen on.
    view: state.view.range
      ? state.view
      : { ...state.view, scale: unlessChosen(state.view.scale, was.scale, is.scale) },
    // Of a line the height is that of the curve, which is another now.
    window: unlessChosen(state.window, home.before, home.now),
    sweep: { x: rated(state.sweep.x), y: rated(state.sweep.y) },
    map: runs(state.map),
    spectrum: runs({ ...state.spectrum, rate: { ...state.spectrum.rate, range } }),
  };
  if (sameAxes && ofNames && state.trained.every((name) => names.has(name))) return next;
  const { x, y } = home.now;
  const window = { x: same(state.plane.x, first.plane.x) ? next.window.x : x, y };
  return { ...next, plane: first.plane, trained: first.trained, window };
}

/** Names of a problem's parameters and layers. */
const namesIn = ({ parameters }: Problem): ReadonlySet<string> =>
  new Set(parameters.flatMap(({ name, layer }) => (layer ? [name, layer] : [name])));

/** Whether a direction means something in a problem that has come out otherwise. */
function fitsIn(
  direction: Direction,
  { parameters }: Problem,
  names: ReadonlySet<string>,
): boolean {
  if ('random' in direction) return true;
  return 'parameter' in direction
    ? names.has(direction.parameter)
    : direction.vector.length === parameters.length;
}

/** Whether two networks have the same parameters and start from the same values. */
const sameStart = ({ parameters }: Problem, { parameters: others }: Problem): boolean =>
  parameters.length === others.length &&
  parameters.every(
    ({ name, default: start }, i) => others[i]!.name === name && others[i]!.default === start,
  );

/** A bigint, which JSON has no words for, is refused later on. */
const textOf = (value: unknown) =>
  JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item));
const same = (a: unknown, b: unknown) => textOf(a) === textOf(b);

/** The state with axes and a component that `next`, which is to come, has. */
function withFit(state: State, next: State): State {
  const fits = fitOf(next);
  if (!fits) return state;
  // On a line the upward axis of the landscape is the loss.
  const turned =
    fits.onLine !== !state.plane.y ? { window: { ...state.window, y: fits.upwards } } : {};
  const { x, y } = state.sweep;
  const { component } = state.spectrum;
  const sweep =
    fits.quantities.includes(x.quantity) && fits.quantities.includes(y.quantity)
      ? state.sweep
      : {
          x: defaultAxis('learningRate', next),
          y: defaultAxis(fits.onLine ? 'start.x' : 'start.y', next),
        };
  return {
    ...state,
    ...turned,
    sweep,
    spectrum: fits.theta.includes(component)
      ? state.spectrum
      : { ...state.spectrum, component: fits.component },
  };
}

/** What a state's problem allows; null for a plane that is none, which is refused later with the rest. */
function fitOf(state: State) {
  try {
    const info = infoOf(state);
    const all = OPTIMIZER_KINDS.flatMap((kind) => quantitiesOf(kind, info));
    const component = info.theta.find((name) => name === lastAxis(info)) ?? info.theta[0]!;
    const onLine = isOnLine(state);
    const quantities = onLine ? all.filter((quantity) => quantity !== 'start.y') : all;
    return {
      theta: info.theta,
      quantities,
      component,
      onLine,
      upwards: onLine ? curveHeight(info.lossRange) : info.window.y,
    };
  } catch {
    return null;
  }
}
