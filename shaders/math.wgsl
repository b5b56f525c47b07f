// f32 twin of src/math/logistic.ts, and what every kernel takes of src/math/grid.ts.

const LOG2_E = 1.4426950408889634;
const LN_2 = 0.6931471805599453;

// The loss where it is undefined, and minus the merit where the slope is: WGSL promises no NaN.
const UNDEFINED = 3e38;

// A step number that stands for none: the slope there is that of all data, not of a mini-batch.
const ALL_DATA = 0xffffffffu;

// A place on the plane, each coordinate as (hi, lo): hi a multiple of 1/1024, lo the remainder.
struct PlanePoint {
  x: vec2f,
  y: vec2f,
}

// What a landscape has of a place.
struct Sample {
  loss: f32,
  // Along the plane's two directions.
  gradient: vec2f,
}

// ln(1 + e) for e in [0, 1]. WGSL's log is only absolutely accurate near 1, so: 2·artanh(e/(2 + e)),
// s = e/(2 + e) ≤ 1/3, whose series cut after s^13 is within 2·3^-15/15 = 1e-8.
fn log1p(e: vec3f) -> vec3f {
  let s = e / (2 + e);
  let q = s * s;
  return 2 * s * (1 + q * (1.0 / 3 + q * (0.2 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11 + q / 13))))));
}

// ln(1 + e^z), without overflow.
fn softplus(z: vec3f) -> vec3f {
  return max(z, vec3f(0)) + log1p(exp(-abs(z)));
}

// exp2 by the polynomial below rather than by the device. Set on software adapters, whose own bounds its
// argument first and adds up its polynomial term by term, each waiting for the one before. On a GPU exp2
// is one instruction.
override ownExp2: bool = false;

// 2^(n + f) for integers n in [-126, 126] and f in [0, 1), within 2e-7·2^(n + f): the polynomial of degree
// 5 with the least relative error (7.5e-8, the same at both ends, so that it does not jump where n does), in
// pairs of terms, which wait for each other half as long as Horner's. n is added to the exponent: 1.5·2^23
// + n has n in its last bits, and the product moves them there. (Shifts of vectors are done lane by lane on
// the software adapter.)
fn power2OfParts(n: vec3f, f: vec3f) -> vec3f {
  let g = f * f;
  let power = (0.99999992506 + f * 0.69315307319)
    + g * ((0.24015361711 + f * 0.05582631795) + g * (0.00898934013 + f * 0.00187757668));
  return bitcast<vec3f>(bitcast<vec3i>(power) + bitcast<vec3i>(n + 12582912) * 8388608);
}

// 2^x for |x| ≤ 126.
fn power2(x: vec3f) -> vec3f {
  if ownExp2 {
    let n = floor(x);
    return power2OfParts(n, x - n);
  }
  return exp2(x);
}

// 2^x for |x| ≤ limit ≤ 125, an integer; beyond, some power between 2^±(limit − 1) and 2^±126.
fn boundedPower2(x: vec2f, limit: vec2f) -> vec2f {
  if ownExp2 {
    // The fraction does not wait for it.
    let n = floor(x);
    let bounded = select(select(n, limit, n > limit), -limit, n < -limit);
    return power2OfParts(bounded.xyy, (x - n).xyy).xy;
  }
  return exp2(select(x, limit, x > limit));
}

// Whether the loss rose by more than `rose` in src/engine.ts lets pass, from the likelihoods that come with
// the gradients: no logarithm but that of the tolerance, which is an estimate within 1 %. A likelihood too
// small for f32 is a loss above 21 (or, where some logit is beyond 87, none at all).
fn roseFrom(before: f32, after: f32, loss00: f32) -> bool {
  let likely = vec2f(before, after) + 1e-37;
  // Exponent and mantissa, read as an integer, are a logarithm to 0.043.
  let log2 = f32(bitcast<i32>(likely.x)) / 8388608 - 126.957;
  let loss = loss00 - 0.25 * LN_2 * log2;
  return likely.x > likely.y * (1 + 4e-5 * select(1.0, loss, loss > 1));
}
