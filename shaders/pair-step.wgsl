// f32 twin of Run.step in src/cpu/run.ts and of the plain steps of advanceRun in src/cpu/sweep.ts, for the runs of
// pair.wgsl.

fn refreshBias(run: ptr<function, Run>) {
  if optimizer == ADAM {
    (*run)[REST] = refreshedRest(Powers((*run)[POWER], (*run)[REST]));
  }
}

// The step Δ to be subtracted from the weights.
fn stepOf(gradient: vec2f, stepper: Stepper, run: ptr<function, Run>) -> vec2f {
  var bias: Bias;
  if optimizer == ADAM {
    let powers = nextPowers(Powers((*run)[POWER], (*run)[REST]), stepper.hyper);
    (*run)[POWER] = powers.power;
    (*run)[REST] = powers.rest;
    bias = biasOf(powers);
  }
  let update = updateOf(gradient, stepper.rates, (*run)[FIRST], (*run)[SECOND], bias, stepper.hyper);
  if remembersFirst {
    (*run)[FIRST] = update.first;
  }
  if remembersSecond {
    (*run)[SECOND] = update.second;
  }
  return update.delta;
}

fn shift(run: ptr<function, Run>, delta: vec2f) {
  let p = positionOf(run);
  place(run, carry(Position(p.hi, p.lo - delta)));
}

// One optimizer step from the slope there. A run that has diverged stays.
fn advance(run: ptr<function, Run>, slope: Slope, stepper: Stepper, step: u32) {
  let delta = stepOf(slope.gradient, stepper, run);
  refreshBias(run);
  shift(run, select(delta, vec2f(0), divergedAt(positionOf(run))));
}

// A block of steps: where it starts, in weights and in u. Within it steps add up in u, in MOVED.
struct Block {
  start: Position,
  origin: vec2f,
}

fn openBlock(run: ptr<function, Run>, stepper: Stepper) -> Block {
  let start = positionOf(run);
  (*run)[MOVED] = vec2f(0);
  return Block(start, uAt(start, stepper.k));
}

fn slopeInBlock(run: ptr<function, Run>, base: Block, stepper: Stepper) -> Slope {
  return slopeAt(base.origin + (*run)[MOVED], stepper.k);
}

// One step of a block, whose end places the run: until then its weights are those before. It is not tested for
// divergence: beyond DIVERGED_AT no slope is left that could bring a run back.
fn stepInBlock(run: ptr<function, Run>, slope: Slope, stepper: Stepper, step: u32) {
  (*run)[MOVED] -= stepOf(slope.gradient, stepper, run);
}

// The same step, after which the run has its weights. One that has diverged stays.
fn advanceInBlock(run: ptr<function, Run>, base: Block, slope: Slope, stepper: Stepper, step: u32) {
  let delta = stepOf(slope.gradient, stepper, run);
  (*run)[MOVED] -= select(delta, vec2f(0), diverged(run));
  placeInBlock(run, base);
}

fn placeInBlock(run: ptr<function, Run>, base: Block) {
  place(run, carry(Position(base.start.hi, base.start.lo + WEIGHT_PER_U * (*run)[MOVED])));
}

fn closeBlock(run: ptr<function, Run>, base: Block) {
  placeInBlock(run, base);
  refreshBias(run);
}

// CARRY_EVERY plain steps. Returns the first of its iterates at which the loss was at most the threshold, from
// 0; or NEVER. `merit` is that at the threshold: the loss before each step is tested without a logarithm.
fn plainBlock(run: ptr<function, Run>, merit: f32, stepper: Stepper, first: u32) -> u32 {
  let base = openBlock(run, stepper);
  var crossed = NEVER;
  for (var i = 0i; i < i32(CARRY_EVERY); i++) {
    let slope = slopeInBlock(run, base, stepper);
    crossed = select(crossed, u32(i), (slope.merit >= merit) & (crossed == NEVER));
    stepInBlock(run, slope, stepper, first + u32(i));
  }
  closeBlock(run, base);
  return crossed;
}

// The block in which a run left behind diverges, step for step as plainBlock does it, up to where it stays.
// Returns the first of its iterates at which the loss was at most the threshold, from 0; or NEVER.
fn diverge(run: ptr<function, Run>, behind: bool, merit: f32, stepper: Stepper) -> u32 {
  let base = openBlock(run, stepper);
  var crossed = NEVER;
  for (var i = 0i; i <= i32(CARRY_EVERY) && behind; i++) {
    let slope = slopeInBlock(run, base, stepper);
    crossed = min(crossed, select(NEVER, u32(i), slope.merit >= merit));
    placeInBlock(run, base);
    if diverged(run) {
      break;
    }
    stepInBlock(run, slope, stepper, 0);
  }
  return crossed;
}
