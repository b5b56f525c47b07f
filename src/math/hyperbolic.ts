// The hyperbolic tangent of arithmetic alone: Math.tanh is another in each engine and version.
import { quotient } from './exact.ts';
import { exp } from './exponential.ts';

/** tanh x, within 0.9 ulp. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.55) {
    if (size < 1e-8) return x;
    // Lambert's continued fraction x/(1 + x²/(3 + x²/(5 + …))) as far as 15: 1e-18.
    const z = x * x;
    const above = 675675 + z * (45045 + z * (594 + z));
    return x - (x * z * above) / (2027025 + z * (945945 + z * (51975 + z * (630 + z))));
  }
  if (!(size < 22)) return size >= 22 ? Math.sign(x) : Number.NaN;
  // (e^2x − 1)/(e^2x + 1), with what rounding takes from either.
  const e = exp(2 * size);
  const [less, more] = [e - 1, e + 1];
  return Math.sign(x) * quotient(less, e - less - 1, more, e - more + 1);
}
