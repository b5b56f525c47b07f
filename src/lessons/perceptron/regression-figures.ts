// Figures of the regression: what the network is made of, one point's cost, and how many updates its epochs make.
import { formOf } from '../../problems/least-squares.ts';
import { bindNetwork } from '../../problems/networks/backprop.ts';
import { batchesPerEpoch, layerPlaces, type NetworkModel } from '../../problems/networks/model.ts';
import { networks } from '../../problems/networks/presets.ts';
import type { NetworkRef } from '../../problems/networks/spec.ts';
import type { Figures, LessonState } from '../lesson.ts';
import { remember } from '../remember.ts';
import { lossAfter } from './training.ts';

/**
 * What of the problem is otherwise than by default: 80 points to train on and 20 to test on, and a run stops when its
 * epochs' mean loss changes by 1e-5 or less.
 */
export const NETWORK = {
  layers: [1, 16, 1],
  activation: 'tanh',
  points: 100,
  batch: 8,
  stopAt: 1e-5,
} as const satisfies NetworkRef;

/** Passes through the training data. */
export const EPOCHS = 100;
export const BATCHES = [1, 4, 8] as const;

const USUAL: NetworkModel = networks.find(({ id }) => id === 'regression')!.with!({
  network: NETWORK,
}).network!;

export const modelOf = ({ network }: Pick<LessonState, 'network'>): NetworkModel =>
  network?.model ?? USUAL;

/** Where training starts, by name; what the state does not say is the network's own. */
export function startOf(state: LessonState): Readonly<Record<string, number>> {
  const { names } = modelOf(state);
  return Object.fromEntries(names.map((name) => [name, state.parameters[name] ?? Number.NaN]));
}

/** What a network puts out for inputs: [k]. */
export function responses(
  model: NetworkModel,
  parameters: Readonly<Record<string, number>>,
  inputs: readonly number[],
): number[] {
  const found: number[] = [];
  bindNetwork(model, parameters, []).respond!(
    new Float64Array(0),
    Float64Array.from(inputs),
    (_, through) => found.push(through.at(-1)!.h[0]!),
  );
  return found;
}

/** Points that a prediction's runs may go through, so that the page goes on at once: 60 ms of 16 units. */
const MOST_POINTS = 60_000;

/** The size of mini-batch whose run ends with the least loss; NaN where that is too much to find out. */
function bestBatch(state: LessonState): Figures {
  const model = modelOf(state);
  const { learningRate } = state.optimizers.gd;
  const work = BATCHES.length * EPOCHS * model.train.count * (model.names.length / 49);
  const parameters = startOf(state);
  const ends = BATCHES.map((batch) =>
    work > MOST_POINTS
      ? Number.NaN
      : lossAfter({ model, parameters, batch, learningRate, epochs: EPOCHS }),
  );
  const least = Math.min(...ends.filter((loss) => !Number.isNaN(loss)));
  return {
    best: BATCHES[ends.indexOf(least)] ?? Number.NaN,
    ...Object.fromEntries(BATCHES.map((batch, i) => [`sgd.${batch}`, ends[i]!])),
  };
}

export function regressionFigures(state: LessonState): Figures {
  const model = modelOf(state);
  const { spec, train, test, names } = model;
  const places = layerPlaces(spec);
  const weights = places.reduce((sum, { from, units }) => sum + from * units, 0);
  const [x, y] = [train.inputs[0]!, train.targets[0]!];
  const o = responses(model, startOf(state), [x])[0]!;
  const updates = batchesPerEpoch(model);
  const all = train.count + test.count;
  const batch = spec.batch || train.count;
  const line = formOf(Array.from(train.targets, (target, i) => [train.inputs[i]!, target]));
  return {
    hidden: spec.layers[1]!,
    weights,
    biases: names.length - weights,
    parameters: names.length,
    noOutputBias: names.length - 1,
    train: train.count,
    test: test.count,
    all,
    batch,
    updates,
    epochs: EPOCHS,
    stopAt: spec.stopAt ?? 0,
    updatesOfAll: Math.ceil(all / batch),
    'point.x': x,
    'point.y': y,
    'point.o': o,
    'point.r': o - y,
    'point.cost': (o - y) ** 2 / 2,
    'point.square': (o - y) ** 2,
    'line.loss': line.floor / 2,
    etaSgd: state.optimizers.gd.learningRate,
    etaAdam: state.optimizers.adam.learningRate,
    ...Object.fromEntries(
      BATCHES.flatMap((size) => {
        const each = Math.ceil(train.count / size);
        return [
          [`size.${size}`, size],
          [`each.${size}`, each],
          [`total.${size}`, each * EPOCHS],
        ];
      }),
    ),
  };
}

/** Epochs of batches of 1 whose updates those of 8 are to make up for. */
const FEW = 10;
/** A weight and its slope, to take a step by. */
const [WEIGHT, SLOPE] = [0.3, -0.02];

export const comparisonFigures = remember(
  (state) => {
    const f = regressionFigures(state);
    const { learningRate } = state.optimizers.adam;
    return {
      ...f,
      ...bestBatch(state),
      few: FEW,
      even: (FEW * f['each.1']!) / f['each.8']!,
      lessThanFew: (FEW * f['each.8']!) / f['each.1']!,
      ratio: f['each.1']! / f['each.8']!,
      slope: SLOPE,
      weight: WEIGHT,
      // m̂/√v̂ is a sign, and ε far below the slope's size.
      adamTo: WEIGHT + learningRate,
      adamAscent: WEIGHT - learningRate,
      adamTimesSlope: WEIGHT - learningRate * SLOPE,
      sgdTo: WEIGHT - f.etaSgd! * SLOPE,
    };
  },
  ({ parameters, optimizers, network }) => [
    parameters,
    optimizers.gd.learningRate,
    optimizers.adam.learningRate,
    network?.model.spec,
    Array.from(network?.model.train.targets ?? []),
  ],
);
