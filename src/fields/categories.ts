// Colours of what is told apart by name: minima, and what the iterates of a learning rate do. Apart from the other
// palettes, which the first view needs.

import { DIVERGED } from '../engine.ts';
import { log2 } from '../math/logarithm.ts';
import { OUTCOME_COLORS } from './palettes.ts';
import { CHAOTIC, CONVERGING, UNBOUNDED } from './periods.ts';

/**
 * Minima: nine colours that are told apart under deuteranopia and protanopia too, 17 or more of CIE76's units apart,
 * from the grey of no minimum and the black of diverged runs as well (after Okabe and Ito 2008).
 */
export const CATEGORY_COLORS: readonly (readonly [number, number, number])[] = [
  [0xf0, 0xe4, 0x42],
  [0x56, 0xb4, 0xe9],
  [0xd5, 0x5e, 0x00],
  [0x00, 0x9e, 0x73],
  [0xcc, 0x79, 0xa7],
  [0x00, 0x53, 0x9c],
  [0xe6, 0x9f, 0x00],
  [0x5a, 0x00, 0x5a],
  [0xdd, 0xcc, 0xf2],
];

/** What belongs to none of them. */
export const NO_CATEGORY: readonly [number, number, number] = [0x48, 0x48, 0x48];

/** The colour of the i-th of many, which repeat after nine. */
export const categoryColor = (i: number) => CATEGORY_COLORS[i % CATEGORY_COLORS.length]!;

/** Period 1, 2, 4, 8, and 16 or a higher power of two; then other periods. */
const PERIOD_COLORS = [
  [0x00, 0x53, 0x9c],
  [0x56, 0xb4, 0xe9],
  [0x00, 0x9e, 0x73],
  [0xf0, 0xe4, 0x42],
  [0xe6, 0x9f, 0x00],
  [0xdd, 0xcc, 0xf2],
] as const;
const CHAOTIC_COLOR = [0xd5, 0x5e, 0x00] as const;

/** The colour of what a learning rate's iterates do, see fields/periods.ts. */
export function behaviourColor(behaviour: number): readonly [number, number, number] {
  if (behaviour === CHAOTIC) return CHAOTIC_COLOR;
  if (behaviour === CONVERGING) return NO_CATEGORY;
  if (behaviour === UNBOUNDED) return OUTCOME_COLORS[DIVERGED]!;
  const doublings = log2(behaviour);
  return PERIOD_COLORS[Number.isInteger(doublings) ? Math.min(4, doublings) : 5]!;
}
