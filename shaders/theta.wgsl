// f32 twin of src/cpu/run.ts for kernels of any number of weights: where a run is. Loops over `p` are unrolled
// in the text (src/gpu/kernels/theta.ts): with constant indices the weights need no memory of their own.
//
// The problem's own WGSL declares slopeOf(run) and lossOf(run), which read the weights at HI and LO; Slope;
// roseBetween(before, after), of two merits; and WORST_MERIT. Where the loss is undefined lossOf is UNDEFINED,
// where the slope is its merit is −UNDEFINED.

struct Problem {
  // Two for each weight: (hi, lo) of the plane's origin and its directions' components (u, v); the learning
  // rate, 1 for a weight that is trained, its layer, from 0 on, of a network's, and which component of θ it is.
  theta: array<vec4f, 2 * SIZE>,
  // Constants, which are parameters that no run has, and what else the problem's own WGSL wants: four to a vector.
  numbers: array<vec4f, NUMBERS>,
}

@group(0) @binding(0) var<uniform> problem: Problem;

alias Part = f32;
alias Kept = f32;

// A run: each weight's hi and lo (see Position in shaders/pair.wgsl), the first and second memory of the
// optimizer, and Powers.
const HI = 0u;
const LO = SIZE;
const FIRST = 2 * SIZE;
const SECOND = 3 * SIZE;
const POWER = 4 * SIZE;
const REST = 4 * SIZE + 2;
// What is kept between slices: all of it.
const KEPT = 4 * SIZE + 4;
alias Run = array<f32, KEPT>;

fn constantOf(i: u32) -> f32 {
  return problem.numbers[i / 4][i % 4];
}

fn extraOf(i: u32) -> f32 {
  return constantOf(CONSTANTS + i);
}

fn weightOf(run: ptr<function, Run>, i: u32) -> f32 {
  return (*run)[HI + i] + (*run)[LO + i];
}
