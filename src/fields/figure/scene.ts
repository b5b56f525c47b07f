// A figure as marks on a sheet: what the writers of SVG, PDF and PNG draw. Units are points (1/72 inch), the origin is
// at the top left, y goes down.
import type { PngImage } from '../formats/png.ts';
import type { FileMeta } from '../formats/source.ts';

/** '#rrggbb' */
export type Color = string;

export interface Rect {
  kind: 'rect';
  at: readonly [x: number, y: number, width: number, height: number];
  fill?: Color;
  stroke?: Color;
  lineWidth?: number;
}

export interface Line {
  kind: 'line';
  /** x, y of each of its points. */
  points: readonly number[];
  color: Color;
  lineWidth: number;
  /** Lengths of dashes and gaps in turn. */
  dash?: readonly number[];
  /** 0 to 1; default 1. */
  opacity?: number;
}

/** A polygon. */
export interface Shape {
  kind: 'shape';
  /** x, y of each of its corners. */
  points: readonly number[];
  fill: Color;
  opacity?: number;
}

export interface Text {
  kind: 'text';
  /** Where its baseline begins, has its middle, or ends. */
  at: readonly [x: number, y: number];
  text: string;
  size: number;
  anchor: 'start' | 'middle' | 'end';
  /** Read from the bottom up. */
  turned?: boolean;
  /** Default: ink. */
  color?: Color;
  /** Around the letters, where they stand on a picture. */
  halo?: Color;
}

/** A picture whose pixels are squares, never smoothed. */
export interface Raster {
  kind: 'raster';
  at: Rect['at'];
  image: PngImage;
}

export type Mark = Rect | Line | Shape | Text | Raster;

export interface Scene {
  width: number;
  height: number;
  title: string;
  marks: readonly Mark[];
  meta: FileMeta;
}

export const INK = '#000000';
export const FAINT = '#555555';

/** A coordinate in a file: a hundredth of a point is finer than any printer. */
export const short = (value: number): string => String(Math.round(value * 100) / 100);
