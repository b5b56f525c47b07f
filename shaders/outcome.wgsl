// f32 twin of outcomeOf in src/cpu/sweep.ts: what became of a run.

// RISE_WINDOW and the outcomes are those of src/engine.ts.
const RISE_WINDOW = 64u;
const SOLVED = 0u;
const STALLED = 1u;
const OSCILLATING = 2u;
const MOVING = 3u;
const DIVERGED = 4u;

// `steepness` is the largest |gradient component|.
fn outcomeOf(diverged: bool, steepness: f32, loss: f32, rises: u32) -> u32 {
  let window = min(RISE_WINDOW, job.steps);
  let oscillates = window > 0 && 4 * rises >= window;
  let unsolved = select(select(MOVING, OSCILLATING, oscillates), STALLED, steepness <= job.stalled);
  return select(select(unsolved, SOLVED, loss <= job.threshold), DIVERGED, diverged);
}
