// f32 twin of advanceRun in src/cpu/sweep.ts for short runs, from the first step to the last in one dispatch: plain
// blocks as in plain.wgsl, then watched steps as in watched.wgsl, without storing and loading states in between,
// which costs as much as 40 steps each time. Long runs keep the two apart, as slices of their steps must be.

@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let r = id.x;
  if r >= job.runs {
    return;
  }
  let settings = settingsOf(r);
  let blockStepper = blockStepperOf(settings);
  // A loop reads no uniform: see Stepper.
  let merit = job.merit;
  let steps = job.steps;
  let plain = job.count;
  var run: Run;
  var crossed: u32;
  var done: u32;
  // To the start of the block in which it diverges, if any: see plain.wgsl.
  var blocks = plain / CARRY_EVERY;
  var finite = blocks + 1;
  for (var attempt = 0i; attempt < 2 && finite != blocks; attempt++) {
    blocks = min(blocks, finite);
    finite = 0;
    begin(&run, settings.start);
    ready(&run, settings);
    crossed = NEVER;
    done = 0;
    for (var b = 0u; b < blocks; b++) {
      let at = plainBlock(&run, merit, blockStepper, done);
      crossed = min(crossed, select(done + at, NEVER, at == NEVER));
      done += CARRY_EVERY;
      finite += select(1u, 0u, !TESTS_EACH_STEP && diverged(&run));
    }
  }
  let at = diverge(&run, done < plain, merit, blockStepper);
  crossed = min(crossed, select(done + at, NEVER, at == NEVER));
  done = plain;

  let stepper = stepperOf(settings);
  var before = WORST_MERIT;
  var rises = 0u;
  for (; done < steps; done++) {
    let slope = slopeOfRun(&run, stepper, done);
    crossed = min(crossed, select(NEVER, done, slope.merit >= merit));
    rises += u32(rose(before, slope.merit, stepper) & (done + RISE_WINDOW > steps));
    before = slope.merit;
    advance(&run, slope, stepper, done);
  }
  let there = slopeOfRun(&run, stepper, steps);
  rises += u32(rose(before, there.merit, stepper));
  crossed = finish(&run, r, there, crossed, rises);
  if r == 0 {
    receipt = steps + 1;
  }
}
