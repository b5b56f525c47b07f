// f32 twin of src/problems/least-squares.ts: the quadratic form that formOf makes of the points there, whatever their
// number. w0 and w1 are weights 0 and 1.
//
// extraOf: 0 to 3 the centre, (hi, lo) of w0 and of w1; mean and deviation of x; tilt; loss at the centre.

// The form's u and s. Differences of hi are exact near the centre: close to the minimum nothing cancels. Bounded so
// that squares stay in f32.
fn errorsOf(run: ptr<function, Run>) -> vec2f {
  let d0 = ((*run)[HI] - extraOf(0)) + ((*run)[LO] - extraOf(1));
  let d1 = ((*run)[HI + 1] - extraOf(2)) + ((*run)[LO + 1] - extraOf(3));
  return clamp(vec2f(d0 + extraOf(4) * d1, extraOf(5) * d1), vec2f(-1e18), vec2f(1e18));
}

fn lossAt(errors: vec2f) -> f32 {
  return errors.x * errors.x + errors.y * (errors.y - 2 * extraOf(6)) + extraOf(7);
}

fn lossOf(run: ptr<function, Run>) -> f32 {
  return lossAt(errorsOf(run));
}

fn slopeOf(run: ptr<function, Run>) -> Slope {
  let errors = errorsOf(run);
  var slope: Slope;
  slope.gradient[0] = 2 * errors.x;
  slope.gradient[1] = 2 * (extraOf(4) * errors.x + extraOf(5) * (errors.y - extraOf(6)));
  slope.merit = -lossAt(errors);
  return slope;
}
