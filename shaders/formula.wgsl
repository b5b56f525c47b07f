// f32 twin of src/formula/operations.ts: what the generated part of a formula's kernel (src/formula/wgsl.ts) calls
// (its functions stand in elementary.wgsl). WGSL promises nothing of NaN and infinity: what could hide one is
// tested, by its bits.

// |v|, as an integer: it orders infinities and NaN above all numbers.
fn sizeOf(v: f32) -> i32 {
  return bitcast<i32>(v) & 0x7fffffff;
}

// LARGEST of src/formula/operations.ts, 1e37, and the smallest normal number.
const LARGEST = 0x7cf0bdc2;
const SMALLEST = 0x00800000;

fn isDefined(v: f32) -> bool {
  return sizeOf(v) <= LARGEST;
}

// A number to divide by: not 0, nor so small that a GPU may take it for 0.
fn isDivisor(v: f32) -> bool {
  let size = sizeOf(v);
  return (size >= SMALLEST) & (size <= LARGEST);
}

fn isPositive(v: f32) -> bool {
  return isDivisor(v) & (v > 0);
}

fn isAngle(v: f32) -> bool {
  // 1e6.
  return sizeOf(v) <= 0x49742400;
}

// u^v of an u ≤ 0 is a number for whole v only, and of 0 for no v < 0.
fn isPower(u: f32, v: f32) -> bool {
  let whole = floor(v) == v;
  let zero = sizeOf(u) < SMALLEST;
  return isDefined(u) & isDefined(v) & select((u > 0) | whole, v >= 0, zero);
}
