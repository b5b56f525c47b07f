// f32 twin of src/cpu/run.ts: one training run and its step.

// Steps between two carries from lo to hi: rarely enough to cost next to nothing, often enough that
// lo stays small. A power of two.
const CARRY_EVERY = 8u;
const DIVERGED_AT = 1e6;

// A run between two slices of steps.
struct Run {
  position: Position,
  memory: array<vec2f, KEPT>,
}

fn weights(p: Position) -> vec2f {
  return p.hi + p.lo;
}

// Written so that a NaN, where the device has any, counts as diverged too.
fn diverged(p: Position) -> bool {
  let w = abs(weights(p));
  return !(max(w.x, w.y) <= DIVERGED_AT);
}

// The problem as `step` wants it, for steps in units of `unit` per weight.
fn forSteps(problem: Problem, hyper: Hyper, unit: f32) -> Problem {
  if optimizer == GD {
    return scaled(problem, unit * hyper.rate);
  }
  return problem;
}

fn inUnits(given: Hyper, unit: f32) -> Hyper {
  var hyper = given;
  hyper.rate *= unit;
  return hyper;
}

// One optimizer step from the slope there, without the carry. A run that has diverged stays.
fn stepped(p: Position, slope: Slope, memory: ptr<function, Memory>, hyper: Hyper) -> Position {
  let delta = step(slope.gradient, hyper, memory);
  return Position(p.hi, p.lo - select(delta, vec2f(0), diverged(p)));
}

// The carry that falls on the `number`-th step (from 1).
fn carriedAt(number: u32, p: Position, memory: ptr<function, Memory>) -> Position {
  // Not %, which the software adapter does lane by lane.
  let left = number & (CARRY_EVERY - 1);
  if left == 0 {
    refreshBias(memory);
    return carry(p);
  }
  return p;
}
