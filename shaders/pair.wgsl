// f32 twin of src/cpu/run.ts for a kernel of two parameters with a slope of its own in u (shaders/xor.wgsl):
// both parameters in one vector, and blocks of plain steps that add up in u. theta.wgsl is its generic twin.

alias Part = vec2f;
alias Kept = vec2f;
alias Rates = vec2f;
// Slopes come multiplied by the rate: see scaled in shaders/xor.wgsl.
const RATE_IN_SLOPE = true;
// The merit is a likelihood.
const WORST_MERIT = 0.0;

// A run: where it is, as hi + lo; the first and second memory of the optimizer; and Powers. A block of plain
// steps has one place more: how far it moved. An array, not a struct: indexed by a variable somewhere (resume
// and keep in shaders/sweep.wgsl), it stays in memory on the software adapter, and the exponentials get the
// registers, which is what Adam's step waits for there; compilers that unroll those loops keep it in registers.
const HI = 0u;
const LO = 1u;
const FIRST = 2u;
const SECOND = 3u;
const POWER = 4u;
const REST = 5u;
// What is kept between slices.
const KEPT = 6u;
const MOVED = 6u;
alias Run = array<vec2f, 7>;

// Both weights as hi + lo: hi a multiple of 1/1024, lo the remainder. Plain f32 loses steps smaller than
// half an ulp of the weight; lo keeps them (10^6 steps of 1e-3 end 1e-7 from f64).
struct Position {
  hi: vec2f,
  lo: vec2f,
}

// Moves what lo has gathered to hi. Exact up to |hi| = 2^14: the floor makes c a multiple of 1/1024, and
// no compiler may reassociate across it.
fn carry(p: Position) -> Position {
  let c = floor(p.lo * 1024 + 0.5) / 1024;
  return Position(p.hi + c, p.lo - c);
}

// A run before its first step. The plane's axes are the two weights.
fn begin(run: ptr<function, Run>, start: PlanePoint) {
  *run = Run();
  (*run)[POWER] = vec2f(1);
  place(run, Position(vec2f(start.x.x, start.y.x), vec2f(start.x.y, start.y.y)));
}

fn positionOf(run: ptr<function, Run>) -> Position {
  return Position((*run)[HI], (*run)[LO]);
}

fn place(run: ptr<function, Run>, to: Position) {
  (*run)[HI] = to.hi;
  (*run)[LO] = to.lo;
}

fn uAt(p: Position, k: Problem) -> vec2f {
  return uOf(p.hi, p.lo, k);
}

fn weights(p: Position) -> vec2f {
  return p.hi + p.lo;
}

fn weightOf(run: ptr<function, Run>, i: u32) -> f32 {
  let w = weights(positionOf(run));
  return select(w.x, w.y, i == 1);
}

// Written so that a NaN, where the device has any, counts as diverged too.
fn divergedAt(p: Position) -> bool {
  return !all(abs(weights(p)) <= vec2f(DIVERGED_AT));
}

fn diverged(run: ptr<function, Run>) -> bool {
  return divergedAt(positionOf(run));
}

fn ratesOf() -> Rates {
  return problem.rate;
}

fn ratesWith(rates: Rates, q: u32, value: f32) -> Rates {
  return select(rates, vec2f(value), vec2<bool>(q == 2 || q == 8, q == 2 || q == 9));
}

// What steps are taken with. A loop takes it by value: the software adapter needs a hundred operations to read
// one uniform.
struct Stepper {
  k: Problem,
  hyper: Hyper,
  rates: vec2f,
}

// For steps in units of `unit` per weight.
fn stepperIn(unit: f32, settings: Settings) -> Stepper {
  hideTerms(job.runs);
  let rates = unit * settings.rates;
  let factor = select(vec2f(1), rates, optimizer == GD);
  return Stepper(scaled(problem, factor), prepared(settings.hyper), rates);
}

fn stepperOf(settings: Settings) -> Stepper {
  return stepperIn(1, settings);
}

fn blockStepperOf(settings: Settings) -> Stepper {
  return stepperIn(U_PER_WEIGHT, settings);
}

// The slope as `advance` takes it.
fn slopeOfRun(run: ptr<function, Run>, stepper: Stepper, step: u32) -> Slope {
  return slopeAt(uAt(positionOf(run), stepper.k), stepper.k);
}

// The slope where steps end: without a factor, and with the merit of any.
fn slopeThere(run: ptr<function, Run>, stepper: Stepper, step: u32) -> Slope {
  return slopeAt(uAt(positionOf(run), problem), problem);
}

fn endSlopeOfRun(run: ptr<function, Run>, there: Slope) -> Slope {
  return there;
}

fn lossOfRun(run: ptr<function, Run>, slope: Slope) -> f32 {
  return lossAt(uAt(positionOf(run), problem), problem);
}

// The largest |gradient component|.
fn steepness(run: ptr<function, Run>, slope: Slope) -> f32 {
  return max(abs(slope.gradient.x), abs(slope.gradient.y));
}

fn rose(before: f32, after: f32, stepper: Stepper) -> bool {
  return roseFrom(before, after, stepper.k.loss00);
}

// True wherever `rose` is, for a third of its price.
fn mayRise(before: f32, after: f32) -> bool {
  return before + 1e-37 > (after + 1e-37) * 1.00003;
}
