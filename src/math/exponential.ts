// The exponential function of additions and multiplications alone: Math.exp is another in each engine and version. Twin of
// exponentials.ts. Method: Tang 1989, "Table-driven implementation of the exponential function", with a table of 128
// powers and their errors.
import { POWERS, parts, powerOfTwo } from './exact.ts';

/** 2^(j/128) rounded, and by how much of itself that is too small. */
export const [HIGH, LOW] = [new Float64Array(128), new Float64Array(128)];
{
  const bits = 128;
  const one = 1n << BigInt(bits);
  let root = 2n * one;
  for (let halvings = 0; halvings < 7; halvings++) root = squareRoot(root * one, root);
  for (let j = 0, power = one; j < 128; j++, power = (power * root) / one) {
    const [high, low] = parts(power, bits);
    HIGH[j] = high;
    LOW[j] = low / high;
  }
}

/** Rounded down, by Newton's method from a number above it. */
function squareRoot(of: bigint, from: bigint): bigint {
  for (let x = from; ; ) {
    const next = (x + of / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** 128/ln 2, and ln 2/128 in two parts, of which the first is 24 bits long: times a whole number it is exact. */
export const INVERSE = 184.6649652337873;
export const STEP = 0.0054152123630046844;
export const STEP_REST = -1.4880111718420063e-11;
/** What f64 is rounded to whole numbers by adding and taking away: 1.5 · 2⁵². */
export const WHOLE = 6_755_399_441_055_744;

/**
 * e^x, within 0.52 ulp (of subnormal results 1). Written out, as `near` has it: an engine puts only so much code in the
 * place of its calls, and one that is called takes three times as long.
 */
export function exp(x: number): number {
  // Scaled before the last addition: where no part is subnormal the bits are those of scaling after it.
  if (!(x > -650 && x < 708)) return expOf(x, 0);
  const n = x * INVERSE + WHOLE - WHOLE;
  const r = x - n * STEP - n * STEP_REST;
  const z = r * r;
  const high = POWERS[(n >> 7) + 1074]! * HIGH[n & 127]!;
  return high + high * (LOW[n & 127]! + r + z * (0.5 + r * (1 / 6) + z * (1 / 24 + r * (1 / 120))));
}

/** e^(x + rest), rest within ±2^−20. */
export function expOf(x: number, rest: number): number {
  if (!(x < 710)) return x < 710 || Number.isNaN(x) ? Number.NaN : Number.POSITIVE_INFINITY;
  if (x < -746) return 0;
  const n = x * INVERSE + WHOLE - WHOLE;
  // In two steps: 2^1024 is beyond f64, and what becomes subnormal is rounded at the last.
  const half = n >> 8;
  return (
    powerOfTwo((n >> 7) - half) * near(n, x - n * STEP - n * STEP_REST + rest) * powerOfTwo(half)
  );
}

/** 2^(j/128)·e^r, where j is n modulo 128 and |r| at most ln 2/256: r⁶/720 is 5e-19. */
function near(n: number, r: number): number {
  const z = r * r;
  const high = HIGH[n & 127]!;
  return high + high * (LOW[n & 127]! + r + z * (0.5 + r * (1 / 6) + z * (1 / 24 + r * (1 / 120))));
}
