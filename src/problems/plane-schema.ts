// Windows and planes as they are written, wherever they come from.
import * as v from 'valibot';
import { number, object } from '../check.ts';
import { quote } from '../math/format.ts';
import { rangeFault } from '../math/range-bound.ts';
import type { Direction } from './plane.ts';

/** Beyond 1e9 every weight of every problem here is saturated or has diverged. */
export const WINDOW_LIMIT = 1e9;

export const range = v.pipe(
  v.strictTuple([number(-WINDOW_LIMIT, WINDOW_LIMIT), number(-WINDOW_LIMIT, WINDOW_LIMIT)]),
  v.check(
    (ends) => rangeFault(ends) === null,
    (issue) => rangeFault(issue.input as [number, number])!,
  ),
);

export const windowSchema = object({ x: range, y: range });

/** The seed of a random direction. */
const seed = v.custom<number>(
  (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32,
);

const direction: v.GenericSchema<unknown, Direction> = v.union(
  [
    object({ parameter: v.string() }),
    object({ vector: v.array(number(-WINDOW_LIMIT, WINDOW_LIMIT)) }),
    object({ random: seed, normalised: v.optional(v.boolean()) }),
  ],
  (issue) =>
    `${quote(issue.input)} is not {"parameter": name}, {"vector": [numbers]} or {"random": seed}`,
);

/** A plane as it is written; whether its directions fit the problem is checked with that. */
export const planeSchema = object({ x: direction, y: v.nullish(direction) });
