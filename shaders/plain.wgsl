// Plain steps of a sweep: those of which only the crossing of the threshold is wanted. Nearly all the time
// of a sweep is spent in the loop of plainBlock.

@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let r = id.x;
  if r >= job.runs {
    return;
  }
  let first = job.first;
  let end = first + job.count;
  if r == 0 {
    receipt = end + 1;
  }
  if doneBefore(r) != first {
    return;
  }
  let settings = settingsOf(r);
  var constants: Constants;
  setConstants(&constants, slopeFactor(settings.hyper, U_PER_WEIGHT));
  let hyper = prepared(settings.hyper, U_PER_WEIGHT);
  let likelihood = job.likelihood;
  var memory: Memory;
  var position: Position;
  var crossed: u32;
  // No step is tested for divergence: beyond DIVERGED_AT no slope is left that could bring a run back. One
  // that diverged in some block is found at its end; a second attempt takes it to that block's start, where
  // watched.wgsl goes on.
  var blocks = job.count / CARRY_EVERY;
  var finite = blocks + 1;
  for (var attempt = 0i; attempt < 2 && finite != blocks; attempt++) {
    blocks = min(blocks, finite);
    finite = 0;
    position = resumed(r, first, settings.start, &memory);
    crossed = select(states[r].crossed, NEVER, first == 0);
    var done = first;
    for (var b = 0u; b < blocks; b++) {
      let part = plainBlock(position, likelihood, hyper, &constants, &memory);
      position = part.position;
      crossed = min(crossed, select(done + u32(part.crossed), NEVER, part.crossed == NOT_IN_BLOCK));
      done += CARRY_EVERY;
      finite += select(1u, 0u, diverged(position));
    }
  }
  keep(r, position, &memory, first + CARRY_EVERY * blocks, crossed, 0);
}

const NOT_IN_BLOCK: i32 = 0x7fffffff;

struct Block {
  position: Position,
  // The first of its iterates at which the loss was at most the threshold, from 0; or NOT_IN_BLOCK. Signed,
  // since the software adapter compares signed numbers in a fifth of the operations.
  crossed: i32,
}

// CARRY_EVERY steps. `likelihood` is that at the threshold: the loss before each step is tested without
// a logarithm. `k` and `hyper` are for steps in units of u.
fn plainBlock(
  start: Position, likelihood: f32, hyper: Hyper, k: ptr<function, Constants>, memory: ptr<function, Memory>,
) -> Block {
  let origin = uAt(start, k);
  (*memory)[MOVED] = vec2f(0);
  var crossed = NOT_IN_BLOCK;
  for (var i = 0i; i < i32(CARRY_EVERY); i++) {
    let slope = slopeAt(origin + (*memory)[MOVED], k);
    crossed = min(crossed, select(NOT_IN_BLOCK, i, slope.likelihood >= likelihood));
    (*memory)[MOVED] -= step(slope.gradient, hyper, memory);
  }
  refreshBias(memory);
  let lo = start.lo + WEIGHT_PER_U * (*memory)[MOVED];
  return Block(carry(Position(start.hi, lo)), crossed);
}
