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

  // The last steps. Those on which the loss may have risen are counted. The few runs that have many of them, and those that
  // diverge, take these steps again, with every test.
  let stepper = stepperOf(settings);
  let watched = i32(steps - plain);
  let before = run;
  let crossedBefore = crossed;
  var last = WORST_MERIT;
  var suspects = 0u;
  for (var i = 0i; i < ENDLESS; i++) {
    if i >= watched {
      break;
    }
    let slope = slopeOfRun(&run, stepper, plain + u32(i));
    crossed = select(crossed, plain + u32(i), (slope.merit >= merit) & (crossed == NEVER));
    suspects += select(0u, 1u, mayRise(last, slope.merit));
    last = slope.merit;
    advanceUntested(&run, slope, stepper, plain + u32(i));
  }
  let there = slopeOfRun(&run, stepper, steps);
  suspects += select(0u, 1u, mayRise(last, there.merit));

  var rises = 0u;
  let again = diverged(&run) | oscillates(suspects);
  if again {
    run = before;
    crossed = crossedBefore;
    last = WORST_MERIT;
  }
  for (var i = 0i; i < ENDLESS; i++) {
    if !again | (i >= watched) {
      break;
    }
    let step = plain + u32(i);
    let slope = slopeOfRun(&run, stepper, step);
    crossed = select(crossed, step, (slope.merit >= merit) & (crossed == NEVER));
    rises += u32(rose(last, slope.merit, stepper) & (step + RISE_WINDOW > steps));
    last = slope.merit;
    advance(&run, slope, stepper, step);
  }
  rises += u32(rose(last, there.merit, stepper));
  crossed = finish(&run, r, there, crossed, rises);
  if r == 0 {
    receipt = steps + 1;
  }
}
