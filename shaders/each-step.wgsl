// For kernels whose runs know no epochs and take every step: what network-step.wgsl has more to say of.

// Steps that a slope takes all data for come once for every step.
const IN_BATCHES = false;
// Whether runs that have ended leave their loops.
const LEAVES_EARLY = false;

// What is kept of a run between slices, KEPT of them.
fn keptOf(run: ptr<function, Run>, m: u32) -> Kept {
  return (*run)[m];
}

fn setKept(run: ptr<function, Run>, m: u32, value: Kept) {
  (*run)[m] = value;
}

// Makes ready what of a run is not kept between slices.
fn ready(run: ptr<function, Run>, settings: Settings) {
}

// Whether a run stays where it is from a step on.
fn ended(run: ptr<function, Run>, step: u32) -> bool {
  return false;
}

// After how many steps it ended; `steps` where it did not.
fn endOf(run: ptr<function, Run>, steps: u32) -> u32 {
  return steps;
}

// Whether the change of its epochs' mean loss was so small that it stopped.
fn stopped(run: ptr<function, Run>) -> bool {
  return false;
}

// The merit before a step: of an epoch at its last step, and the worst at the others, of a problem in mini-batches.
fn meritOfStep(run: ptr<function, Run>, slope: Slope, step: u32) -> f32 {
  return slope.merit;
}

// Steps `first` to `to` of a run that has ended.
fn idle(run: ptr<function, Run>, first: u32, to: u32, steps: u32) {
}

// Notes what is measured at the end of runs.
fn noteTail(run: ptr<function, Run>, step: u32, steps: u32) {
}

fn measureOf(run: ptr<function, Run>, steps: u32) -> f32 {
  return 0;
}
