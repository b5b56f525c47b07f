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
@group(0) @binding(2) var<storage, read_write> runs: array<array<Kept, KEPT>>;
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
    setKept(&run, m, runs[r][m]);
  }
  // No axis: a run's own start is in its state.
  let settings = Settings(PlanePoint(), job.hyper, ratesOf());
  ready(&run, settings);
  let stepper = stepperOf(settings);
  var frame = r * job.frames;
  let first = job.first;
  let last = first + job.count;
  let steps = job.steps;
  let every = job.every;
  var number = first;
  // A slope stands here once, see watched.wgsl; over all data it is taken for the frames alone.
  var ofBatch = false;
  loop {
    let isFrame = (number % every == 0 || number == steps) && (number > first || first == 0);
    let isStep = !IN_BATCHES || ofBatch;
    if isStep || isFrame {
      let slope = slopeOfRun(&run, stepper, select(ALL_DATA, number, isStep));
      if !ofBatch && isFrame {
        store(&run, frame, slope);
        frame++;
      }
      if isStep && number < last {
        // What it tells are the epochs, by which a run may stop.
        _ = meritOfStep(&run, slope, number);
        advance(&run, slope, stepper, number);
      }
    }
    if number == last {
      break;
    }
    number += u32(isStep);
    ofBatch = IN_BATCHES && !ofBatch;
  }
  for (var m = 0u; m < KEPT; m++) {
    runs[r][m] = keptOf(&run, m);
  }
  if r == 0 {
    receipt = last;
  }
}

fn store(run: ptr<function, Run>, frame: u32, slope: Slope) {
  for (var i = 0u; i < SIZE; i++) {
    points[frame * SIZE + i] = weightOf(run, i);
  }
  loss[frame] = lossOfRun(run, slope);
}
