// f32 twin of advanceSweep in src/cpu/sweep.ts: a slice of steps of a batch of runs, one thread per
// run. The state is in registers within a slice and in `states` between slices.

struct Job {
  // What no axis varies.
  hyper: Hyper,
  start: Position,
  // Indices into QUANTITIES (src/engine.ts); yQuantity is their number where there is no second axis.
  xQuantity: u32,
  yQuantity: u32,
  width: u32,
  runs: u32,
  // Steps done before this slice, and to do in it.
  first: u32,
  count: u32,
  // Steps of the whole job, and how many of them come before the watched ones at the end. The plain
  // ones, and the slices within them, are multiples of CARRY_EVERY.
  steps: u32,
  plainSteps: u32,
  // Largest loss of a solved run, and the likelihood there.
  threshold: f32,
  likelihood: f32,
  // Iterates to keep at the end of each run, of weight x (0) or y (1).
  last: u32,
  component: u32,
}

struct State {
  run: Run,
  // Least number of updates after which the loss was at most the threshold.
  crossed: u32,
  // Steps among the last RISE_WINDOW on which the loss rose.
  rises: u32,
}

struct Result {
  point: vec2f,
  loss: f32,
  stepsToThreshold: u32,
  outcome: u32,
}

@group(0) @binding(1) var<uniform> job: Job;
// What each column and row is set to: (hi, lo) of a coordinate, (value, 1 − value) of any other.
@group(0) @binding(2) var<storage, read> columns: array<vec2f>;
@group(0) @binding(3) var<storage, read> rows: array<vec2f>;
// The pixel of each run of the batch: row · width + column.
@group(0) @binding(4) var<storage, read> pixels: array<u32>;
@group(0) @binding(5) var<storage, read_write> states: array<State>;
@group(0) @binding(6) var<storage, read_write> results: array<Result>;
// [run][last]
@group(0) @binding(7) var<storage, read_write> iterates: array<f32>;
// Steps done after this slice, plus 1: proof that it was computed, since a lost device reads as zeros.
@group(0) @binding(8) var<storage, read_write> receipt: u32;

override workgroupSize: u32 = 64;

@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let r = id.x;
  if r >= job.runs {
    return;
  }
  let pixel = pixels[r];
  var settings = applied(Settings(job.start, job.hyper), job.xQuantity, columns[pixel % job.width]);
  settings = applied(settings, job.yQuantity, rows[pixel / job.width]);
  let hyper = settings.hyper;
  var position = settings.start;
  var memory = Memory();
  memory[POWER] = vec2f(1);
  var crossed = NEVER;
  var rises = 0u;
  if job.first > 0 {
    position = states[r].run.position;
    crossed = states[r].crossed;
    rises = states[r].rises;
    if optimizer != GD {
      for (var m = 0u; m < KEPT; m++) {
        memory[m] = states[r].run.memory[m];
      }
    }
  }

  let end = job.first + job.count;
  let plainEnd = min(end, job.plainSteps);
  var done = job.first;
  let inU = forSteps(problem, hyper, U_PER_WEIGHT);
  let hyperInU = inUnits(hyper, U_PER_WEIGHT);
  let enough = job.likelihood;
  for (; done < plainEnd; done += CARRY_EVERY) {
    let part = plainBlock(position, done, enough, inU, hyperInU, &memory);
    if diverged(part.position) {
      undoBlock(&memory);
      break;
    }
    position = part.position;
    crossed = min(crossed, part.crossed);
  }
  if done < end || end == job.steps {
    // The last steps, with their losses and iterates, and those of a run that diverges. The loss
    // before each step follows from the likelihood that comes with its gradient; only the last one
    // needs an evaluation of its own.
    let k = forSteps(problem, hyper, 1);
    let began = done;
    var before = 0.0;
    for (; done < end; done++) {
      let slope = slopeAt(uAt(position, k), k);
      crossed = min(crossed, select(NEVER, done, slope.likelihood >= enough));
      if done + RISE_WINDOW >= job.steps {
        let loss = watchedLoss(slope, k);
        let watched = done > began && done + RISE_WINDOW > job.steps;
        rises += u32(rose(before, loss) && watched);
        before = loss;
      }
      position = carriedAt(done + 1, stepped(position, slope, &memory, hyper), &memory);
      if done + job.last >= job.steps {
        let kept = select(weights(position).x, weights(position).y, job.component == 1);
        iterates[r * job.last + done + job.last - job.steps] = kept;
      }
    }
    var loss = lossAt(uAt(position, k), k);
    if end < job.steps {
      loss = watchedLoss(slopeAt(uAt(position, k), k), k);
    }
    let watched = done > began && done + RISE_WINDOW > job.steps;
    rises += u32(rose(before, loss) && watched);
    if end == job.steps {
      // The run ends solved by its loss alone, whatever rounding made of the likelihood.
      crossed = min(crossed, select(NEVER, end, loss <= job.threshold));
      let outcome = outcomeOf(position, loss, rises, job.steps, job.threshold);
      results[r] = Result(weights(position), loss, crossed, outcome);
    }
  }
  states[r].run.position = position;
  states[r].crossed = crossed;
  states[r].rises = rises;
  if optimizer != GD {
    for (var m = 0u; m < KEPT; m++) {
      states[r].run.memory[m] = memory[m];
    }
  }
  if r == 0 {
    receipt = end + 1;
  }
}
