// f32 twin of rosenbrock in src/problems/functions.ts, by hand: what the benchmark holds the kernel that is made of
// its formula against. Nothing is tested for being a number.

struct Slope {
  gradient: array<f32, SIZE>,
  // The merit: −loss.
  merit: f32,
}

const WORST_MERIT = -3.4e38;

fn roseBetween(before: f32, after: f32) -> bool {
  return before - after > 1e-5 * max(1, -before);
}

fn lossOf(run: ptr<function, Run>) -> f32 {
  let x = weightOf(run, 0);
  let a = 1 - x;
  let off = weightOf(run, 1) - x * x;
  return a * a + 100 * off * off;
}

fn slopeOf(run: ptr<function, Run>) -> Slope {
  let x = weightOf(run, 0);
  let a = 1 - x;
  let off = weightOf(run, 1) - x * x;
  var slope: Slope;
  slope.gradient[0] = -2 * a - 400 * x * off;
  slope.gradient[1] = 200 * off;
  slope.merit = -(a * a + 100 * off * off);
  return slope;
}
