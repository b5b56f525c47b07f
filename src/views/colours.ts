// The hues, shapes and dashes of the optimizers.
import type { OptimizerKind } from '../optimizers.ts';
import { type Name, t } from '../words/words.ts';

/** Shapes of the end marks, so that no optimizer is told by its colour alone. */
export const SHAPES = ['circle', 'square', 'diamond', 'triangle', 'cross'] as const;
export type Shape = (typeof SHAPES)[number];

export interface OptimizerStyle {
  label: Name;
  /** On the landscape, which is dark to bright: drawn with a dark rim. */
  onLandscape: string;
  /** Of the curves on a light and on a dark page. */
  onLight: string;
  onDark: string;
  shape: Shape;
  dash: number[];
}

/** One hue each, told apart by the colour-blind too (after Okabe and Ito 2008), plus shape and dash. */
export const OPTIMIZER_STYLES: Readonly<Record<OptimizerKind, OptimizerStyle>> = {
  gd: {
    label: 'Gradient descent',
    onLandscape: '#ff7a45',
    onLight: '#d1480a',
    onDark: '#ff8a5c',
    shape: 'circle',
    dash: [],
  },
  momentum: {
    label: 'Momentum',
    onLandscape: '#6cc8ff',
    onLight: '#0072b2',
    onDark: '#6cc8ff',
    shape: 'square',
    dash: [8, 4],
  },
  nesterov: {
    label: 'Nesterov',
    onLandscape: '#ff9ed2',
    onLight: '#b1447f',
    onDark: '#ff9ed2',
    shape: 'diamond',
    dash: [2, 3],
  },
  rmsprop: {
    label: 'RMSprop',
    onLandscape: '#ffd84d',
    onLight: '#8a6d00',
    onDark: '#ffd84d',
    shape: 'triangle',
    dash: [10, 3, 2, 3],
  },
  adam: {
    label: 'Adam',
    onLandscape: '#ffffff',
    onLight: '#17202e',
    onDark: '#ffffff',
    shape: 'cross',
    dash: [4, 2],
  },
};

/** What the page calls an optimizer. */
export const optimizerName = (kind: OptimizerKind): string => t(OPTIMIZER_STYLES[kind].label);
