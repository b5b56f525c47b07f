// f64 twin of softplus in shaders/math.wgsl.

/** softplus(z) = ln(1 + e^z), without overflow and without losing the tail for z ≪ 0. */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}
