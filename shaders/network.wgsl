// f32 twin of src/problems/networks/layer.ts and losses.ts: what the generated part of a network's kernel
// (src/gpu/kernels/network-text.ts) is made of. V is a number for each of some points: a vec4f, or an f32 where there
// is one point at a time; that text declares it, with VI, its integers.

struct Slope {
  // The merit; the gradient is in the run.
  merit: f32,
}

// |v| beyond which a sum is cut off, lest a product of several leaves f32.
const LARGE = 1e12;
// The same of what is fed back.
const LARGE_DELTA = 1e15;

fn bounded(v: V, limit: f32) -> V {
  return select(select(v, V(limit), v > V(limit)), V(-limit), v < V(-limit));
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

// tanh z = 1 − 2/(1 + e^2z), and its slope 4·e^2z/(1 + e^2z)², which does not cancel. To |z| = 0.25 its series, of which
// the first term left out is 9e-9 of it.
fn tanhOf(z: V) -> Activation {
  let e = power2Of(bounded(2 * LOG2_E * z, 62));
  let r = 1 / (1 + e);
  let q = z * z;
  let near = z * (1 - q * (0.33333333 - q * (0.13333333 - q * (0.05396825 - q * 0.02186949))));
  return Activation(select(1 - 2 * r, near, q < V(0.0625)), 4 * e * r * r);
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
