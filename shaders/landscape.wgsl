// f32 twin of landscapeCells in src/cpu/landscape.ts: loss and, if it is wanted, gradient of a band of rows, one thread per
// ROWS_PER_THREAD samples of a column, which share the reading of the problem.

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
// [row][column]; of no gradient a single place
@group(0) @binding(4) var<storage, read_write> loss: array<f32>;
@group(0) @binding(5) var<storage, read_write> gradient: array<vec2f>;
// Rows done after this band: proof that the band was computed, since a lost device reads as zeros.
@group(0) @binding(6) var<storage, read_write> receipt: u32;

override workgroupWidth: u32 = 16;
override workgroupHeight: u32 = 4;
override withGradient: bool = true;

const ROWS_PER_THREAD = 8u;

@compute @workgroup_size(workgroupWidth, workgroupHeight)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let width = job.width;
  let height = job.rows;
  if id.x >= width {
    return;
  }
  let k = sharedOf();
  let column = columns[id.x];
  for (var i = 0u; i < ROWS_PER_THREAD; i++) {
    let y = id.y * ROWS_PER_THREAD + i;
    if y >= height {
      break;
    }
    let row = rows[y];
    let at = y * width + id.x;
    if withGradient {
      let sample = sampleAt(PlanePoint(column, row), k);
      loss[at] = sample.loss;
      gradient[at] = sample.gradient;
    } else {
      loss[at] = lossOnPlane(PlanePoint(column, row), k);
    }
  }
  if id.x == 0 && id.y == 0 {
    receipt = job.firstRow + height;
  }
}
