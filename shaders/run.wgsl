// f32 twin of src/cpu/run.ts: one training run and its step.

// Plain steps (shaders/plain.wgsl) between two carries from lo to hi: rarely enough to cost next to
// nothing, often enough that lo stays small.
const CARRY_EVERY = 32u;
const DIVERGED_AT = 1e6;

// A run before its first step.
fn begin(run: ptr<function, Run>, start: Position) {
  *run = Run();
  (*run)[POWER] = vec2f(1);
  place(run, start);
}

fn positionOf(run: ptr<function, Run>) -> Position {
  return Position((*run)[HI], (*run)[LO]);
}

fn place(run: ptr<function, Run>, to: Position) {
  (*run)[HI] = to.hi;
  (*run)[LO] = to.lo;
}

fn weights(p: Position) -> vec2f {
  return p.hi + p.lo;
}

// Written so that a NaN, where the device has any, counts as diverged too.
fn diverged(p: Position) -> bool {
  return !all(abs(weights(p)) <= vec2f(DIVERGED_AT));
}

// What slopes have to be multiplied by before `step`, for steps in units of `unit` per weight.
fn slopeFactor(hyper: Hyper, unit: f32) -> vec2f {
  return select(vec2f(1), unit * hyper.rate, optimizer == GD);
}

// The hyper-parameters as `step` wants them, for steps in units of `unit` per weight.
fn prepared(given: Hyper, unit: f32) -> Hyper {
  var hyper = given;
  hyper.rate *= unit;
  hyper.epsilon = max(given.epsilon, LEAST_EPSILON);
  return hyper;
}

// One optimizer step from the slope there. A run that has diverged stays.
fn advance(run: ptr<function, Run>, slope: Slope, hyper: Hyper) {
  let delta = step(slope.gradient, hyper, run);
  refreshBias(run);
  let p = positionOf(run);
  place(run, carry(Position(p.hi, p.lo - select(delta, vec2f(0), diverged(p)))));
}
