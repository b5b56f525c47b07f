// The plane of a unit's two inputs: the four samples, and the line on which the unit is undecided.
import type { Figures } from '../lesson.ts';
import type { Place, Plot, PlotLine } from '../plot.ts';
import { CORNERS } from './unit.ts';

/** What is seen of the plane: the samples, with room around them. */
const SEEN = [-0.6, 1.6] as const;

/** Both ends of the line w1·x1 + w2·x2 + b = 0, far out of sight; none where both weights are 0. */
export function lineOf(w1: number, w2: number, b: number): Place[] {
  const square = w1 * w1 + w2 * w2;
  if (!(square > 0) || !Number.isFinite(square + b)) return [];
  // From the middle of what is seen, so that the ends are beyond it whichever way the line runs.
  const off = (w1 * 0.5 + w2 * 0.5 + b) / square;
  const [x, y] = [0.5 - off * w1, 0.5 - off * w2];
  const far = 4 / Math.sqrt(square);
  return [
    [x - far * w2, y + far * w1],
    [x + far * w2, y - far * w1],
  ];
}

const line = (f: Figures, prefix: string, style: PlotLine['style']): PlotLine => ({
  style,
  places: lineOf(f[`${prefix}w1`]!, f[`${prefix}w2`]!, f[`${prefix}b`]!),
});

/** With the lines of those figures, in their order. */
const plotWith = (lines: (f: Figures) => PlotLine[], legend: Plot['legend']): Plot => ({
  caption: 'perceptron.boundary',
  size: 'square',
  panels: [
    {
      x: [...SEEN],
      y: [...SEEN],
      names: ['x1', 'x2'],
      of: (f) => ({
        lines: lines(f),
        points: ([1, 0] as const).map((target) => ({
          mark: target === 1 ? 'full' : 'hollow',
          places: CORNERS.filter(({ id }) => f[`t.${id}`] === target).map(
            ({ x1, x2 }): Place => [x1, x2],
          ),
        })),
      }),
    },
  ],
  legend: [
    { as: 'full', text: 'perceptron.boundary.one' },
    { as: 'hollow', text: 'perceptron.boundary.zero' },
    ...legend,
  ],
});

export const BOUNDARIES = plotWith(
  (f) => [line(f, '', 'soft'), line(f, 'end.', 'first')],
  [
    { as: 'soft', text: 'perceptron.boundary.before' },
    { as: 'first', text: 'perceptron.boundary.after' },
  ],
);

/** Where training ends with no weights at all there is no line to show. */
export const OWN_BOUNDARY = plotWith(
  (f) => [line(f, '', 'first')],
  [{ as: 'first', text: 'perceptron.boundary.yours' }],
);
