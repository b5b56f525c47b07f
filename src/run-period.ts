// Apart from runs.ts, since what is first on the page asks for no periods.
import { DIVERGED } from './engine.ts';
import { behaviourOf, PERIOD_TOLERANCE, UNBOUNDED } from './math/periods.ts';

/** What the last iterates of a run do: see RunResults. */
export function periodOf(
  outcome: number,
  iterates: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>,
): number {
  if (outcome === DIVERGED) return UNBOUNDED;
  const precision = iterates instanceof Float32Array ? 'f32' : 'f64';
  return behaviourOf(iterates, PERIOD_TOLERANCE[precision]);
}
