// f32 twin of the last steps of advanceRun in src/cpu/sweep.ts, with their losses and iterates; and before
// them of those in which a run that plain.wgsl left behind diverges.

// Of the last slice's runs.
@group(0) @binding(7) var<storage, read_write> results: array<Result>;
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
  let hyper = prepared(settings.hyper, 1);
  var done = doneBefore(r);
  var run: Run;
  resume(&run, r, done, settings.start);
  var crossed = select(states[r].crossed, NEVER, done == 0);
  var rises = select(states[r].rises, 0, done == 0);
  let k = scaled(problem, slopeFactor(settings.hyper, 1));
  // A loop reads no uniform: see scaled in shaders/xor.wgsl.
  let first = job.first;
  let end = first + job.count;
  let steps = job.steps;
  let last = job.last;
  let likelihood = job.likelihood;
  let component = job.component;

  for (; done < first; done++) {
    let slope = slopeAt(uAt(positionOf(&run), k), k);
    crossed = min(crossed, select(NEVER, done, slope.likelihood >= likelihood));
    if diverged(positionOf(&run)) {
      // Frozen: all steps before this slice are like this one.
      done = first;
      break;
    }
    advance(&run, slope, hyper);
  }

  // No rise at the first step of a slice: its likelihood was the last one's of the slice before.
  var before = 0.0;
  for (; done < end; done++) {
    let slope = slopeAt(uAt(positionOf(&run), k), k);
    crossed = min(crossed, select(NEVER, done, slope.likelihood >= likelihood));
    rises += u32(roseFrom(before, slope.likelihood, k) & (done + RISE_WINDOW > steps));
    before = slope.likelihood;
    advance(&run, slope, hyper);
    if keepsIterates && done + last >= steps {
      let w = weights(positionOf(&run));
      let kept = select(w.x, w.y, component == 1);
      iterates[r * last + done + last - steps] = kept;
    }
  }
  let position = positionOf(&run);
  let u = uAt(position, k);
  let slope = slopeAt(u, problem);
  rises += u32(roseFrom(before, slope.likelihood, k) & (end + RISE_WINDOW > steps));
  if end == steps {
    let loss = lossAt(u, k);
    // The run ends solved by its loss alone, whatever rounding made of the likelihood.
    crossed = min(crossed, select(NEVER, end, loss <= job.threshold));
    let outcome = outcomeOf(position, slope, loss, rises, steps, job.threshold);
    results[r] = Result(weights(position), loss, crossed, outcome);
  }
  keep(&run, r, end, crossed, rises);
  if r == 0 {
    receipt = end + 1;
  }
}
