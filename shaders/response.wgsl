// f32 twin of src/problems/networks/response.ts: what a network puts out over a grid of its inputs, one thread per
// pixel. The network's structure lies in buffers, so that another one compiles nothing; what is put before this is
// `const WIDEST`, no less than its widest layer.

struct Job {
  width: u32,
  rows: u32,
  // Rows before this band, for the receipt.
  firstRow: u32,
  height: u32,
  inputs: u32,
  // Of them so many vary.
  moving: u32,
  layers: u32,
  // 1 where the outputs are logits of classes.
  softmax: u32,
}

struct Layer {
  units: u32,
  incoming: u32,
  // Places among the parameters; of no biases −1.
  weights: u32,
  biases: i32,
  // In the order of ACTIVATIONS (src/problems/networks/spec.ts).
  activation: u32,
  gain: f32,
}

@group(0) @binding(0) var<uniform> job: Job;
// Cell centres of all columns, then of all rows, then the inputs that stay.
@group(0) @binding(1) var<storage, read> places: array<f32>;
@group(0) @binding(2) var<storage, read> layers: array<Layer>;
@group(0) @binding(3) var<storage, read> parameters: array<f32>;
// [row][column][output] of this band.
@group(0) @binding(4) var<storage, read_write> outputs: array<f32>;
// Rows done after this band: proof that the band was computed, since a lost device reads as zeros.
@group(0) @binding(5) var<storage, read_write> receipt: u32;

// What comes from a layer and what goes into the next: one half each, in turns. 8 KB are all there may be.
var<private> values: array<f32, 2 * WIDEST>;

// σ(z) from e^−|z|, which cannot overflow.
fn sigmoid(z: f32) -> f32 {
  let e = exp(-abs(z));
  let near = 1 / (1 + e);
  return select(near, e * near, z < 0);
}

// 1 − 2σ(−2|z|), near 0 its continued fraction: WGSL's own is NaN beyond 88 and loses digits near 0.
fn hyperbolic(z: f32) -> f32 {
  let e = exp(-2 * abs(z));
  let far = (1 - e) / (1 + e);
  let q = z * z;
  let near = z * (945 + q * (105 + q)) / (945 + q * (420 + 15 * q));
  return select(select(far, -far, z < 0), near, abs(z) < 0.55);
}

fn activate(kind: u32, z: f32) -> f32 {
  switch kind {
    case 1: {
      return select(0.0, 1.0, z >= 0);
    }
    case 2: {
      return sigmoid(z);
    }
    case 3: {
      return hyperbolic(z);
    }
    case 4: {
      return max(z, 0);
    }
    case 5: {
      return select(0.01 * z, z, z > 0);
    }
    default: {
      return z;
    }
  }
}

override workgroupWidth: u32 = 8;
override workgroupHeight: u32 = 8;

@compute @workgroup_size(workgroupWidth, workgroupHeight)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if id.x == 0 && id.y == 0 {
    receipt = job.firstRow + job.rows;
  }
  if id.x >= job.width || id.y >= job.rows {
    return;
  }
  values[0] = places[id.x];
  values[1] = places[job.width + job.firstRow + id.y];
  for (var i = job.moving; i < job.inputs; i++) {
    values[i] = places[job.width + job.height + i - job.moving];
  }
  var below = 0u;
  for (var l = 0u; l < job.layers; l++) {
    let layer = layers[l];
    let above = WIDEST - below;
    for (var j = 0u; j < layer.units; j++) {
      var sum = 0.0;
      if layer.biases >= 0 {
        sum = parameters[u32(layer.biases) + j];
      }
      let row = layer.weights + j * layer.incoming;
      for (var i = 0u; i < layer.incoming; i++) {
        sum += parameters[row + i] * values[below + i];
      }
      values[above + j] = activate(layer.activation, layer.gain * sum);
    }
    below = above;
  }
  let count = layers[job.layers - 1].units;
  let at = (id.y * job.width + id.x) * count;
  // e^(z − most) over their sum; 1 of whatever is no softmax.
  var total = 1.0;
  var most = 0.0;
  if job.softmax == 1 {
    most = values[below];
    for (var j = 1u; j < count; j++) {
      most = max(most, values[below + j]);
    }
    total = 0;
    for (var j = 0u; j < count; j++) {
      values[below + j] = exp(values[below + j] - most);
      total += values[below + j];
    }
  }
  for (var j = 0u; j < count; j++) {
    outputs[at + j] = values[below + j] / total;
  }
}
