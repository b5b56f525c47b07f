// f32 twin of src/problems/xor.ts, which explains the folded formula. Written on pairs: component x
// is weight w21, hidden unit 2 and sample (1,0); component y is w12, hidden unit 1 and sample (0,1).
//
// shaders/plain.wgsl says what the forms below gain and which tests guard their accuracy.

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
  // Learning rate of either weight.
  rate: vec2f,
}

@group(0) @binding(0) var<uniform> problem: Problem;

// The problem whose slopes come multiplied by `factor`, at no cost per slope. A loop takes it by value: the
// software adapter needs a hundred operations to read one uniform.
fn scaled(problem: Problem, factor: vec2f) -> Problem {
  var k = problem;
  k.ownPull *= factor;
  k.bothPull *= factor;
  return k;
}

// The functions below take a point as u = −log2 e·(weight + b + w/2), the logarithm of the shared
// exponential, so that a loop may add up its steps in u: no multiplication before exp2.
const U_PER_WEIGHT = -LOG2_E;
const WEIGHT_PER_U = -LN_2;

fn uOf(hi: vec2f, lo: vec2f, k: Problem) -> vec2f {
  return U_PER_WEIGHT * ((hi + k.shiftHi) + (lo + k.shiftLo));
}

struct Hidden {
  e: vec2f,
  // What each hidden unit adds to the logarithm (base 2) of the odds of the right answer, at its own
  // sample and at (1,1): v·σ with v = ±v·log2 e folded into the division's numerator.
  own: vec2f,
  both: vec2f,
}

fn hidden(u: vec2f, k: Problem) -> Hidden {
  return hiddenOf(boundedPower2(u, k.limit), k);
}

fn hiddenOf(e: vec2f, k: Problem) -> Hidden {
  return Hidden(e, k.ownNumerator / (k.inverseSpread + e), k.bothNumerator / (k.spread + e));
}

struct Slope {
  gradient: vec2f,
  // The merit: probability of the right answers that a free weight reaches: see xorLikelihoodAt.
  merit: f32,
}

fn lossAt(u: vec2f, k: Problem) -> f32 {
  return lossOf(hidden(u, k), k);
}

fn lossOf(h: Hidden, k: Problem) -> f32 {
  let z = k.base + LN_2 * h.own;
  let z11 = k.base11 - LN_2 * (h.both.x + h.both.y);
  let terms = softplus(vec3f(-z, z11));
  return k.loss00 + (terms.x + terms.y + terms.z) / 4;
}

fn slopeAt(u: vec2f, k: Problem) -> Slope {
  return slopeOf(hidden(u, k), k);
}

fn slopeOf(h: Hidden, k: Problem) -> Slope {
  // σ′ = e·s·σ², in an order in which no factor overflows, times v/4; before the exponentials, which
  // then have fewer values to keep in registers.
  let ownPull = h.e * h.own * h.own * k.ownPull;
  let bothPull = h.e * h.both * h.both * k.bothPull;
  // Of (1,0), (0,1) and (1,1): odds of the right answer over 1/against. |v| ≤ 50 keeps them finite, and a
  // base of 10^±38 is as good as any beyond; so no clamp, and no addition before the exponential.
  let odds = power2(vec3f(h.own, (h.both.x - k.middle11) + h.both.y));
  let against = vec3f(k.against, k.against11);
  // |y − t|, and the probability of the right answer.
  let residual = against / (against + odds);
  let right = odds * residual * vec3f(k.inverseAgainst, k.inverseAgainst11);
  return Slope(bothPull * residual.z - ownPull * residual.xy, right.x * right.y * right.z);
}

// What the samples of a thread share: read once.
alias Shared = Problem;

fn sharedOf() -> Shared {
  return problem;
}

// log2 e in two parts (Cody and Waite 1980): the first has 8 digits, so that its product with a multiple of 1/1024
// below 64 is exact.
const U_HIGH = 1.4453125;
const U_LOW = LOG2_E - U_HIGH;
// Where both hidden units are saturated: clamp in src/problems/xor.ts.
const FAR = 62;

// The shared exponential within 2.5e-7 of itself, wherever it is: u in f32 alone would be off by up to 4e-6, which |v|
// multiplies. What is whole in it is split off before it is rounded. For landscapes, which are not bound by it; the
// steps of runs, which add up in u, go on with its f32.
fn exactly(hi: vec2f, lo: vec2f, k: Problem) -> vec2f {
  let sum = hi + k.shiftHi;
  let t = clamp(sum, vec2f(-FAR), vec2f(FAR));
  // Of a place so far out that hi is no multiple of 1/1024 lo is no remainder.
  let low = select(lo + k.shiftLo, vec2f(0), t != sum);
  let high = -U_HIGH * t;
  let whole = floor(high);
  let rest = (high - whole) - (U_LOW * t + LOG2_E * low);
  let more = floor(rest);
  let f = rest - more;
  return vec2f(power2OfParts(whole.x + more.x, f.x, TERMS), power2OfParts(whole.y + more.y, f.y, TERMS));
}

// Loss and gradient on the plane, whose axes are the two weights.
fn sampleAt(at: PlanePoint, k: Shared) -> Sample {
  let h = hiddenAt(at, k);
  return Sample(lossOf(h, k), slopeOf(h, k).gradient);
}

fn lossOnPlane(at: PlanePoint, k: Shared) -> f32 { return lossOf(hiddenAt(at, k), k); }

fn hiddenAt(at: PlanePoint, k: Shared) -> Hidden {
  return hiddenOf(exactly(vec2f(at.x.x, at.y.x), vec2f(at.x.y, at.y.y), k), k);
}
