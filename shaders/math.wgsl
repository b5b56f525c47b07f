// f32 twin of src/math/logistic.ts, and what every kernel takes of src/math/grid.ts.

const LOG2_E = 1.4426950408889634;
const LN_2 = 0.6931471805599453;

// The loss where it is undefined, and minus the merit where the slope is: WGSL promises no NaN.
const UNDEFINED = 3e38;

// A step number that stands for none: the slope there is that of all data, not of a mini-batch.
const ALL_DATA = 0xffffffffu;

// Where loops end: those of n rounds begin at ENDLESS − n. Of a loop without a constant bound the compiler cannot know that
// it ends, and counts its rounds in 64 bits besides, which on the software adapter takes some 50 instructions.
const ENDLESS: i32 = 2147483647;

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

// The numbers of that polynomial, for one exponential. Where a step of a run uses them they are hidden: a constant costs the
// software adapter two instructions more than a variable, each time, and a variable that is used more than once a register,
// of which it has too few. So each of a step's exponentials has variables of its own.
struct Terms {
  even: vec3f,
  odd: vec3f,
  // 1.5·2^23: a float plus it has the float, rounded, in its last bits.
  toInteger: f32,
  // What moves these to the exponent. (Shifts of vectors are done lane by lane on the software adapter.)
  toExponent: i32,
}

const TERMS = Terms(
  vec3f(0.99999992506, 0.24015361711, 0.00898934013),
  vec3f(0.69315307319, 0.05582631795, 0.00187757668),
  12582912,
  8388608,
);
var<private> terms0 = TERMS;
var<private> terms1 = TERMS;
var<private> terms2 = TERMS;
var<private> terms3 = TERMS;
var<private> terms4 = TERMS;

// Hides the terms behind zeros that no compiler knows: `count` is none of the five largest numbers.
fn hideTerms(count: u32) {
  if ownExp2 {
    terms0 = hiddenTerms(count == 0xffffffff);
    terms1 = hiddenTerms(count == 0xfffffffe);
    terms2 = hiddenTerms(count == 0xfffffffd);
    terms3 = hiddenTerms(count == 0xfffffffc);
    terms4 = hiddenTerms(count == 0xfffffffb);
  }
}

fn hiddenTerms(never: bool) -> Terms {
  let zero = select(0.0, 1.0, never);
  let t = TERMS;
  return Terms(t.even + zero, t.odd + zero, t.toInteger + zero, t.toExponent + select(0, 1, never));
}

// 2^(n + f) for integers n in [-126, 126] and f in [0, 1), within 2e-7·2^(n + f): the polynomial of degree
// 5 with the least relative error (7.5e-8, the same at both ends, so that it does not jump where n does), in
// pairs of terms, which wait for each other half as long as Horner's. n is added to the exponent.
fn power2OfParts(n: f32, f: f32, t: Terms) -> f32 {
  let g = f * f;
  let power = g * ((f * t.odd.y + t.even.y) + g * (f * t.odd.z + t.even.z)) + (f * t.odd.x + t.even.x);
  return bitcast<f32>(bitcast<i32>(power) + bitcast<i32>(n + t.toInteger) * t.toExponent);
}

fn powerOf(x: f32, t: Terms) -> f32 {
  let n = floor(x);
  return power2OfParts(n, x - n, t);
}

// 2^x for |x| ≤ 126. One after the other, not side by side, which takes more registers.
fn power2(x: vec3f) -> vec3f {
  if ownExp2 {
    return vec3f(powerOf(x.x, terms2), powerOf(x.y, terms3), powerOf(x.z, terms4));
  }
  return exp2(x);
}

// 2^x for |x| ≤ limit ≤ 125, an integer; beyond, some power between 2^±(limit − 1) and 2^±126.
fn boundedPower2(x: vec2f, limit: f32) -> vec2f {
  if ownExp2 {
    return vec2f(boundedPower(x.x, limit, terms0), boundedPower(x.y, limit, terms1));
  }
  return exp2(select(x, vec2f(limit), x > vec2f(limit)));
}

fn boundedPower(x: f32, limit: f32, t: Terms) -> f32 {
  // The fraction does not wait for it.
  let n = floor(x);
  return power2OfParts(select(select(n, limit, n > limit), -limit, n < -limit), x - n, t);
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
