// What steps have besides where weight decay, a schedule of learning rates or noise is asked for (Run.step in
// src/cpu/run.ts). src/gpu/variants.ts puts calls of it into the shaders of runs.

struct Adjustment {
  weightDecay: f32,
  deviation: f32,
  seed: u32,
  // Of a list of runs which of all its first is.
  firstRun: u32,
  // What an axis sets: 1 weight decay, 2 the deviation, 0 neither.
  xSets: u32,
  ySets: u32,
  // 1 where there are factors, and the step of the first of them.
  scheduled: u32,
  first: u32,
  // 1 where the components of θ are all parameters, in their order.
  ordered: u32,
  // What learning rates are multiplied by, MOST_FACTORS in src/gpu/adjustment.ts.
  factors: array<vec4f, 1016>,
}

@group(0) @binding(9) var<uniform> adjustment: Adjustment;

// This run's own: a loop reads no uniform where it need not, see Stepper in shaders/pair.wgsl.
var<private> ownRun: u32;
var<private> ownSeed: u32;
var<private> ownDecay: f32;
var<private> ownDeviation: f32;
var<private> ownFactors: bool;

// A run's index, and what the axes are there.
fn adjustRun(run: u32, x: f32, y: f32) {
  ownRun = run;
  ownSeed = adjustment.seed;
  ownFactors = adjustment.scheduled == 1;
  ownDecay = adjustment.weightDecay;
  ownDecay = select(ownDecay, x, adjustment.xSets == 1);
  ownDecay = select(ownDecay, y, adjustment.ySets == 1);
  ownDeviation = adjustment.deviation;
  ownDeviation = select(ownDeviation, x, adjustment.xSets == 2);
  ownDeviation = select(ownDeviation, y, adjustment.ySets == 2);
}

fn rateFactor(step: u32) -> f32 {
  if !ownFactors {
    return 1;
  }
  let i = step - adjustment.first;
  return adjustment.factors[i / 4][i % 4];
}

// What is added to four components of the gradient, from the (4 · quad)-th on.
fn noiseOfFour(step: u32, quad: u32) -> vec4f {
  if !NOISY || ownDeviation == 0 {
    return vec4f(0);
  }
  return ownDeviation * noiseAt(ownSeed, ownRun, step, quad);
}

fn noiseOf(step: u32, component: u32) -> f32 {
  return noiseOfFour(step, component / 4)[component % 4];
}
