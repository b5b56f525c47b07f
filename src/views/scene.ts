// One plot: the canvas of its picture, the axes around it and the colour bar above.
import type { Landscape, Window } from '../engine.ts';
import type { ColourScaleName, Colours } from '../fields/colour-scale.ts';
import { coloursOf, hasRanks, holesIn, loadRanks } from '../fields/landscape.ts';
import { type ColormapName, hasColormap, loadColormaps } from '../fields/palettes.ts';
import type { ChosenRun } from '../fields/trajectories.ts';
import type { Scale } from '../math/grid.ts';
import { type AxisMark, drawAxes } from './axes.ts';
import { createColourBar } from './colour-bar.ts';
import type { PlacedPicture } from './image-layer.ts';
import { createPainters } from './painters.ts';
import type { PathSet } from './path-store.ts';
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
  scale: ColourScaleName;
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
  /** Whether it was drawn in the colours that were asked for, by what is to draw it: both may be loading. */
  readonly isReady: boolean;
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

/** `onChanged` is called when the same is to be drawn again: by something else, or in colours that have come. */
export function createScene(elements: SceneElements, onChanged: () => void): Scene {
  const { area, canvas, axes, surface, colourBar } = elements;
  const painters = createPainters(canvas, onChanged);
  const bar = colourBar && createColourBar(colourBar);
  const colours = createColours(onChanged);
  let landscape: Landscape | null = null;
  let size: Size = { width: 1, height: 1 };
  let left = 0;
  let ratio = 1;
  let place: Size = { width: 0, height: 0 };

  return {
    get size() {
      return size;
    },
    get ratio() {
      return ratio;
    },
    get isReady() {
      return !colours.isLoading && painters.isReady;
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
      surface.style.width = `${width}px`;
      surface.style.height = `${height}px`;
      painters.resize(size, ratio);
    },
    setLandscape(next) {
      landscape = next;
      painters.setLandscape(next);
    },
    setPicture: painters.setPicture,
    setPaths: painters.setPaths,
    flush: () => bar?.flush(),
    draw(view, style) {
      const { labels, scales, marks, lossLabel = 'loss', patterns = false, ...rest } = style;
      drawAxes(axes, view, size, { left, bottom: MARGIN_BOTTOM }, { labels, scales, marks });
      const { colormap, isolines, arrows } = style.landscape;
      colours.want(style.landscape);
      const scaled = coloursOf(landscape, style.landscape);
      const levels = isolines ? isolineLevels(scaled) : [];
      const undefinedAt = landscape ? holesIn(landscape) / landscape.loss.length : 0;
      bar?.show({ label: lossLabel, colormap, ...scaled, levels, undefinedAt });
      const { head, highlight, lit, blend = 0 } = rest;
      const heat = { colormap, ...scaled, levels };
      painters.draw(view, size, { heat, blend, patterns, arrows, head, highlight, lit, ratio });
    },
  };
}

/** Brings what colours need that is not there from the start; what cannot be had is tried again when another was wanted. */
function createColours(onLoaded: () => void) {
  let isLoading = false;
  let last = '';
  return {
    get isLoading() {
      return isLoading;
    },
    want({ colormap, scale }: Pick<LandscapeStyle, 'colormap' | 'scale'>) {
      const name = `${colormap} ${scale}`;
      const isNew = name !== last;
      if (isLoading) return;
      last = name;
      const lacks = [
        ...(hasColormap(colormap) ? [] : [loadColormaps]),
        ...(scale !== 'rank' || hasRanks() ? [] : [loadRanks]),
      ];
      if (!isNew || lacks.length === 0) return;
      isLoading = true;
      Promise.all(lacks.map((load) => load()))
        .finally(() => {
          isLoading = false;
          onLoaded();
        })
        // Told where what is loaded is watched: the picture is drawn in the usual colours.
        .catch(() => {});
    },
  };
}

/** Round losses, about a dozen in the range. */
export function isolineLevels({ range: [lo, hi], scale, ranks }: Colours): number[] {
  const from = scale === 'log' ? Math.max(lo, 1e-30) : lo;
  const found = ranks?.ticks(12) ?? niceTicks(from, hi, 12, scale === 'log' ? scale : 'linear');
  return found.map(({ value }) => value);
}
