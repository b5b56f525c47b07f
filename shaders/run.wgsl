// f32 twin of src/cpu/run.ts: one training run and its step.

// Steps between two carries from lo to hi: rarely enough to cost next to nothing, often enough that
// lo stays small. A power of two.
const CARRY_EVERY = 8u;
const DIVERGED_AT = 1e6;

// What the optimizer remembers of a run between steps.
struct Memories {
  x: Memory,
  y: Memory,
  bias: Bias,
}

// A loop keeps the two in variables of their own: a fifth faster on the software adapter than one.
struct Run {
  position: Position,
  memories: Memories,
}

fn started(start: Position) -> Run {
  return Run(start, Memories(Memory(0, 0), Memory(0, 0), Bias(vec2f(1), vec2f(0))));
}

fn weights(p: Position) -> vec2f {
  return p.hi + p.lo;
}

// Written so that a NaN, where the device has any, counts as diverged too.
fn diverged(p: Position) -> bool {
  let w = abs(weights(p));
  return !(max(w.x, w.y) <= DIVERGED_AT);
}

// One optimizer step from the gradient there, without the carry. A run that has diverged stays.
fn stepped(p: Position, gradient: vec2f, memories: ptr<function, Memories>, hyper: Hyper) -> Position {
  var correction = vec2f(1);
  if optimizer == ADAM {
    (*memories).bias = nextBias((*memories).bias, hyper);
    correction = biasCorrection((*memories).bias);
  }
  let x = step(gradient.x, hyper.rate.x, (*memories).x, hyper, correction);
  let y = step(gradient.y, hyper.rate.y, (*memories).y, hyper, correction);
  if optimizer != GD {
    (*memories).x = x.memory;
    (*memories).y = y.memory;
  }
  return Position(p.hi, p.lo - select(vec2f(x.delta, y.delta), vec2f(0), diverged(p)));
}

// The carry that falls on the `number`-th step (from 1).
fn carriedAt(number: u32, p: Position) -> Position {
  if number % CARRY_EVERY == 0 {
    return carry(p);
  }
  return p;
}
