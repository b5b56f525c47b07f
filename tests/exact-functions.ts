// Elementary functions in whole numbers of 2^−256: what those of src/math are held against.
export const BITS = 256n;
const ONE = 1n << BITS;
const times = (a: bigint, b: bigint) => (a * b) >> BITS;
const over = (a: bigint, b: bigint) => (a << BITS) / b;

/** A number in units of 2^−256, exact from 2^−204 in size on. */
export function exactly(x: number): bigint {
  const up = 2 ** 60;
  let [value, shift] = [x, BITS];
  while (value !== Math.trunc(value) || Math.abs(value) < up) {
    if (shift === 0n) break;
    value *= 2;
    shift--;
  }
  return BigInt(Math.trunc(value)) << shift;
}

/** The sum of a series from its first term and what makes the next of one. */
function series(first: bigint, next: (term: bigint, n: bigint) => bigint): bigint {
  let sum = 0n;
  for (let [term, n] = [first, 1n]; term !== 0n; n++) {
    sum += term;
    term = next(term, n);
    if (term === -1n) break;
  }
  return sum;
}

const artanh = (x: bigint) => {
  let sum = 0n;
  for (let [power, n] = [x, 1n]; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = times(times(power, x), x);
  }
  return sum;
};
const LN2 = 2n * artanh(ONE / 3n);
const LN10 = 3n * LN2 + 2n * artanh(over(ONE, 9n * ONE));
const PI = (() => {
  const arctan = (of: bigint) => {
    let sum = 0n;
    for (let [term, n] = [ONE / of, 1n]; term !== 0n; n += 2n, term /= -(of * of)) sum += term / n;
    return sum;
  };
  return 4n * (4n * arctan(5n) - arctan(239n));
})();

/** A value as a number and an exponent of 2, which keep 250 bits of either size. */
interface Exact {
  value: bigint;
  exponent: number;
}

const expOf = (x: bigint): Exact => {
  const exponent = x / LN2;
  const rest = x - exponent * LN2;
  return { value: series(ONE, (t, n) => times(t, rest) / n), exponent: Number(exponent) };
};
const logOf = (x: number): bigint => {
  let exponent = 0n;
  let m = x;
  for (; m >= 1.5; exponent++) m /= 2;
  for (; m < 0.75; exponent--) m *= 2;
  const one = exactly(m);
  return exponent * LN2 + 2n * artanh(over(one - ONE, one + ONE));
};
const log1pOf = (x: number): bigint => {
  const e = exactly(x);
  return 2n * artanh(over(e, 2n * ONE + e));
};
const sinOf = (x: bigint): bigint => {
  const r = x % (2n * PI);
  return series(r, (t, n) => -times(times(t, r), r) / (2n * n * (2n * n + 1n)));
};
const cosOf = (x: bigint): bigint => sinOf(x + PI / 2n);
const plain = (value: bigint): Exact => ({ value, exponent: 0 });
const tanhOf = (x: number): bigint => {
  const { value, exponent } = expOf(2n * exactly(x));
  const e = exponent >= 0 ? value << BigInt(exponent) : value >> BigInt(-exponent);
  return over(e - ONE, e + ONE);
};

/** Exact to 2^−200 or so. log1p within ±1/2. */
export const EXACT: Readonly<Record<string, (x: number, y: number) => Exact>> = {
  exp: (x) => expOf(exactly(x)),
  log: (x) => plain(logOf(x)),
  log1p: (x) => plain(log1pOf(x)),
  log10: (x) => plain(over(logOf(x), LN10)),
  log2: (x) => plain(over(logOf(x), LN2)),
  tanh: (x) => plain(tanhOf(x)),
  sin: (x) => plain(sinOf(exactly(x))),
  cos: (x) => plain(cosOf(exactly(x))),
  tan: (x) => plain(over(sinOf(exactly(x)), cosOf(exactly(x)))),
  power: (x, y) => expOf(times(exactly(y), logOf(x))),
};

/** By how many units in the last place of an f64 of the exact value's size a result is off. */
export function ulpsOff(result: number, { value, exponent }: Exact): number {
  const size = value < 0n ? -value : value;
  // 53 bits from the leading one down.
  const unit = size.toString(2).length - 53;
  const scale = BigInt(unit);
  const scaled = exactly(exponent === 0 ? result : result * 2 ** -exponent);
  return Number(((scaled - value) << 20n) >> scale) / 2 ** 20;
}
