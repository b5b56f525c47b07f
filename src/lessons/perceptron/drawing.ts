// The drawings of one unit: of two inputs, and of one.
import type { Drawing } from '../lesson.ts';
import { CORNERS } from './unit.ts';

export const UNIT: Drawing = {
  caption: 'perceptron.network',
  units: [
    { id: 'x1', formula: 'x1', x: 0, y: 0 },
    { id: 'x2', formula: 'x2', x: 0, y: 1 },
    { id: 'y', formula: 'y', x: 1, y: 0.5, bias: 'b' },
  ],
  weights: [
    { name: 'w1', from: 'x1', to: 'y', trained: true },
    { name: 'w2', from: 'x2', to: 'y', trained: true },
  ],
  samples: CORNERS.map(({ id }) => id),
};
