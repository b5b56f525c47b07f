// f32 twin of advanceTrajectories in src/cpu/jobs.ts: a slice of steps of a batch of runs, one thread
// per run. The state is the thread's own within a slice and in `runs` between slices.

struct Job {
  hyper: Hyper,
  runs: u32,
  // Steps done before this slice, and to do in it.
  first: u32,
  count: u32,
  // Steps of the whole job; every `every`-th iterate and the last are kept.
  steps: u32,
  every: u32,
  // Frames that fall into this slice.
  frames: u32,
}

@group(0) @binding(1) var<uniform> job: Job;
@group(0) @binding(2) var<storage, read_write> runs: array<array<Part, KEPT>>;
// [run][frame of this slice][parameter]
@group(0) @binding(3) var<storage, read_write> points: array<f32>;
// [run][frame of this slice]
@group(0) @binding(4) var<storage, read_write> loss: array<f32>;
// Steps done after this slice: proof that it was computed, since a lost device reads as zeros.
@group(0) @binding(5) var<storage, read_write> receipt: u32;

override workgroupSize: u32 = 64;

@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let r = id.x;
  if r >= job.runs {
    return;
  }
  var run = Run();
  for (var m = 0u; m < KEPT; m++) {
    run[m] = runs[r][m];
  }
  var frame = r * job.frames;
  if job.first == 0 {
    store(&run, frame);
    frame++;
  }
  let last = job.first + job.count;
  // No axis: a run's own start is in its state.
  let stepper = stepperOf(Settings(PlanePoint(), job.hyper, ratesOf()));
  let steps = job.steps;
  let every = job.every;
  for (var number = job.first + 1; number <= last; number++) {
    advance(&run, slopeOfRun(&run, stepper), stepper);
    if number % every == 0 || number == steps {
      store(&run, frame);
      frame++;
    }
  }
  for (var m = 0u; m < KEPT; m++) {
    runs[r][m] = run[m];
  }
  if r == 0 {
    receipt = last;
  }
}

fn store(run: ptr<function, Run>, frame: u32) {
  for (var i = 0u; i < SIZE; i++) {
    points[frame * SIZE + i] = weightOf(run, i);
  }
  loss[frame] = lossOfRun(run);
}
