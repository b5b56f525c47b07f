// The kernels of networks, in the form that suits their size.
import lanes from '../../../shaders/network.wgsl?raw';
import networkAdvance from '../../../shaders/network-advance.wgsl?raw';
import networkEnds from '../../../shaders/network-ends.wgsl?raw';
import networkRun from '../../../shaders/network-run.wgsl?raw';
import networkStep from '../../../shaders/network-step.wgsl?raw';
import { KernelError } from '../../engine.ts';
import {
  batchesPerEpoch,
  batchScales,
  batchSize,
  type NetworkModel,
} from '../../problems/networks/model.ts';
import type { ProblemRef } from '../../problems/problem.ts';
import { describe } from '../../problems/registry.ts';
import type { Kernel } from './kernel.ts';
import { looped, written } from './network-forms.ts';
import { LARGEST, lanesWgsl } from './network-lanes.ts';
import { isSmall, smallKernel } from './network-likelihood.ts';
import { beyondKernel } from './network-limits.ts';
import { memories, settleWgsl, steppedWgsl } from './network-step.ts';
import { loopsWgsl, magnitudes, type Structure, structureOf } from './network-text.ts';
import { thetaKernel } from './theta.ts';

/**
 * Multiply-adds of a step and points up to which everything is written out, data as literals; beyond, the network is, and
 * points are gone through in a loop. With more points the loop is the faster one, too: 0.85 of the time for 64 of them.
 */
const WRITTEN_LIMIT = 3500;
const WRITTEN_POINTS = 16;

/** Gradients of which the square is in f32. */
const SQUARABLE = 1e18;

/** Work of a step, beside that of the 2-2-1 network, from which runs that have ended leave their loops. */
const LEAVES_FROM = 8;

/** Numbers of a run besides those of every kernel, kept and worked out again: shaders/network-run.wgsl. */
const OWN_WORDS = 8;

/** The kernel of a problem that is a network. Throws a KernelError that names the limit which it exceeds. */
export function networkKernel(ref: ProblemRef): Kernel {
  const { network } = describe(ref);
  return kernelOfNetwork(ref, network!);
}

/** The same of a network whose parameters a problem calls by the names in the model. */
export function kernelOfNetwork(ref: ProblemRef, model: NetworkModel): Kernel {
  const info = describe(ref);
  const { names, spec, train } = model;
  const count = names.length;
  const beyond = beyondKernel(model);
  if (beyond) throw new KernelError(beyond);
  const batches = batchesPerEpoch(model);
  const inEpochs = batches > 1 || spec.stopAt !== null;
  const order = info.parameters.map(({ name }) => name);
  const net = structureOf(
    model,
    names.map((name) => order.indexOf(name)),
  );
  if (isSmall(model)) {
    return smallKernel(ref, model, order, keyOf(net, model, [...train.inputs, ...train.targets]));
  }
  const outputs = spec.loss === 'softmax-cross-entropy' ? 1 : spec.layers.at(-1)!;
  const shares = train.count * outputs;
  const half = spec.loss === 'half-squared-error' ? 0.5 : 1;
  const isWritten =
    batches === 1 && train.count <= WRITTEN_POINTS && 3 * count * train.count <= WRITTEN_LIMIT;
  const scales = batchScales(model);
  const form = isWritten ? written(net, model) : looped(net, model);
  const work = Math.max(1, (count * batchSize(model)) / 100);
  // What is in a text tells how large it is; what is read is at most LARGEST.
  const mostInput = form.data ? LARGEST : Math.max(...train.inputs.map(Math.abs));
  const largeGradient = batchSize(model) * magnitudes(net, mostInput).gradient > SQUARABLE;
  const text = [
    lanesWgsl(form.width),
    loopsWgsl(net),
    `const OWN_WORDS = ${OWN_WORDS}u;`,
    `const LAYERS = ${net.layers.length}u;`,
    `const IN_BATCHES = ${batches > 1};`,
    `const IN_EPOCHS = ${inEpochs};`,
    `const STOPS = ${spec.stopAt !== null};`,
    `const BATCHES = ${batches}u;`,
    `const BATCH_SCALE = f32(${scales[0]});`,
    `const LAST_BATCH_SCALE = f32(${scales[1]});`,
    `const LEAVES_EARLY = ${work >= LEAVES_FROM};`,
    // Where an output was cut off at LARGE the mean is no loss.
    `const MOST_LOSS = ${(0.9e24 / shares) * half};`,
    `const MEAN = ${half / shares};`,
    lanes,
    LOSS_WGSL,
    isWritten ? 'fn sumWeights() {}' : SUMS_WGSL,
    form.text,
  ].join('\n');
  const key = keyOf(net, model, form.values);
  const kernel = thetaKernel(ref, {
    key,
    wgsl: text,
    base: networkRun,
    multiple: 4,
    rolled: true,
    runs: [networkStep, networkAdvance, networkEnds, settleWgsl(order.length)].join('\n'),
    extra: [spec.stopAt ?? 0, ...spec.gains],
    data: form.data,
    work,
    holes: true,
    divergence: 'each step',
    meritAt: (loss) => -loss,
  });
  return {
    ...kernel,
    wgsl: {
      ...kernel.wgsl,
      stepOf: (optimizer) => steppedWgsl(order.length, largeGradient, optimizer, !isWritten),
    },
    ownWords: OWN_WORDS,
    memoriesOf: memories,
    leavesEarly: work >= LEAVES_FROM,
    knowsEpochs: true,
    measures: true,
    ...(batches > 1 && { batches: { model, perEpoch: batches } }),
  };
}

// hi + lo of all weights, read in a loop over points.
const SUMS_WGSL = `
var<private> weight: array<vec4f, FOURS>;

fn sumWeights() {
  for (var q = 0u; q < FOURS; q++) {
    weight[q] = kept[q] + kept[LO + q];
  }
}
`;

const LOSS_WGSL = `
const WORST_MERIT = -3.4e38;

fn roseBetween(before: f32, after: f32) -> bool {
  return before - after > 1e-5 * max(1, -before);
}

fn lossOfRun(run: ptr<function, Run>, slope: Slope) -> f32 {
  return -slope.merit;
}
`;

/** What a pipeline is compiled for. */
function keyOf(net: Structure, model: NetworkModel, values: readonly number[]): string {
  const { spec, train } = model;
  const { places } = net;
  const ordered = places.every((place, i) => place === i);
  return [
    'network',
    spec.layers.join('-'),
    spec.activations.join(','),
    spec.bias ? '' : 'no bias',
    net.hasGain.map(Number).join(''),
    spec.loss,
    train.count,
    batchSize(model),
    spec.stopAt === null ? '' : 'stops',
    ordered ? '' : places.join(','),
    values.length > 0 ? hashOf(values) : '',
  ].join(' ');
}

/** A number that tells lists of numbers apart: FNV-1a over their f64. */
function hashOf(values: readonly number[]): string {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (const byte of new Uint8Array(Float64Array.from(values).buffer)) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}`;
}
