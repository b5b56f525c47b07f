// slopeOf of a network in one of two forms: everything written out, or a loop over its points.
import { batchesPerEpoch, batchSize, type NetworkModel } from '../../problems/networks/model.ts';
import { backwardText } from './network-backward.ts';
import {
  dataByFours,
  dataByPoints,
  literalLanes,
  readLanes,
  readText,
  rowSize,
} from './network-lanes.ts';
import { forwardText, outputText, type Structure } from './network-text.ts';

export interface Form {
  width: 1 | 4;
  text: string;
  data?: Float32Array<ArrayBuffer>;
  /** Numbers that are in the text. */
  values: readonly number[];
}

export const block = (lines: readonly string[]) => ['  {', ...lines, '  }'].join('\n');

const STARTS = '  var loss = V(0);';
const ENDS = '  return Slope(definedMerit(MEAN * sumOf(loss)));';

/** Everything written out, the data as literals. */
export function written(net: Structure, model: NetworkModel): Form {
  const { train, spec } = model;
  const width = train.count === 1 ? 1 : 4;
  const share =
    1 / (train.count * (spec.loss === 'softmax-cross-entropy' ? 1 : spec.layers.at(-1)!));
  const groups = Array.from({ length: Math.ceil(train.count / width) }, (_, g) =>
    literalLanes(model, width, width * g),
  );
  const text = `
fn slopeOf(run: ptr<function, Run>, step: u32) -> Slope {
  let share = f32(${share});
${STARTS}
${groups
  .map((of, g) =>
    block([
      ...forwardText(net, of, false),
      ...outputText(net, of),
      ...backwardText(net, of, false, g === 0),
    ]),
  )
  .join('\n')}
${ENDS}
}
`;
  return { width, text, values: [...train.inputs, Number.NaN, ...train.targets] };
}

/** The network written out, in a loop over its points, whose numbers are in a buffer. */
export function looped(net: Structure, model: NetworkModel): Form {
  const { train } = model;
  const inBatches = batchesPerEpoch(model) > 1;
  const size = batchSize(model);
  const width = size === 1 ? 1 : 4;
  const row = rowSize(model);
  const zero = Array.from(
    { length: Math.ceil(net.places.length / 4) },
    (_, q) => `  slopes[${q}] = vec4f(0);`,
  );
  const all = size % width === 0 && train.count % (inBatches ? size : width) === 0;
  const of = readLanes(inBatches ? width === 1 : all);
  const outputs = `${train.count === 0 ? 1 : net.loss === 'softmax-cross-entropy' ? 1 : net.layers.at(-1)!.units}`;
  const through = [
    ...forwardText(net, of, true),
    ...outputText(net, of),
    ...backwardText(net, of, true, false),
  ];
  const text = inBatches
    ? `
// The points' numbers, as bits; then the first of the epochs of which the order is told; the order 0, 1, 2, … of the data;
// and that of the epochs.
@group(1) @binding(0) var<storage, read> data: array<u32>;
const ORDER = ${row * train.count}u;

fn number(i: u32) -> f32 {
  return bitcast<f32>(data[i]);
}

fn slopeOf(run: ptr<function, Run>, step: u32) -> Slope {
  var first = ORDER + 1;
  var count = ${train.count}u;
  if step != ALL_DATA {
    let batch = ${size}u * (step % BATCHES);
    first = ORDER + 1 + ${train.count}u * (1 + step / BATCHES - data[ORDER]) + batch;
    count = min(${size}u, ${train.count}u - batch);
  }
  let share = 1 / (f32(count) * ${outputs});
${STARTS}
${zero.join('\n')}
  for (var k = 0u; k < count; k += ${width}u) {
${gatherText(model, width).join('\n')}
${through.join('\n')}
  }
${ENDS}
}
`
    : `
@group(1) @binding(0) var<storage, read> data: array<vec4f, ${row * Math.ceil(train.count / 4)}>;

fn slopeOf(run: ptr<function, Run>, step: u32) -> Slope {
  let share = 1 / (${train.count} * ${outputs}.0);
${STARTS}
${zero.join('\n')}
  for (var g = 0u; g < ${Math.ceil(train.count / 4)}u; g++) {
${readText(model, (k) => `data[${row}u * g + ${k}u]`).join('\n')}
${all ? '' : `  let real = select(vec4f(0), vec4f(1), 4 * g + vec4u(0, 1, 2, 3) < vec4u(${train.count}));`}
${through.join('\n')}
  }
${ENDS}
}
`;
  return {
    width: inBatches ? width : 4,
    text,
    data: inBatches ? dataByPoints(model) : dataByFours(model),
    values: [],
  };
}

/** Statements that read the points of a batch from its k-th on. */
function gatherText(model: NetworkModel, width: 1 | 4): string[] {
  const row = rowSize(model);
  if (width === 1) {
    return ['  let i = data[first + k];', ...readText(model, (k) => `number(${row}u * i + ${k}u)`)];
  }
  const lanes = [0, 1, 2, 3];
  return [
    '  let real = select(vec4f(0), vec4f(1), k + vec4u(0, 1, 2, 3) < vec4u(count));',
    ...lanes.map((i) => `  let i${i} = ${row}u * data[first + min(k + ${i}u, count - 1)];`),
    ...readText(model, (k) => `vec4f(${lanes.map((i) => `number(i${i} + ${k}u)`).join(', ')})`),
  ];
}
