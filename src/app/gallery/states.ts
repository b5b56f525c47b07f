// The gallery: states of the page that show something, with a title and a sentence whose claims
// tests/node/gallery.test.ts holds against runs.
import type { Name } from '../../words/words.ts';
import type { StatePatch } from '../state/state.ts';

export interface Picture {
  /** The name of its file in thumbs/. */
  readonly id: string;
  readonly title: Name;
  readonly text: Name;
  /** What differs from how the page begins. */
  readonly patch: StatePatch;
}

const only = (learningRate: number) => ({
  optimizers: { gd: { on: true, learningRate }, adam: { on: false } },
});

export const PICTURES: readonly Picture[] = [
  {
    id: 'homework',
    title: 'The homework',
    text: 'From (0, 0) gradient descent with learning rate 100 solves it in three steps.',
    patch: { ...only(100), steps: 20 },
  },
  {
    id: 'rates',
    title: 'Why 50 fails and 100 works',
    text: 'One start, thousands of learning rates: 100 lands in the valley; 50 and 200 leap over it onto plateaus and stay there.',
    patch: {
      tab: 'spectrum',
      spectrum: { optimizer: 'gd', start: [0, 0], rate: { range: [10, 300], scale: 'log' } },
    },
  },
  {
    id: 'fractal',
    title: 'Fractal basins',
    text: 'Every pixel is the start of a run with learning rate 30: the border of what is solved is a fractal.',
    patch: { tab: 'basins', ...only(30), map: { resolution: 320 } },
  },
  {
    id: 'zoom',
    title: 'Deep in the border',
    text: 'The same basins a thousand times closer: solved and stuck starts still lie side by side.',
    patch: {
      tab: 'basins',
      ...only(30),
      map: { resolution: 320 },
      window: { x: [-1.6977, -1.6577], y: [3.3087, 3.3487] },
    },
  },
  {
    id: 'plateau',
    title: 'Stuck, and out again',
    text: 'From the same start gradient descent is still on the plateau after 1,000 steps; Adam has solved it within 100.',
    patch: {
      optimizers: { gd: { on: true, learningRate: 1 }, adam: { on: true, learningRate: 0.1 } },
      starts: { points: [[-5, 5]] },
      steps: 1000,
    },
  },
  {
    id: 'critical',
    title: 'The critical learning rate',
    text: 'The largest curvature of this bowl is 3: below a learning rate of 2/3 every run settles, above it every run flies apart.',
    patch: {
      problem: 'quadratic',
      tab: 'spectrum',
      spectrum: { optimizer: 'gd', rate: { range: [0.1, 0.75], scale: 'linear' } },
    },
  },
  {
    id: 'chaos',
    title: 'A road to chaos',
    text: 'One parameter, two minima: the iterates settle up to learning rate 1, then come in periods 2, 4, 8 … and in chaos; beyond 2 they are lost.',
    patch: {
      problem: 'double-well',
      tab: 'spectrum',
      spectrum: {
        optimizer: 'gd',
        rate: { range: [0.5, 2.1], scale: 'linear' },
        lyapunov: true,
      },
    },
  },
  {
    id: 'valley',
    title: 'Rosenbrock’s valley',
    text: 'The valley is found at once and its end late: after 3,000 steps gradient descent is still under way; Adam was there after 1,000.',
    patch: { problem: 'rosenbrock', starts: { points: [[-1.2, 1]] }, steps: 3000 },
  },
  {
    id: 'minima',
    title: 'Four minima, four basins',
    text: 'Himmelblau’s function is 0 at four places. The colour of a start is the one that its run finds.',
    patch: {
      problem: 'himmelblau',
      tab: 'basins',
      map: { colours: 'minimum', optimizer: 'gd', resolution: 320 },
    },
  },
  {
    id: 'trainability',
    title: 'The border of trainability',
    text: 'The learning rates of a network’s two layers: blue runs train, orange ones are lost, and the border between them is ragged (Sohl-Dickstein 2024).',
    patch: {
      problem: 'trainability',
      tab: 'sweep',
      sweep: { x: { range: [30, 30_000] }, y: { range: [16, 40] } },
      map: { resolution: 128, steps: 60 },
    },
  },
  {
    id: 'planes',
    title: 'A network’s random plane',
    text: 'All weights of a network that learns two spirals, seen along two random directions, filter-normalised (Li et al. 2018).',
    patch: {
      problem: 'spiral',
      plane: { x: { random: 1, normalised: true }, y: { random: 2, normalised: true } },
      steps: 1000,
    },
  },
  {
    id: 'edge',
    title: 'The edge of stability',
    text: 'Gradient descent walks into ever sharper places until λmax reaches 2/η, and then hovers there: see the curve of λmax.',
    patch: {
      problem: 'regression',
      network: { batch: 0 },
      ...only(0.3),
      steps: 3000,
      view: { alongRuns: true },
    },
  },
  {
    id: 'flat',
    title: 'Large steps choose flat minima',
    text: 'Every point of this valley is a minimum, but gradient descent with learning rate 0.5 ends only where the curvature x² + y² is at most 4.',
    patch: {
      problem: 'factorisation',
      ...only(0.5),
      starts: { points: [], pattern: 'grid', gridSize: 9 },
      view: { edge: true },
    },
  },
  {
    id: 'surface',
    title: 'The landscape in space',
    text: 'The loss as height, and three optimizers’ runs over it. Drag to turn it.',
    patch: {
      optimizers: { momentum: { on: true } },
      view: { relief: { azimuth: -36, tilt: 52, zoom: 1 } },
    },
  },
  {
    id: 'formula',
    title: 'Your own formula',
    text: 'Type any function of x and y and train on it; its own constants become sliders.',
    patch: {
      problem: 'formula',
      formula: 'sin(2*x) * cos(2*y) + a*(x^2 + y^2)/8',
      starts: { points: [], pattern: 'grid', gridSize: 5 },
    },
  },
];
