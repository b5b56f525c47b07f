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
  var rises = select(states[r].rises, 0u, done == 0);
  let k = scaled(problem, slopeFactor(settings.hyper, 1));
  // A loop reads no uniform: see scaled in shaders/xor.wgsl.
  let first = job.first;
  let end = first + job.count;
  let steps = job.steps;
  let last = job.last;
  let likelihood = job.likelihood;
  let component = job.component;

  let behind = done < first;
  let at = diverge(
    &run, behind, likelihood, prepared(settings.hyper, U_PER_WEIGHT),
    scaled(problem, slopeFactor(settings.hyper, U_PER_WEIGHT)));
  crossed = min(crossed, select(done + at, NEVER, at == NEVER));
  done = max(done, first);

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

// The block in which a run left behind diverges, step for step as plainBlock does it, up to where it stays.
// Returns the first of its iterates at which the loss was at most the threshold, from 0; or NEVER.
fn diverge(run: ptr<function, Run>, behind: bool, likelihood: f32, hyper: Hyper, k: Problem) -> u32 {
  let start = positionOf(run);
  let origin = uAt(start, k);
  (*run)[MOVED] = vec2f(0);
  var crossed = NEVER;
  for (var i = 0i; i <= i32(CARRY_EVERY) && behind; i++) {
    let slope = slopeAt(origin + (*run)[MOVED], k);
    crossed = min(crossed, select(NEVER, u32(i), slope.likelihood >= likelihood));
    place(run, carry(Position(start.hi, start.lo + WEIGHT_PER_U * (*run)[MOVED])));
    if diverged(positionOf(run)) {
      break;
    }
    (*run)[MOVED] -= step(slope.gradient, hyper, run);
  }
  return crossed;
}
