// A network and the data that it is trained on: what both engines and every view read.
import { seededRandom, seededStream } from '../../math/rng.ts';
import type { DataRows } from '../problem.ts';
import type { NetworkSpec } from './spec.ts';

/** Points [point][input] and what is wanted of them [point][target]: one number for each output, or the class. */
export interface Points {
  readonly count: number;
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

/** A layer's place among all parameters: `weights` of [unit][from], then, from `biases` on, the biases. */
export interface LayerPlace {
  readonly from: number;
  readonly units: number;
  readonly weights: number;
  /** −1 where there are none. */
  readonly biases: number;
}

export interface NetworkModel {
  readonly spec: NetworkSpec;
  /** All parameters by name in the order of their places: see LayerPlace. */
  readonly names: readonly string[];
  readonly layers: readonly LayerPlace[];
  /** Numbers of a point's target. */
  readonly targetSize: number;
  readonly train: Points;
  /** Kept for testing; none where `count` is 0. */
  readonly test: Points;
}

/** Where each layer's parameters are among all of them. */
export function layerPlaces({ layers, bias }: Pick<NetworkSpec, 'layers' | 'bias'>): LayerPlace[] {
  let at = 0;
  return layers.slice(1).map((units, l) => {
    const from = layers[l]!;
    const place = { from, units, weights: at, biases: bias ? at + units * from : -1 };
    at += units * (from + Number(bias));
    return place;
  });
}

/**
 * Names of all parameters by their places: W1.2.3 is layer 1's weight to unit 2 from input 3, b1.2 its bias of unit
 * 2; all are counted from 1.
 */
export function parameterNames(spec: Pick<NetworkSpec, 'layers' | 'bias'>): string[] {
  return layerPlaces(spec).flatMap(({ from, units }, l) => [
    ...Array.from({ length: units * from }, (_, k) => {
      const [unit, input] = [Math.floor(k / from), k % from];
      return `W${l + 1}.${unit + 1}.${input + 1}`;
    }),
    ...(spec.bias ? Array.from({ length: units }, (_, j) => `b${l + 1}.${j + 1}`) : []),
  ]);
}

/** Numbers of a point's target: the class where it is told by softmax. */
export const targetSizeOf = ({ loss, layers }: Pick<NetworkSpec, 'loss' | 'layers'>): number =>
  loss === 'softmax-cross-entropy' ? 1 : layers.at(-1)!;

function pointsOf(rows: DataRows, inputs: number): Points {
  const targets = (rows[0]?.length ?? inputs) - inputs;
  return {
    count: rows.length,
    inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, inputs))),
    targets: Float64Array.from(rows.flatMap((row) => row.slice(inputs, inputs + targets))),
  };
}

/** 0 to count − 1 in a random order (Fisher and Yates). */
export function shuffled(count: number, random: () => number): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Which of so many rows are kept for testing: 1, the others 0. At least one is not. */
export function testRows(
  count: number,
  { test, splitSeed }: Pick<NetworkSpec, 'test' | 'splitSeed'>,
): Uint8Array<ArrayBuffer> {
  const kept = Math.min(count - 1, Math.round(test * count));
  const isTest = new Uint8Array(count);
  if (kept <= 0) return isTest;
  for (const row of shuffled(count, seededStream(splitSeed, 'split')).subarray(0, kept))
    isTest[row] = 1;
  return isTest;
}

/** The network on rows of inputs and targets, some of them kept for testing. `names`: see NetworkModel. */
export function networkModel(
  spec: NetworkSpec,
  rows: DataRows,
  names: readonly string[] = parameterNames(spec),
): NetworkModel {
  const { layers } = spec;
  // Both in the order of the data, which is easier to follow.
  const isTest = testRows(rows.length, spec);
  const points = (of: 0 | 1) =>
    pointsOf(
      rows.filter((_, i) => isTest[i] === of),
      layers[0]!,
    );
  return {
    spec,
    names,
    layers: layerPlaces(spec),
    targetSize: targetSizeOf(spec),
    train: points(0),
    test: points(1),
  };
}

/** Points of each mini-batch but the last, which has what is left. */
export const batchSize = ({ spec: { batch }, train }: NetworkModel): number =>
  batch === 0 ? train.count : Math.min(batch, train.count);

/** Mini-batches of an epoch. */
export const batchesPerEpoch = (model: NetworkModel): number =>
  Math.ceil(model.train.count / batchSize(model));

/** What a batch's share of its epoch's mean loss is multiplied by for its own mean; an epoch's last one has what is left. */
export function batchScales(model: NetworkModel): [each: number, last: number] {
  const { count } = model.train;
  const size = batchSize(model);
  return [count / size, count / (count - (batchesPerEpoch(model) - 1) * size)];
}

/**
 * The order in which an epoch takes the training points; the same on every engine. Full batches take them as they
 * are.
 */
export function epochOrder(model: NetworkModel, epoch: number): Uint32Array<ArrayBuffer> {
  const { train, spec } = model;
  if (batchesPerEpoch(model) === 1) return Uint32Array.from({ length: train.count }, (_, i) => i);
  // Neighbouring epochs and seeds far apart: the multiplier is that of Knuth's multiplicative hash.
  const seed = (Math.imul(epoch + 1, 2654435761) ^ Math.imul(spec.shuffleSeed + 1, 40503)) >>> 0;
  return shuffled(train.count, seededRandom(seed));
}
