// What of a network's step is written out for each four weights: with constant indices a run's numbers cost a twentieth of
// what they cost with variable ones on the software adapter. The rest is shaders/network-step.wgsl.

/** stepInto, settle and advance for runs of `size` weights. `cuts` says that gradients may be large. */
export function networkStepWgsl(size: number, cuts: boolean): string {
  const each = (of: (q: number) => string) =>
    Array.from({ length: Math.ceil(size / 4) }, (_, q) => of(q)).join('\n');
  // Its square must not leave f32.
  const slope = (q: number) =>
    cuts
      ? `select(slopes[${q}], clamp(slopes[${q}], vec4f(-1e18), vec4f(1e18)), remembersSecond)`
      : `slopes[${q}]`;
  const update = (q: number) => `  {
    let update = updateOf(${slope(q)}, rate[${q}], kept[FIRST + ${q}u], kept[SECOND + ${q}u], bias, stepper.hyper);
    if remembersFirst {
      kept[FIRST + ${q}u] = update.first;
    }
    if remembersSecond {
      kept[SECOND + ${q}u] = update.second;
    }
    let rest = kept[LO + ${q}u] - select(update.delta, vec4f(0), stays);
    kept[LO + ${q}u] = rest;
    let w = kept[${q}u] + rest;
    weight[${q}] = w;
    size += abs(w);
  }`;
  const carry = (q: number) => `  {
    let c = floor(kept[LO + ${q}u] * 1024 + 0.5) / 1024;
    kept[${q}u] += c;
    kept[LO + ${q}u] -= c;
  }`;
  return `
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
  let stays = ended(run, step);
  var size = vec4f(0);
${each(update)}
  // None is beyond DIVERGED_AT where their sum is not.
  if !((size.x + size.y) + (size.z + size.w) <= DIVERGED_AT) && diverged(run) {
    end(step + 1, false);
  }
}

// Moves what lo has gathered to hi, see carry in shaders/pair.wgsl, and what Adam's powers have.
fn settle() {
${each(carry)}
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
`;
}
