// f32 twin of src/problems/networks/backprop.ts: what the generated part of a small network's kernel (src/gpu/kernels/network-likelihood.ts) is
// made of. Four samples to a vector.

struct Slope {
  gradient: array<f32, SIZE>,
  // The merit: probability of all the right answers.
  merit: f32,
}

const WORST_MERIT = 0.0;

fn roseBetween(before: f32, after: f32) -> bool {
  return roseFrom(before, after, 0);
}

// 2^x, bounded to 2^±limit: power2 for four samples.
fn power2OfFour(x: vec4f, limit: f32) -> vec4f {
  let bounded = select(select(x, vec4f(limit), x > vec4f(limit)), vec4f(-limit), x < vec4f(-limit));
  if ownExp2 {
    let n = floor(bounded);
    let f = bounded - n;
    let g = f * f;
    // See power2OfParts.
    let power = (0.99999992506 + f * 0.69315307319)
      + g * ((0.24015361711 + f * 0.05582631795) + g * (0.00898934013 + f * 0.00187757668));
    return bitcast<vec4f>(bitcast<vec4i>(power) + bitcast<vec4i>(n + 12582912) * 8388608);
  }
  return exp2(bounded);
}

// A unit for four samples: its output σ(z), and σ′ = e·σ² with e = e^−z, in which no factor overflows.
struct Activation {
  h: vec4f,
  slope: vec4f,
}

fn sigmoidOf(z: vec4f) -> Activation {
  let e = power2OfFour(-LOG2_E * z, 62);
  let h = 1 / (1 + e);
  return Activation(h, e * h * h);
}

// Probabilities of the wrong and of the right answer, for the logit of the right one.
struct Answer {
  wrong: vec4f,
  right: vec4f,
}

fn answerOf(towards: vec4f) -> Answer {
  let odds = power2OfFour(LOG2_E * towards, 126);
  let wrong = 1 / (1 + odds);
  return Answer(wrong, odds * wrong);
}

fn productOf(v: vec4f) -> f32 {
  return (v.x * v.y) * (v.z * v.w);
}

fn sumOf(v: vec4f) -> f32 {
  return (v.x + v.y) + (v.z + v.w);
}

// Cross-entropy of four samples: softplus(−towards), see softplus.
fn entropyOf(towards: vec4f) -> f32 {
  let low = softplus(-towards.xyz);
  return (low.x + low.y) + (low.z + softplus(-towards.www).x);
}
