// f32 twin of landscapeCells in src/cpu/landscape.ts for networks, and what a run of theirs is: theta.wgsl for many weights, four
// to a vector, which halves the time that compiling takes.

struct Problem {
  // As in theta.wgsl; and a weight's layer, from 0 on, beside whether it is trained.
  theta: array<vec4f, 2 * SIZE>,
  numbers: array<vec4f, NUMBERS>,
}

@group(0) @binding(0) var<uniform> problem: Problem;

alias Part = vec4f;
alias Kept = vec4f;

// The one run of a thread: each weight's hi and lo (see Position in shaders/pair.wgsl), the MEMORIES of the optimizer; and
// what every slice works out again: hi + lo, by which slopes are taken, the learning rate, the last slope's gradient. No
// more than there must be, for all of it is filled with zeros number by number, which takes long to compile; and not in
// a function, where it would take longer than all else.
const FOURS = SIZE / 4;
const OF_WEIGHTS = (2 + MEMORIES) * FOURS;
var<private> kept: array<vec4f, OF_WEIGHTS>;
const LO = FOURS;
const FIRST = 2 * FOURS;
const SECOND = (1 + MEMORIES) * FOURS;
var<private> rate: array<vec4f, FOURS>;
var<private> slopes: array<vec4f, FOURS>;
var<private> gain: array<f32, LAYERS>;
// Powers, and what the constants below say.
var<private> own: array<f32, 4 + OWN_WORDS>;
alias Run = u32;

// After how many steps it ended, plus 1, negative where it was stopped, 0 while it goes on; the merit of the epoch so far
// and of the one before; and what is measured of it (network-step.wgsl).
const ENDED = 4u;
const EPOCH = 5u;
const BEFORE = 6u;
const LOSS0 = 7u;
const MEASURED = 8u;
const SUM = 9u;
const INVERSE = 10u;
const TAIL = 11u;

// What is kept between slices, in the order of theta.wgsl.
const KEPT = OF_WEIGHTS + (4 + OWN_WORDS) / 4;

fn keptOf(run: ptr<function, Run>, m: u32) -> Kept {
  if m < OF_WEIGHTS {
    return kept[m];
  }
  let i = 4 * (m - OF_WEIGHTS);
  return vec4f(own[i], own[i + 1], own[i + 2], own[i + 3]);
}

fn setKept(run: ptr<function, Run>, m: u32, value: Kept) {
  if m < OF_WEIGHTS {
    kept[m] = value;
  } else {
    let i = 4 * (m - OF_WEIGHTS);
    own[i] = value.x;
    own[i + 1] = value.y;
    own[i + 2] = value.z;
    own[i + 3] = value.w;
  }
}

fn extraOf(i: u32) -> f32 {
  return problem.numbers[i / 4][i % 4];
}

fn stopAt() -> f32 {
  return extraOf(0);
}

// Makes ready what a slope reads.
fn work() {
  for (var l = 0u; l < LAYERS; l++) {
    gain[l] = extraOf(1 + l);
  }
  sumWeights();
}

fn weightOf(run: ptr<function, Run>, p: u32) -> f32 {
  return kept[p / 4][p % 4] + kept[LO + p / 4][p % 4];
}

// The loss is undefined where it would leave f32.
fn definedMerit(loss: f32) -> f32 {
  return select(-UNDEFINED, -loss, loss < MOST_LOSS);
}

// Puts the run at a place of the plane. Directions that are no axes cost the rounding of an f32.
fn placeAt(at: PlanePoint) {
  for (var p = 0u; p < SIZE; p++) {
    let t = problem.theta[2 * p];
    let far = t.x + at.x.x * t.z + at.y.x * t.w;
    let whole = floor(far * 1024 + 0.5) / 1024;
    kept[p / 4][p % 4] = whole;
    kept[LO + p / 4][p % 4] = (far - whole) + (t.y + at.x.y * t.z + at.y.y * t.w);
  }
}

// The problem is too large to be a value, which takes long to compile.
alias Shared = u32;

fn sharedOf() -> Shared {
  return 0;
}

// Loss and gradient on the plane, the gradient UNDEFINED where the slope is.
fn sampleAt(at: PlanePoint, k: Shared) -> Sample {
  var run: Run;
  placeAt(at);
  work();
  let slope = slopeOf(&run, ALL_DATA);
  var along = vec2f(0);
  for (var p = 0u; p < SIZE; p++) {
    along += slopes[p / 4][p % 4] * problem.theta[2 * p].zw;
  }
  let hole = slope.merit <= -UNDEFINED;
  return Sample(lossOfRun(&run, slope), select(along, vec2f(UNDEFINED), hole));
}

// Of the same pass over the data, which gives both.
fn lossOnPlane(at: PlanePoint, k: Shared) -> f32 {
  return sampleAt(at, k).loss;
}
