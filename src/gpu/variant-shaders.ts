// What variants of shaders (variants.ts) change in each of the ways to write a kernel, and what they add to it.
import type { Features } from './features.ts';

/** A line of a shader, without comment and indent, and what it becomes; {} stands for itself. */
export type Edit = readonly [line: string, becomes: string];

/** What is done before a step is taken from a slope: lines that may change `slope` and `stepper` by their names. */
const stepFrom = ({ adjusted, divergedAt }: Features, step: string, call: string): string =>
  [
    ...(divergedAt ? [`noteDivergence(run, slope, ${step});`] : []),
    adjusted
      ? call
          .replace('slope', `adjustedSlope(run, slope, ${step})`)
          .replace('stepper', `adjustedStepper(stepper, ${step})`)
      : call,
  ].join('\n');

const NOTES = `
fn noteDivergence(run: ptr<function, Run>, slope: Slope, step: u32) {
  if diverged(run) || slope.merit <= -UNDEFINED {
    divergedStep = min(divergedStep, step);
  }
}

fn divergedStepOf(run: ptr<function, Run>) -> u32 {
  return divergedStep;
}
`;

/** shaders/pair.wgsl and pair-step.wgsl, whose plain blocks no variant takes. */
export function pairEdits(features: Features): Edit[] {
  const delta = 'let delta = stepOf(slope.gradient, stepper, run);';
  const changed = features.adjusted
    ? 'let delta = stepOf(adjustedGradient(run, slope, step), adjustedStepper(stepper, step), run);'
    : delta;
  const note = features.divergedAt ? 'noteDivergence(run, slope, step);\n' : '';
  return [
    [delta, `${note}${changed}`],
    ...(features.adjusted
      ? ([
          ['const RATE_IN_SLOPE = true;', 'const RATE_IN_SLOPE = false;'],
          ['let factor = select(vec2f(1), rates, optimizer == GD);', 'let factor = vec2f(1);'],
        ] satisfies Edit[])
      : []),
  ];
}

export function pairText({ adjusted, divergedAt, gradient }: Features): string {
  return `
${adjusted ? PAIR_ADJUSTED : ''}
${divergedAt ? NOTES : ''}
${
  gradient
    ? `fn gradientOf(run: ptr<function, Run>, there: Slope, slope: Slope, i: u32) -> f32 {
  return select(slope.gradient.x, slope.gradient.y, i == 1);
}`
    : ''
}`;
}

const PAIR_ADJUSTED = `
fn readyAdjusted() {
}

fn adjustedStepper(given: Stepper, step: u32) -> Stepper {
  return Stepper(given.k, given.hyper, given.rates * rateFactor(step));
}

fn adjustedGradient(run: ptr<function, Run>, slope: Slope, step: u32) -> vec2f {
  return slope.gradient + noiseOfFour(step, 0).xy + ownDecay * weights(positionOf(run));
}

fn adjustedSteepness(run: ptr<function, Run>, slope: Slope) -> f32 {
  let gradient = abs(slope.gradient + ownDecay * weights(positionOf(run)));
  return max(gradient.x, gradient.y);
}
`;

/** shaders/theta-step.wgsl. */
export function thetaEdits(features: Features): Edit[] {
  const call = 'stepInto(run, slope, stepper);';
  // advance is the last of the two; its steps have a name, those of a block are counted.
  const step = 'stepNow';
  const edits: Edit[] = [[call, stepFrom(features, step, call)]];
  if (!features.adjusted && !features.divergedAt) return [];
  return [
    ...edits,
    [
      'fn advance(run: ptr<function, Run>, slope: Slope, stepper: Stepper, step: u32) {',
      '{}\nlet stepNow = step;',
    ],
    ['for (var i = 0i; i < i32(CARRY_EVERY); i++) {', '{}\nlet stepNow = first + u32(i);'],
  ];
}

export function thetaText({ adjusted, divergedAt, gradient }: Features): string {
  return `
${adjusted ? THETA_ADJUSTED : ''}
${divergedAt ? NOTES : ''}
${
  gradient
    ? `fn gradientOf(run: ptr<function, Run>, there: Slope, slope: Slope, i: u32) -> f32 {
  var gradient = there.gradient;
  return gradient[i];
}`
    : ''
}`;
}

const THETA_ADJUSTED = `
fn readyAdjusted() {
}

fn adjustedStepper(given: Stepper, step: u32) -> Stepper {
  var stepper = given;
  let factor = rateFactor(step);
  for (var p = 0u; p < SIZE; p++) {
    stepper.rates[p] *= factor;
  }
  return stepper;
}

fn adjustedSlope(run: ptr<function, Run>, given: Slope, step: u32) -> Slope {
  var slope = given;
  for (var p = 0u; p < SIZE; p++) {
    slope.gradient[p] += ownDecay * ((*run)[HI + p] + (*run)[LO + p]);
  }
  if NOISY && ownDeviation != 0 {
    for (var p = 0u; p < SIZE; p++) {
      slope.gradient[p] += noiseOf(step, u32(problem.theta[2 * p + 1].w));
    }
  }
  return slope;
}

fn adjustedSteepness(run: ptr<function, Run>, slope: Slope) -> f32 {
  var most = 0.0;
  for (var p = 0u; p < SIZE; p++) {
    let decay = ownDecay * problem.theta[2 * p + 1].y * ((*run)[HI + p] + (*run)[LO + p]);
    most = max(most, abs(slope.gradient[p] + decay));
  }
  return most;
}
`;

/** Networks' own steps: shaders/network-step.wgsl and src/gpu/kernels/network-step.ts. */
export function networkEdits({ adjusted }: Features): Edit[] {
  const call = 'stepInto(run, slope, stepper, step);';
  return adjusted ? [[call, `adjustStep(step);\n${call}`]] : [];
}

/** Fours of weights up to which what is done to each is written out. */
const WRITTEN = 64;

/** `of` q, for each four weights of a run. */
function eachFour(size: number, of: (q: string) => string): string {
  const fours = Math.ceil(size / 4);
  if (fours > WRITTEN) return `for (var q = 0u; q < FOURS; q++) {\n${of('q')}\n}`;
  return Array.from({ length: fours }, (_, q) => of(`${q}u`)).join('\n');
}

export function networkText({ adjusted, divergedAt, gradient }: Features, size: number): string {
  return `
${adjusted ? networkAdjusted(size) : ''}
${
  divergedAt
    ? `fn divergedStepOf(run: ptr<function, Run>) -> u32 {
  return select(NEVER, u32(own[ENDED]) - 1, own[ENDED] > 0);
}`
    : ''
}
${
  gradient
    ? `fn gradientOf(run: ptr<function, Run>, there: Slope, slope: Slope, i: u32) -> f32 {
  return slopes[i / 4][i % 4];
}`
    : ''
}`;
}

const networkAdjusted = (size: number) => `
// Rates without the schedule's factor.
var<private> ownRate: array<vec4f, FOURS>;

fn readyAdjusted() {
  ${eachFour(size, (q) => `ownRate[${q}] = rate[${q}];`)}
}

// The noise of four weights; where θ is in another order each has the place of its component.
fn noiseOfWeights(step: u32, q: u32) -> vec4f {
  if adjustment.ordered == 1 {
    return noiseOfFour(step, q);
  }
  var noise: vec4f;
  for (var k = 0u; k < 4; k++) {
    noise[k] = noiseOf(step, u32(problem.theta[2 * (4 * q + k) + 1].w));
  }
  return noise;
}

// The rates of a step, and the slope as it takes it.
fn adjustStep(step: u32) {
  let factor = rateFactor(step);
  ${eachFour(
    size,
    (q) => `rate[${q}] = factor * ownRate[${q}];
  slopes[${q}] += ownDecay * (kept[${q}] + kept[LO + ${q}]);`,
  )}
  if NOISY && ownDeviation != 0 {
    for (var q = 0u; q < FOURS; q++) {
      slopes[q] += noiseOfWeights(step, q);
    }
  }
}

fn adjustedSteepness(run: ptr<function, Run>, slope: Slope) -> f32 {
  var most = 0.0;
  for (var p = 0u; p < SIZE; p++) {
    let gradient = slopes[p / 4][p % 4] + ownDecay * weightOf(run, p);
    most = max(most, abs(gradient) * problem.theta[2 * p + 1].y);
  }
  return most;
}
`;
