// f32 twin of the plain steps of advanceRun in src/cpu/sweep.ts: CARRY_EVERY steps of which only the
// crossing of the threshold is wanted. Nearly all the time of a sweep is spent here.

struct Block {
  position: Position,
  // The first of its iterates at which the loss was at most the threshold, by steps done; or NEVER.
  crossed: u32,
}

// `likelihood` is that at the threshold: the loss before each step is tested without a logarithm.
// `k` and `hyper` are for steps in units of u. There is no test for divergence: beyond DIVERGED_AT no
// slope is left that could bring a run back within a block, so that the caller finds every run that
// diverged in it at its end, and goes back.
fn plainBlock(
  start: Position, done: u32, likelihood: f32, k: Problem, hyper: Hyper, memory: ptr<function, Memory>,
) -> Block {
  let origin = uAt(start, k);
  for (var m = 0u; m < KEPT && optimizer != GD; m++) {
    (*memory)[SAVED + m] = (*memory)[m];
  }
  (*memory)[MOVED] = vec2f(0);
  var crossed = NEVER;
  for (var i = 0i; i < i32(CARRY_EVERY); i++) {
    let slope = slopeAt(origin + (*memory)[MOVED], k);
    crossed = min(crossed, select(NEVER, done + u32(i), slope.likelihood >= likelihood));
    (*memory)[MOVED] -= step(slope.gradient, hyper, memory);
  }
  refreshBias(memory);
  let lo = start.lo + (*memory)[MOVED] / U_PER_WEIGHT;
  return Block(carry(Position(start.hi, lo)), crossed);
}

// To the start of a block.
fn undoBlock(memory: ptr<function, Memory>) {
  for (var m = 0u; m < KEPT && optimizer != GD; m++) {
    (*memory)[m] = (*memory)[SAVED + m];
  }
}
