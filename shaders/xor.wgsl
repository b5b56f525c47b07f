// f32 twin of src/problems/xor.ts, which explains the folded formula. Written on pairs: component x
// is weight w21, hidden unit 2 and sample (1,0); component y is w12, hidden unit 1 and sample (0,1).
//
// On the software adapter a step waits on one chain of exp2 and divisions, and on registers, not on the
// number of operations: hence the forms below. tests/browser/landscape.test.ts guards their accuracy,
// `npm run bench` measures them together.

struct Problem {
  // b + w/2 of either hidden unit, split like a position so that hi + shiftHi is exact.
  shiftHi: vec2f,
  shiftLo: vec2f,
  // s = e^(w/2) of either hidden unit, and 1/s.
  spread: vec2f,
  inverseSpread: vec2f,
  // v·log2 e/s and −v·log2 e·s for the output weights (v2, v1): see Hidden.
  ownNumerator: vec2f,
  bothNumerator: vec2f,
  // v·s/(2·v·log2 e)² and v/s/(2·v·log2 e)²: what turns their squares into a gradient.
  ownPull: vec2f,
  bothPull: vec2f,
  // Odds against the right answer without the moving hidden unit, for (1,0) and (0,1), and 1/them.
  against: vec2f,
  inverseAgainst: vec2f,
  // Output logit without the moving hidden unit.
  base: vec2f,
  // The same for (1,1), whose odds are taken relative to 2^middle11, the middle of their range.
  base11: f32,
  against11: f32,
  inverseAgainst11: f32,
  middle11: f32,
  // Loss of sample (0,0), divided by 4.
  loss00: f32,
  // Largest power of 2 of the shared exponential.
  limit: f32,
}

@group(0) @binding(0) var<uniform> problem: Problem;

const LOG2_E = 1.4426950408889634;
const LN_2 = 0.6931471805599453;

// The functions below take a point as u = −log2 e·(weight + b + w/2), the logarithm of the shared
// exponential, so that a loop may add up its steps in u: no multiplication before exp2.
const U_PER_WEIGHT = -LOG2_E;

fn uAt(p: Position, k: Problem) -> vec2f {
  return U_PER_WEIGHT * ((p.hi + k.shiftHi) + (p.lo + k.shiftLo));
}

struct Hidden {
  e: vec2f,
  // What each hidden unit adds to the logarithm (base 2) of the odds of the right answer, at its own
  // sample and at (1,1): v·σ with v = ±v·log2 e folded into the division's numerator.
  own: vec2f,
  both: vec2f,
}

struct Slope {
  gradient: vec2f,
  // Probability of the right answers that a free weight reaches: see xorLikelihoodAt.
  likelihood: f32,
}

// select, since min looks for NaN, which takes twice as many operations there.
fn hidden(u: vec2f, k: Problem) -> Hidden {
  let e = exp2(select(u, vec2f(k.limit), u > vec2f(k.limit)));
  return Hidden(e, k.ownNumerator / (k.inverseSpread + e), k.bothNumerator / (k.spread + e));
}

fn lossAt(u: vec2f, k: Problem) -> f32 {
  let h = hidden(u, k);
  let z = k.base + LN_2 * h.own;
  let z11 = k.base11 - LN_2 * (h.both.x + h.both.y);
  let terms = softplus(vec3f(-z, z11));
  return k.loss00 + (terms.x + terms.y + terms.z) / 4;
}

// The loss to 5e-7, from the likelihood that comes with a gradient; 0 has no logarithm.
fn lossOf(likelihood: f32, k: Problem) -> f32 {
  return k.loss00 - 0.25 * log(likelihood);
}

// `k` by value, so that a loop holds it in registers.
fn slopeAt(u: vec2f, k: Problem) -> Slope {
  let h = hidden(u, k);
  // σ′ = e·s·σ², in an order in which no factor overflows, times v/4; before the next exp2, which
  // then has fewer values to keep in registers.
  let both = h.e * h.both * h.both * k.bothPull;
  let own = h.e * h.own * h.own * k.ownPull;
  // Odds of the right answer over 1/against: |v| ≤ 50 keeps them finite, and a base of 10^±38 is as
  // good as any beyond; so no clamp here, and no addition before exp2.
  let odds = exp2(h.own);
  let odds11 = exp2((h.both.x - k.middle11) + h.both.y);
  // |y − t| of each sample.
  let residual = k.against / (k.against + odds);
  let residual11 = k.against11 / (k.against11 + odds11);
  let right = odds * residual * k.inverseAgainst;
  let right11 = odds11 * residual11 * k.inverseAgainst11;
  return Slope(residual11 * both - residual * own, right.x * right.y * right11);
}

// The problem whose slopes come multiplied by `factor`, at no cost per slope.
fn scaled(problem: Problem, factor: vec2f) -> Problem {
  var k = problem;
  k.ownPull *= factor;
  k.bothPull *= factor;
  return k;
}
