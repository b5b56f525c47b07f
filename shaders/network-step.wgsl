// f32 twin of Run in src/cpu/run.ts for networks: how their runs of theta.wgsl step, in epochs where they are told so,
// and what is measured of them. Steps are in network-advance.wgsl.

const RATE_IN_SLOPE = false;

// What axes set learning rates to, by their codes (quantityCode in src/gpu/uniforms.ts).
struct Rates {
  quantity: vec2u,
  value: vec2f,
}

fn ratesOf() -> Rates {
  return Rates(vec2u(NEVER), vec2f(0));
}

fn ratesWith(given: Rates, q: u32, value: f32) -> Rates {
  if q == 2 || (q >= 8 && q != NEVER) {
    return Rates(vec2u(given.quantity.y, q), vec2f(given.value.y, value));
  }
  return given;
}

// A weight's learning rate: 2 is that of all, 8 + p its own, 8 + SIZE + layer its layer's.
fn rateAt(p: u32, rates: Rates) -> f32 {
  let t = problem.theta[2 * p + 1];
  let isIts = (rates.quantity == vec2u(2)) | (rates.quantity == vec2u(8 + p))
    | (rates.quantity == vec2u(8 + SIZE + u32(t.z)));
  let own = select(select(t.x, rates.value.x, isIts.x), rates.value.y, isIts.y);
  return select(0, own, t.y > 0);
}

// A run before its first step.
fn begin(run: ptr<function, Run>, start: PlanePoint) {
  own[0] = 1;
  own[1] = 1;
  placeAt(start);
}

// Written so that a NaN, where the device has any, counts as diverged too.
fn diverged(run: ptr<function, Run>) -> bool {
  var inside = true;
  for (var q = 0u; q < FOURS; q++) {
    inside = inside & all(abs(kept[q] + kept[LO + q]) <= vec4f(DIVERGED_AT));
  }
  return !inside;
}

fn ready(run: ptr<function, Run>, settings: Settings) {
  work();
  for (var p = 0u; p < SIZE; p++) {
    rate[p / 4][p % 4] = rateAt(p, settings.rates);
  }
  if own[ENDED] == 0 && diverged(run) {
    own[ENDED] = 1;
  }
}

// What steps are taken with; rates are in the run.
struct Stepper {
  hyper: Hyper,
}

fn stepperOf(settings: Settings) -> Stepper {
  return Stepper(prepared(settings.hyper));
}

fn blockStepperOf(settings: Settings) -> Stepper {
  return stepperOf(settings);
}

// Before a step, counted from 0; ALL_DATA for the slope over all data.
fn slopeOfRun(run: ptr<function, Run>, stepper: Stepper, step: u32) -> Slope {
  return slopeOf(run, step);
}

fn endSlopeOfRun(run: ptr<function, Run>, there: Slope) -> Slope {
  return there;
}

// The largest |gradient component| of what is trained.
fn steepness(run: ptr<function, Run>, slope: Slope) -> f32 {
  var most = 0.0;
  for (var p = 0u; p < SIZE; p++) {
    most = max(most, abs(slopes[p / 4][p % 4]) * problem.theta[2 * p + 1].y);
  }
  return most;
}

fn rose(before: f32, after: f32, stepper: Stepper) -> bool {
  return roseBetween(before, after);
}

fn meritOfStep(run: ptr<function, Run>, slope: Slope, step: u32) -> f32 {
  if !IN_EPOCHS {
    return slope.merit;
  }
  if ended(run, step) {
    return WORST_MERIT;
  }
  let merit = own[EPOCH] + slope.merit;
  if (step + 1) % BATCHES != 0 {
    own[EPOCH] = merit;
    return WORST_MERIT;
  }
  // Of the first epoch there is none before.
  if STOPS && step >= BATCHES && abs(merit - own[BEFORE]) <= stopAt() {
    end(step + 1, true);
  }
  own[BEFORE] = merit;
  own[EPOCH] = 0;
  return merit;
}

fn powersOf() -> Powers {
  return Powers(vec2f(own[0], own[1]), vec2f(own[2], own[3]));
}

// CARRY_EVERY plain steps. Returns the first of its iterates at which the merit was at least that of the
// threshold, from 0; or NEVER.
fn plainBlock(run: ptr<function, Run>, merit: f32, stepper: Stepper, first: u32) -> u32 {
  var crossed = NEVER;
  for (var i = 0i; i < i32(CARRY_EVERY); i++) {
    let step = first + u32(i);
    let slope = slopeOf(run, step);
    crossed = min(crossed, select(NEVER, u32(i), meritOfStep(run, slope, step) >= merit));
    stepInto(run, slope, stepper, step);
  }
  settle();
  return crossed;
}

// No run is left behind: every step is tested.
fn diverge(run: ptr<function, Run>, behind: bool, merit: f32, stepper: Stepper) -> u32 {
  return NEVER;
}
