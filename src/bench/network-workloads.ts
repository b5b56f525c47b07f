// The networks that are measured, and at which size.
import type { SweepSpec } from '../engine.ts';
import { DEEP, MANY_POINTS, type MeasuredNetwork, SMALL } from '../problems/networks/measured.ts';

export interface NetworkWorkload {
  id: MeasuredNetwork;
  title: string;
  steps: number;
  /** Runs at least, and runs compared with f64. */
  least: number;
  sample: number;
  /** A grid of n² runs. */
  spec(n: number): SweepSpec;
}

/** Runs from places round the start. */
const fromStarts = (id: string, steps: number, n: number): SweepSpec => ({
  problem: { id },
  optimizer: { kind: 'gd', learningRate: 1 },
  start: [0, 0],
  steps,
  threshold: 0.1,
  x: { quantity: 'start.x', range: [-2, 2], scale: 'linear' },
  y: { quantity: 'start.y', range: [-2, 2], scale: 'linear' },
  width: n,
  height: n,
  points: false,
});

/** Learning rates of which none diverges: that a diverged run costs nothing is no speed. */
const RATES: SweepSpec['x']['range'] = [1e-2, 10];

export const NETWORKS: readonly NetworkWorkload[] = [
  {
    id: SMALL,
    title: 'Network, 9 parameters on 4 points',
    steps: 1000,
    least: 16 ** 2,
    sample: 256,
    spec: (n) => fromStarts(SMALL, 1000, n),
  },
  {
    id: DEEP,
    title: 'Network, 261 parameters on 4 points',
    steps: 200,
    least: 6 ** 2,
    sample: 64,
    spec: (n) => fromStarts(DEEP, 200, n),
  },
  {
    id: MANY_POINTS,
    title: 'Trainability, 72 parameters on 72 points',
    steps: 200,
    least: 5 ** 2,
    sample: 64,
    spec: (n) => ({
      ...fromStarts(MANY_POINTS, 200, n),
      measure: 'trainability',
      x: { quantity: 'learningRate.layer1', range: RATES, scale: 'log' },
      y: { quantity: 'learningRate.layer2', range: RATES, scale: 'log' },
    }),
  },
];
