// The roofline of the plain steps of a sweep (shaders/plain.wgsl): a loop of nothing but the exp2,
// divisions and square roots of one step, each waiting for the same ones as there. gd: 5 exp2 and 7
// divisions; Adam: 5, 9 and 3 square roots. Two additions keep every result in use; all stay within
// 0.1 and 7. Written in its fastest form on the software adapter: eight or 32 steps to an inner loop or
// unrolled took a tenth longer, two runs per thread as well. src/bench/roofline.ts times it.

const ADAM = 4u;

override optimizer: u32 = 0u;

struct Job {
  // Numerators near 1, in a uniform so that no compiler divides by them beforehand.
  own: vec2f,
  both: vec2f,
  runs: u32,
  steps: u32,
}

@group(0) @binding(0) var<uniform> job: Job;
// [run]
@group(0) @binding(1) var<storage, read_write> ends: array<vec2f>;

override workgroupSize: u32 = 64;

// Two exponentials of a step with terms of their own, as the kernels have.
fn activations(p: vec2f) -> vec2f {
  if ownExp2 {
    return vec2f(powerOf(p.x, terms0), powerOf(p.y, terms1));
  }
  return exp2(p);
}

@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let r = id.x;
  if r >= job.runs {
    return;
  }
  let k = job;
  hideTerms(k.runs);
  var p = vec2f(f32(r % 64) / 64, 0.5);
  var bias = k.own.y;
  for (var i = ENDLESS - i32(k.steps); i < ENDLESS; i++) {
    // The shared exponentials, the four activations of hidden units.
    let e = activations(p);
    let own = k.own / e;
    let both = k.both / e;
    // The odds of three samples, and their residuals.
    let odds = power2(vec3f(own, both.x));
    let residual = vec3f(k.own.x, both.y, k.both.x) / odds;
    p = residual.xy + residual.z;
    if optimizer == ADAM {
      // The bias corrections' root, and both weights' m/√v.
      bias = sqrt(bias);
      p = p / sqrt(residual.xy);
    }
  }
  ends[r] = p + bias;
}
