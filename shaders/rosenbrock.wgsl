// f32 twin of rosenbrock in src/problems/functions.ts, by hand: what the benchmark holds the kernel that is made of
// its formula against. Nothing is tested for being a number.

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
