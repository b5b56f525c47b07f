// Which problems there are, and what a reference makes of one. A new problem is added here.
import { type PlaneSpec, planeOf } from './plane.ts';
import type { BoundProblem, ParameterInfo, Problem, ProblemInfo, ProblemRef } from './problem.ts';
import { xor } from './xor.ts';

export const problems: Readonly<Record<string, Problem>> = { xor };

/** The problem that is shown and computed when none is named. */
export const DEFAULT_PROBLEM = xor.id;

/** The problem with this id. Throws a RangeError naming the known ids. */
export function problemById(id: string): Problem {
  const problem = Object.hasOwn(problems, id) ? problems[id] : undefined;
  if (problem) return problem;
  throw new RangeError(`problem "${id}" is not one of ${Object.keys(problems).join(', ')}`);
}

/**
 * What a reference makes of its problem: values, what is trained, θ, the plane. Throws a RangeError that quotes
 * an unknown name, a value out of its range, or a plane that is none.
 */
export function describe(ref: ProblemRef): ProblemInfo {
  const problem = problemById(ref.id);
  const { plane, trained, bind: _, ...rest } = problem;
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
const axesOf = ({ x, y }: PlaneSpec): string[] =>
  [x, y].flatMap((axis) => ('parameter' in axis ? [axis.parameter] : []));

/** What is trained unless it is said: the plane's axes, and where one is a vector what the problem trains too. */
function trainedBy(plane: PlaneSpec, trained: readonly string[]): readonly string[] {
  const axes = axesOf(plane);
  return [...new Set(axes.length === 2 ? axes : [...trained, ...axes])];
}

/** The loss over θ, see `describe`. */
export function bind(ref: ProblemRef): BoundProblem {
  const { values, theta } = describe(ref);
  return problemById(ref.id).bind(values, theta);
}

/** A reference without what is the default anyway, so that equal problems look equal. */
export function canonical(ref: ProblemRef): ProblemRef {
  const { id, parameters = {} } = ref;
  const { parameters: infos, trained, plane } = problemById(id);
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const inOrder = (names: readonly string[]) =>
    infos.map(({ name }) => name).filter((name) => names.includes(name));
  return {
    id,
    parameters: { ...parameters },
    ...(ref.trained && !same(inOrder(ref.trained), inOrder(trainedBy(ref.plane ?? plane, trained)))
      ? { trained: inOrder(ref.trained) }
      : {}),
    ...(ref.plane && !same(ref.plane, plane) ? { plane: ref.plane } : {}),
  };
}
