// A plot of a network's data with what the network makes of them: on a canvas, its axes beside it.
import { drawAxes } from './axes.ts';
import { svgElement } from './dom.ts';
import { networkColours } from './network-colours.ts';
import { nearestPoint, surfaceKindOf } from './network-data.ts';
import { drawSurface, type SurfaceView } from './network-surface-drawing.ts';
import { contextFor } from './small-canvas.ts';
import { type Point, type Size, toParameters } from './transform.ts';

export interface NetworkSurface {
  /** The plot without its axes, in CSS pixels. */
  readonly size: Size;
  show(view: SurfaceView, labels: readonly [x: string, y: string]): void;
  /** Shows nothing, until there is something again. */
  clear(): void;
  /** Draws again, in the colours of now. */
  redraw(): void;
}

/** What is pointed at: a place of the plot, and the point of the data that is there, if one is. */
export interface SurfacePlace {
  at: Point;
  point: number | null;
}

const MARGIN = { left: 46, right: 8, top: 4, bottom: 40 };
/** CSS pixels within which a point is pointed at. */
const ON_POINT = 8;

export function createNetworkSurface(
  root: HTMLElement,
  handlers: {
    onSize(): void;
    onHover(place: SurfacePlace | null): void;
    onClick(place: SurfacePlace): void;
  },
): NetworkSurface {
  const canvas = document.createElement('canvas');
  const axes = svgElement('svg', { 'aria-hidden': 'true' });
  root.append(canvas, axes);
  let size: Size = { width: 1, height: 1 };
  let view: SurfaceView | null = null;
  let labels: readonly [string, string] = ['', ''];

  const draw = () => {
    const context = contextFor(canvas, size);
    if (!context || !view || size.width <= 1) return;
    drawSurface({ context, view, size, colours: networkColours(canvas) });
    drawAxes(axes, view.window, size, MARGIN, { labels });
  };
  new ResizeObserver(() => {
    size = {
      width: Math.max(1, root.clientWidth - MARGIN.left - MARGIN.right),
      height: Math.max(1, root.clientHeight - MARGIN.top - MARGIN.bottom),
    };
    canvas.style.width = `${size.width}px`;
    canvas.style.height = `${size.height}px`;
    draw();
    handlers.onSize();
  }).observe(root);

  const placeOf = (event: MouseEvent): SurfacePlace | null => {
    if (!view) return null;
    const pixel: Point = [event.offsetX, event.offsetY];
    const at = toParameters(view.window, size, pixel);
    return { at, point: nearestPoint(view.places, view.window, size, pixel, ON_POINT) };
  };
  canvas.addEventListener('pointermove', (event) => handlers.onHover(placeOf(event)));
  canvas.addEventListener('pointerleave', () => handlers.onHover(null));
  canvas.addEventListener('click', (event) => {
    const place = placeOf(event);
    if (place) handlers.onClick(place);
  });
  return {
    get size() {
      return size;
    },
    show(next, names) {
      view = next;
      labels = names;
      canvas.dataset.kind = surfaceKindOf(next.network);
      root.style.visibility = '';
      draw();
    },
    clear() {
      view = null;
      root.style.visibility = 'hidden';
    },
    redraw: draw,
  };
}
