// f32 twin of src/math/logistic.ts, and the split of a weight into hi + lo (src/math/grid.ts).

// A pair of weights (x, y) as hi + lo: hi a multiple of 1/1024, lo the remainder. Plain f32 loses
// steps smaller than half an ulp of the weight; lo keeps them (10^6 steps of 1e-3 end 1e-7 from f64).
struct Position {
  hi: vec2f,
  lo: vec2f,
}

// Moves what lo has gathered to hi. Exact: the round makes c a multiple of 1/1024, and no compiler
// may reassociate across it.
fn carry(p: Position) -> Position {
  let c = round(p.lo * 1024) / 1024;
  return Position(p.hi + c, p.lo - c);
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
