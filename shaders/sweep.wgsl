// f32 twin of advanceSweep in src/cpu/sweep.ts: what its shaders share. Two do a slice of steps of a batch of
// runs, one thread per run: plain.wgsl nearly all of them, watched.wgsl (for some kernels watched-epochs.wgsl) the
// last ones. Two, so that the first holds nothing in registers that only the second needs. The state is the
// thread's own within a slice and in `states` between slices. A third, whole.wgsl, does all steps of short runs.

struct Job {
  // What no axis varies; rates are the kernel's (ratesOf).
  start: PlanePoint,
  hyper: Hyper,
  // Codes of quantities (applied in axes.wgsl); yQuantity is none of them where there is no second axis.
  xQuantity: u32,
  yQuantity: u32,
  width: u32,
  runs: u32,
  // Steps done before this slice, and to do in it.
  first: u32,
  count: u32,
  // Steps of the whole job.
  steps: u32,
  // Largest loss of a solved run, and the merit there.
  threshold: f32,
  merit: f32,
  // Iterates to keep at the end of each run, of the component-th parameter.
  last: u32,
  component: u32,
  // The largest |gradient component| of a stalled run.
  stalled: f32,
  // Whether the weights at the end are asked for.
  points: u32,
}

struct State {
  run: array<Kept, KEPT>,
  // Steps done; fewer than before this slice where plain.wgsl left a run behind.
  done: u32,
  // Least number of updates after which the loss was at most the threshold.
  crossed: u32,
  // Steps among the last RISE_WINDOW on which the loss rose.
  rises: u32,
}

@group(0) @binding(1) var<uniform> job: Job;
// What each column and row is set to: (hi, lo) of a coordinate, (value, 1 − value) of any other.
@group(0) @binding(2) var<storage, read> columns: array<vec2f>;
@group(0) @binding(3) var<storage, read> rows: array<vec2f>;
// The pixel of each run of the batch: row · width + column.
@group(0) @binding(4) var<storage, read> pixels: array<u32>;
@group(0) @binding(5) var<storage, read_write> states: array<State>;
// Steps done after this slice, plus 1: proof that it was computed, since a lost device reads as zeros.
@group(0) @binding(6) var<storage, read_write> receipt: u32;

override workgroupSize: u32 = 64;

fn settingsOf(r: u32) -> Settings {
  let pixel = pixels[r];
  let width = job.width;
  let row = pixel / width;
  let settings = applied(Settings(job.start, job.hyper, ratesOf()), job.xQuantity, columns[pixel - row * width]);
  return applied(settings, job.yQuantity, rows[row]);
}

fn doneBefore(r: u32) -> u32 {
  return select(states[r].done, 0u, job.first == 0);
}

// A run after `done` steps.
fn resume(run: ptr<function, Run>, r: u32, done: u32, start: PlanePoint) {
  begin(run, start);
  if done > 0 {
    for (var m = 0u; m < KEPT; m++) {
      setKept(run, m, states[r].run[m]);
    }
  }
}

fn keep(run: ptr<function, Run>, r: u32, done: u32, crossed: u32, rises: u32) {
  for (var m = 0u; m < KEPT; m++) {
    states[r].run[m] = keptOf(run, m);
  }
  states[r].done = done;
  states[r].crossed = crossed;
  states[r].rises = rises;
}
