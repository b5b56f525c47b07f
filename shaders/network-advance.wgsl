// f32 twin of Run.step in src/cpu/run.ts for networks: one step, and what is done after every few of them. stepped and
// settleWeights are written by src/gpu/kernels/network-step.ts.

// |g| up to where its square is in f32. By select: min and max, which look for NaN, take long to compile.
fn squarable(g: vec4f) -> vec4f {
  return select(select(g, vec4f(1e18), g > vec4f(1e18)), vec4f(-1e18), g < vec4f(-1e18));
}

// One optimizer step from the slope there, into lo. A run that has ended stays, and one without a slope.
fn stepInto(run: ptr<function, Run>, slope: Slope, stepper: Stepper, step: u32) {
  var bias: Bias;
  if optimizer == ADAM {
    let powers = nextPowers(powersOf(), stepper.hyper);
    own[0] = powers.power.x;
    own[1] = powers.power.y;
    own[2] = powers.rest.x;
    own[3] = powers.rest.y;
    bias = biasOf(powers);
  }
  if slope.merit <= -UNDEFINED {
    end(step, false);
  }
  if measures {
    measure(run, slope.merit, step);
  }
  if !ended(run, step) {
    let size = stepped(stepper, bias);
    // None is beyond DIVERGED_AT where the sum of their squares is not beyond its square.
    if !(size <= DIVERGED_AT * DIVERGED_AT) && diverged(run) {
      end(step + 1, false);
    }
  }
}

// Moves what lo has gathered to hi, and what Adam's powers have.
fn settle() {
  settleWeights();
  if optimizer == ADAM {
    let rest = refreshedRest(powersOf());
    own[2] = rest.x;
    own[3] = rest.y;
  }
}

fn advance(run: ptr<function, Run>, slope: Slope, stepper: Stepper, step: u32) {
  stepInto(run, slope, stepper, step);
  if (step + 1) % CARRY_EVERY == 0 {
    settle();
  }
}
