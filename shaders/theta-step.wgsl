// f32 twin of Run.step in src/cpu/run.ts and of plain steps in src/cpu/sweep.ts, for the runs of theta.wgsl.

const RATE_IN_SLOPE = false;

// A run before its first step.
fn begin(run: ptr<function, Run>, start: PlanePoint) {
  *run = Run();
  (*run)[POWER] = 1;
  (*run)[POWER + 1] = 1;
  placeAt(run, start, problem);
}

// Written so that a NaN, where the device has any, counts as diverged too.
fn diverged(run: ptr<function, Run>) -> bool {
  var inside = true;
  for (var p = 0u; p < SIZE; p++) {
    inside = inside & (abs((*run)[HI + p] + (*run)[LO + p]) <= DIVERGED_AT);
  }
  return !inside;
}

// What steps are taken with.
struct Stepper {
  hyper: Hyper,
  rates: Rates,
}

fn stepperOf(settings: Settings) -> Stepper {
  return Stepper(prepared(settings.hyper), settings.rates);
}

fn blockStepperOf(settings: Settings) -> Stepper {
  return stepperOf(settings);
}

fn slopeOfRun(run: ptr<function, Run>, stepper: Stepper, step: u32) -> Slope {
  return slopeOf(run);
}

fn slopeThere(run: ptr<function, Run>, stepper: Stepper, step: u32) -> Slope { return slopeOf(run); }
// A slope, without what is not trained.
fn endSlopeOfRun(run: ptr<function, Run>, there: Slope) -> Slope {
  var slope = there;
  for (var p = 0u; p < SIZE; p++) {
    slope.gradient[p] *= problem.theta[2 * p + 1].y;
  }
  return slope;
}

fn lossOfRun(run: ptr<function, Run>, slope: Slope) -> f32 { return lossOf(run); }

// The largest |gradient component|.
fn steepness(run: ptr<function, Run>, slope: Slope) -> f32 {
  var most = 0.0;
  for (var p = 0u; p < SIZE; p++) {
    most = max(most, abs(slope.gradient[p]));
  }
  return most;
}

fn rose(before: f32, after: f32, stepper: Stepper) -> bool {
  return roseBetween(before, after);
}

// True wherever `rose` is.
fn mayRise(before: f32, after: f32) -> bool {
  return roseBetween(before, after);
}

fn powersOf(run: ptr<function, Run>) -> Powers {
  return Powers(
    vec2f((*run)[POWER], (*run)[POWER + 1]), vec2f((*run)[REST], (*run)[REST + 1]));
}

// One optimizer step from the slope there, into lo. A run that has diverged stays, and one without a slope.
fn stepInto(run: ptr<function, Run>, slope: Slope, stepper: Stepper) {
  var bias: Bias;
  if optimizer == ADAM {
    let powers = nextPowers(powersOf(run), stepper.hyper);
    (*run)[POWER] = powers.power.x;
    (*run)[POWER + 1] = powers.power.y;
    (*run)[REST] = powers.rest.x;
    (*run)[REST + 1] = powers.rest.y;
    bias = biasOf(powers);
  }
  let stays = diverged(run) | (slope.merit <= -UNDEFINED);
  for (var p = 0u; p < SIZE; p++) {
    let update = updateOf(
      slope.gradient[p], stepper.rates[p], (*run)[FIRST + p], (*run)[SECOND + p], bias, stepper.hyper);
    if remembersFirst {
      (*run)[FIRST + p] = update.first;
    }
    if remembersSecond {
      (*run)[SECOND + p] = update.second;
    }
    (*run)[LO + p] -= select(update.delta, 0, stays);
  }
}

// Moves what lo has gathered to hi, see carry in shaders/pair.wgsl, and what Adam's powers have.
fn settle(run: ptr<function, Run>) {
  for (var p = 0u; p < SIZE; p++) {
    let c = floor((*run)[LO + p] * 1024 + 0.5) / 1024;
    (*run)[HI + p] += c;
    (*run)[LO + p] -= c;
  }
  if optimizer == ADAM {
    let rest = refreshedRest(powersOf(run));
    (*run)[REST] = rest.x;
    (*run)[REST + 1] = rest.y;
  }
}

fn advance(run: ptr<function, Run>, slope: Slope, stepper: Stepper, step: u32) {
  stepInto(run, slope, stepper);
  settle(run);
}

// Blocks of watched steps: each step is tested and carries, in a block as anywhere.
alias Block = u32;
fn openBlock(run: ptr<function, Run>, stepper: Stepper) -> Block { return 0; }
fn slopeInBlock(run: ptr<function, Run>, base: Block, stepper: Stepper) -> Slope { return slopeOf(run); }
fn closeBlock(run: ptr<function, Run>, base: Block) {}

fn stepInBlock(run: ptr<function, Run>, slope: Slope, stepper: Stepper, step: u32) {
  advance(run, slope, stepper, step);
}

fn advanceInBlock(run: ptr<function, Run>, base: Block, slope: Slope, stepper: Stepper, step: u32) {
  advance(run, slope, stepper, step);
}

// CARRY_EVERY plain steps. Returns the first of its iterates at which the merit was at least that of the
// threshold, from 0; or NEVER.
fn plainBlock(run: ptr<function, Run>, merit: f32, stepper: Stepper, first: u32) -> u32 {
  var crossed = NEVER;
  for (var i = 0i; i < i32(CARRY_EVERY); i++) {
    let slope = slopeOf(run);
    crossed = select(crossed, u32(i), (slope.merit >= merit) & (crossed == NEVER));
    stepInto(run, slope, stepper);
  }
  settle(run);
  return crossed;
}

// No run is left behind: every step is tested.
fn diverge(run: ptr<function, Run>, behind: bool, merit: f32, stepper: Stepper) -> u32 {
  return NEVER;
}
