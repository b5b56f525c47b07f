// What a job is asked for with, as text: equal for equal jobs, to be compared at every change of the state.
import type { Engines } from './engines.ts';

const numbers = new WeakMap<object, number>();
let last = 0;

/** A number for an array, the same for as long as it is the same array. */
function numberOf(rows: object): number {
  const known = numbers.get(rows) ?? ++last;
  numbers.set(rows, known);
  return known;
}

/** As JSON, but for the rows of data, of which there may be thousands: they are replaced, never changed. */
export const keyOf = (wanted: unknown): string =>
  JSON.stringify(wanted, (name, value) =>
    name === 'data' && Array.isArray(value) ? numberOf(value) : value,
  );

/** What a job is asked for with, and who does it. */
export const jobKey = (engines: Engines, wanted: unknown): string =>
  `${engines.current.info.name} ${keyOf(wanted)}`;
