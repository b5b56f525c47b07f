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
  // (v2, v1)/4, and (v2, v1)·log2 e.
  quarterV: vec2f,
  vLog2: vec2f,
  // Output logit without the moving hidden unit, for (1,0) and (0,1); and times log2 e.
  base: vec2f,
  baseLog2: vec2f,
  // The same for (1,1).
  base11: f32,
  base11Log2: f32,
  // Loss of sample (0,0), divided by 4.
  loss00: f32,
  // Largest power of 2 of the shared exponential.
  limit: f32,
}

@group(0) @binding(0) var<uniform> problem: Problem;

const LOG2_E = 1.4426950408889634;

struct Hidden {
  // e^−z of each hidden unit: at its own sample, and at (1,1).
  a: vec2f,
  b: vec2f,
  // Activations 1/(1 + a) and 1/(1 + b).
  own: vec2f,
  both: vec2f,
}

struct Slope {
  gradient: vec2f,
  // Probability of the right answers that a free weight reaches: see xorLikelihoodAt.
  likelihood: f32,
}

// The functions below take the uniform by value, so that a loop holds it in registers: up to a fifth
// faster on the software adapter. There select beats clamp and min, which look for NaN, and exp2 with
// folded constants beats exp: together 88 → 102 million steps/s, measured beside each other.
fn atMost(v: vec2f, most: f32) -> vec2f {
  return select(v, vec2f(most), v > vec2f(most));
}

fn hidden(p: Position, k: Problem) -> Hidden {
  let t = (p.hi + k.shiftHi) + (p.lo + k.shiftLo);
  let e = exp2(atMost(-LOG2_E * t, k.limit));
  let a = e * k.spread;
  let b = e * k.inverseSpread;
  return Hidden(a, b, 1 / (1 + a), 1 / (1 + b));
}

fn lossAt(p: Position, k: Problem) -> f32 {
  let h = hidden(p, k);
  let z = k.base + k.v * h.own;
  let z11 = k.base11 + dot(k.v, h.both);
  let terms = softplus(vec3f(-z, z11));
  return k.loss00 + (terms.x + terms.y + terms.z) / 4;
}

fn slopeAt(p: Position, k: Problem) -> Slope {
  let h = hidden(p, k);
  // log2 of the odds of the right answer; 115 keeps them finite, and 2^−115 is as good as 0.
  let odds = exp2(atMost(k.baseLog2 + k.vLog2 * h.own, 115));
  let z11 = k.base11Log2 + dot(k.vLog2, h.both);
  let odds11 = exp2(select(-z11, 115.0, z11 < -115));
  // |y − t| of each sample.
  let residual = 1 / (1 + odds);
  let residual11 = 1 / (1 + odds11);
  let right = odds * residual;
  let pull = residual11 * (h.b * h.both) * h.both - residual * (h.a * h.own) * h.own;
  return Slope(k.quarterV * pull, right.x * right.y * (odds11 * residual11));
}
