/** The scalar product of two vectors of one length. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The length of a vector, of which no square leaves f64's range: Math.hypot may round as it likes. */
export function hypot(...values: number[]): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  // Also of NaN, which Math.max hands on.
  if (!(most > 0 && most < Number.POSITIVE_INFINITY)) return most;
  let sum = 0;
  for (const value of values) sum += (value / most) * (value / most);
  return most * Math.sqrt(sum);
}
