// What a plot of a network's data shows: the outputs behind, the points before them.
import type { FloatArray, Window } from '../engine.ts';
import type { Range } from '../math/grid.ts';
import type { NetworkModel } from '../problems/networks/model.ts';
import { contourLines } from './contour.ts';
import { css, mixed, type NetworkColours, type Rgb, signed } from './network-colours.ts';
import {
  classesOf,
  classOf,
  pointAt,
  pointCount,
  surfaceKindOf,
  targetOf,
} from './network-data.ts';
import { type Point, type Size, toScreen } from './transform.ts';

/** Outputs at the cell centres of a window, as a response has them. */
export interface OutputGrid {
  window: Window;
  width: number;
  height: number;
  /** [height][width][output] */
  outputs: FloatArray;
}

export interface SurfaceView {
  network: NetworkModel;
  window: Window;
  /** Of two inputs or one; null of more, or while there is none. */
  grid: OutputGrid | null;
  /** Which output, but for softmax, where all are shown. */
  output: number;
  /** [k][2]: where the points are. */
  places: Float64Array;
  /** Targets from least to greatest, where there are no classes. */
  range: Range;
  selected: number | null;
}

export interface SurfaceDrawing {
  context: CanvasRenderingContext2D;
  view: SurfaceView;
  size: Size;
  colours: NetworkColours;
}

/** How strong the colours behind the points are at most. */
const STRENGTH = 0.62;
/** Above so many points they are drawn small. */
const MANY = 250;

export function drawSurface(drawing: SurfaceDrawing): void {
  const { view, context, size, colours } = drawing;
  const kind = surfaceKindOf(view.network);
  context.fillStyle = css(colours.card);
  context.fillRect(0, 0, size.width, size.height);
  if (kind === 'heat' && view.grid) {
    drawHeat(drawing, view.grid);
    drawBoundaries(drawing, view.grid);
  } else if (kind === 'scatter') {
    drawGuides(drawing);
  }
  drawPoints(drawing);
  if (kind === 'curve' && view.grid) drawCurve(drawing, view.grid);
}

/** The colour of a cell's outputs. */
function cellColours({ view, colours }: SurfaceDrawing): (outputs: FloatArray, at: number) => Rgb {
  const { network, output, range } = view;
  const classes = classesOf(network);
  if (classes > 2 || network.spec.loss === 'softmax-cross-entropy') {
    return (outputs, at) => {
      let best = 0;
      for (let c = 1; c < classes; c++) if (outputs[at + c]! > outputs[at + best]!) best = c;
      const sure = (outputs[at + best]! - 1 / classes) / (1 - 1 / classes);
      const color = colours.classes[best % colours.classes.length]!;
      return mixed(colours.card, color, STRENGTH * sure);
    };
  }
  // 256 colours: to mix one for each cell would take longer than the outputs.
  const shades = Array.from({ length: 256 }, (_, i) => signed(colours, STRENGTH * (i / 127.5 - 1)));
  const [lo, hi] = classes === 2 ? [0, 1] : range;
  return (outputs, at) => {
    const share = (outputs[at + output]! - lo) / (hi - lo);
    return shades[Math.round(255 * Math.min(1, Math.max(0, share || 0)))]!;
  };
}

/** One canvas for all: it is filled and drawn in one go. */
let cells: HTMLCanvasElement | null = null;

function drawHeat(drawing: SurfaceDrawing, { width, height, outputs, window }: OutputGrid): void {
  const { context, view, size } = drawing;
  const units = view.network.spec.layers.at(-1)!;
  const colourOf = cellColours(drawing);
  cells ??= document.createElement('canvas');
  cells.width = width;
  cells.height = height;
  const image = new ImageData(width, height);
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const [r, g, b] = colourOf(outputs, (j * width + i) * units);
      const at = 4 * ((height - 1 - j) * width + i);
      image.data[at] = r;
      image.data[at + 1] = g;
      image.data[at + 2] = b;
      image.data[at + 3] = 255;
    }
  }
  cells.getContext('2d')!.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  const [x0, y1] = toScreen(view.window, size, [window.x[0], window.y[0]]);
  const [x1, y0] = toScreen(view.window, size, [window.x[1], window.y[1]]);
  context.drawImage(cells, x0, y0, x1 - x0, y1 - y0);
}

/** How far an answer is on its side: above 0 where the class is the likeliest, or the output above 0.5. */
function margins(
  { network, output }: SurfaceView,
  { outputs }: OutputGrid,
  c: number,
): Float64Array {
  const units = network.spec.layers.at(-1)!;
  const softmax = network.spec.loss === 'softmax-cross-entropy';
  return Float64Array.from({ length: outputs.length / units }, (_, k) => {
    if (!softmax) return outputs[k * units + output]! - 0.5;
    let others = 0;
    for (let o = 0; o < units; o++) {
      if (o !== c && outputs[k * units + o]! > others) others = outputs[k * units + o]!;
    }
    return outputs[k * units + c]! - others;
  });
}

/** Where the answer turns: the output is 0.5, or a class is as likely as the likeliest of the others. */
function drawBoundaries({ context, view, size, colours }: SurfaceDrawing, grid: OutputGrid): void {
  const classes = classesOf(view.network);
  const { width, height, window } = grid;
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.75;
  context.lineJoin = 'round';
  // Between two classes there is one.
  for (let c = 0; c < (classes > 2 ? classes : Math.min(1, classes)); c++) {
    const values = margins(view, grid, c);
    for (const line of contourLines({ window, width, height, values }, 0)) {
      context.beginPath();
      for (let k = 0; k < line.length; k += 2) {
        context.lineTo(...toScreen(view.window, size, [line[k]!, line[k + 1]!]));
      }
      context.stroke();
    }
  }
}

/** Output on target: where they are equal, or where the answer turns. */
function drawGuides({ context, view, size, colours }: SurfaceDrawing): void {
  const { window } = view;
  const line = (from: [number, number], to: [number, number]) => {
    context.beginPath();
    context.moveTo(...toScreen(window, size, from));
    context.lineTo(...toScreen(window, size, to));
    context.stroke();
  };
  context.strokeStyle = colours.soft;
  context.lineWidth = 1;
  context.setLineDash([5, 4]);
  if (classesOf(view.network) > 0) line([window.x[0], 0.5], [window.x[1], 0.5]);
  else line([window.x[0], window.x[0]], [window.x[1], window.x[1]]);
  context.setLineDash([]);
}

function drawCurve({ context, view, size, colours }: SurfaceDrawing, grid: OutputGrid): void {
  const { window, network, output } = view;
  const units = network.spec.layers.at(-1)!;
  const [from, to] = grid.window.x;
  const softmax = network.spec.loss === 'softmax-cross-entropy';
  for (let o = softmax ? 0 : output; o < (softmax ? units : output + 1); o++) {
    context.strokeStyle = softmax
      ? css(colours.classes[o % colours.classes.length]!)
      : css(colours.positive);
    context.lineWidth = 2.5;
    context.beginPath();
    for (let i = 0; i < grid.width; i++) {
      const x = from + ((i + 0.5) / grid.width) * (to - from);
      const value = grid.outputs[i * units + o]!;
      // Far off, a canvas draws no line at all.
      const [px, py] = toScreen(window, size, [x, value]);
      context.lineTo(px, Math.min(Math.max(py, -1e4), 1e4));
    }
    context.stroke();
  }
}

/** The colour of each point: that of its class, of what is wanted of it, or of all. */
function pointColours({ view, colours }: SurfaceDrawing): (k: number) => Rgb {
  const { network, output, range } = view;
  if (classesOf(network) > 0) {
    return (k) => colours.classes[classOf(network, k, output) % colours.classes.length]!;
  }
  const kind = surfaceKindOf(network);
  if (kind !== 'heat') return () => (kind === 'curve' ? colours.negative : colours.positive);
  const share = (k: number) => (targetOf(network, k, output) - range[0]) / (range[1] - range[0]);
  return (k) => signed(colours, 2 * share(k) - 1);
}

/** A square on a corner, or a disc. */
function pathOf(context: CanvasRenderingContext2D, [x, y]: Point, radius: number, square: boolean) {
  context.beginPath();
  if (!square) return context.arc(x, y, radius, 0, 2 * Math.PI);
  const r = 1.25 * radius;
  context.moveTo(x, y - r);
  context.lineTo(x + r, y);
  context.lineTo(x, y + r);
  context.lineTo(x - r, y);
  context.closePath();
}

/** Fills the path of a point: hollow where it is kept for testing, with a rim where the ground has its colours. */
function fillPoint(
  { context, colours }: SurfaceDrawing,
  color: string,
  { test, valued, many }: Record<'test' | 'valued' | 'many', boolean>,
): void {
  context.fillStyle = test ? css(colours.card) : color;
  context.fill();
  if (test && valued) {
    // A ring of a colour that may be that of the ground.
    context.lineWidth = 4;
    context.strokeStyle = colours.soft;
    context.stroke();
  }
  context.lineWidth = test ? (valued ? 2 : 1.6) : many ? 0.5 : 1.2;
  context.strokeStyle = test ? color : valued ? colours.soft : css(colours.card);
  context.stroke();
}

/** Points of class 0 are squares on a corner, all others discs; hollow where they are kept for testing. */
function drawPoints(drawing: SurfaceDrawing): void {
  const { context, view, size, colours } = drawing;
  const { network, output, places, window, selected } = view;
  const count = pointCount(network);
  const many = count > MANY;
  const radius = many ? 2.4 : 3.8;
  const classes = classesOf(network);
  const colourOf = pointColours(drawing);
  // On a ground of their own colours points without classes have a rim.
  const valued = classes === 0 && surfaceKindOf(network) === 'heat';
  for (let k = 0; k < count; k++) {
    const at = toScreen(window, size, [places[2 * k]!, places[2 * k + 1]!]);
    const color = css(colourOf(k));
    const { test } = pointAt(network, k);
    pathOf(context, at, radius, classes > 0 && classOf(network, k, output) === 0);
    fillPoint(drawing, color, { test, valued, many });
    if (k !== selected) continue;
    pathOf(context, at, radius + 4.5, false);
    context.lineWidth = 2;
    context.strokeStyle = colours.ink;
    context.stroke();
  }
}
