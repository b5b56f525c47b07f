// The networks that come with Gradscape. Facts and published figures: tests/fixtures.
import { ROWS_LIMIT } from '../data.ts';
import type { Problem, Variant } from '../problem.ts';
import { networkProblem, type Preset } from './problem.ts';
import { type NetworkRef, parameterCount } from './spec.ts';

const sigmoid = { activation: 'sigmoid', initialisation: 'pytorch' } as const;
/**
 * The scale of wide networks in which their limit is a mean field: √2/√n before each hidden layer of n inputs, 1/n at
 * the end; and as many points as parameters.
 */
const meanField = (layers: readonly number[]) => {
  const inputs = layers.slice(0, -1);
  return {
    gains: inputs.map((n, l) => (l === inputs.length - 1 ? 1 / n : Math.sqrt(2 / n))),
    points: Math.min(ROWS_LIMIT, parameterCount(layers, false)),
  };
};

/** Of each the published box-counting dimension of the border at n = 16 (Sohl-Dickstein 2024). */
const TRAINABILITY: readonly (readonly [name: string, dimension: number, network: NetworkRef])[] = [
  ['tanh', 1.66, {}],
  ['ReLU', 1.2, { activation: 'relu' }],
  ['linear', 1.17, { activation: 'identity' }],
  ['one data point', 1.41, { points: 1 }],
  ['mini-batches of 16', 1.55, { batch: 16 }],
];

const trainability: readonly Variant[] = [8, 16].flatMap((n) =>
  TRAINABILITY.map(([name, dimension, network]) => ({
    label: `n = ${n}, ${name}${n === 16 ? ` (published: ${dimension.toFixed(2)})` : ''}`,
    network: { ...(n === 8 ? {} : { layers: [n, n, 1] }), ...network },
  })),
);

/** Hidden layers of 8, 32 and 150 units. */
const regression: readonly Variant[] = [8, 32, 150].map((units) => ({
  label: `1-${units}-${units}-1`,
  network: units === 8 ? {} : { layers: [1, units, units, 1] },
}));

const PRESETS: readonly Preset[] = [
  {
    id: 'network',
    name: 'Own network, of any layers',
    summary: 'A feed-forward network of your own: layers, activations, loss, data.',
    about: {
      intro: `A feed-forward network whose weights and biases are all trained. <b>W1.2.3</b> is layer 1's weight to unit
2 from input 3, <b>b1.2</b> its bias of unit 2.`,
      tries: ['Add a layer, and see how the same learning rate does.'],
    },
    network: { layers: [2, 4, 1], activation: 'tanh', seed: 1 },
    data: 'moons',
    usual: { learningRate: 1, steps: 1000 },
  },
  {
    id: 'xor9',
    name: 'Whole XOR network, all nine weights trained',
    summary:
      'The 2-2-1 sigmoid network on XOR with all nine parameters trained: a long plateau, then a fall.',
    about: {
      intro: `The 2-2-1 sigmoid network on XOR with all of its nine parameters trained, from the numbers that PyTorch draws
after manual_seed(777). The loss stays at ln 2, what guessing costs, for 2,000 steps, then falls.`,
      tries: ['Other seeds: some starts fall at once, some stay on the plateau for 10,000 steps.'],
    },
    network: { layers: [2, 2, 1], ...sigmoid, seed: 777 },
    data: 'xor',
    usual: { learningRate: 1, steps: 10_000 },
  },
  {
    id: 'xor-deep',
    name: 'Deep XOR, 261 parameters',
    summary: 'A 2-10-10-10-1 sigmoid network on XOR: 261 parameters, a longer plateau.',
    about: {
      intro: `A 2-10-10-10-1 sigmoid network on XOR, 261 parameters, from the numbers that PyTorch draws after
manual_seed(777). Three hidden layers of sigmoids make its slope small: see how long the plateau is.`,
      tries: ['tanh or ReLU instead of sigmoid: the plateau goes.'],
    },
    network: { layers: [2, 10, 10, 10, 1], ...sigmoid, seed: 777 },
    data: 'xor',
    usual: { learningRate: 1, steps: 10_000 },
  },
  {
    id: 'regression',
    name: 'Regression, a curve through points',
    summary:
      'A 1-H-H-1 network bends a curve to noisy points: activations, batches, early stopping.',
    about: {
      intro: `A network of one input and one output learns a curve through noisy points, a fifth of which are kept for
testing. The loss is half the squared error.`,
      tries: [
        'Batches of 1, 4 and 8 with the same learning rate: the smaller, the noisier the path.',
      ],
    },
    network: {
      layers: [1, 8, 8, 1],
      activation: 'tanh',
      loss: 'half-squared-error',
      points: 40,
      noise: 0.1,
      test: 0.2,
      batch: 8,
    },
    data: 'wave',
    variants: regression,
    usual: { learningRate: 0.05, steps: 2000 },
  },
  {
    id: 'spiral',
    name: 'Spiral, two classes',
    summary: 'Two spirals wound into each other: which networks can tell them apart?',
    about: {
      intro:
        'Two classes of points on spirals that are wound into each other, and a network with two hidden layers.',
      tries: ['One hidden layer of two units: there is no way to solve it.'],
    },
    network: { layers: [2, 8, 8, 1], activation: 'tanh', points: 100, noise: 0.02 },
    data: 'spiral',
    usual: { learningRate: 0.3, steps: 4000 },
  },
  {
    id: 'moons',
    name: 'Moons, two classes',
    summary: 'Two half circles that reach into each other, and a small ReLU network.',
    about: {
      intro:
        'Two half circles of points that reach into each other. A few ReLU units bend a boundary between them.',
      tries: ['identity as the activation: the boundary is a straight line, whatever the layers.'],
    },
    network: { layers: [2, 8, 1], activation: 'relu', points: 100, noise: 0.12 },
    data: 'moons',
    usual: { learningRate: 0.3, steps: 1000 },
  },
  {
    id: 'circles',
    name: 'Circles, two classes',
    summary: 'A disc within a ring: three units make a boundary around it.',
    about: {
      intro:
        'A disc of points within a ring of others. Three hidden units draw three lines around the disc.',
      tries: ['Two hidden units: two lines cannot close a ring.'],
    },
    network: { layers: [2, 3, 1], activation: 'tanh', points: 100, noise: 0.05 },
    data: 'circles',
    usual: { learningRate: 1, steps: 1000 },
  },
  {
    id: 'xor-cloud',
    name: 'XOR clouds, points in four quadrants',
    summary: 'Points of four quadrants, labelled as XOR is, and a small network.',
    about: {
      intro:
        'Points of four quadrants, labelled by whether just one of their coordinates is above 0.',
      tries: ['The number of hidden units: with two it depends on the start whether it is solved.'],
    },
    network: { layers: [2, 4, 1], activation: 'tanh', points: 100, noise: 0.1 },
    data: 'xor-cloud',
    usual: { learningRate: 1, steps: 1000 },
  },
  {
    id: 'teacher',
    name: 'Teacher and student',
    summary:
      'A network learns what another of the same shape puts out: a loss of 0 can be reached.',
    about: {
      intro:
        'A network learns the outputs of another one of the same shape, whose weights are random: it can reach a loss of 0.',
      tries: ['A student with more hidden units than its teacher is a matter of your own data.'],
    },
    network: {
      layers: [2, 4, 1],
      activation: 'tanh',
      loss: 'squared-error',
      points: 64,
      noise: 0,
      seed: 2,
    },
    data: 'teacher',
    usual: { learningRate: 0.3, steps: 2000 },
  },
  {
    id: 'trainability',
    name: 'Trainability, a fractal border',
    summary:
      'Which pairs of learning rates train a small tanh network? The border between yes and no is fractal.',
    about: {
      intro: `A network of n inputs, n tanh units and one output, without biases, on as many random points as it has
parameters (Sohl-Dickstein 2024). Sweep the learning rates of its two layers: the border between those that train
it and those that do not is a fractal.`,
      tries: ['ReLU, identity, one point, mini-batches: the border gets smoother or rougher.'],
    },
    network: {
      layers: [8, 8, 1],
      activation: 'tanh',
      bias: false,
      loss: 'squared-error',
      initialisation: 'normal',
    },
    scaled: meanField,
    data: 'normal',
    variants: trainability,
    usual: { learningRate: 1, steps: 500 },
    sweep: {
      x: { quantity: 'learningRate.layer1', range: [1e-3, 1e6], scale: 'log' },
      y: { quantity: 'learningRate.layer2', range: [1e-3, 1e6], scale: 'log' },
      steps: 250,
      resolution: 160,
      colours: 'trainability',
    },
  },
];

export const networks: readonly Problem[] = PRESETS.map((preset) => networkProblem(preset));
