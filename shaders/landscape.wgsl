// f32 twin of landscapeRows in src/cpu/jobs.ts: loss and gradient of a band of rows, one thread per
// sample.

struct Job {
  width: u32,
  rows: u32,
  // Rows before this band, for the receipt.
  firstRow: u32,
}

@group(0) @binding(1) var<uniform> job: Job;
// Cell centres (hi, lo): of all columns, and of this band's rows.
@group(0) @binding(2) var<storage, read> columns: array<vec2f>;
@group(0) @binding(3) var<storage, read> rows: array<vec2f>;
// [row][column]
@group(0) @binding(4) var<storage, read_write> loss: array<f32>;
@group(0) @binding(5) var<storage, read_write> gradient: array<vec2f>;
// Rows done after this band: proof that the band was computed, since a lost device reads as zeros.
@group(0) @binding(6) var<storage, read_write> receipt: u32;

override workgroupWidth: u32 = 16;
override workgroupHeight: u32 = 4;

@compute @workgroup_size(workgroupWidth, workgroupHeight)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if id.x >= job.width || id.y >= job.rows {
    return;
  }
  let column = columns[id.x];
  let row = rows[id.y];
  let p = Position(vec2f(column.x, row.x), vec2f(column.y, row.y));
  let k = id.y * job.width + id.x;
  var constants: Constants;
  setConstants(&constants, vec2f(1));
  let u = uAt(p, &constants);
  loss[k] = lossAt(u, &constants);
  gradient[k] = slopeAt(u, &constants).gradient;
  if k == 0 {
    receipt = job.firstRow + job.rows;
  }
}
