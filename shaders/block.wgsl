// f32 twin of the plain steps of advanceRun in src/cpu/sweep.ts: CARRY_EVERY steps of which only the
// crossing of the threshold is wanted. Nearly all the time of a sweep is spent here.

struct Block {
  position: Position,
  // The first of its iterates at which the loss was at most the threshold, by steps done; or NEVER.
  crossed: u32,
}

// `likelihood` is that at the threshold: the loss before each step is tested without a logarithm.
// `k` and `hyper` are for steps in units of u.
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

// The same with the test for divergence before every step, from the start of a block that ended
// diverged. Beyond DIVERGED_AT no slope is left that could bring a run back within a block, so that
// one test at its end finds every run that diverges in it (+4 % over a test at each step).
fn carefulBlock(
  start: Position, done: u32, likelihood: f32, k: Problem, hyper: Hyper, memory: ptr<function, Memory>,
) -> Block {
  for (var m = 0u; m < KEPT && optimizer != GD; m++) {
    (*memory)[m] = (*memory)[SAVED + m];
  }
  var position = start;
  var crossed = NEVER;
  for (var i = 0u; i < CARRY_EVERY; i++) {
    let slope = slopeAt(uAt(position, k), k);
    crossed = min(crossed, select(NEVER, done + i, slope.likelihood >= likelihood));
    position = stepped(position, slope, memory, hyper);
  }
  refreshBias(memory);
  return Block(carry(position), crossed);
}
