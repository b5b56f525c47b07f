// f32 twin of outcomeOf in src/cpu/outcomes.ts: what became of a run.

// RISE_WINDOW and the outcomes are those of src/engine.ts.
const RISE_WINDOW = 64u;
const SOLVED = 0u;
const STALLED = 1u;
const OSCILLATING = 2u;
const MOVING = 3u;
const DIVERGED = 4u;

// Whether so many of the last steps are those of a run that swings to and fro.
fn oscillates(rises: u32) -> bool {
  let window = min(RISE_WINDOW, job.steps);
  return window > 0 && 4 * rises >= window;
}

// `steepness` is the largest |gradient component|.
fn outcomeOf(diverged: bool, steepness: f32, loss: f32, rises: u32) -> u32 {
  let unsolved = select(select(MOVING, OSCILLATING, oscillates(rises)), STALLED, steepness <= job.stalled);
  return select(select(unsolved, SOLVED, loss <= job.threshold), DIVERGED, diverged);
}

// What became of the last slice's runs, words each: the weights where they are asked for, the loss (as bits), the
// steps to the threshold, the outcome, and the measure where there is one.
@group(0) @binding(7) var<storage, read_write> results: array<u32>;
// [run][last]; without any they are not looked at, for a store costs more than a step.
override keepsIterates: bool = false;
@group(0) @binding(8) var<storage, read_write> iterates: array<f32>;

// Hands back what became of a run, the slope being that at its end. Returns its steps to the threshold.
fn finish(run: ptr<function, Run>, r: u32, there: Slope, before: u32, rises: u32) -> u32 {
  let slope = endSlopeOfRun(run, there);
  let loss = lossOfRun(run, slope);
  // The run ends solved by its loss alone, whatever rounding made of the merit.
  let crossed = min(before, select(NEVER, endOf(run, job.steps), loss <= job.threshold));
  let lost = diverged(run) | (loss >= UNDEFINED) | (slope.merit <= -UNDEFINED);
  let outcome = outcomeOf(lost, select(steepness(run, slope), 0, stopped(run)), loss, rises);
  let weights = select(0, SIZE, job.points > 0);
  let result = r * (weights + select(3u, 4u, measures));
  for (var i = 0u; i < weights; i++) {
    results[result + i] = bitcast<u32>(weightOf(run, i));
  }
  results[result + weights] = bitcast<u32>(loss);
  results[result + weights + 1] = crossed;
  results[result + weights + 2] = outcome;
  if measures {
    results[result + weights + 3] = bitcast<u32>(measureOf(run, job.steps));
  }
  return crossed;
}
