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

// The problem as a loop wants it: its pairs, read once, since reading a uniform takes the software adapter
// a hundred operations. An array, not a struct: indexed by a variable once (setConstants), it stays in
// memory there, and the exponentials get the registers; compilers that unroll that loop keep it in
// registers.
const SHIFT_HI = 0u;
const SHIFT_LO = 1u;
const LIMIT = 2u;
const SPREAD = 3u;
const INVERSE_SPREAD = 4u;
const OWN_NUMERATOR = 5u;
const BOTH_NUMERATOR = 6u;
const OWN_PULL = 7u;
const BOTH_PULL = 8u;
const AGAINST = 9u;
const INVERSE_AGAINST = 10u;
const BASE = 11u;
// Pairs of what belongs to (1,1): (against, 1/against), (middle, base).
const AGAINST_11 = 12u;
const MIDDLE_11 = 13u;
const LOSS_00 = 14u;
alias Constants = array<vec2f, 15>;

// Slopes come multiplied by `factor`, at no cost per slope.
fn setConstants(k: ptr<function, Constants>, factor: vec2f) {
  *k = Constants(
    problem.shiftHi, problem.shiftLo, vec2f(problem.limit), problem.spread, problem.inverseSpread,
    problem.ownNumerator, problem.bothNumerator, problem.ownPull, problem.bothPull,
    problem.against, problem.inverseAgainst, problem.base,
    vec2f(problem.against11, problem.inverseAgainst11), vec2f(problem.middle11, problem.base11), vec2f(problem.loss00));
  for (var i = OWN_PULL; i <= BOTH_PULL; i++) {
    (*k)[i] *= factor;
  }
}

// The functions below take a point as u = −log2 e·(weight + b + w/2), the logarithm of the shared
// exponential, so that a loop may add up its steps in u: no multiplication before exp2.
const U_PER_WEIGHT = -LOG2_E;
const WEIGHT_PER_U = -LN_2;

fn uAt(p: Position, k: ptr<function, Constants>) -> vec2f {
  return U_PER_WEIGHT * ((p.hi + (*k)[SHIFT_HI]) + (p.lo + (*k)[SHIFT_LO]));
}

struct Hidden {
  e: vec2f,
  // What each hidden unit adds to the logarithm (base 2) of the odds of the right answer, at its own
  // sample and at (1,1): v·σ with v = ±v·log2 e folded into the division's numerator.
  own: vec2f,
  both: vec2f,
}

fn hidden(u: vec2f, k: ptr<function, Constants>) -> Hidden {
  let e = boundedPower2(u, (*k)[LIMIT]);
  return Hidden(
    e, (*k)[OWN_NUMERATOR] / ((*k)[INVERSE_SPREAD] + e), (*k)[BOTH_NUMERATOR] / ((*k)[SPREAD] + e));
}

struct Slope {
  gradient: vec2f,
  // Probability of the right answers that a free weight reaches: see xorLikelihoodAt.
  likelihood: f32,
}

fn lossAt(u: vec2f, k: ptr<function, Constants>) -> f32 {
  return lossOf(hidden(u, k), k);
}

fn lossOf(h: Hidden, k: ptr<function, Constants>) -> f32 {
  let z = (*k)[BASE] + LN_2 * h.own;
  let z11 = (*k)[MIDDLE_11].y - LN_2 * (h.both.x + h.both.y);
  let terms = softplus(vec3f(-z, z11));
  return (*k)[LOSS_00].x + (terms.x + terms.y + terms.z) / 4;
}

// Whether the loss rose by more than `rose` in src/engine.ts lets pass, from the likelihoods that come with
// the gradients: no logarithm but that of the tolerance, which is an estimate within 1 %. A likelihood too
// small for f32 is a loss above 21.
fn roseFrom(before: f32, after: f32, k: ptr<function, Constants>) -> bool {
  let likely = vec2f(before, after) + 1e-37;
  // Exponent and mantissa, read as an integer, are a logarithm to 0.043.
  let log2 = f32(bitcast<i32>(likely.x)) / 8388608 - 126.957;
  let loss = (*k)[LOSS_00].x - 0.25 * LN_2 * log2;
  return likely.x > likely.y * (1 + 4e-5 * select(1, loss, loss > 1));
}

fn slopeAt(u: vec2f, k: ptr<function, Constants>) -> Slope {
  return slopeOf(hidden(u, k), k);
}

fn slopeOf(h: Hidden, k: ptr<function, Constants>) -> Slope {
  // σ′ = e·s·σ², in an order in which no factor overflows, times v/4; before the exponentials, which
  // then have fewer values to keep in registers.
  let ownPull = h.e * h.own * h.own * (*k)[OWN_PULL];
  let bothPull = h.e * h.both * h.both * (*k)[BOTH_PULL];
  // Of (1,0), (0,1) and (1,1): odds of the right answer over 1/against. |v| ≤ 50 keeps them finite, and a
  // base of 10^±38 is as good as any beyond; so no clamp, and no addition before the exponential.
  let odds = power2(vec3f(h.own, (h.both.x - (*k)[MIDDLE_11].x) + h.both.y));
  let against = vec3f((*k)[AGAINST], (*k)[AGAINST_11].x);
  // |y − t|, and the probability of the right answer.
  let residual = against / (against + odds);
  let right = odds * residual * vec3f((*k)[INVERSE_AGAINST], (*k)[AGAINST_11].y);
  return Slope(bothPull * residual.z - ownPull * residual.xy, right.x * right.y * right.z);
}
