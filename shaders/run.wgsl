// f32 twin of src/cpu/run.ts: one training run and its step.

// Steps between two carries from lo to hi: rarely enough to cost next to nothing, often enough that
// lo stays small. A power of two.
const CARRY_EVERY = 8u;
const DIVERGED_AT = 1e6;

struct Run {
  position: Position,
  memoryX: Memory,
  memoryY: Memory,
  bias: Bias,
}

fn weights(run: Run) -> vec2f {
  return run.position.hi + run.position.lo;
}

// Written so that a NaN, where the device has any, counts as diverged too.
fn diverged(run: Run) -> bool {
  let w = abs(weights(run));
  return !(max(w.x, w.y) <= DIVERGED_AT);
}

// One optimizer step from the gradient there, without the carry. A run that has diverged stays.
fn updated(run: Run, gradient: vec2f, hyper: Hyper) -> Run {
  var next = run;
  var correction = vec2f(1);
  if optimizer == ADAM {
    next.bias = nextBias(run.bias, hyper);
    correction = biasCorrection(next.bias);
  }
  let x = step(gradient.x, hyper.rate.x, run.memoryX, hyper, correction);
  let y = step(gradient.y, hyper.rate.y, run.memoryY, hyper, correction);
  next.memoryX = x.memory;
  next.memoryY = y.memory;
  next.position.lo -= select(vec2f(x.delta, y.delta), vec2f(0), diverged(run));
  return next;
}

// The `number`-th step (from 1), with the carry that falls on it.
fn stepped(run: Run, number: u32, hyper: Hyper, problem: Problem) -> Run {
  var next = updated(run, slopeAt(run.position, problem).gradient, hyper);
  if number % CARRY_EVERY == 0 {
    next.position = carry(next.position);
  }
  return next;
}
