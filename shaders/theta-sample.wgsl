// f32 twin of landscapeCells in src/cpu/landscape.ts for kernels of theta.wgsl whose slopes hold their gradient: a run's place.

// What the samples of a thread share: read once, since reading a uniform takes a hundred operations on the software
// adapter.
alias Shared = Problem;

fn sharedOf() -> Shared {
  return problem;
}

// Puts a run at a place of the plane. Directions that are no axes cost the rounding of an f32.
fn placeAt(run: ptr<function, Run>, at: PlanePoint, k: Problem) {
  for (var p = 0u; p < SIZE; p++) {
    let t = k.theta[2 * p];
    let far = t.x + at.x.x * t.z + at.y.x * t.w;
    let hi = floor(far * 1024 + 0.5) / 1024;
    (*run)[HI + p] = hi;
    (*run)[LO + p] = (far - hi) + (t.y + at.x.y * t.z + at.y.y * t.w);
  }
}

// Loss and gradient on the plane, the gradient UNDEFINED where the slope is.
fn sampleAt(at: PlanePoint, k: Shared) -> Sample {
  var run: Run;
  placeAt(&run, at, k);
  let slope = slopeOf(&run);
  var along = vec2f(0);
  for (var p = 0u; p < SIZE; p++) {
    along += slope.gradient[p] * k.theta[2 * p].zw;
  }
  let hole = slope.merit <= -UNDEFINED;
  return Sample(lossOf(&run), select(along, vec2f(UNDEFINED), hole));
}

fn lossOnPlane(at: PlanePoint, k: Shared) -> f32 {
  var run: Run;
  placeAt(&run, at, k);
  return lossOf(&run);
}
