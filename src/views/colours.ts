// The hues, shapes and dashes of the optimizers.
import type { OptimizerKind } from '../optimizers.ts';
import { type Name, t } from '../words/words.ts';

/** Shapes of the end marks, so that no optimizer is told by its colour alone. */
export const SHAPES = ['circle', 'square', 'diamond', 'triangle', 'cross'] as const;
export type Shape = (typeof SHAPES)[number];

export interface OptimizerStyle {
  label: Name;
  /** '#rrggbb', the same on maps, in legends and in charts. */
  color: string;
  shape: Shape;
  /** CSS pixels on and off in turn, an even number of them, four at most; none for a solid line. */
  dash: number[];
}

/**
 * One hue each. Against each other: 27.5 or more of CIE76's units apart in normal sight, protanopia, deuteranopia and
 * tritanopia. Against the ground: the relative luminance lies in 0.15 to 0.275, which is 3 : 1 to a light page, to a
 * dark one and to the white casing that a path has on a map.
 */
export const OPTIMIZER_STYLES: Readonly<Record<OptimizerKind, OptimizerStyle>> = {
  gd: { label: 'Gradient descent', color: '#c8363c', shape: 'circle', dash: [] },
  momentum: { label: 'Momentum', color: '#5f56fb', shape: 'square', dash: [12, 3] },
  nesterov: { label: 'Nesterov', color: '#bc6fd4', shape: 'diamond', dash: [3, 2] },
  rmsprop: { label: 'RMSprop', color: '#c77d02', shape: 'triangle', dash: [10, 2.5, 2.5, 2.5] },
  adam: { label: 'Adam', color: '#1a9e91', shape: 'cross', dash: [5.5, 2.5] },
};

/** What the page calls an optimizer. */
export const optimizerName = (kind: OptimizerKind): string => t(OPTIMIZER_STYLES[kind].label);
