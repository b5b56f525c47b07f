// Twin of exp in exponential.ts, of many at once: for loops that take so many that their calls cost more than they do.
import { POWERS } from './exact.ts';
import { exp, HIGH, INVERSE, LOW, STEP, STEP_REST, WHOLE } from './exponential.ts';

/**
 * The constants of `expEach`, which are read from memory: an engine that knows them builds each of them anew for each
 * number, two instructions where a multiplication reads its factor along.
 */
const KNOWN = Float64Array.of(INVERSE, STEP, STEP_REST, WHOLE, 1 / 6, 1 / 24, 1 / 120);

/**
 * e^x in the place of each of `count` values, the first ones or those `from` a place on, to the same bits as `exp` gives:
 * numbers that do not wait for each other take half the time of as many calls.
 */
export function expEach(values: Float64Array, count: number, from = 0): void {
  const powers = POWERS;
  const highs = HIGH;
  const lows = LOW;
  const inverse = KNOWN[0]!;
  const step = KNOWN[1]!;
  const stepRest = KNOWN[2]!;
  const whole = KNOWN[3]!;
  const third = KNOWN[4]!;
  const fourth = KNOWN[5]!;
  const fifth = KNOWN[6]!;
  for (let i = from; i < from + count; i++) {
    const x = values[i]!;
    if (!(Math.abs(x) < 650)) {
      values[i] = exp(x);
      continue;
    }
    const n = x * inverse + whole - whole;
    const r = x - n * step - n * stepRest;
    const z = r * r;
    const k = n | 0;
    const high = powers[(k >> 7) + 1074]! * highs[k & 127]!;
    values[i] =
      high + high * (lows[k & 127]! + r + z * (0.5 + r * third + z * (fourth + r * fifth)));
  }
}
