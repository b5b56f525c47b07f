// Whether the gradient of an own problem is that of its loss.
import { quote } from '../math/format.ts';
import { seededRandom } from '../math/rng.ts';
import type { OwnProblem } from './own.ts';
import type { ParameterInfo } from './problem.ts';

const POINTS = 16;

/** What stands in a message for a point. */
const said = (parameters: readonly ParameterInfo[], at: readonly number[]): string =>
  parameters
    .slice(0, 8)
    .map(({ name }, i) => `${name} = ${Number(at[i]!.toPrecision(6))}`)
    .join(', ') + (parameters.length > 8 ? ', …' : '');

/** The defaults, and points drawn (with a seed) from where the parameters usually are. */
export function pointsOf(
  parameters: readonly ParameterInfo[],
  count: number,
  seed = 1,
): number[][] {
  const random = seededRandom(seed);
  const drawn = Array.from({ length: count - 1 }, () =>
    parameters.map(({ usual, min, max }) => {
      const [low, high] = usual ?? [min, max];
      return low + random() * (high - low);
    }),
  );
  return [parameters.map((info) => info.default), ...drawn];
}

type Loss = (at: readonly number[]) => number;

/** One of a point's slopes against the loss; nothing where the loss is not defined around. */
function checkSlope(
  what: string,
  lossAt: Loss,
  at: readonly number[],
  parameters: readonly ParameterInfo[],
  i: number,
  slope: number,
): void {
  const { name, min, max } = parameters[i]!;
  const value = at[i]!;
  const step = 1e-4 * Math.max(1, Math.abs(value));
  if (value - step < min || value + step > max) return;
  const ends = [step, -step, step / 2, -step / 2].map((h) => {
    const near = at.slice();
    near[i] = value + h;
    return lossAt(near);
  }) as [number, number, number, number];
  if (!ends.every((end) => Number.isFinite(end))) return;
  const [wide, narrow] = [(ends[0] - ends[1]) / (2 * step), (ends[2] - ends[3]) / step];
  const difference = (4 * narrow - wide) / 3;
  const tolerance =
    1e-5 * Math.max(Math.abs(slope), Math.abs(difference)) +
    2 * Math.abs(wide - narrow) +
    (1e-12 * Math.max(1e-6, ...ends.map(Math.abs))) / step;
  if (Math.abs(slope - difference) <= tolerance) return;
  const apart = Number(Math.abs(slope - difference).toPrecision(3));
  throw new RangeError(
    `${what}: its gradient by "${name}" at ${said(parameters, at)} is ${quote(slope)}, ` +
      `the loss's central difference ${Number(difference.toPrecision(8))}: ${apart} apart`,
  );
}

/**
 * Holds a gradient against central differences of its loss, extrapolated from two steps (Richardson), at the defaults and
 * at random points; the tolerance is 1e-5 of the larger and what the two steps differ by. Throws a RangeError that
 * quotes parameter, point, both values and their difference; and for a loss or gradient that is no number or list of them.
 */
export function checkGradient(
  { id, loss, gradient }: OwnProblem,
  parameters: readonly ParameterInfo[],
): void {
  const what = `problem "${id}"`;
  // Frozen, so that functions that change what they are given say so at once.
  const lossAt: Loss = (at) => {
    const value: unknown = loss(Object.freeze(at.slice()) as readonly number[]);
    if (typeof value === 'number') return value;
    throw new RangeError(
      `${what}: its loss at ${said(parameters, at)} is ${quote(value)}, no number`,
    );
  };
  const points = pointsOf(parameters, POINTS).filter((at) => Number.isFinite(lossAt(at)));
  if (points.length === 0) {
    throw new RangeError(
      `${what}: its loss is undefined at all of ${POINTS} points that were tried`,
    );
  }
  for (const at of points) {
    if (!Object.is(lossAt(at), lossAt(at))) {
      throw new RangeError(`${what}: its loss at ${said(parameters, at)} is not the same twice`);
    }
    const slopes = gradient(Object.freeze(at.slice()) as readonly number[]);
    if (typeof slopes !== 'object' || slopes?.length !== parameters.length) {
      throw new RangeError(
        `${what}: its gradient ${quote(slopes)} is not ${parameters.length} numbers, one for each parameter`,
      );
    }
    for (const i of parameters.keys()) checkSlope(what, lossAt, at, parameters, i, slopes[i]!);
  }
}
