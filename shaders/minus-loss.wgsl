// f32 twin of rose in src/engine.ts, for kernels of theta.wgsl whose merit is −loss.

struct Slope {
  gradient: array<f32, SIZE>,
  // The merit: −loss.
  merit: f32,
}

const WORST_MERIT = -3.4e38;

fn roseBetween(before: f32, after: f32) -> bool {
  return before - after > 1e-5 * max(1, -before);
}
