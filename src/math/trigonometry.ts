// Sine, cosine and tangent of additions and multiplications alone: those of Math are others in each engine and version.
// Method: Cody and Waite 1980, multiples of π/2 taken off in parts; Taylor's series within ±π/4.
import { quotient } from './exact.ts';

/** What of the last angle taken is within ±π/4, in two parts. */
const ANGLE = new Float64Array(2);

/** Up to here, 2²⁰ quarter turns, times the first three parts of π/2 are exact. */
const FAR = 1.6e6;
const PARTS = [
  1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32,
] as const;
/** What f64 is rounded to whole numbers by adding and taking away: 1.5 · 2⁵². */
const WHOLE = 6_755_399_441_055_744;

/**
 * Reduces an angle into ANGLE; returns how many quarter turns were taken off. π/2 in parts of 33, 33, 33 and 53 bits: no
 * f64 below FAR is so near to a multiple that they leave less than 2^−70 of what remains unknown.
 */
function reduced(x: number): number {
  // Beyond, turns of f64's 2π: the same everywhere, and off by 4e-17·x.
  if (!(x < FAR && x > -FAR)) x %= 2 * Math.PI;
  const n = x * 0.6366197723675814 + WHOLE - WHOLE;
  const first = x - n * PARTS[0];
  const second = n * PARTS[1];
  const third = n * PARTS[2];
  const upper = first - second;
  const lower = upper - third;
  const rest = first - upper - second + (upper - lower - third) - n * PARTS[3];
  ANGLE[0] = lower + rest;
  ANGLE[1] = lower - ANGLE[0] + rest;
  return n & 3;
}

/** sin(r + rest) − r */
function sineRest(r: number, rest: number): number {
  const z = r * r;
  const w = z * z;
  return (
    rest * (1 - 0.5 * z) +
    r *
      z *
      (-1 / 6 +
        z * (1 / 120) +
        w *
          (-1 / 5040 +
            z * (1 / 362880) +
            w *
              (-1 / 39916800 +
                z * (1 / 6227020800) +
                w * (-1 / 1307674368000 + z * (1 / 355687428096000)))))
  );
}

/** cos(r + rest) − start, which is 1 − r²/2 rounded. */
function cosineRest(r: number, rest: number, start: number): number {
  const z = r * r;
  const w = z * z;
  return (
    1 -
    start -
    0.5 * z +
    (w *
      (1 / 24 -
        z * (1 / 720) +
        w *
          (1 / 40320 -
            z * (1 / 3628800) +
            w * (1 / 479001600 - z * (1 / 87178291200) + w * (1 / 20922789888000)))) -
      r * rest)
  );
}

/** The sine so many quarter turns behind ANGLE. */
function turned(turns: number): number {
  const r = ANGLE[0]!;
  const rest = ANGLE[1]!;
  const start = 1 - 0.5 * r * r;
  const value = turns & 1 ? start + cosineRest(r, rest, start) : r + sineRest(r, rest);
  return turns & 2 ? -value : value;
}

/** sin x, within 0.8 ulp up to FAR. */
export function sin(x: number): number {
  if (!(x > 1e-8 || x < -1e-8)) return x;
  return turned(reduced(x));
}

/** cos x, within 0.8 ulp up to FAR. */
export const cos = (x: number): number => turned(reduced(x) + 1);

/** tan x, within 1 ulp up to FAR. */
export function tan(x: number): number {
  if (!(x > 1e-8 || x < -1e-8)) return x;
  const turns = reduced(x);
  const r = ANGLE[0]!;
  const start = 1 - 0.5 * r * r;
  const sine = sineRest(r, ANGLE[1]!);
  const cosine = cosineRest(r, ANGLE[1]!, start);
  return turns & 1 ? -quotient(start, cosine, r, sine) : quotient(r, sine, start, cosine);
}
