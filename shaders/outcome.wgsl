// f32 twin of outcomeOf in src/cpu/sweep.ts: what became of a run.

// STALLED_AT, RISE_WINDOW and the outcomes are those of src/engine.ts.
const STALLED_AT = 1e-3;
const RISE_WINDOW = 64u;
const SOLVED = 0u;
const STALLED = 1u;
const OSCILLATING = 2u;
const MOVING = 3u;
const DIVERGED = 4u;

// `steepness` is the largest |gradient component|.
fn outcomeOf(diverged: bool, steepness: f32, loss: f32, rises: u32, steps: u32, threshold: f32) -> u32 {
  let window = min(RISE_WINDOW, steps);
  let oscillates = window > 0 && 4 * rises >= window;
  let unsolved = select(select(MOVING, OSCILLATING, oscillates), STALLED, steepness <= STALLED_AT);
  return select(select(unsolved, SOLVED, loss <= threshold), DIVERGED, diverged);
}
