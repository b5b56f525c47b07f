// One plot: a WebGL canvas with its layers, the axes around it and the colour bar above.
import createREGL from 'regl';
import type { Landscape, Window } from '../engine.ts';
import { coloursOf, holesIn, isCurve } from '../fields/landscape.ts';
import { type ColormapName, hasColormap, loadColormaps } from '../fields/palettes.ts';
import type { ChosenRun } from '../fields/trajectories.ts';
import type { Scale } from '../math/grid.ts';
import { createArrows } from './arrows.ts';
import { type AxisMark, drawAxes } from './axes.ts';
import { createColourBar } from './colour-bar.ts';
import { createHeatmap } from './heatmap.ts';
import { createImageLayer, type PlacedPicture } from './image-layer.ts';
import type { PathSet } from './path-store.ts';
import { createPaths } from './paths.ts';
import { niceTicks } from './ticks.ts';
import type { Size } from './transform.ts';

export interface SceneElements {
  area: HTMLElement;
  canvas: HTMLCanvasElement;
  axes: SVGSVGElement;
  surface: HTMLElement;
  /** Where the colour bar of the heatmap goes; none for a plot without heatmap. */
  colourBar: HTMLElement | null;
}

/** How a landscape is coloured. */
export interface LandscapeStyle {
  colormap: ColormapName;
  scale: Scale;
  /** Colour range, as losses; null takes the range of what is in view. */
  range: readonly [number, number] | null;
  isolines: boolean;
  arrows: boolean;
}

export interface SceneStyle {
  labels: readonly [x: string, y: string];
  /** On a log axis windows hold log10 of the quantity. */
  scales?: readonly [x: Scale, y: Scale];
  /** Stretches of the x or y axis to mark, with a word on each. */
  marks?: readonly AxisMark[];
  landscape: LandscapeStyle;
  /** What the colour bar is of, where there is one. */
  lossLabel?: string;
  /** Patterns beside the colours of that picture. */
  patterns?: boolean;
  /** Opacity of the picture over the landscape, 0 to 1. */
  blend?: number;
  /** Frame of the runs shown as the present. */
  head: number;
  highlight: ChosenRun | null;
  /** Which set of runs is shown before the others; left out or null, they are alike. */
  lit?: number | null;
}

export interface Scene {
  /** The plot without its axes, in CSS pixels. */
  readonly size: Size;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** Whether the canvas fits its place on the page as that is now; true while there is no such place. */
  readonly fits: boolean;
  /** Whether it was drawn in the colours that were asked for, which may be loading. */
  readonly hasColours: boolean;
  /** Fits the canvas to its place on the page. */
  resize(): void;
  setLandscape(landscape: Landscape): void;
  /** A picture over the landscape, see SceneStyle.blend. */
  setPicture(placed: PlacedPicture | null): void;
  setPaths(sets: readonly PathSet[]): void;
  draw(window: Window, style: SceneStyle): void;
  /** Lays out now what `draw` has left for soon. */
  flush(): void;
}

/** CSS pixels below the plot for ticks, their labels and the axis' name. */
const MARGIN_BOTTOM = 42;
const MARGIN_RIGHT = 8;

/** Throws an Error that says what is missing when there is no WebGL. */
export function createScene(elements: SceneElements, onRestored: () => void): Scene {
  const { area, canvas, axes, surface, colourBar } = elements;
  const regl = createREGL({
    gl: quietContext(canvas),
    extensions: ['OES_texture_float', 'OES_element_index_uint', 'ANGLE_instanced_arrays'],
  });
  const heatmap = createHeatmap(regl);
  const bar = colourBar && createColourBar(colourBar);
  const image = createImageLayer(regl);
  const arrows = createArrows(regl);
  const paths = createPaths(regl);
  let landscape: Landscape | null = null;
  let size: Size = { width: 1, height: 1 };
  let left = 0;
  let ratio = 1;
  let place: Size = { width: 0, height: 0 };
  let contextLost = false;
  let loading = false;
  regl.on('lost', () => {
    contextLost = true;
  });
  regl.on('restore', () => {
    contextLost = false;
    heatmap.restore();
    image.restore();
    paths.restore();
    onRestored();
  });

  return {
    get size() {
      return size;
    },
    get ratio() {
      return ratio;
    },
    get hasColours() {
      return !loading;
    },
    get fits() {
      const { clientWidth: width, clientHeight: height } = area;
      return width === 0 || (width === place.width && height === place.height);
    },
    resize() {
      place = { width: area.clientWidth, height: area.clientHeight };
      left = Number.parseFloat(getComputedStyle(surface).left) || 0;
      const width = Math.max(40, Math.floor(place.width - left - MARGIN_RIGHT));
      const height = Math.max(40, Math.floor(place.height - MARGIN_BOTTOM));
      size = { width, height };
      // Beyond twice the CSS resolution nobody sees the difference.
      ratio = Math.min(2, window.devicePixelRatio || 1);
      for (const element of [canvas, surface]) {
        element.style.width = `${width}px`;
        element.style.height = `${height}px`;
      }
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    },
    setLandscape(next) {
      landscape = next;
      heatmap.upload(next);
    },
    setPicture: (placed) => image.upload(placed),
    setPaths: (sets) => paths.upload(sets),
    flush: () => bar?.flush(),
    draw(view, style) {
      const { labels, scales, marks, head, highlight, lit, lossLabel = 'loss', blend = 0 } = style;
      drawAxes(axes, view, size, { left, bottom: MARGIN_BOTTOM }, { labels, scales, marks });
      const { colormap, isolines } = style.landscape;
      if (!hasColormap(colormap) && !loading) {
        loading = true;
        loadColormaps().finally(() => {
          loading = false;
          onRestored();
        });
      }
      const { scale, range } = coloursOf(landscape, style.landscape);
      const levels = isolines ? isolineLevels(range, scale) : [];
      const undefinedAt = landscape ? holesIn(landscape) / landscape.loss.length : 0;
      bar?.show({ label: lossLabel, colormap, scale, range, levels, undefinedAt });
      if (contextLost) return;
      regl.poll();
      regl.clear({ color: [0.5, 0.5, 0.5, 1] });
      const curve = landscape !== null && isCurve(landscape);
      const heat = { colormap, scale, range, levels };
      if (blend < 1) heatmap.draw(view, size, heat);
      image.draw(view, blend, style.patterns ? { ratio } : null);
      // A curve goes on top of what lies along it.
      if (curve && blend > 0 && blend < 1) heatmap.draw(view, size, heat, true);
      if (style.landscape.arrows && landscape && !curve) arrows.draw(landscape, view, size);
      paths.draw(view, size, { head, highlight, lit, ratio });
    },
  };
}

/**
 * A WebGL context without readPixels. regl tries it once at the start, to learn whether it could read
 * floats back, which nothing here does: the GPU stalls for it, and Chromium says so in the console.
 */
export function quietContext(
  canvas: HTMLCanvasElement,
  options: WebGLContextAttributes = {},
): WebGLRenderingContext {
  const gl = canvas.getContext('webgl', { alpha: false, antialias: false, ...options });
  if (!gl) throw new Error('This browser has no WebGL, which draws the map.');
  gl.readPixels = () => {};
  return gl;
}

/** Round losses, about a dozen in the range. */
export function isolineLevels([lo, hi]: readonly [number, number], scale: Scale): number[] {
  const from = scale === 'log' ? Math.max(lo, 1e-30) : lo;
  return niceTicks(from, hi, 12, scale).map(({ value }) => value);
}
