// Which problems there are, and what a reference makes of one. The first is registered from the start; the others
// (catalogue.ts) where they are wanted, so that a page need not load them to show its first.
import { quote } from '../math/format.ts';
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
  throw new RangeError(`problem "${id}" is not one of ${Object.keys(problems).join(', ')}`);
}

/** The problem of a reference, made of its formula or data if it has any. Throws a RangeError for a bad one. */
export function problemOf({ id, formula, data }: ProblemRef): Problem {
  const problem = problemById(id);
  if (formula === undefined && data === undefined) return problem;
  for (const [what, value] of Object.entries({ formula, data })) {
    if (value === undefined || (problem.with && problem[what as 'formula' | 'data'])) continue;
    throw new RangeError(`${what}: ${quote(value)}: problem "${id}" is made of no ${what}`);
  }
  const found = made.find(
    (known) => known.id === id && known.formula === formula && known.data === data,
  );
  if (found) return found.problem;
  const fresh = problem.with!({ formula, data });
  made.unshift({ id, formula, data, problem: fresh });
  made.length = Math.min(made.length, MADE_KEPT);
  return fresh;
}

/** Problems made last, asked for many times over by whatever describes or binds them. */
const made: { id: string; formula: unknown; data: unknown; problem: Problem }[] = [];
const MADE_KEPT = 8;

/**
 * What a reference makes of its problem: values, what is trained, θ, the plane. Throws a RangeError that quotes
 * an unknown name, a value out of its range, or a plane that is none.
 */
export function describe(ref: ProblemRef): ProblemInfo {
  const problem = problemOf(ref);
  const { plane, trained, bind: _, with: __, ...rest } = problem;
  const names = problem.parameters.map(({ name }) => name);
  const known = (name: string, what: string) => {
    if (names.includes(name)) return;
    throw new RangeError(
      `${what}: parameter ${JSON.stringify(name)} is not one of ${names.join(', ')}`,
    );
  };
  const given = ref.parameters ?? {};
  for (const name of Object.keys(given)) known(name, 'parameters');
  const values = Object.fromEntries(
    problem.parameters.map(({ name, default: byDefault, min, max }) => {
      const value: unknown = given[name] ?? byDefault;
      checkValue({ min, max }, value, `parameters.${name}`);
      return [name, value];
    }),
  ) as Record<string, number>;
  const spec = ref.plane ?? plane;
  const axes = axesOf(spec);
  for (const name of axes) known(name, 'plane');
  const chosen = ref.trained ?? trainedBy(spec, trained);
  for (const name of chosen) known(name, 'trained');
  const twice = chosen.find((name, i) => chosen.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(`trained: ${JSON.stringify(twice)} is named twice`);
  const theta = names.filter((name) => chosen.includes(name) || axes.includes(name));
  if (!theta.some((name) => chosen.includes(name))) {
    throw new RangeError('trained: [] is empty: at least one parameter must be trained');
  }
  return {
    ...rest,
    values,
    theta,
    trained: theta.map((name) => chosen.includes(name)),
    plane: planeOf(spec, theta, values),
  };
}

/** Throws a RangeError, in the words of `what`, for a value that is not in a parameter's range. */
export function checkValue(
  { min, max }: Pick<ParameterInfo, 'min' | 'max'>,
  value: unknown,
  what: string,
): void {
  if (typeof value === 'number' && value >= min && value <= max) return;
  const shown = typeof value === 'number' ? value : JSON.stringify(value);
  throw new RangeError(`${what}: ${shown} is not a number from ${min} to ${max}`);
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
  const { parameters: infos, trained, plane } = problemOf(ref);
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const inOrder = (names: readonly string[]) =>
    infos.map(({ name }) => name).filter((name) => names.includes(name));
  return {
    id,
    ...(formula === undefined ? {} : { formula }),
    ...(data === undefined ? {} : { data }),
    parameters: { ...parameters },
    ...(ref.trained && !same(inOrder(ref.trained), inOrder(trainedBy(ref.plane ?? plane, trained)))
      ? { trained: inOrder(ref.trained) }
      : {}),
    ...(ref.plane && !same(directionsOf(ref.plane), directionsOf(plane))
      ? { plane: ref.plane }
      : {}),
  };
}
