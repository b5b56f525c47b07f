// f64 twin of softplus in shaders/math.wgsl.
/** Logistic sigmoid σ(z) = 1 / (1 + e^−z), without overflow for any finite z. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** softplus(z) = ln(1 + e^z), without overflow and without losing the tail for z ≪ 0. */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}
