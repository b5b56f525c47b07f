// f32 twin of rose in src/engine.ts and outcomeOf in src/cpu/sweep.ts: what became of a run.

// NEVER, STALLED_AT, RISE_WINDOW and the outcomes are those of src/engine.ts.
const NEVER = 0xffffffffu;
const STALLED_AT = 1e-3;
const RISE_WINDOW = 64u;
const SOLVED = 0u;
const STALLED = 1u;
const OSCILLATING = 2u;
const MOVING = 3u;
const DIVERGED = 4u;

// `rose` in src/engine.ts
fn rose(before: f32, after: f32) -> bool {
  return after - before > 1e-5 * max(1, before);
}

// The loss for telling whether it rose. A likelihood too small for f32 is a loss above 21.
fn watchedLoss(slope: Slope, k: Problem) -> f32 {
  return lossOf(max(slope.likelihood, 1e-37), k);
}

fn outcomeOf(p: Position, loss: f32, rises: u32, steps: u32, threshold: f32) -> u32 {
  let slope = abs(slopeAt(uAt(p, problem), problem).gradient);
  let window = min(RISE_WINDOW, steps);
  let oscillates = window > 0 && 4 * rises >= window;
  let unsolved = select(
    select(MOVING, OSCILLATING, oscillates), STALLED, max(slope.x, slope.y) <= STALLED_AT);
  return select(select(unsolved, SOLVED, loss <= threshold), DIVERGED, diverged(p));
}
