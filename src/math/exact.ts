// Arithmetic whose rounding is known: what functions are made of that are to be the same on every machine.

/** a·b − product, exactly, where neither factor is beyond 2^996 and the product above 2^-969 (Dekker 1971). */
export function productError(a: number, b: number, product: number): number {
  const a1 = upperHalf(a);
  const b1 = upperHalf(b);
  const [a2, b2] = [a - a1, b - b1];
  return a2 * b2 - (product - a1 * b1 - a2 * b1 - a1 * b2);
}

/** The upper 26 bits (Veltkamp 1968): 2²⁷ + 1 for the 53 bits of f64. */
function upperHalf(value: number): number {
  const large = 134_217_729 * value;
  return large - (large - value);
}

/** (n + n′)/(d + d′), the primed ones small beside the others: rounded about once. */
export function quotient(n: number, nRest: number, d: number, dRest: number): number {
  const first = (n + nRest) / (d + dRest);
  const product = first * d;
  const left = n - product - productError(first, d, product) + nRest - first * dRest;
  return first + left / d;
}

/** All powers of 2, from 2^−1074 to 2^1023. */
export const POWERS = (() => {
  const powers = new Float64Array(1074 + 1024);
  let power = Number.MIN_VALUE;
  for (let i = 0; i < powers.length; i++, power *= 2) powers[i] = power;
  return powers;
})();

/** 2^k, of a whole number k from −1074 to 1023. */
export const powerOfTwo = (k: number): number => POWERS[k + 1074]!;

/** A number of 2^−bits as the nearest f64 and what is left. */
export function parts(value: bigint, bits: number): [number, number] {
  const high = Number(value);
  const scale = powerOfTwo(-bits);
  return [high * scale, Number(value - BigInt(high)) * scale];
}
