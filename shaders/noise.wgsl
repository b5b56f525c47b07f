// f32 twin of src/noise.ts: normal numbers by place. The words are the same; what is made of them is within 1e-6.

fn wordsAt(place: vec4u) -> vec4u {
  var v = place * 1664525u + 1013904223u;
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  v ^= v >> vec4u(16u);
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  return v;
}

// ln u for u in (0, 1): logOf of shaders/elementary.wgsl, good near 1 too, as WGSL's own is not.
fn logOfPartOfOne(u: f32) -> f32 {
  let n = (bitcast<i32>(u) - 0x3f3504f3) >> 23u;
  let m = bitcast<f32>(bitcast<i32>(u) - n * 8388608);
  let s = (m - 1) / (m + 1);
  let q = s * s;
  let log = 2 * s + 2 * s * q * (1.0 / 3 + q * (0.2 + q * (1.0 / 7 + q * (1.0 / 9 + q / 11))));
  return f32(n) * 0.693359375 + (log - f32(n) * 2.12194440e-4);
}

// (cos, sin) of 2π times the middle of one of 2^23 parts of (0, 1). Of each quarter the angle from its middle is at most
// π/4: the polynomials of Cephes (Moshier 1989), then a turn by π/4.
fn turnOf(part: u32) -> vec2f {
  let x = ((f32(part & 0x1fffffu) + 0.5) / 2097152 - 0.5) * 1.5707963267948966;
  let q = x * x;
  let sine = x + x * q * (-1.6666654611e-1 + q * (8.3321608736e-3 - q * 1.9515295891e-4));
  let cosine = (1 - 0.5 * q)
    + q * q * (4.166664568298827e-2 + q * (-1.388731625493765e-3 + q * 2.443315711809948e-5));
  let turn = vec2f(cosine - sine, cosine + sine) * 0.7071067811865476;
  switch part >> 21u {
    case 1: {
      return vec2f(-turn.y, turn.x);
    }
    case 2: {
      return -turn;
    }
    case 3: {
      return vec2f(turn.y, -turn.x);
    }
    default: {
      return turn;
    }
  }
}

fn normalsOf(a: u32, b: u32) -> vec2f {
  let radius = sqrt(-2 * logOfPartOfOne((f32(a >> 9u) + 0.5) / 8388608));
  return radius * turnOf(b >> 9u);
}

// The noise of four components of θ, from the (4 · quad)-th on.
fn noiseAt(seed: u32, run: u32, step: u32, quad: u32) -> vec4f {
  let words = wordsAt(vec4u(run, step, quad, seed));
  return vec4f(normalsOf(words.x, words.y), normalsOf(words.z, words.w));
}
