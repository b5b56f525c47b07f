// f32 twin of the last steps of advanceRun in src/cpu/sweep.ts, with their losses and iterates; and before
// them of those in which a run that plain.wgsl left behind diverges.

// What became of the last slice's runs, words each: the weights where they are asked for, the loss (as bits), the
// steps to the threshold, the outcome, and the measure where there is one.
@group(0) @binding(7) var<storage, read_write> results: array<u32>;
// [run][last]; without any they are not looked at, for a store costs more than a step.
override keepsIterates: bool = false;
@group(0) @binding(8) var<storage, read_write> iterates: array<f32>;

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

// Hands back what became of a run, the slope being that at its end. Returns its steps to the threshold.
fn finish(run: ptr<function, Run>, r: u32, there: Slope, before: u32, rises: u32) -> u32 {
  let slope = endSlopeOfRun(run, there);
  let loss = lossOfRun(run, slope);
  // The run ends solved by its loss alone, whatever rounding made of the merit.
  let crossed = min(before, select(NEVER, endOf(run, job.steps), loss <= job.threshold));
  let lost = diverged(run) | (loss >= UNDEFINED) | (slope.merit <= -UNDEFINED);
  let outcome = outcomeOf(lost, select(steepness(run, slope), 0, stopped(run)), loss, rises);
  let weights = select(0, SIZE, job.points > 0);
  let result = r * (weights + select(3u, 4u, measures));
  for (var i = 0u; i < weights; i++) {
    results[result + i] = bitcast<u32>(weightOf(run, i));
  }
  results[result + weights] = bitcast<u32>(loss);
  results[result + weights + 1] = crossed;
  results[result + weights + 2] = outcome;
  if measures {
    results[result + weights + 3] = bitcast<u32>(measureOf(run, job.steps));
  }
  return crossed;
}
