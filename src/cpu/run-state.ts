// Runs between slices, as numbers.
import { NEVER } from '../engine.ts';

/** Numbers that describe a run over n parameters between slices, see Run.save. */
export const runStateSize = (n: number): number => 3 * n + 7;

/** Where some of them are; θ is the first, and behind it of each component the two numbers of its Memory. */
export const placesIn = (n: number) => ({
  memories: n,
  power1: 3 * n,
  power2: 3 * n + 1,
  steps: 3 * n + 2,
  divergedAt: 3 * n + 6,
});

/** The last of them, behind θ and what is remembered of it, before any step. */
export const BEFORE_STEPS: readonly number[] = [1, 1, 0, 0, Number.NaN, 0, NEVER];

/** The run states of a list of starts θ, [run][n], before any step. */
export function startStates(starts: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const size = runStateSize(n);
  const states = new Float64Array((starts.length / n) * size);
  for (let r = 0; r * n < starts.length; r++) {
    states.set(starts.subarray(r * n, (r + 1) * n), r * size);
    states.set(BEFORE_STEPS, r * size + 3 * n);
  }
  return states;
}
