// What the last iterates of each learning rate do: settle, repeat, go on moving, wander, or diverge.
import { DIVERGED, LEAST_ITERATES, type Spectrum } from '../engine.ts';
import { type Behaviour, behaviourOf, PERIOD_TOLERANCE, UNBOUNDED } from '../math/periods.ts';

export { LEAST_ITERATES } from '../engine.ts';
export * from '../math/periods.ts';

/**
 * The behaviour of each learning rate of a spectrum, [count]; null where fewer than LEAST_ITERATES iterates are kept.
 * The tolerance defaults to that of the iterates' own precision.
 */
export function periodsOf(
  { spec, iterates, outcome }: Pick<Spectrum, 'spec' | 'iterates' | 'outcome'>,
  tolerance: number = PERIOD_TOLERANCE[iterates instanceof Float32Array ? 'f32' : 'f64'],
): Uint8Array<ArrayBuffer> | null {
  const { count, last } = spec;
  if (last < LEAST_ITERATES) return null;
  const behaviours = new Uint8Array(count);
  for (let run = 0; run < count; run++) {
    behaviours[run] =
      outcome[run] === DIVERGED
        ? UNBOUNDED
        : behaviourOf(iterates.subarray(run * last, (run + 1) * last), tolerance);
  }
  return behaviours;
}

export interface BehaviourInterval {
  behaviour: Behaviour;
  /** First and last learning rate, cell centres. */
  from: number;
  to: number;
  /** How many learning rates. */
  count: number;
}

/** Consecutive learning rates of one behaviour, in order. */
export function behaviourIntervals(
  behaviours: ArrayLike<Behaviour>,
  rates: ArrayLike<number>,
): BehaviourInterval[] {
  const intervals: BehaviourInterval[] = [];
  for (let i = 0; i < behaviours.length; i++) {
    const behaviour = behaviours[i]!;
    const last = intervals.at(-1);
    if (last?.behaviour === behaviour) {
      last.to = rates[i]!;
      last.count++;
    } else intervals.push({ behaviour, from: rates[i]!, to: rates[i]!, count: 1 });
  }
  return intervals;
}
