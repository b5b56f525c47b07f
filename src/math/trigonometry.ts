// Sine, cosine and tangent of additions and multiplications alone: those of Math are others in each engine and version.
// Method: multiples of π/2 are taken off in three parts (Cody and Waite 1980) or, far out and beside a multiple, exactly
// (Payne and Hanek 1983); within ±π/4 Taylor's series.
import { parts, quotient } from './exact.ts';

/** π/2 in parts of 33, 33 and 53 bits: up to 2²⁰ times the first two are exact. */
const [PART_1, PART_2, PART_3] = [
  1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21,
];
const WHOLE = 6_755_399_441_055_744;

/** What of the last angle taken is within ±π/4, in two parts; its sine and cosine, each in two parts. */
const ANGLE = new Float64Array(2);
const [SINE, COSINE] = [new Float64Array(2), new Float64Array(2)];

/** Reduces an angle into ANGLE; returns how many quarter turns were taken off, modulo 4. */
function reduced(x: number): number {
  const n = x * 0.6366197723675814 + WHOLE - WHOLE;
  const first = x - n * PART_1;
  const second = n * PART_2;
  const between = first - second;
  const rest = first - between - second - n * PART_3;
  ANGLE[0] = between + rest;
  ANGLE[1] = between - ANGLE[0] + rest;
  // Nearer to a multiple than this the parts have too few digits left.
  if (Math.abs(n) < 2 ** 20 && (n === 0 || Math.abs(ANGLE[0]) > 1e-12)) return n & 3;
  return reducedExactly(x);
}

/** Bits behind the point that the largest f64, 2^1024, leaves 150 of. */
const BITS = 1200n;
let quarter = 0n;

/** π/2 by Machin's formula: π/4 = 4·arctan(1/5) − arctan(1/239). */
function quarterTurn(): bigint {
  const arctan = (of: bigint) => {
    let sum = 0n;
    let term = (1n << (BITS + 16n)) / of;
    for (let n = 1n; term !== 0n; n += 2n, term = -term / (of * of)) sum += term / n;
    return sum;
  };
  return (2n * (4n * arctan(5n) - arctan(239n))) >> 16n;
}

function reducedExactly(x: number): number {
  quarter ||= quarterTurn();
  // x·2^1074 is a whole number; where it is called 2^52 is enough.
  let [whole, up] = [x, 0n];
  for (; Math.abs(whole) < 2 ** 53; up++) whole *= 2;
  const angle = (BigInt(whole) << BITS) >> up;
  const turns = (2n * angle + quarter) / (2n * quarter) - (2n * angle + quarter < 0n ? 1n : 0n);
  const [high, low] = parts((angle - turns * quarter) >> (BITS - 300n), 300);
  ANGLE[0] = high;
  ANGLE[1] = low;
  return Number(turns & 3n);
}

/** SINE and COSINE of ANGLE. */
function fill(): void {
  const r = ANGLE[0]!;
  const rest = ANGLE[1]!;
  const z = r * r;
  const w = z * z;
  SINE[0] = r;
  SINE[1] =
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
                w * (-1 / 1307674368000 + z / 355687428096000))));
  const start = 1 - 0.5 * z;
  COSINE[0] = start;
  COSINE[1] =
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
      r * rest);
}

/** The sine of an angle that is so many quarter turns before the one of which SINE and COSINE are. */
function turned(turns: number): number {
  const of = turns & 1 ? COSINE : SINE;
  const value = of[0]! + of[1]!;
  return turns & 2 ? -value : value;
}

/** sin x, within 0.8 ulp. */
export function sin(x: number): number {
  if (!(Math.abs(x) > 1e-8)) return x;
  if (!Number.isFinite(x)) return Number.NaN;
  const turns = reduced(x);
  fill();
  return turned(turns);
}

/** cos x, within 0.8 ulp. */
export function cos(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const turns = reduced(x);
  fill();
  return turned(turns + 1);
}

/** tan x, within 0.8 ulp. */
export function tan(x: number): number {
  if (!(Math.abs(x) > 1e-8)) return x;
  if (!Number.isFinite(x)) return Number.NaN;
  const turns = reduced(x);
  fill();
  return turns & 1
    ? -quotient(COSINE[0]!, COSINE[1]!, SINE[0]!, SINE[1]!)
    : quotient(SINE[0]!, SINE[1]!, COSINE[0]!, COSINE[1]!);
}
