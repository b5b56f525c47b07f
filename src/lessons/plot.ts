// Small plots of a lesson: lines and points that are worked out from the state, as its figures are.
import type { Range } from '../math/grid.ts';
import type { Figures, LessonState } from './lesson.ts';
import type { WordKey } from './words/words.ts';

export type Place = readonly [x: number, y: number];

/** The first and the second thing that a plot is of, and what is beside the point. */
export type LineStyle = 'first' | 'second' | 'soft';

/** Filled and hollow points, and where the student is. */
export type Mark = 'full' | 'hollow' | 'here';

/** A broken line through places; one that is no number breaks it off. */
export interface PlotLine {
  readonly style: LineStyle;
  readonly places: readonly Place[];
}

export interface PlotPoints {
  readonly mark: Mark;
  readonly places: readonly Place[];
}

export interface Drawn {
  readonly lines: readonly PlotLine[];
  readonly points: readonly PlotPoints[];
}

/** One pair of axes. */
export interface Panel {
  readonly title?: WordKey | undefined;
  readonly x: Range;
  readonly y: Range;
  /** Names of the axes. */
  readonly names: readonly [x: string, y: string];
  of(figures: Figures, state: LessonState): Drawn;
}

export interface Plot {
  readonly caption: WordKey;
  /** Beside each other where they are small; a square has axes of one scale. */
  readonly size: 'small' | 'square' | 'wide';
  readonly panels: readonly Panel[];
  /** What the lines and points are, in the order of a legend. */
  readonly legend: readonly { readonly as: LineStyle | Mark; readonly text: WordKey }[];
}

/** Places of a function at `count` points of a range, both ends among them. */
export function sampled(f: (x: number) => number, [from, to]: Range, count: number): Place[] {
  return Array.from({ length: count }, (_, i) => {
    const x = from + ((to - from) * i) / (count - 1);
    return [x, f(x)];
  });
}
