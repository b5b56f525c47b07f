// When runs of networks end (Run in src/cpu/run.ts), and what is measured of them (MEASURES in src/engine.ts).

fn ended(run: ptr<function, Run>, step: u32) -> bool {
  let at = abs(own[ENDED]);
  return at > 0 && at <= f32(step + 1);
}

fn endOf(run: ptr<function, Run>, steps: u32) -> u32 {
  let at = abs(own[ENDED]);
  return select(steps, u32(at) - 1, at > 0);
}

fn stopped(run: ptr<function, Run>) -> bool {
  return own[ENDED] < 0;
}

// Notes that a run ends after so many steps; `stops` tells stopping from diverging.
fn end(steps: u32, stops: bool) {
  if own[ENDED] == 0 {
    own[ENDED] = select(1.0, -1.0, stops) * f32(steps + 1);
  }
}

// Sohl-Dickstein's v and its sums, see MEASURES in src/engine.ts; before a step.
fn measure(run: ptr<function, Run>, merit: f32, step: u32) {
  // The batch's own mean: an epoch's last batch may have fewer points.
  let loss = -merit * select(BATCH_SCALE, LAST_BATCH_SCALE, (step + 1) % BATCHES == 0);
  if step == 0 {
    own[LOSS0] = loss;
  }
  let loss0 = own[LOSS0];
  let isRatio = loss0 > 1e-36 && loss < UNDEFINED && loss <= 1e6 * min(loss0, 1e30);
  let v = select(1e6, loss / max(loss0, 1e-36), isRatio);
  addMeasured(run, select(v, frozenMeasure(run), ended(run, step)), 1);
}

// v of a run that has ended: the last one of a run that stopped.
fn frozenMeasure(run: ptr<function, Run>) -> f32 {
  return select(1e6, own[MEASURED], stopped(run));
}

fn addMeasured(run: ptr<function, Run>, v: f32, count: f32) {
  own[MEASURED] = v;
  own[SUM] += count * v;
  own[INVERSE] += count / max(v, 1e-34);
}

fn idle(run: ptr<function, Run>, first: u32, to: u32, steps: u32) {
  if measures && to > first {
    addMeasured(run, frozenMeasure(run), f32(to - first));
    let tail = max(first, steps - min(TAIL_STEPS, steps));
    own[TAIL] += f32(max(to, tail) - tail) * own[MEASURED];
  }
}

const TAIL_STEPS = 20u;

fn noteTail(run: ptr<function, Run>, step: u32, steps: u32) {
  if measures && step + TAIL_STEPS >= steps {
    own[TAIL] += own[MEASURED];
  }
}

fn measureOf(run: ptr<function, Run>, steps: u32) -> f32 {
  let converged = own[TAIL] < f32(min(TAIL_STEPS, steps));
  return select(own[INVERSE], -own[SUM], converged);
}
