// One map on the page: its canvas and axes, its gestures, and the cursor it shares with its twin.
import './maps.css';
import '../curvature/overlay.css';
import type { Landscape, Window } from '../../engine.ts';
import { attachGestures, type GestureHandlers } from '../../views/gesture-listeners.ts';
import type { PlacedPicture } from '../../views/image-layer.ts';
import { createOverlay, type LevelLine, type PointMark } from '../../views/overlay.ts';
import type { PathSet } from '../../views/path-store.ts';
import { createScene, type SceneStyle } from '../../views/scene.ts';
import { type Point, type Size, toParameters, toScreen } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import { createTopic, type Told } from '../state/topic.ts';
import { DRAWN } from './drawn.ts';

export interface MapPlot {
  readonly root: HTMLElement;
  readonly size: Size;
  /** Pointer at a place in the plot's own coordinates, or gone. */
  readonly onHover: Told<Point | null>;
  readonly onClick: Told<Point>;
  /** Another window is asked for, or the whole of it. */
  readonly onWindow: Told<Window>;
  readonly onReset: Told<void>;
  /** The lost WebGL context is back: draw again. */
  readonly onRestored: Told<void>;
  setTitle(title: string): void;
  setPicture(placed: PlacedPicture | null): void;
  setLandscape(landscape: Landscape): void;
  setPaths(sets: readonly PathSet[]): void;
  /** Places marked in the plot's own coordinates. */
  setSpots(spots: readonly Point[]): void;
  /** Stationary points and lines, likewise. */
  setOverlay(marks: readonly PointMark[], lines?: readonly LevelLine[]): void;
  /** Cross hairs at a place in the plot's own coordinates; null for none. */
  setCursor(at: Point | null): void;
  draw(window: Window, style: Omit<SceneStyle, 'highlight'>): void;
  resize(): void;
}

const NO_LINES: readonly LevelLine[] = [];
const NS = 'http://www.w3.org/2000/svg';

/** `windowNow` tells the plot's window as the state has it, which may not be drawn yet. */
export function createMapPlot(label: string, windowNow: () => Window): MapPlot {
  const { root, title, area, canvas, axes, spotsLayer, surface, cursor, box } = build(label);
  const onHover = createTopic<Point | null>();
  const onClick = createTopic<Point>();
  const onWindow = createTopic<Window>();
  const onReset = createTopic<void>();
  const onRestored = createTopic<void>();
  const scene = createScene({ area, canvas, axes, surface, colourBar: null }, onRestored.publish);
  let spots: readonly Point[] = [];
  let marks: readonly PointMark[] = [];
  let lines = NO_LINES;
  const overlay = createOverlay(surface);
  let cursorAt: Point | null = null;
  const real = (at: Point) => toParameters(windowNow(), scene.size, at);

  attachGestures(surface, {
    window: windowNow,
    size: () => scene.size,
    onWindow: onWindow.publish,
    onHover: (at) => onHover.publish(at && real(at)),
    onClick: (at) => onClick.publish(real(at)),
    onDoubleClick: () => onReset.publish(),
    onGrab: () => null,
    onBox: boxIn(box, (from, to) => {
      const [x0, y0] = real(from);
      const [x1, y1] = real(to);
      onWindow.publish({ x: [x0, x1], y: [y0, y1] });
    }),
  });
  surface.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    onClick.publish(real([scene.size.width / 2, scene.size.height / 2]));
  });

  function placeCursor(window: Window) {
    cursor.hidden = cursorAt === null;
    if (!cursorAt) return;
    const [px, py] = toScreen(window, scene.size, cursorAt);
    cursor.style.setProperty('--x', `${px}px`);
    cursor.style.setProperty('--y', `${py}px`);
  }

  return {
    root,
    get size() {
      return scene.size;
    },
    onHover,
    onClick,
    onWindow,
    onReset,
    onRestored,
    setTitle(text) {
      title.textContent = text;
    },
    setPicture: scene.setPicture,
    setLandscape: scene.setLandscape,
    setPaths: scene.setPaths,
    setSpots(next) {
      spots = next;
    },
    setOverlay(nextMarks, nextLines = NO_LINES) {
      marks = nextMarks;
      lines = nextLines;
    },
    setCursor(at) {
      cursorAt = at;
      placeCursor(windowNow());
    },
    draw(window, style) {
      scene.draw(window, { ...style, highlight: null });
      placeCursor(window);
      overlay.draw(window, scene.size, marks, lines);
      const left = Number.parseFloat(getComputedStyle(surface).left) || 0;
      const places = spots.map((spot) => toScreen(window, scene.size, spot));
      spotsLayer.replaceChildren(...places.map(([px, py]) => circle(px + left, py)));
      root.dispatchEvent(new Event(DRAWN, { bubbles: true }));
    },
    resize: scene.resize,
  };
}

function circle(cx: number, cy: number): SVGElement {
  const made = document.createElementNS(NS, 'circle');
  for (const [name, value] of Object.entries({ cx, cy, r: 4 })) {
    made.setAttribute(name, String(value));
  }
  return made;
}

/** Shows the box being drawn; hands on the corners, bottom left and top right, of a finished one. */
function boxIn(
  root: HTMLElement,
  onDrawn: (from: Point, to: Point) => void,
): NonNullable<GestureHandlers['onBox']> {
  return (drawn, finished) => {
    root.hidden = drawn === null || finished;
    if (!drawn) return;
    const [left, right] = [drawn.from[0], drawn.to[0]].sort((a, b) => a - b) as Point;
    const [top, bottom] = [drawn.from[1], drawn.to[1]].sort((a, b) => a - b) as Point;
    Object.assign(root.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
    });
    if (!finished || right - left < 4 || bottom - top < 4) return;
    onDrawn([left, bottom], [right, top]);
  };
}

function build(label: string) {
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
    t(
      '{plot}: arrow keys pan, plus and minus zoom, 0 resets, Enter keeps the pixel in the middle',
      { plot: label },
    ),
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
  return { root, title, area, canvas, axes, spotsLayer, surface, cursor, box };
}
