// One map on the page: its canvas and axes, its gestures, and the cursor it shares with its twin.
import './maps.css';
import '../curvature/overlay.css';
import type { Landscape, Window } from '../../engine.ts';
import { svgElement } from '../../views/dom.ts';
import { attachGestures } from '../../views/gesture-listeners.ts';
import type { PlacedPicture } from '../../views/image-layer.ts';
import { attachCursor, createReading, createSummary } from '../../views/keyboard-cursor.ts';
import { createOverlay, type LevelLine, type PointMark } from '../../views/overlay.ts';
import type { PathSet } from '../../views/path-store.ts';
import { createScene, type SceneStyle } from '../../views/scene.ts';
import { type Point, type Size, toParameters, toScreen } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import { addScrollTool, addZoomTools } from '../hands/tools.ts';
import { DRAWN } from '../jobs/drawn.ts';
import { createTopic, type Told } from '../state/topic.ts';

export interface MapPlot {
  readonly root: HTMLElement;
  readonly area: HTMLElement;
  readonly size: Size;
  /** Pointer at a place in the plot's own coordinates, or gone. */
  readonly onHover: Told<Point | null>;
  readonly onClick: Told<Point>;
  /** Another window is asked for, or the whole of it: by key, or by a double click whose first half was a click. */
  readonly onWindow: Told<Window>;
  readonly onReset: Told<boolean>;
  /** What is kept here is to be let go. */
  readonly onRemove: Told<void>;
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
  /** Says what is under the keyboard's cursor, where that is on this plot. */
  read(text: string): void;
  /** What the plot shows, in words. */
  describe(text: string): void;
  /** A mark at the place whose run is kept, likewise. */
  setPin(at: Point | null): void;
  draw(window: Window, style: Omit<SceneStyle, 'highlight'>): void;
  resize(): void;
}

const NO_LINES: readonly LevelLine[] = [];

/**
 * `windowNow` tells the plot's window as the state has it, which may not be drawn yet; `pixels`, of how many CSS pixels
 * one run is, across and up.
 */
export function createMapPlot(
  label: string,
  windowNow: () => Window,
  pixels: (size: Size) => Point,
  hasTools = true,
): MapPlot {
  const { root, title, area, canvas, axes, spotsLayer, surface, cursor, pin } = build(label);
  const onHover = createTopic<Point | null>();
  const onClick = createTopic<Point>();
  const onWindow = createTopic<Window>();
  const onReset = createTopic<boolean>();
  const onRemove = createTopic<void>();
  const onRestored = createTopic<void>();
  const scene = createScene({ area, canvas, axes, surface, colourBar: null }, onRestored.publish);
  let spots: readonly Point[] = [];
  let marks: readonly PointMark[] = [];
  let lines = NO_LINES;
  const overlay = createOverlay(surface);
  let cursorAt: Point | null = null;
  let pinAt: Point | null = null;
  const real = (at: Point) => toParameters(windowNow(), scene.size, at);

  attachGestures(surface, {
    window: windowNow,
    size: () => scene.size,
    onWindow: onWindow.publish,
    onHover: (at) => onHover.publish(at && real(at)),
    onClick: (at) => onClick.publish(real(at)),
    onRemove: () => onRemove.publish(),
    onHome: onReset.publish,
  });
  const keys = attachCursor(surface, {
    size: () => scene.size,
    step: () => pixels(scene.size),
    first: () => cursorAt && toScreen(windowNow(), scene.size, cursorAt),
    show: (at) => onHover.publish(at && real(at)),
    act: (at) => onClick.publish(real(at)),
    remove: () => onRemove.publish(),
  });
  const read = createReading(area);
  if (hasTools) {
    addZoomTools(area);
    addScrollTool(area);
  }
  surface.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') onRemove.publish();
  });

  function place(mark: HTMLElement, at: Point | null, window: Window) {
    mark.hidden = at === null;
    if (!at) return;
    const [px, py] = toScreen(window, scene.size, at);
    mark.style.setProperty('--x', `${px}px`);
    mark.style.setProperty('--y', `${py}px`);
  }

  return {
    root,
    area,
    get size() {
      return scene.size;
    },
    onHover,
    onClick,
    onWindow,
    onReset,
    onRemove,
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
      place(cursor, at, windowNow());
    },
    read(text) {
      if (keys.at) read(text);
    },
    describe: createSummary(area, surface),
    setPin(at) {
      pinAt = at;
      place(pin, at, windowNow());
    },
    draw(window, style) {
      scene.draw(window, { ...style, highlight: null });
      place(cursor, cursorAt, window);
      place(pin, pinAt, window);
      overlay.draw(window, scene.size, marks, lines);
      const left = Number.parseFloat(getComputedStyle(surface).left) || 0;
      const places = spots.map((spot) => toScreen(window, scene.size, spot));
      spotsLayer.replaceChildren(
        ...places.map(([px, py]) => svgElement('circle', { cx: px + left, cy: py, r: 4 })),
      );
      root.dispatchEvent(new Event(DRAWN, { bubbles: true }));
    },
    resize: scene.resize,
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
  const axes = svgElement('svg', { 'aria-hidden': 'true' });
  const spotsLayer = svgElement('svg', { class: 'spots', 'aria-hidden': 'true' });
  const surface = document.createElement('div');
  surface.className = 'surface';
  surface.tabIndex = 0;
  surface.setAttribute('role', 'application');
  surface.setAttribute(
    'aria-label',
    t(
      '{plot}: arrow keys pan, plus and minus zoom, 0 resets, C shows a cursor that the arrow keys move, Enter keeps the run there, Escape lets it go',
      { plot: label },
    ),
  );
  const cursor = document.createElement('div');
  cursor.className = 'cursor';
  cursor.hidden = true;
  const pin = document.createElement('div');
  pin.className = 'pin';
  pin.hidden = true;
  surface.append(cursor, pin);
  area.append(canvas, axes, spotsLayer, surface);
  root.append(title, area);
  return { root, title, area, canvas, axes, spotsLayer, surface, cursor, pin };
}
