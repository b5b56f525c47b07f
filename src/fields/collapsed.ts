import type { Axis, Quantity, SweepSpec } from '../engine.ts';
import { cellCentres } from '../math/grid.ts';

/** The hyper-parameters that the GPU reads as 1 − value. */
const COMPLEMENTS: readonly Quantity[] = ['decay', 'beta1', 'beta2'];

/**
 * Whether neighbouring cell centres on an axis are one and the same number on the GPU, so that the
 * map shows bars where it should show cells: zoomed in too far for f32. A coordinate is held as
 * hi + lo, but the loss sees the f32 sum of the two; other quantities are f32, or f32 complements.
 */
export function collapsed({ x, y, width, height }: SweepSpec): boolean {
  return axisCollapsed(x, width) || axisCollapsed(y, height);
}

function axisCollapsed({ quantity, range, scale }: Axis, count: number): boolean {
  const complement = COMPLEMENTS.includes(quantity);
  const held = Float32Array.from(cellCentres(range, count, scale), (value) =>
    complement ? 1 - value : value,
  );
  return held.some((value, i) => i > 0 && value === held[i - 1]);
}
