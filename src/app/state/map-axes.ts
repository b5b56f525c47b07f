// The axes of a map: their names, their sensible and their farthest ranges, their place in a plot.

import type { Axis, Quantity, Window } from '../../engine.ts';
import { isDrawable } from '../../math/range-bound.ts';
import { isAdjustment, isRate, isStart, quantityInWords, RATE_LIMIT } from '../../quantities.ts';
import { WINDOW_LIMIT } from '../../schemas.ts';
import { translated } from '../../words/words.ts';
import { axisLabels, homeOf, type MadeOf, sweepOf, usualOf } from './problem.ts';
import type { State } from './state.ts';

/** A quantity in words. */
export const axisName = (state: State, quantity: Quantity): string =>
  translated(quantityInWords(quantity, axisLabels(state)));

/** Sensible range of a quantity when it is put on an axis. */
export function defaultAxis(quantity: Quantity, state: MadeOf): Axis {
  const own = sweepOf(state);
  for (const axis of own ? [own.x, own.y] : []) {
    if (axis.quantity === quantity) return { ...axis, range: [...axis.range] };
  }
  if (isStart(quantity)) {
    return { quantity, range: homeOf(state)[quantity === 'start.x' ? 'x' : 'y'], scale: 'linear' };
  }
  if (quantity === 'epsilon') return { quantity, range: [1e-12, 1], scale: 'log' };
  if (isAdjustment(quantity)) return { quantity, range: [1e-6, 1], scale: 'log' };
  if (isRate(quantity)) return { quantity, range: usualOf(state).sweep, scale: 'log' };
  return { quantity, range: [0, 0.999], scale: 'linear' };
}

/** Farthest from 0 that zooming and panning takes a window: 1,000 times as far as the problem's home window goes. */
export function farthest(state: MadeOf): number {
  const { x, y } = homeOf(state);
  return Math.min(WINDOW_LIMIT, 1000 * Math.max(...[...x, ...y].map(Math.abs)));
}

/** Farthest that zooming and panning takes an axis; `out` is that of a coordinate. */
function reachOf(quantity: Quantity, out: number): readonly [number, number] {
  if (isStart(quantity)) return [-out, out];
  if (isRate(quantity) || isAdjustment(quantity)) return [0, RATE_LIMIT];
  return quantity === 'epsilon' ? [0, 1] : [0, 1 - 2 ** -24];
}
/** On a log axis nothing smaller is of use. */
const LEAST = 1e-12;

/** Where an axis lies in a plot: its range, or log10 of it. */
export function placedRange({ range, scale }: Pick<Axis, 'range' | 'scale'>): [number, number] {
  return scale === 'log' ? [Math.log10(range[0]), Math.log10(range[1])] : [...range];
}

export function windowOfAxes({ x, y }: { x: Axis; y: Axis }): Window {
  return { x: placedRange(x), y: placedRange(y) };
}

/** The axis moved to a place in a plot, kept within what its quantity allows, and coordinates within ±`out`. */
export function movedAxis(
  axis: Axis,
  [from, to]: readonly [number, number],
  out = WINDOW_LIMIT,
): Axis {
  const log = axis.scale === 'log';
  const [min, max] = reachOf(axis.quantity, Math.max(out, ...axis.range.map(Math.abs)));
  const ends = [log ? Math.max(min, LEAST) : min, max] as const;
  const [least, most] = log ? [Math.log10(ends[0]), Math.log10(ends[1])] : ends;
  // Panning against an end stops there; only what is wider than all that is allowed is cut.
  const fits = to - from <= most - least;
  const shift = !fits ? 0 : from < least ? least - from : to > most ? most - to : 0;
  const placed = [Math.max(from + shift, least), Math.min(to + shift, most)];
  const back = (place: number) => (log ? 10 ** place : place);
  const lo = Math.max(back(placed[0]!), ends[0]);
  const hi = Math.min(back(placed[1]!), ends[1]);
  return isDrawable([lo, hi], axis.scale) ? { ...axis, range: [lo, hi] } : axis;
}
