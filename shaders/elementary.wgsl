// f32 twin of operate in src/formula/operations.ts: functions of numbers, in f32 as good as their arguments. WGSL's own
// are not: e^v loses digits as v grows, ln v near 1, sin and cos beyond ±π, tanh near 0. Errors are relative
// unless it says otherwise, for arguments that are f32 numbers; ULP is 2^-23.

// 2^(n + f) for integers n in [-126, 126] and f in [0, 1), within 2 ULP: see power2OfParts in math.wgsl.
fn scaledPower2(n: f32, f: f32) -> f32 {
  let g = f * f;
  let power = (0.99999992506 + f * 0.69315307319)
    + g * ((0.24015361711 + f * 0.05582631795) + g * (0.00898934013 + f * 0.00187757668));
  return bitcast<f32>(bitcast<i32>(power) + i32(n) * 8388608);
}

// e^v within 4 ULP and 2e-38. The argument is reduced in two parts of ln 2 (Cody and Waite 1980), of which the first times n
// is exact. Above 86 it is beyond 1e37; below −87 it is 0.
fn expOf(v: f32) -> f32 {
  let bounded = select(select(v, 86, v > 86), -87, v < -87);
  let n = floor(bounded * LOG2_E);
  let rest = (bounded - n * 0.693359375) + n * 2.12194440e-4;
  return select(scaledPower2(n, rest * LOG2_E), 0, v < -87);
}

// v = m·2^n with m in [√½, √2).
struct Parts {
  m: f32,
  n: f32,
}

fn partsOf(v: f32) -> Parts {
  let bits = bitcast<i32>(v) - 0x3f3504f3;
  let n = bits >> 23;
  return Parts(bitcast<f32>(bitcast<i32>(v) - n * 8388608), f32(n));
}

// ln m within 3 ULP, for m in [√½, √2): 2·artanh(s), s = (m − 1)/(m + 1) ≤ 0.172; cut after s^11 it is within
// 2·s^13/13 = 2e-11.
fn logOfPart(m: f32) -> f32 {
  let s = (m - 1) / (m + 1);
  let q = s * s;
  return 2 * s + 2 * s * q * (1.0 / 3 + q * (0.2 + q * (1.0 / 7 + q * (1.0 / 9 + q / 11))));
}

// ln v within 4 ULP, near 1 too; v > 0.
fn logOf(v: f32) -> f32 {
  let parts = partsOf(v);
  return parts.n * 0.693359375 + (logOfPart(parts.m) - parts.n * 2.12194440e-4);
}

// The angle v as k·π/2 + r, |r| ≤ π/4; of k the last two bits count. Three parts of π/2, of which the first times k is exact to
// |v| = 1e5: |error of r| ≤ 1e-7 + |v|·2^-23, as much again as there is in v's own last digit.
struct Angle {
  r: f32,
  k: i32,
}

fn angleOf(v: f32) -> Angle {
  let k = floor(v * 0.6366197723675814 + 0.5);
  let r = ((v - k * 1.5703125) - k * 4.837512969970703125e-4) - k * 7.54978995489188216e-8;
  // Of so large a number the last bits are those of k.
  return Angle(r, bitcast<i32>(k + 12582912));
}

// sin r and cos r for |r| ≤ π/4 within 2 ULP: the polynomials of Cephes (Moshier 1989).
fn sineOfPart(r: f32) -> f32 {
  let q = r * r;
  return r + r * q * (-1.6666654611e-1 + q * (8.3321608736e-3 - q * 1.9515295891e-4));
}

fn cosineOfPart(r: f32) -> f32 {
  let q = r * r;
  return (1 - 0.5 * q) + q * q * (4.166664568298827e-2 + q * (-1.388731625493765e-3 + q * 2.443315711809948e-5));
}

// (sin v, cos v). The sign is the second last bit of the quadrant, moved to the front by a product.
fn waveOf(v: f32) -> vec2f {
  let angle = angleOf(v);
  let sine = sineOfPart(angle.r);
  let cosine = cosineOfPart(angle.r);
  let odd = (angle.k & 1) == 1;
  return vec2f(
    bitcast<f32>(bitcast<i32>(select(sine, cosine, odd)) ^ ((angle.k & 2) * 0x40000000)),
    bitcast<f32>(bitcast<i32>(select(cosine, sine, odd)) ^ (((angle.k + 1) & 2) * 0x40000000)),
  );
}

// σ(v) = 1/(1 + e^−v) within 6 ULP, and its derivative σ(v)·σ(−v) within 8: with e^−|v|, which cannot overflow.
struct Logistic {
  value: f32,
  slope: f32,
  // e^−|v|, and σ(|v|).
  e: f32,
  near: f32,
}

fn logisticOf(v: f32) -> Logistic {
  let e = expOf(-abs(v));
  let near = 1 / (1 + e);
  return Logistic(select(near, e * near, v < 0), e * near * near, e, near);
}

// tanh v within 8 ULP, given the logistic of 2v: 1 − 2σ(−2|v|); to |v| = 0.55 its continued fraction, cut where it is
// within 1e-8.
fn tanhOf(v: f32, twice: Logistic) -> f32 {
  let q = v * v;
  let near = v * (945 + q * (105 + q)) / (945 + q * (420 + 15 * q));
  let far = 1 - 2 * twice.e * twice.near;
  return select(select(far, -far, v < 0), near, abs(v) < 0.55);
}

// u^v, for u and v of isPower, within 6 + 8·|v·ln u| ULP. A root is better (src/formula/wgsl.ts).
fn powOf(u: f32, v: f32) -> f32 {
  let size = abs(u);
  let zero = sizeOf(u) < SMALLEST;
  let power = expOf(v * logOf(select(size, 1, zero)));
  let odd = (floor(v) == v) & (floor(v * 0.5) * 2 != v);
  let signed = select(power, -power, (u < 0) & odd);
  return select(signed, select(0.0, 1.0, v == 0), zero);
}
