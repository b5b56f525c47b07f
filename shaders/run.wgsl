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

// One optimizer step, the `number`-th (from 1). The caller must not step a run that has diverged.
fn stepped(run: Run, number: u32, hyper: Hyper) -> Run {
  var next = run;
  let gradient = gradientAt(run.position);
  var correction = vec2f(1);
  if optimizer == ADAM {
    next.bias = nextBias(run.bias, hyper);
    correction = biasCorrection(next.bias);
  }
  let x = step(gradient.x, hyper.rate.x, run.memoryX, hyper, correction);
  let y = step(gradient.y, hyper.rate.y, run.memoryY, hyper, correction);
  next.memoryX = x.memory;
  next.memoryY = y.memory;
  next.position.lo -= vec2f(x.delta, y.delta);
  if number % CARRY_EVERY == 0 {
    next.position = carry(next.position);
  }
  return next;
}
