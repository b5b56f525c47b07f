// Where the two coordinates (x, y) of a map lie in parameter space: θ = origin + x·u + y·v.
import { listed, quote } from '../math/format.ts';
import { seededStream } from '../math/rng.ts';
import { dot } from '../math/vector.ts';
import { normal } from './initialisation.ts';
import type { ParameterInfo } from './problem.ts';

/**
 * Along one parameter's axis; a vector with a number for each component of θ; or a random one, drawn from N(0, 1) with
 * a seed. That is as long, over the weights into each unit of a network, as those weights are (Li et al. 2018,
 * "filter-normalised"), and 0 over biases; of other problems, and where `normalised` is false, it has length 1.
 */
export type Direction =
  | { parameter: string }
  | { vector: readonly number[] }
  | { random: number; normalised?: boolean | undefined };

export interface PlaneSpec {
  x: Direction;
  /** Left out or null, the plane is a line: y is nothing then, and has no effect. */
  y?: Direction | null | undefined;
}

/** The one or two directions of a plane. */
export const directionsOf = ({ x, y }: PlaneSpec): readonly Direction[] => (y ? [x, y] : [x]);

/** A plane in θ-space. Along a parameter's axis the coordinate is that parameter's value itself. */
export interface Plane {
  /** [n]: θ at x = y = 0. */
  readonly origin: readonly number[];
  /** [n]: the direction u of x. */
  readonly x: readonly number[];
  /** [n]: the direction v of y; 0 where the plane is a line. */
  readonly y: readonly number[];
  /** What the coordinates are called: a parameter's name, or x and y; '' for the y of a line. */
  readonly names: readonly [x: string, y: string];
}

/** Directions whose angle has a sine below this count as parallel: f32 could not tell them apart. */
const LEAST_SINE = 1e-6;

/**
 * The plane of a spec over θ (names), with θ's values as its origin. Throws a RangeError for a direction that is
 * no parameter of θ, of the wrong length or zero, and for two that are parallel.
 */
export function planeOf(
  spec: PlaneSpec,
  theta: readonly string[],
  values: Readonly<Record<string, number>>,
  parameters: readonly ParameterInfo[],
): Plane {
  const { x, y } = spec;
  const vectorOf = (direction: Direction, what: string) =>
    'random' in direction
      ? randomVector(direction, theta, values, parameters, what)
      : givenVector(direction, theta, what);
  const origin = theta.map((name) => values[name]!);
  const u = vectorOf(x, 'plane.x');
  const v = y ? vectorOf(y, 'plane.y') : theta.map(() => 0);
  const cosine = y ? dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v)) : 0;
  if (1 - cosine * cosine < LEAST_SINE ** 2) {
    const [a, b] = [x, y].map(quote);
    throw new RangeError(`plane: ${a} and ${b} are parallel, and must be two directions`);
  }
  for (const direction of directionsOf(spec)) {
    if ('parameter' in direction) origin[theta.indexOf(direction.parameter)] = 0;
  }
  const nameOf = (direction: Direction, otherwise: string) =>
    'parameter' in direction ? direction.parameter : otherwise;
  return { origin, x: u, y: v, names: [nameOf(x, 'x'), y ? nameOf(y, 'y') : ''] };
}

function givenVector(
  direction: Exclude<Direction, { random: number }>,
  theta: readonly string[],
  what: string,
): number[] {
  if ('parameter' in direction) {
    return theta.map((name) => (name === direction.parameter ? 1 : 0));
  }
  const { vector } = direction;
  const quoted = quote(vector);
  if (vector.length !== theta.length) {
    throw new RangeError(
      `${what}: ${quoted} has ${vector.length} numbers, not ${theta.length}, one for each of ${listed(theta)}`,
    );
  }
  if (vector.every((component) => component === 0)) {
    throw new RangeError(`${what}: ${quoted} is zero, and must be a direction`);
  }
  return [...vector];
}

/** The components over θ of a random direction, which is drawn over all parameters: it does not depend on θ. */
function randomVector(
  { random: seed, normalised = true }: Extract<Direction, { random: number }>,
  theta: readonly string[],
  values: Readonly<Record<string, number>>,
  parameters: readonly ParameterInfo[],
  what: string,
): number[] {
  const random = seededStream(seed, 'plane');
  const drawn = parameters.map(() => normal(random));
  if (normalised) normaliseFilters(drawn, values, parameters);
  const placeOf = new Map(parameters.map(({ name }, i) => [name, i]));
  const vector = theta.map((name) => drawn[placeOf.get(name)!]!);
  const length = Math.sqrt(dot(vector, vector));
  if (length === 0) {
    throw new RangeError(
      `${what}: a random direction has no length here, as all weights that it would be scaled by are 0`,
    );
  }
  const isNormalised = normalised && parameters.some(({ unit }) => unit !== undefined);
  return isNormalised ? vector : vector.map((component) => component / length);
}

/** Makes a direction as long as the weights into each unit are; 0 over biases. */
function normaliseFilters(
  direction: number[],
  values: Readonly<Record<string, number>>,
  parameters: readonly ParameterInfo[],
): void {
  const squares = new Map<number, { own: number; wanted: number }>();
  for (const [i, { name, unit, fan }] of parameters.entries()) {
    if (unit === undefined) continue;
    if (fan?.bias) direction[i] = 0;
    else {
      const sums = squares.get(unit) ?? { own: 0, wanted: 0 };
      sums.own += direction[i]! ** 2;
      sums.wanted += values[name]! ** 2;
      squares.set(unit, sums);
    }
  }
  for (const [i, { unit, fan }] of parameters.entries()) {
    if (unit === undefined || fan?.bias) continue;
    const { own, wanted } = squares.get(unit)!;
    direction[i]! *= Math.sqrt(wanted / own);
  }
}

/** Writes θ at (x, y) into `out`. */
export function liftTo(plane: Plane, x: number, y: number, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    out[i] = plane.origin[i]! + x * plane.x[i]! + y * plane.y[i]!;
  }
}

/** θ at (x, y). */
export function lifted(plane: Plane, x: number, y: number): Float64Array<ArrayBuffer> {
  const theta = new Float64Array(plane.origin.length);
  liftTo(plane, x, y, theta);
  return theta;
}

/** Whether a plane has one direction only. */
export const isLine = ({ y }: Pick<Plane, 'y'>): boolean => y.every((component) => component === 0);

/** Whether the plane's axes are just θ's two components, in their order: nothing is projected then. */
export function isWholeSpace({ origin, x, y }: Plane): boolean {
  return origin.length === 2 && x[0] === 1 && x[1] === 0 && y[0] === 0 && y[1] === 1;
}

/** The coordinates of the point of the plane that is nearest to a θ, and the Euclidean distance from it. */
export function projector(plane: Plane) {
  const { origin, x: u, y: v } = plane;
  // Of a line, whose v is 0, anything but 0 leaves y at 0.
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v) || 1];
  const determinant = uu * vv - uv * uv;
  /** `from[at]` is the first of θ's components. */
  return (from: ArrayLike<number>, at = 0): [x: number, y: number, distance: number] => {
    let [ud, vd] = [0, 0];
    for (let i = 0; i < origin.length; i++) {
      const d = from[at + i]! - origin[i]!;
      ud += u[i]! * d;
      vd += v[i]! * d;
    }
    // Least squares: the 2 × 2 normal equations.
    const x = (vv * ud - uv * vd) / determinant;
    const y = (uu * vd - uv * ud) / determinant;
    let square = 0;
    for (let i = 0; i < origin.length; i++) {
      square += (from[at + i]! - origin[i]! - x * u[i]! - y * v[i]!) ** 2;
    }
    return [x, y, Math.sqrt(square)];
  };
}
