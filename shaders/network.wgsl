// f32 twin of src/problems/networks/layer.ts and losses.ts: what the generated part of a network's kernel
// (src/gpu/kernels/network-text.ts) is made of. V is a number for each of some points: a vec4f, or an f32 where there
// is one point at a time; src/gpu/kernels/network-lanes.ts declares it, with VI, its integers.

struct Slope {
  // The merit; the gradient is in the run.
  merit: f32,
}

// |v| beyond which a sum is cut off, lest a product of several leaves f32.
const LARGE = 1e12;
// The same of what is fed back.
const LARGE_DELTA = 1e15;

const SIGN = VI(-2147483648);
const SIZE_BITS = VI(2147483647);

// By the bits, of which those without the sign are in the order of the sizes: half the price of two choices.
fn bounded(v: V, limit: f32) -> V {
  let bits = bitcast<VI>(v);
  return bitcast<V>(min(bits & SIZE_BITS, bitcast<VI>(V(limit))) | (bits & SIGN));
}

// 2^x for |x| ≤ 126: power2 in math.wgsl.
fn power2Of(x: V) -> V {
  if ownExp2 {
    let n = floor(x);
    let f = x - n;
    let g = f * f;
    // See power2OfParts.
    let power = (0.99999992506 + f * 0.69315307319)
      + g * ((0.24015361711 + f * 0.05582631795) + g * (0.00898934013 + f * 0.00187757668));
    return bitcast<V>(bitcast<VI>(power) + bitcast<VI>(n + 12582912) * 8388608);
  }
  return exp2(x);
}

// A unit's output and its slope there.
struct Activation {
  h: V,
  slope: V,
}

// σ(z), and σ′ = e·σ² with e = e^−z, in which no factor overflows.
fn sigmoidOf(z: V) -> Activation {
  let e = power2Of(bounded(-LOG2_E * z, 62));
  let h = 1 / (1 + e);
  return Activation(h, e * h * h);
}

// tanh |z| = (1 − e)/(1 + e) and its slope 4·e/(1 + e)², which do not cancel, with e = e^−2|z|. With an exponential of our
// own 1 − e is had before it is rounded: e = 2^n + 2^n·(2^f − 1), |f| ≤ ½, the latter a polynomial within 1.1e-8 of itself;
// tanh is within 2.5e-7. With the device's, to |z| = 0.25, a series, of which the first term left out is 9e-9 of it.
// Of one point at a time: four side by side have more numbers under way than a software adapter has registers.
fn hyperbolic(z: f32) -> vec2f {
  let bits = bitcast<i32>(z);
  let size = bitcast<f32>(min(bits & 0x7fffffff, bitcast<i32>(f32(43))));
  let sign = bits & (-0x7fffffff - 1);
  let x = -2 * LOG2_E * size;
  if ownExp2 {
    let n = floor(x + 0.5);
    let f = x - n;
    let g = f * f;
    let beyond = f * ((0.69314718793 + f * 0.24022649795)
      + g * ((0.05550357433 + f * 0.0096182375) + g * (0.00133907357 + f * 0.00015403513)));
    // See power2OfParts.
    let whole = bitcast<f32>(0x3f800000 + bitcast<i32>(n + 12582912) * 8388608);
    let part = whole * beyond;
    let e = whole + part;
    let r = 1 / (1 + e);
    return vec2f(bitcast<f32>(bitcast<i32>(((1 - whole) - part) * r) | sign), 4 * e * r * r);
  }
  let e = exp2(x);
  let r = 1 / (1 + e);
  let q = size * size;
  let near = size * (1 - q * (0.33333333 - q * (0.13333333 - q * (0.05396825 - q * 0.02186949))));
  let h = select(1 - 2 * e * r, near, q < 0.0625);
  return vec2f(bitcast<f32>(bitcast<i32>(h) | sign), 4 * e * r * r);
}

fn reluOf(z: V) -> Activation {
  return Activation(select(V(0), z, z > V(0)), select(V(0), V(1), z > V(0)));
}

fn leakyOf(z: V) -> Activation {
  let slope = select(V(0.01), V(1), z > V(0));
  return Activation(slope * z, slope);
}

fn stepOf(z: V) -> Activation {
  return Activation(select(V(0), V(1), z >= V(0)), V(0));
}

// A loss of each point, and its slope by the logit.
struct Fault {
  loss: V,
  delta: V,
}

// ln(1 + e) for e in [0, 1]: see log1p in math.wgsl.
fn log1pOf(e: V) -> V {
  let s = e / (2 + e);
  let q = s * s;
  return 2 * s * (1 + q * (1.0 / 3 + q * (0.2 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11 + q / 13))))));
}

// Cross-entropy softplus(z) − t·z of a logit z for a target t, and σ(z) − t. For t of 0 and 1 nothing cancels.
fn entropyOf(z: V, t: V) -> Fault {
  let e = power2Of(bounded(-LOG2_E * abs(z), 126));
  let loss = (select(V(0), z, z > V(0)) - t * z) + log1pOf(e);
  return Fault(loss, select(e * (1 - t) - t, (1 - t) - t * e, z > V(0)) / (1 + e));
}

// ln(1 + others) of softmax, for others ≥ 0.
fn logOfSum(others: V) -> V {
  return select(log1pOf(select(V(1), others, others < V(1))), log(1 + others), others >= V(1));
}
