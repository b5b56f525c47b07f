// f32 twin of the last steps of advanceRun in src/cpu/sweep.ts, with their losses and iterates; and before
// them of those in which a run that plain.wgsl left behind diverges.

// What became of the last slice's runs, RESULT_WORDS each: the weights, the loss (as bits), the steps to the
// threshold and the outcome.
@group(0) @binding(7) var<storage, read_write> results: array<u32>;
const RESULT_WORDS = SIZE + 3;
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
  for (; done < end; done++) {
    let slope = slopeOfRun(&run, stepper);
    crossed = min(crossed, select(NEVER, done, slope.merit >= merit));
    rises += u32(rose(before, slope.merit, stepper) & (done + RISE_WINDOW > steps));
    before = slope.merit;
    advance(&run, slope, stepper);
    if keepsIterates && done + last >= steps {
      iterates[r * last + done + last - steps] = weightOf(&run, component);
    }
  }
  let slope = endSlopeOfRun(&run);
  rises += u32(rose(before, slope.merit, stepper) & (end + RISE_WINDOW > steps));
  if end == steps {
    let loss = lossOfRun(&run);
    // The run ends solved by its loss alone, whatever rounding made of the merit.
    crossed = min(crossed, select(NEVER, end, loss <= job.threshold));
    let lost = diverged(&run) | (loss >= UNDEFINED) | (slope.merit <= -UNDEFINED);
    let outcome = outcomeOf(lost, steepness(slope), loss, rises);
    let result = r * RESULT_WORDS;
    for (var i = 0u; i < SIZE; i++) {
      results[result + i] = bitcast<u32>(weightOf(&run, i));
    }
    results[result + SIZE] = bitcast<u32>(loss);
    results[result + SIZE + 1] = crossed;
    results[result + SIZE + 2] = outcome;
  }
  keep(&run, r, end, crossed, rises);
  if r == 0 {
    receipt = end + 1;
  }
}
