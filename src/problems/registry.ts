// Which problems there are, and what a reference makes of one. The first is registered from the start; the others
// (catalogue.ts) where they are wanted, so that a page need not load them to show its first.
import { listed, quote } from '../math/format.ts';
import { directionsOf, type PlaneSpec, planeOf } from './plane.ts';
import type { BoundProblem, ParameterInfo, Problem, ProblemInfo, ProblemRef } from './problem.ts';
import { xor } from './xor.ts';

const registered: Record<string, Problem> = { xor };
export const problems: Readonly<Record<string, Problem>> = registered;

/** Makes problems known by their ids; one that is known already is replaced. */
export function registerProblems(list: readonly Problem[]): void {
  for (const problem of list) registered[problem.id] = problem;
}

/** The problem that is shown and computed when none is named. */
export const DEFAULT_PROBLEM = xor.id;

/** The problem with this id. Throws a RangeError naming the known ids. */
export function problemById(id: string): Problem {
  const problem = Object.hasOwn(problems, id) ? problems[id] : undefined;
  if (problem) return problem;
  throw new RangeError(`problem ${quote(id)} is not one of ${Object.keys(problems).join(', ')}`);
}

/** The problem of a reference, made of its formula, data or network if it has any. Throws a RangeError for a bad one. */
export function problemOf({ id, formula, data, network }: ProblemRef): Problem {
  const problem = problemById(id);
  if (formula === undefined && data === undefined && network === undefined) return problem;
  for (const [what, value] of Object.entries({ formula, data, network })) {
    if (value === undefined || (problem.with && problem[what as 'formula' | 'data' | 'network']))
      continue;
    throw new RangeError(`${what}: ${quote(value)}: problem "${id}" is made of no ${what}`);
  }
  const found = made.find(
    (known) =>
      known.id === id &&
      known.formula === formula &&
      isSame(known.data, data) &&
      isSame(known.network, network),
  );
  if (found) return found.problem;
  const fresh = problem.with!({ formula, data, network });
  made.unshift({ id, formula, data, network, problem: fresh });
  made.length = Math.min(made.length, MADE_KEPT);
  return fresh;
}

/** Problems made last, asked for many times over by whatever describes or binds them. */
const made: {
  id: string;
  formula: unknown;
  data: unknown;
  network: unknown;
  problem: Problem;
}[] = [];
const MADE_KEPT = 8;

/**
 * Whether two pieces of plain data are equal: what comes from another thread, or is read again, is another object. Lists,
 * which may be long, are written out only where they are not the very same.
 */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!(a instanceof Object && b instanceof Object)) return false;
  if (Array.isArray(a) || Array.isArray(b)) return JSON.stringify(a) === JSON.stringify(b);
  const [ours, theirs] = [Object.entries(a), b as Record<string, unknown>];
  return (
    ours.length === Object.keys(b).length &&
    ours.every(([key, value]) => Object.hasOwn(theirs, key) && isSame(value, theirs[key]))
  );
}

/** What of a problem's parameters is the same for all its references: there may be many thousands. */
interface Facts {
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  readonly defaults: Readonly<Record<string, number>>;
  readonly layers: ReadonlyMap<string, readonly string[]>;
}

const facts = new WeakMap<Problem, Facts>();

function factsOf(problem: Problem): Facts {
  const known = facts.get(problem);
  if (known) return known;
  const { parameters } = problem;
  const names = parameters.map(({ name }) => name);
  const layers = new Map<string, string[]>();
  for (const { name, layer } of parameters) {
    if (layer === undefined) continue;
    const of = layers.get(layer);
    if (of) of.push(name);
    else layers.set(layer, [name]);
  }
  const fresh: Facts = {
    names,
    places: new Map(names.map((name, i) => [name, i])),
    defaults: Object.fromEntries(parameters.map((info) => [info.name, info.default])),
    layers,
  };
  facts.set(problem, fresh);
  return fresh;
}

/**
 * What a reference makes of its problem: values, what is trained, θ, the plane. Throws a RangeError that quotes
 * an unknown name, a value out of its range, or a plane that is none.
 */
export function describe(ref: ProblemRef): ProblemInfo {
  const problem = problemOf(ref);
  if (problem.parameters.length < MANY) return described(ref, problem);
  const { parameters, trained, plane } = ref;
  const asked = { parameters, trained, plane };
  const found = infos.find((known) => known.problem === problem && isAlike(known.asked, asked));
  if (found) return found.info;
  const info = described(ref, problem);
  // What was asked may be changed by whoever asked.
  infos.unshift({ problem, asked: structuredClone(asked), info });
  infos.length = Math.min(infos.length, MADE_KEPT);
  return info;
}

/** Of so many parameters descriptions are kept, as every check, job and label asks for them. */
const MANY = 64;
const infos: { problem: Problem; asked: unknown; info: ProblemInfo }[] = [];

/** Whether two pieces of plain data are equal, number by number: of many thousands that is sooner done than written out. */
function isAlike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!(a instanceof Object && b instanceof Object)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, i) => isAlike(value, b[i]));
  }
  if (Array.isArray(a) || Array.isArray(b)) return false;
  const [ours, theirs] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(ours);
  return (
    keys.length === Object.keys(theirs).length &&
    keys.every((key) => key in theirs && isAlike(ours[key], theirs[key]))
  );
}

function described(ref: ProblemRef, problem: Problem): ProblemInfo {
  const {
    plane,
    trained,
    bind: _,
    with: __,
    networkAt: ___,
    withoutDefaults: ____,
    ...rest
  } = problem;
  const { parameters } = problem;
  const { names, places } = factsOf(problem);
  const known = (name: string, what: string) => {
    if (places.has(name)) return;
    throw new RangeError(`${what}: parameter ${quote(name)} is not one of ${listed(names)}`);
  };
  const values = valuesOf(problem, ref.parameters ?? {}, known);
  const spec = ref.plane ?? plane;
  const axes = axesOf(spec);
  for (const name of axes) known(name, 'plane');
  const asked = withoutLayers(trainedAs(ref, problem), problem);
  for (const name of asked) known(name, 'trained');
  const chosen = new Set(asked);
  if (chosen.size < asked.length) {
    const twice = asked.find((name, i) => asked.indexOf(name) !== i);
    throw new RangeError(`trained: ${quote(twice)} is named twice`);
  }
  const theta =
    chosen.size === names.length
      ? names
      : names.filter((name) => chosen.has(name) || axes.includes(name));
  if (chosen.size === 0) {
    throw new RangeError('trained: [] is empty: at least one parameter must be trained');
  }
  return {
    ...rest,
    values,
    theta,
    trained: theta.map((name) => chosen.has(name)),
    plane: planeOf(spec, theta, values, parameters),
  };
}

/** Values of all parameters: the given ones, in their ranges, and the others' defaults. */
function valuesOf(
  problem: Problem,
  given: Readonly<Record<string, number>>,
  known: (name: string, what: string) => void,
): Readonly<Record<string, number>> {
  const { places, defaults } = factsOf(problem);
  const names = Object.keys(given);
  if (names.length === 0) return defaults;
  for (const name of names) known(name, 'parameters');
  const values = { ...defaults };
  for (const name of names) {
    const value = given[name] ?? defaults[name]!;
    checkValue(problem.parameters[places.get(name)!]!, value, `parameters.${name}`);
    values[name] = value;
  }
  return values;
}

/** What a reference trains: names of parameters or layers. */
const trainedAs = (ref: ProblemRef, { trained }: Problem): readonly string[] =>
  ref.trained ?? (ref.plane ? trainedBy(ref.plane, trained) : trained);

/** Names of parameters and layers, with those of the parameters instead of each layer's. */
function withoutLayers(names: readonly string[], problem: Problem): readonly string[] {
  const { layers } = factsOf(problem);
  if (layers.size === 0 || !names.some((name) => layers.has(name))) return names;
  return names.flatMap((name) => layers.get(name) ?? [name]);
}

/** Throws a RangeError, in the words of `what`, for a value that is not in a parameter's range. */
export function checkValue(
  { min, max }: Pick<ParameterInfo, 'min' | 'max'>,
  value: unknown,
  what: string,
): void {
  if (typeof value === 'number' && value >= min && value <= max) return;
  throw new RangeError(`${what}: ${quote(value)} is not a number from ${min} to ${max}`);
}

/** The parameters that are axes of a plane. */
const axesOf = (plane: PlaneSpec): string[] =>
  directionsOf(plane).flatMap((axis) => ('parameter' in axis ? [axis.parameter] : []));

/** What is trained unless it is said: the plane's axes, and where one is a vector what the problem trains too. */
function trainedBy(plane: PlaneSpec, trained: readonly string[]): readonly string[] {
  const axes = axesOf(plane);
  const only = axes.length === directionsOf(plane).length;
  return [...new Set(only ? axes : [...trained, ...axes])];
}

/** The loss over θ, see `describe`. */
export function bind(ref: ProblemRef): BoundProblem {
  const { values, theta } = describe(ref);
  return problemOf(ref).bind(values, theta);
}

/** A reference without what is the default anyway, so that equal problems look equal. */
export function canonical(ref: ProblemRef): ProblemRef {
  const { id, parameters = {}, formula, data } = ref;
  const network = ref.network && problemById(id).withoutDefaults?.(ref.network);
  const problem = problemOf(ref);
  const { parameters: infos, plane } = problem;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const inOrder = (given: readonly string[]) => {
    const names = new Set(withoutLayers(given, problem));
    return infos.flatMap(({ name }) => (names.has(name) ? [name] : []));
  };
  const byDefault = trainedAs({ ...ref, trained: undefined }, problem);
  // As lists of layers they are short; of parameters there may be many thousands.
  const asked = ref.trained && !same(ref.trained, byDefault) ? inOrder(ref.trained) : undefined;
  return {
    id,
    ...(formula === undefined ? {} : { formula }),
    ...(data === undefined ? {} : { data }),
    ...(network === undefined ? {} : { network }),
    parameters: { ...parameters },
    ...(asked && !same(asked, inOrder(byDefault))
      ? { trained: ref.trained!.length < asked.length ? ref.trained! : asked }
      : {}),
    ...(ref.plane && !same(directionsOf(ref.plane), directionsOf(plane))
      ? { plane: ref.plane }
      : {}),
  };
}
