import type { Axis, Quantity, SweepSpec } from '../engine.ts';
import { cellCentres } from '../math/grid.ts';

/** The hyper-parameters that the GPU reads as 1 − value. */
const COMPLEMENTS: readonly Quantity[] = ['decay', 'beta1', 'beta2'];

/**
 * Whether neighbouring cell centres on an axis are one and the same number on the GPU, so that the
 * map shows bars where it should show cells: zoomed in too far for f32. A coordinate is held as
 * hi + lo, but the loss sees the f32 sum of the two; other quantities are f32, or f32 complements.
 *
 * On a log axis neighbours p decades apart are ln 10 · p · η apart, and f32 has numbers 2^−24 to 2^−23 of η apart: all
 * are told apart from p = 2^−23/ln 10 = 5.2e-8 on, none below half of that. At 384 pixels f32 ends 2e-5 decades wide.
 */
export function collapsed(
  { x, y, width, height }: SweepSpec,
  precision: 'f32' | 'f64' = 'f32',
): boolean {
  return axisCollapsed(x, width, precision) || axisCollapsed(y, height, precision);
}

function axisCollapsed(
  { quantity, range, scale }: Axis,
  count: number,
  precision: 'f32' | 'f64',
): boolean {
  const complement = COMPLEMENTS.includes(quantity);
  const centres = cellCentres(range, count, scale).map((value) => (complement ? 1 - value : value));
  const held = precision === 'f32' ? Float32Array.from(centres) : centres;
  return held.some((value, i) => i > 0 && value === held[i - 1]);
}
