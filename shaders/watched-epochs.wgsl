// f32 twin of the last steps of advanceRun in src/cpu/sweep.ts for kernels whose runs know epochs or leave their loops:
// see watched.wgsl.

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

  let at = diverge(&run, done < first, merit, blockStepperOf(settings));
  crossed = min(crossed, select(done + at, NEVER, at == NEVER));
  done = max(done, first);

  let stepper = stepperOf(settings);
  // No rise at the first step of a slice: its merit was the last one's of the slice before.
  var before = WORST_MERIT;
  // A slope stands here once, for calls are written out. It is taken at the end too; and in mini-batches before each
  // step over all data, by which runs are watched, and over the batch.
  var ofBatch = false;
  loop {
    if LEAVES_EARLY && first > 0 && done < end && ended(&run, done) {
      if keepsIterates {
        for (var k = max(done + last, steps) - last; k < end; k++) {
          iterates[r * last + k + last - steps] = weightOf(&run, component);
        }
      }
      idle(&run, done, end, steps);
      done = end;
      ofBatch = false;
    }
    if IN_BATCHES && !ofBatch && done + RISE_WINDOW < steps {
      // Not watched yet.
      if done == end {
        break;
      }
      ofBatch = true;
    }
    let slope = slopeOfRun(&run, stepper, select(ALL_DATA, done, ofBatch || !IN_BATCHES));
    if !ofBatch {
      rises += u32(rose(before, slope.merit, stepper) & (done + RISE_WINDOW > steps));
      before = slope.merit;
      if done == end {
        if end == steps {
          crossed = finish(&run, r, slope, crossed, rises);
        }
        break;
      }
    }
    if !IN_BATCHES || ofBatch {
      crossed = min(crossed, select(NEVER, done, meritOfStep(&run, slope, done) >= merit));
      advance(&run, slope, stepper, done);
      noteTail(&run, done, steps);
      if keepsIterates && done + last >= steps {
        iterates[r * last + done + last - steps] = weightOf(&run, component);
      }
      done++;
    }
    ofBatch = IN_BATCHES && !ofBatch;
  }
  keep(&run, r, end, crossed, rises);
  if r == 0 {
    receipt = end + 1;
  }
}
