// Colours of pictures: the colour maps of scalar fields and the palette of outcomes.
import { log1p } from '../math/logarithm.ts';
import { VIRIDIS } from './colormaps.ts';

/** Three for what goes from low to high, one for what has a sign. */
export const COLORMAP_NAMES = ['viridis', 'cividis', 'magma', 'blue-red'] as const;
export type ColormapName = (typeof COLORMAP_NAMES)[number];

/** Those that are there; a page loads the others when they are asked for. */
const tables: Partial<Record<ColormapName, string>> = { viridis: VIRIDIS };

/** The 256 colours of a colour map, rrggbb; of one that is not loaded yet those of viridis. */
const tableOf = (name: ColormapName): string => tables[name] ?? VIRIDIS;

export const hasColormap = (name: ColormapName): boolean => name in tables;

/** Brings those colour maps that are not there from the start. */
export async function loadColormaps(): Promise<void> {
  addColormaps((await import('./more-colormaps.ts')).MORE_COLORMAPS);
}

export function addColormaps(more: Partial<Record<ColormapName, string>>): void {
  Object.assign(tables, more);
}

/** The colour at a share (0 to 1) of a colour map, as '#rrggbb'. */
export function colorAt(name: ColormapName, share: number): string {
  const i = Math.round(255 * Math.min(1, Math.max(0, share)));
  return `#${tableOf(name).slice(6 * i, 6 * i + 6)}`;
}

/** 256 RGBA bytes along a colour map, from low to high. */
export function colormapBytes(name: ColormapName): Uint8Array {
  const bytes = new Uint8Array(256 * 4);
  for (let i = 0; i < 256; i++) bytes.set([...rgb(colorAt(name, i / 255)), 255], 4 * i);
  return bytes;
}

/** Red, green and blue (0 to 255) of '#rrggbb'. */
export function rgb(color: string): [number, number, number] {
  const part = (at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/** Where a loss is undefined: two greys, which no colour map has, in stripes of so many pixels. */
export const HOLE_GREYS = [92, 120] as const;
export const HOLE_HATCH = 6;

/** Behind the curve of a loss over a line, and how much of the colour map the area under it has. */
export const CURVE_GROUND = [23, 26, 33] as const;
export const UNDER_CURVE = 0.6;

/**
 * Solved, stalled, oscillating, moving, diverged: 27.5 or more of CIE76's units apart for every kind of sight, and not by
 * hue alone (after Okabe and Ito 2008).
 */
export const OUTCOME_COLORS: readonly (readonly [number, number, number])[] = [
  [0xf0, 0xe4, 0x42],
  [0x00, 0x53, 0x9c],
  [0xc0, 0x60, 0x8f],
  [0x56, 0xb4, 0xe9],
  [0x20, 0x20, 0x20],
];

/** Trusted, sensitive, held: as far apart (after Okabe and Ito 2008). */
export const TRUST_COLORS: readonly (readonly [number, number, number])[] = [
  [0x00, 0x53, 0x9c],
  [0xe6, 0x9f, 0x00],
  [0xe8, 0xc6, 0xe0],
];

/** Colours of the codes of a field that has words for them. */
export const codeColors = (field: string) => (field === 'trust' ? TRUST_COLORS : OUTCOME_COLORS);

/** A solved pixel that took all the steps keeps so much of its brightness. */
const DARKEST = 0.38;

/**
 * How much of its colour a solved pixel keeps, DARKEST to 1: the more steps it took to the threshold
 * the darker it is, on a log scale from 0 to the `steps` of the run.
 */
export function solvedLight(taken: number, steps: number): number {
  return 1 - ((1 - DARKEST) * log1p(taken)) / log1p(Math.max(1, steps));
}
