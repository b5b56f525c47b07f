// f32 twin of the plain steps of advanceRun in src/cpu/sweep.ts: those of which only the crossing of the
// threshold is wanted. Nearly all the time of a sweep is spent in the loop of plainBlock (pair-step.wgsl, theta.wgsl).
//
// A step is one chain of operations that wait for each other, on a GPU as on the software adapter, where
// registers are few besides. What that adapter's kernels lose without each of the measures taken (160² runs
// of 1,000 steps, all variants in turn; gd, Adam), and the tests that guard their accuracy:
//   an exponential of its own (ownExp2 in math.wgsl)       20 %, 17 %   landscape.test.ts, with both
//   its polynomial in pairs of terms                       17 %, 29 %   the same
//   blocks of 32 steps, not 8 (CARRY_EVERY in run.wgsl)    10 %, 10 %   sweep.test.ts, 10^6 plain steps
//   the run in memory, not in registers (Run)               0 %, 34 %
//   select, not min and max, which look for NaN             5 %, 12 %
//   rises told without a logarithm (roseFrom in math.wgsl)  3 %,  1 %   sweep.test.ts, oscillating runs
//   floor, not round, which is to even (carry in pair.wgsl) 1 %,  3 %
//   terms of its own for each exponential (math.wgsl)       9 %,  6 %   (by the model in docs/performance.md)
// Work-groups of 16 to 256 threads are within 2 % of each other; 64 is a multiple of what GPUs run at once.

@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let r = id.x;
  if r >= job.runs {
    return;
  }
  let first = job.first;
  let behind = doneBefore(r) != first;
  let settings = settingsOf(r);
  let stepper = blockStepperOf(settings);
  let merit = job.merit;
  var run: Run;
  var crossed: u32;
  // A kernel whose steps are not each tested for divergence leaves a run that diverged in some block behind:
  // that is found at the block's end; a second attempt takes it to the block's start, where watched.wgsl goes on.
  var blocks = job.count / CARRY_EVERY;
  var finite = blocks + 1;
  for (var attempt = 0i; attempt < 2 && finite != blocks; attempt++) {
    blocks = min(blocks, finite);
    finite = 0;
    resume(&run, r, first, settings.start);
    ready(&run, settings);
    crossed = select(states[r].crossed, NEVER, first == 0);
    var done = first;
    for (var b = ENDLESS - i32(blocks); b < ENDLESS; b++) {
      let at = plainBlock(&run, merit, stepper, done);
      crossed = min(crossed, select(done + at, NEVER, at == NEVER));
      done += CARRY_EVERY;
      finite += select(1u, 0u, !TESTS_EACH_STEP && diverged(&run));
    }
  }
  // A run left behind in an earlier slice stays as it is. It took its steps all the same, so that a slice's
  // time tells what its steps cost.
  if !behind {
    keep(&run, r, first + CARRY_EVERY * blocks, crossed, 0);
  }
  if r == 0 {
    receipt = first + job.count + 1;
  }
}
