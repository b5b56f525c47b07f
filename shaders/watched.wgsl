// f32 twin of the last steps of advanceRun in src/cpu/sweep.ts, with their losses and iterates; and before
// them of those in which a run that plain.wgsl left behind diverges.

@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let r = id.x;
  if r >= job.runs {
    return;
  }
  let settings = settingsOf(r);
  var done = doneBefore(r);
  var run: Run;
  resume(&run, r, done, settings.start);
  ready(&run, settings);
  var crossed = select(states[r].crossed, NEVER, done == 0);
  var rises = select(states[r].rises, 0u, done == 0);
  // A loop reads no uniform: see Stepper.
  let first = job.first;
  let end = first + job.count;
  let steps = job.steps;
  let last = job.last;
  let merit = job.merit;
  let component = job.component;

  let stepper = blockStepperOf(settings);
  let at = diverge(&run, done < first, merit, stepper);
  crossed = min(crossed, select(done + at, NEVER, at == NEVER));
  done = max(done, first);

  // No rise at the first step of a slice: its merit was the last one's of the slice before.
  var before = WORST_MERIT;
  // Blocks as in plain.wgsl: a slice ends with one, or with the last step.
  for (var b = 0i; b < ENDLESS; b++) {
    if done >= end {
      break;
    }
    let base = openBlock(&run, stepper);
    let count = min(CARRY_EVERY, end - done);
    for (var i = ENDLESS - i32(count); i < ENDLESS; i++) {
      let step = done + count - u32(ENDLESS - i);
      let slope = slopeInBlock(&run, base, stepper);
      crossed = select(crossed, step, (slope.merit >= merit) & (crossed == NEVER));
      rises += u32(rose(before, slope.merit, stepper) & (step + RISE_WINDOW > steps));
      before = slope.merit;
      advanceInBlock(&run, base, slope, stepper, step);
      if keepsIterates && step + last >= steps {
        iterates[r * last + step + last - steps] = weightOf(&run, component);
      }
    }
    closeBlock(&run, base);
    done += count;
  }
  let there = slopeThere(&run, stepper, end);
  rises += u32(rose(before, there.merit, stepper) & (end + RISE_WINDOW > steps));
  if end == steps {
    crossed = finish(&run, r, there, crossed, rises);
  }
  keep(&run, r, end, crossed, rises);
  if r == 0 {
    receipt = end + 1;
  }
}
