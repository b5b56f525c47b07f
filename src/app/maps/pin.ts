// The place of a map whose run is kept: in the state as values of the axes, on the map as a place of its plot.
import type { Axis, SweepSpec } from '../../engine.ts';
import { cellCentres, type Scale } from '../../math/grid.ts';
import { digitsFor } from '../../views/ticks.ts';
import type { Point } from '../../views/transform.ts';
import { mapAxes } from '../state/job-specs.ts';
import { placedRange } from '../state/map-axes.ts';
import type { State } from '../state/state.ts';

/** A value of an axis as a place of a plot; null for one that it does not have. */
export const placeOfValue = (value: number | null, scale: Scale): number | null =>
  scale === 'linear' || value === null ? value : value > 0 ? Math.log10(value) : null;

/** Where the kept place of the open map lies in its plot. */
export function placeOfPin(state: State): Point | null {
  const { pin } = state.map;
  if (!pin) return null;
  const { x, y } = mapAxes(state);
  const [px, py] = [placeOfValue(pin[0], x.scale), placeOfValue(pin[1], y.scale)];
  return px === null || py === null ? null : [px, py];
}

/** The value at the middle of the pixel that a place of a plot lies in, in no more digits than tell it from its neighbours. */
export function valueAt(axis: Pick<Axis, 'range' | 'scale'>, count: number, place: number): number {
  const [from, to] = placedRange(axis);
  const i = Math.max(0, Math.min(count - 1, Math.floor(((place - from) / (to - from)) * count)));
  const centres = cellCentres(axis.range, count, axis.scale);
  const value = centres[i]!;
  const next = centres[i === count - 1 ? i - 1 : i + 1] ?? axis.range[1];
  return Number(value.toPrecision(Math.min(17, digitsFor(value, Math.abs(next - value) / 100))));
}

/** The kept place for a place of the plot of a map. */
export function pinAt(state: State, { width, height }: SweepSpec, [px, py]: Point): Point {
  const { x, y } = mapAxes(state);
  return [valueAt(x, width, px), valueAt(y, height, py)];
}
