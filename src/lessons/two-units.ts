// The drawing of a network of two inputs, two hidden units and one output, of lessons 1 and 2.
import type { Drawing } from './lesson.ts';

/** Weights of the drawing, in this order: into h1 from x1 and x2, into h2 likewise, into y from h1 and h2. */
const WAYS = [
  ['x1', 'h1'],
  ['x2', 'h1'],
  ['x1', 'h2'],
  ['x2', 'h2'],
  ['h1', 'y'],
  ['h2', 'y'],
] as const;

/** `weights` and `biases` (of h1, h2 and y) are the parameters' names; `trained` says which of the weights are. */
export const twoUnits = (
  of: Pick<Drawing, 'caption' | 'samples'>,
  weights: readonly string[],
  [h1, h2, y]: readonly [string, string, string],
  trained: (name: string) => boolean,
): Drawing => ({
  ...of,
  units: [
    { id: 'x1', formula: 'x1', x: 0.06, y: 0.25 },
    { id: 'x2', formula: 'x2', x: 0.06, y: 0.75 },
    { id: 'h1', formula: 'h1', x: 0.5, y: 0.25, bias: h1 },
    { id: 'h2', formula: 'h2', x: 0.5, y: 0.75, bias: h2 },
    { id: 'y', formula: 'y', x: 0.94, y: 0.5, bias: y },
  ],
  weights: WAYS.map(([from, to], k) => {
    const name = weights[k]!;
    return { name, from, to, trained: trained(name) };
  }),
});
