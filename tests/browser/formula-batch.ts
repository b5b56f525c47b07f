// Many formulas in one shader: a pipeline of its own for each takes 30 ms on a software adapter, whatever is in it. What
// runs is the text that the kernel of a formula has, with other names for its two functions.
import elementary from '../../shaders/elementary.wgsl?raw';
import helpers from '../../shaders/formula.wgsl?raw';
import math from '../../shaders/math.wgsl?raw';
import minusLoss from '../../shaders/minus-loss.wgsl?raw';
import type { Landscape, LandscapeSpec } from '../../src/engine.ts';
import { formulaText } from '../../src/gpu/kernels/formula.ts';
import { cellCentres, splitHiLo } from '../../src/math/grid.ts';
import { describe } from '../../src/problems/registry.ts';

/** What theta.wgsl has of a run, for runs of two weights. */
const RUN = /* wgsl */ `
const SIZE = 2u;
const HI = 0u;
const LO = SIZE;
alias Run = array<f32, 2 * SIZE>;

@group(0) @binding(0) var<storage, read> points: array<Run>;
// Two for each formula.
@group(0) @binding(1) var<storage, read> constants: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> results: array<vec4f>;
var<private> fixed: vec2f;

fn weightOf(run: ptr<function, Run>, i: u32) -> f32 {
  return (*run)[HI + i] + (*run)[LO + i];
}

fn constantOf(i: u32) -> f32 {
  return fixed[i];
}
`;

const entry = (count: number) => /* wgsl */ `
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) local: vec3u, @builtin(workgroup_id) group: vec3u) {
  let formula = group.x;
  fixed = constants[formula];
  let at = 64 * formula + local.x;
  var run = points[at];
  var loss = 0.0;
  var slope: Slope;
  switch formula {
${Array.from(
  { length: count },
  (_, k) => `    case ${k}u: { loss = lossOf${k}(&run); slope = slopeOf${k}(&run); }`,
).join('\n')}
    default: {}
  }
  results[at] = vec4f(loss, slope.gradient[0], slope.gradient[1], slope.merit);
}
`;

const HOLE = 2.9e38;

/** Landscapes of 64 cells each of problems that are formulas with at most two constants. */
export async function landscapesOf(
  device: GPUDevice,
  specs: readonly LandscapeSpec[],
): Promise<Landscape[]> {
  const texts = specs.map(({ problem }, k) =>
    formulaText(problem).replace(/\b(lossOf|slopeOf)\(run: /g, `$1${k}(run: `),
  );
  device.pushErrorScope('validation');
  const code = [math, RUN, minusLoss, helpers, elementary, ...texts, entry(specs.length)].join(
    '\n',
  );
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code }) },
  });
  const points = new Float32Array(256 * specs.length);
  const constants = new Float32Array(2 * specs.length);
  for (const [k, { problem, window, width, height }] of specs.entries()) {
    const { parameters, theta, values } = describe(problem);
    const xs = cellCentres(window.x, width);
    const ys = cellCentres(window.y, height);
    for (let cell = 0; cell < width * height; cell++) {
      const [xHi, xLo] = splitHiLo(xs[cell % width]!);
      const [yHi, yLo] = splitHiLo(ys[Math.floor(cell / width)]!);
      points.set([xHi, yHi, xLo, yLo], 256 * k + 4 * cell);
    }
    const fixed = parameters.filter(({ name }) => !theta.includes(name));
    constants.set(
      fixed.map(({ name }) => values[name]!),
      2 * k,
    );
  }
  const results = await computed(device, pipeline, [points, constants], specs.length);
  const error = await device.popErrorScope();
  if (error) throw new Error(error.message);
  return specs.map((spec, k) => {
    const cells = spec.width * spec.height;
    const loss = new Float32Array(cells);
    const gradient = new Float32Array(2 * cells);
    for (let cell = 0; cell < cells; cell++) {
      const [of, ...rest] = results.subarray(256 * k + 4 * cell) as unknown as number[];
      const [along, across, merit] = rest as [number, number, number];
      loss[cell] = of! < HOLE ? of! : Number.NaN;
      const slopes = merit > -HOLE ? [along, across] : [Number.NaN, Number.NaN];
      gradient.set(slopes, 2 * cell);
    }
    return { spec, loss, gradient };
  });
}

async function computed(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  inputs: readonly Float32Array<ArrayBuffer>[],
  groups: number,
): Promise<Float32Array> {
  const { STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
  const size = 1024 * groups;
  const buffers = inputs.map((input) => {
    const buffer = device.createBuffer({ size: input.byteLength, usage: STORAGE | COPY_DST });
    device.queue.writeBuffer(buffer, 0, input);
    return buffer;
  });
  const results = device.createBuffer({ size, usage: STORAGE | COPY_SRC });
  const staging = device.createBuffer({ size, usage: MAP_READ | COPY_DST });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [...buffers, results].map((buffer, binding) => ({ binding, resource: { buffer } })),
    }),
  );
  pass.dispatchWorkgroups(groups);
  pass.end();
  encoder.copyBufferToBuffer(results, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const copy = new Float32Array(staging.getMappedRange().slice(0));
  for (const buffer of [...buffers, results, staging]) buffer.destroy();
  return copy;
}
