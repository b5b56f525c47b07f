// Logarithms and powers of additions and multiplications alone: those of Math are others in each engine and version. Method:
// Tang 1990, "Table-driven implementation of the logarithm function", with reciprocals so short that x/c − 1 is exact.
import { parts, powerOfTwo, productError } from './exact.ts';
import { expOf } from './exponential.ts';

/** Bits of a number and its exponent; machines with the bytes the other way round are none of WebGPU's. */
const NUMBER = new Float64Array(1);
const WORDS = new Int32Array(NUMBER.buffer);

/** The high word of 0.6875: mantissas are taken from there to 1.375, which puts 1 inside. */
const FROM = 0x3fe60000;

/**
 * Of 128 parts of [0.6875, 1.375), 80 below 1 and 48 above: d, the reciprocal of the middle in units of 1/512, and −ln d
 * in two parts, of which the first is a multiple of 2^−42: [i][3].
 */
const TABLE = (() => {
  const bits = 120;
  const table = new Float64Array(3 * 128);
  /** ln 512 − ln d. */
  let sum = 0n;
  let before = 512;
  const add = (i: number, middle: number) => {
    const d = Math.round(512 / middle);
    // ln before − ln d is 2·artanh of this.
    const ratio = (BigInt(before - d) << BigInt(bits)) / BigInt(before + d);
    const square = (ratio * ratio) >> BigInt(bits);
    for (let n = 1n, term = 2n * ratio; n < 17n; n += 2n) {
      sum += term / n;
      term = (term * square) >> BigInt(bits);
    }
    const high = (sum >> 78n) << 78n;
    table.set([d / 512, parts(high, bits)[0], parts(sum - high, bits)[0]], 3 * i);
    before = d;
  };
  // Beside 1 it is 1: x − 1 keeps its digits.
  add(80, 1);
  for (let i = 81; i < 128; i++) add(i, 1 + (i - 79.5) / 128);
  sum = 0n;
  before = 512;
  add(79, 1);
  for (let i = 78; i >= 0; i--) add(i, 0.6875 + (i + 0.5) / 256);
  return table;
})();

/** ln 2, the first part a multiple of 2^−42. */
const [LN2, LN2_REST] = [0.6931471805598903, 5.497923018708371e-14];
/** Adding and taking away rounds to multiples of 2^−26, and of 2^−33. */
const [TO_26, TO_33] = [100_663_296, 786_432];

/** What the last call of `logParts` left to add. */
const REST = new Float64Array(1);

/** ln(x + more) as a number and REST, which together have an error of 2^−66, for |more| up to half an ulp of x. */
function logParts(x: number, more: number): number {
  let shift = 0;
  if (x < 2.3e-308) {
    // Subnormal.
    x *= powerOfTwo(54);
    shift = -54;
  }
  NUMBER[0] = x;
  const high = WORDS[1]! - FROM;
  const k = high >> 20;
  const at = 3 * ((high >> 13) & 127);
  const scale = powerOfTwo(-k);
  const m = x * scale;
  const d = TABLE[at]!;
  // r = (m + more)·d − 1: both products are exact, as d is 10 bits long.
  const upper = m + TO_26 - TO_26;
  const r1 = upper * d - 1;
  const r2 = (m - upper + more * scale) * d;
  const r = r1 + r2;
  const exponent = k + shift;
  const start = exponent * LN2 + TABLE[at + 1]!;
  const sum = start + r;
  // −r²/2 exactly too, where r is large.
  const upperR = r + TO_33 - TO_33;
  const half = -0.5 * upperR * upperR;
  const result = sum + half;
  // |r| is below 1/128: r^10/10 is 1e-22.
  const series =
    1 / 3 -
    r * (1 / 4) +
    r * r * (1 / 5 - r * (1 / 6) + r * r * (1 / 7 - r * (1 / 8) + r * r * (1 / 9)));
  const rest =
    start -
    sum +
    r +
    (r1 - r + r2) +
    (exponent * LN2_REST + TABLE[at + 2]!) +
    (sum - result + half) -
    0.5 * (r - upperR) * (r + upperR) +
    r * r * r * series;
  REST[0] = rest;
  return result;
}

const isUsual = (x: number): boolean => x > 0 && x < Number.POSITIVE_INFINITY;
/** ln 0, ln ∞, and NaN of all else. */
const limit = (x: number): number => (x === 0 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN);

/** ln x, within 0.52 ulp. */
export const log = (x: number): number => (isUsual(x) ? logParts(x, 0) + REST[0]! : limit(x));

/** ln(1 + i/64) in two parts: [i][2]. */
const NEAR = Float64Array.from({ length: 2 * 65 }, (_, at) => {
  const high = wholeLog(1 + (at >> 1) / 64);
  return at & 1 ? REST[0]! : high;
});

/** ln(1 + x), within 0.8 ulp. */
export function log1p(x: number): number {
  if (x > 0 && x <= 1) {
    // ln c + ln(1 + f/c), c being 1 + i/64, with s = f/(2c + f) and 2·artanh s = f/c − s·(f/c − s²·(2/3 + …)). Where c could
    // be 1 + 1/64 it is 1: f/c, which is rounded, is to be small beside the result.
    const nearest = (x * 64 + 0.5) | 0;
    const i = nearest & ~Number(nearest === 1);
    const c = 1 + i / 64;
    const f = x - i / 64;
    const s = f / (c + c + f);
    const share = f / c;
    const z = s * s;
    const series = z * (2 / 3 + z * (2 / 5 + z * (2 / 7 + z * (2 / 9))));
    return NEAR[2 * i]! + (share + (NEAR[2 * i + 1]! - s * (share - series)));
  }
  const sum = 1 + x;
  if (x === 0) return x;
  if (!isUsual(sum)) return limit(sum);
  return logParts(sum, x > 1 ? 1 - (sum - x) : x - (sum - 1)) + REST[0]!;
}

/** log10 x and log2 x, within 0.6 ulp; of the base's powers exact. */
export const log10 = (x: number): number => logTo(x, Math.LOG10E, 1.098319650216765e-17);
export const log2 = (x: number): number => logTo(x, Math.LOG2E, 2.0355273740931033e-17);

/** ln x over the base's logarithm, of which the reciprocal is given in two parts. */
function logTo(x: number, scale: number, scaleRest: number): number {
  if (!isUsual(x)) return limit(x);
  const high = wholeLog(x);
  const product = high * scale;
  return product + (productError(high, scale, product) + high * scaleRest + REST[0]! * scale);
}

/** ln x rounded, REST what that leaves. */
function wholeLog(x: number): number {
  const high = logParts(x, 0);
  const sum = high + REST[0]!;
  REST[0]! += high - sum;
  return sum;
}

/** x^y, within 0.52 ulp, with the special cases of Math.pow. */
export function power(x: number, y: number): number {
  const size = Math.abs(x);
  if (y === 0) return 1;
  const isOdd = Math.abs(y % 2) === 1;
  const sign = isOdd && (x < 0 || Object.is(x, -0)) ? -1 : 1;
  if (!isUsual(size) || !Number.isFinite(y)) {
    if (Number.isNaN(size) || Number.isNaN(y) || size === 1) return Number.NaN;
    return size > 1 === y > 0 ? sign * Number.POSITIVE_INFINITY : sign * 0;
  }
  if (x < 0 && y % 1 !== 0) return Number.NaN;
  const high = wholeLog(size);
  const product = y * high;
  // Beyond f64's range the product's error need not be known.
  const far = !(Math.abs(product) < 800) || high === 0;
  return sign * expOf(product, far ? 0 : productError(y, high, product) + y * REST[0]!);
}
