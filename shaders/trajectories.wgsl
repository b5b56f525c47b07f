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
@group(0) @binding(2) var<storage, read_write> runs: array<array<vec2f, KEPT>>;
// [run][frame of this slice]
@group(0) @binding(3) var<storage, read_write> points: array<vec2f>;
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
  let k = scaled(problem, slopeFactor(job.hyper, 1));
  var frame = r * job.frames;
  if job.first == 0 {
    points[frame] = weights(positionOf(&run));
    loss[frame] = lossAt(uAt(positionOf(&run), k), k);
    frame++;
  }
  let last = job.first + job.count;
  let hyper = prepared(job.hyper, 1);
  let steps = job.steps;
  let every = job.every;
  for (var number = job.first + 1; number <= last; number++) {
    let slope = slopeAt(uAt(positionOf(&run), k), k);
    advance(&run, slope, hyper);
    if number % every == 0 || number == steps {
      points[frame] = weights(positionOf(&run));
      loss[frame] = lossAt(uAt(positionOf(&run), k), k);
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
