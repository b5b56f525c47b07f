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
  let stepper = blockStepperOf(settings);
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
    if remembersFirst || remembersSecond {
      // So indexed a run stays in memory, see Run. Of whole runs no last iterates are kept.
      setKept(&run, job.last, keptOf(&run, job.last));
    }
    ready(&run, settings);
    crossed = NEVER;
    done = 0;
    for (var b = ENDLESS - i32(blocks); b < ENDLESS; b++) {
      let at = plainBlock(&run, merit, stepper, done);
      crossed = min(crossed, select(done + at, NEVER, at == NEVER));
      done += CARRY_EVERY;
      finite += select(1u, 0u, !TESTS_EACH_STEP && diverged(&run));
    }
  }

  // The last steps, in blocks too. Those on which the loss may have risen are counted. The few runs that have many of
  // them take these steps again, with every test, and those that diverge the steps from that block on.
  let before = run;
  let crossedBefore = crossed;
  var last = WORST_MERIT;
  var suspects = 0u;
  var step = plain;
  for (var b = 0i; b < ENDLESS; b++) {
    if step >= steps {
      break;
    }
    let base = openBlock(&run, stepper);
    let count = min(CARRY_EVERY, steps - step);
    for (var i = ENDLESS - i32(count); i < ENDLESS; i++) {
      let now = step + count - u32(ENDLESS - i);
      let slope = slopeInBlock(&run, base, stepper);
      crossed = select(crossed, now, (slope.merit >= merit) & (crossed == NEVER));
      suspects += select(0u, 1u, mayRise(last, slope.merit));
      last = slope.merit;
      stepInBlock(&run, slope, stepper, now);
    }
    closeBlock(&run, base);
    step += count;
  }
  let there = slopeThere(&run, stepper, steps);
  suspects += select(0u, 1u, mayRise(last, there.merit));

  var rises = 0u;
  let again = (done < plain) | diverged(&run) | oscillates(suspects);
  var gone = !again;
  if again {
    run = before;
    crossed = crossedBefore;
    last = WORST_MERIT;
    step = done;
  }
  for (var b = 0i; b < ENDLESS; b++) {
    if gone | (step >= steps) {
      break;
    }
    let base = openBlock(&run, stepper);
    let count = min(CARRY_EVERY, steps - step);
    for (var i = ENDLESS - i32(count); i < ENDLESS; i++) {
      let now = step + count - u32(ENDLESS - i);
      let slope = slopeInBlock(&run, base, stepper);
      crossed = select(crossed, now, (slope.merit >= merit) & (crossed == NEVER));
      rises += u32(rose(last, slope.merit, stepper) & (now + RISE_WINDOW > steps));
      last = slope.merit;
      gone = diverged(&run);
      if gone {
        break;
      }
      advanceInBlock(&run, base, slope, stepper, now);
    }
    closeBlock(&run, base);
    step += count;
  }
  rises += u32(rose(last, there.merit, stepper));
  crossed = finish(&run, r, there, crossed, rises);
  if r == 0 {
    receipt = steps + 1;
  }
}
