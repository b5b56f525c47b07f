// What a plot's picture is drawn from, and who draws it: gl-painter.ts by WebGL, flat-painter.ts without.
import type { Landscape, Window } from '../engine.ts';
import type { HeatmapStyle } from './heatmap.ts';
import type { PlacedPicture } from './image-layer.ts';
import type { PathSet } from './path-store.ts';
import type { PathsStyle } from './paths.ts';
import type { Size } from './transform.ts';

/** One picture: the landscape, another over it, arrows and runs. */
export interface Drawing extends PathsStyle {
  heat: HeatmapStyle;
  /** Opacity of the picture over the landscape, 0 to 1. */
  blend: number;
  /** Patterns beside the colours of that picture. */
  patterns: boolean;
  arrows: boolean;
}

export interface Painter {
  setLandscape(landscape: Landscape): void;
  setPicture(placed: PlacedPicture | null): void;
  setPaths(sets: readonly PathSet[]): void;
  /** Fits the canvas to a plot of so many CSS pixels, `ratio` device pixels to each. */
  resize(size: Size, ratio: number): void;
  draw(view: Window, size: Size, drawing: Drawing): void;
}

/** A canvas of a plot's size, `ratio` device pixels to a CSS pixel. */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height }: Size, ratio: number): void {
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const [across, up] = [Math.round(width * ratio), Math.round(height * ratio)];
  // Of the same size, too, it would be made anew.
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== up) canvas.height = up;
}
