// Colours and shapes by which classes of points are told apart.
import { CATEGORY_COLORS } from '../../../fields/categories.ts';

/** Beyond the first two, which have the page's own: those that stand out from a light and a dark page alike. */
const OTHERS = [3, 4, 6, 1, 2].map((i) => `rgb(${CATEGORY_COLORS[i]!.join(' ')})`);

/** The colour of a class; of the first two, custom properties of the page. */
export function classColor(label: number): string {
  if (label === 0) return 'var(--warn)';
  if (label === 1) return 'var(--accent)';
  return OTHERS[(label - 2) % OTHERS.length]!;
}

/** What a place of a shape is drawn as: corners around its middle, in radii; none for a disc. */
const SHAPES: readonly (readonly (readonly [x: number, y: number])[])[] = [
  // A square on a corner, a disc, a triangle, a square.
  [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
  [],
  [
    [0, -1.25],
    [1.15, 0.85],
    [-1.15, 0.85],
  ],
  [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
];

export const classShape = (label: number) => SHAPES[label % SHAPES.length]!;

/** Labels to choose from, those of two classes as they were asked first: 1, 0. */
export const classLabels = (classes: number): string[] =>
  classes === 2 ? ['1', '0'] : Array.from({ length: classes }, (_, label) => String(label));
