// One map on the page: its canvas and axes, its gestures, and the cursor it shares with its twin.
import './maps.css';
import type { Landscape, Window } from '../../engine.ts';
import type { ChosenRun } from '../../fields/trajectories.ts';
import { attachGestures, type GestureHandlers } from '../../views/gesture-listeners.ts';
import type { PlacedPicture } from '../../views/image-layer.ts';
import type { PathSet } from '../../views/paths.ts';
import { createScene, type SceneStyle } from '../../views/scene.ts';
import { type Point, type Size, toParameters, toScreen } from '../../views/transform.ts';

export interface MapPlot {
  readonly root: HTMLElement;
  readonly size: Size;
  setTitle(title: string): void;
  setPicture(placed: PlacedPicture | null): void;
  setLandscape(landscape: Landscape): void;
  setPaths(sets: readonly PathSet[]): void;
  /** Places marked in the plot's own coordinates. */
  setSpots(spots: readonly Point[]): void;
  /** Cross hairs at a place in the plot's own coordinates; null for none. */
  setCursor(at: Point | null): void;
  draw(window: Window, style: Omit<SceneStyle, 'highlight'>): void;
  resize(): void;
}

export interface MapPlotEvents {
  window(): Window;
  onWindow: GestureHandlers['onWindow'];
  /** Pointer at a place in the plot's own coordinates, or gone. */
  onHover(at: Point | null): void;
  onClick(at: Point): void;
  onReset(): void;
  onRestored(): void;
}

const NS = 'http://www.w3.org/2000/svg';
const NOTHING: ChosenRun | null = null;

export function createMapPlot(label: string, events: MapPlotEvents): MapPlot {
  const root = document.createElement('section');
  root.className = 'map-plot';
  root.setAttribute('aria-label', label);
  const title = document.createElement('h2');
  const area = document.createElement('div');
  area.className = 'plot-area';
  const canvas = document.createElement('canvas');
  const axes = document.createElementNS(NS, 'svg');
  axes.setAttribute('aria-hidden', 'true');
  const spotsLayer = document.createElementNS(NS, 'svg');
  spotsLayer.setAttribute('class', 'spots');
  spotsLayer.setAttribute('aria-hidden', 'true');
  const surface = document.createElement('div');
  surface.className = 'surface';
  surface.tabIndex = 0;
  surface.setAttribute('role', 'application');
  surface.setAttribute(
    'aria-label',
    `${label}: arrow keys pan, plus and minus zoom, 0 resets, Enter keeps the pixel in the middle`,
  );
  const cursor = document.createElement('div');
  cursor.className = 'cursor';
  cursor.hidden = true;
  const box = document.createElement('div');
  box.className = 'box';
  box.hidden = true;
  surface.append(cursor, box);
  area.append(canvas, axes, spotsLayer, surface);
  root.append(title, area);

  const scene = createScene({ area, canvas, axes, surface, colourBar: null }, events.onRestored);
  let spots: readonly Point[] = [];
  let cursorAt: Point | null = null;
  const real = (at: Point) => toParameters(events.window(), scene.size, at);

  attachGestures(surface, {
    window: events.window,
    size: () => scene.size,
    onWindow: events.onWindow,
    onHover: (at) => events.onHover(at && real(at)),
    onClick: (at) => events.onClick(real(at)),
    onDoubleClick: events.onReset,
    onGrab: () => null,
    onBox(drawn, finished) {
      box.hidden = drawn === null || finished;
      if (!drawn) return;
      const [left, right] = [drawn.from[0], drawn.to[0]].sort((a, b) => a - b) as Point;
      const [top, bottom] = [drawn.from[1], drawn.to[1]].sort((a, b) => a - b) as Point;
      Object.assign(box.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${right - left}px`,
        height: `${bottom - top}px`,
      });
      if (!finished || right - left < 4 || bottom - top < 4) return;
      const [x0, y0] = real([left, bottom]);
      const [x1, y1] = real([right, top]);
      events.onWindow({ x: [x0, x1], y: [y0, y1] });
    },
  });

  surface.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    events.onClick(real([scene.size.width / 2, scene.size.height / 2]));
  });

  function placeCursor(window: Window) {
    cursor.hidden = cursorAt === null;
    if (!cursorAt) return;
    const [px, py] = toScreen(window, scene.size, cursorAt);
    cursor.style.setProperty('--x', `${px}px`);
    cursor.style.setProperty('--y', `${py}px`);
  }

  function placeSpots(window: Window) {
    const left = Number.parseFloat(getComputedStyle(surface).left) || 0;
    spotsLayer.replaceChildren(
      ...spots.map((spot) => {
        const [px, py] = toScreen(window, scene.size, spot);
        const circle = document.createElementNS(NS, 'circle');
        circle.setAttribute('cx', String(px + left));
        circle.setAttribute('cy', String(py));
        circle.setAttribute('r', '4');
        return circle;
      }),
    );
  }

  return {
    root,
    get size() {
      return scene.size;
    },
    setTitle(text) {
      title.textContent = text;
    },
    setPicture: scene.setPicture,
    setLandscape: scene.setLandscape,
    setPaths: scene.setPaths,
    setSpots(next) {
      spots = next;
    },
    setCursor(at) {
      cursorAt = at;
      placeCursor(events.window());
    },
    draw(window, style) {
      scene.draw(window, { ...style, highlight: NOTHING });
      placeCursor(window);
      placeSpots(window);
    },
    resize: scene.resize,
  };
}
