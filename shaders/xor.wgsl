// f32 twin of src/problems/xor.ts, which explains the folded formula. Written on pairs: component x
// is weight w21, hidden unit 2 and sample (1,0); component y is w12, hidden unit 1 and sample (0,1).

struct Problem {
  // b + w/2 of either hidden unit, split like a position so that hi + shiftHi is exact.
  shiftHi: vec2f,
  shiftLo: vec2f,
  // e^(w/2) and e^(−w/2) of either hidden unit.
  spread: vec2f,
  inverseSpread: vec2f,
  // Output weights (v2, v1).
  v: vec2f,
  // Output logit without the moving hidden unit, for (1,0) and (0,1).
  base: vec2f,
  // The same for (1,1).
  base11: f32,
  // Loss of sample (0,0), divided by 4.
  loss00: f32,
  // Largest |pre-activation at the midpoint| the shared exponential is taken at.
  limit: f32,
}

@group(0) @binding(0) var<uniform> problem: Problem;

struct Hidden {
  // e^−z of each hidden unit: at its own sample, and at (1,1).
  a: vec2f,
  b: vec2f,
  // Activations 1/(1 + a) and 1/(1 + b).
  own: vec2f,
  both: vec2f,
}

fn hidden(p: Position) -> Hidden {
  let t = (p.hi + problem.shiftHi) + (p.lo + problem.shiftLo);
  let e = exp(-clamp(t, vec2f(-problem.limit), vec2f(problem.limit)));
  let a = e * problem.spread;
  let b = e * problem.inverseSpread;
  return Hidden(a, b, 1 / (1 + a), 1 / (1 + b));
}

fn lossAt(p: Position) -> f32 {
  let h = hidden(p);
  let z = problem.base + problem.v * h.own;
  let z11 = problem.base11 + dot(problem.v, h.both);
  let terms = softplus(vec3f(-z, z11));
  return problem.loss00 + (terms.x + terms.y + terms.z) / 4;
}

fn gradientAt(p: Position) -> vec2f {
  let h = hidden(p);
  let z = problem.base + problem.v * h.own;
  let z11 = problem.base11 + dot(problem.v, h.both);
  // Residuals y − t; 80 keeps the exponential finite, and σ(−80) = 2e-35 is as good as 0.
  let residual = -1 / (1 + exp(min(z, vec2f(80))));
  let residual11 = 1 / (1 + exp(min(-z11, 80.0)));
  return problem.v / 4 * (residual * (h.a * h.own) * h.own + residual11 * (h.b * h.both) * h.both);
}
