// f32 twin of src/problems/sigmoid-unit.ts: one sigmoid unit of three weights on any number of points, gone through
// in fours. extraOf(0) is their number.

// Four points to three vectors: what goes with each weight in the logit of their right answers, see signedInputs.
// Zeros fill up the last four.
@group(1) @binding(0) var<storage, read> data: array<vec4f>;

// Fours that are added up by themselves: the rounding of 10,000 points is that of 32 + 79 sums, not of 2,500.
const BLOCK = 32u;

fn sumOf(v: vec4f) -> f32 {
  return (v.x + v.y) + (v.z + v.w);
}

// The weights' hi and lo.
struct Weights {
  hi: vec3f,
  lo: vec3f,
}

fn weightsOf(run: ptr<function, Run>) -> Weights {
  return Weights(
    vec3f((*run)[HI], (*run)[HI + 1], (*run)[HI + 2]), vec3f((*run)[LO], (*run)[LO + 1], (*run)[LO + 2]));
}

// Four points, and the logits of their right answers.
struct Four {
  a: vec4f,
  b: vec4f,
  c: vec4f,
  towards: vec4f,
}

fn fourOf(w: Weights, g: u32) -> Four {
  let a = data[3 * g];
  let b = data[3 * g + 1];
  let c = data[3 * g + 2];
  let towards = ((a * w.hi.x + b * w.hi.y) + c * w.hi.z) + ((a * w.lo.x + b * w.lo.y) + c * w.lo.z);
  return Four(a, b, c, towards);
}

// Cross-entropies softplus(−t) of four points, given e = e^−|t|; 0 where there is no point. See log1p in math.wgsl.
fn entropiesOf(t: vec4f, e: vec4f, g: u32, count: u32) -> vec4f {
  let s = e / (2 + e);
  let q = s * s;
  let rest = 2 * s * (1 + q * (1.0 / 3 + q * (0.2 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11 + q / 13))))));
  // So bounded 10,000 of them are finite.
  let bounded = min(max(-t, vec4f(0)), vec4f(1e33));
  let isPoint = vec4u(4 * g) + vec4u(0, 1, 2, 3) < vec4u(count);
  return select(vec4f(0), bounded + rest, isPoint);
}

fn lossOf(run: ptr<function, Run>) -> f32 {
  let w = weightsOf(run);
  let count = u32(extraOf(0));
  let fours = (count + 3) / 4;
  var total = 0.0;
  for (var first = 0u; first < fours; first += BLOCK) {
    var sum = vec4f(0);
    for (var g = first; g < min(first + BLOCK, fours); g++) {
      let t = fourOf(w, g).towards;
      sum += entropiesOf(t, exp(-abs(t)), g, count);
    }
    total += sumOf(sum);
  }
  return total / f32(count);
}

fn slopeOf(run: ptr<function, Run>) -> Slope {
  let w = weightsOf(run);
  let count = u32(extraOf(0));
  let fours = (count + 3) / 4;
  var total = vec4f(0);
  for (var first = 0u; first < fours; first += BLOCK) {
    var sum = vec4f(0);
    var a = vec4f(0);
    var b = vec4f(0);
    var c = vec4f(0);
    for (var g = first; g < min(first + BLOCK, fours); g++) {
      let four = fourOf(w, g);
      let t = four.towards;
      let e = exp(-abs(t));
      sum += entropiesOf(t, e, g, count);
      // The probability of the wrong answer, σ(−t).
      let wrong = select(vec4f(1), e, t > vec4f(0)) / (1 + e);
      a += wrong * four.a;
      b += wrong * four.b;
      c += wrong * four.c;
    }
    total += vec4f(sumOf(a), sumOf(b), sumOf(c), sumOf(sum));
  }
  var slope: Slope;
  slope.gradient[0] = -total.x / f32(count);
  slope.gradient[1] = -total.y / f32(count);
  slope.gradient[2] = -total.z / f32(count);
  slope.merit = -total.w / f32(count);
  return slope;
}
