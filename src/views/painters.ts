// Who draws a plot: WebGL, and where there is none, or it is lost, a 2-D canvas in its place.
import type { Landscape } from '../engine.ts';
import { type Patience, patience } from '../patience.ts';
import { createGlPainter } from './gl-painter.ts';
import type { PlacedPicture } from './image-layer.ts';
import type { Painter } from './painter.ts';
import type { PathSet } from './path-store.ts';
import type { Size } from './transform.ts';

/** Told on the window when a plot is drawn without WebGL, and when it has it again. */
export const DRAWN_FLAT = 'gradscape:drawn-flat';
export interface DrawnFlat {
  /** Why, in words; null when WebGL draws again. */
  readonly why: string | null;
  /** Tries WebGL anew; returns why it cannot be had. */
  retry(): string | null;
}

/** A lost context is given so long to come back before it is told. */
export const BACK_MS = 5000;

export interface Painters extends Painter {
  /** Whether what is to draw is there. */
  readonly isReady: boolean;
}

/** What there is to draw, and how large. */
interface Kept {
  landscape: Landscape | null;
  picture: PlacedPicture | null;
  paths: readonly PathSet[];
  place: [Size, number] | null;
}

function hand(painter: Painter, { landscape, picture, paths, place }: Kept): void {
  if (place) painter.resize(...place);
  if (landscape) painter.setLandscape(landscape);
  painter.setPicture(picture);
  painter.setPaths(paths);
}

/** A 2-D canvas like another, and what draws on it. */
async function loadFlat(like: HTMLCanvasElement) {
  const { createFlatPainter } = await import('./flat-painter.ts');
  const canvas = like.cloneNode() as HTMLCanvasElement;
  canvas.dataset.flat = '';
  return { canvas, painter: createFlatPainter(canvas) };
}

/** Tells of a lost context that does not come back soon, and of one that then does. */
function createWaiting(tell: (why: string | null) => void) {
  let waiting: Patience | null = null;
  let isTold = false;
  return {
    lost() {
      waiting?.end();
      waiting = patience(BACK_MS, () => {
        isTold = true;
        tell('WebGL was lost');
      });
    },
    back() {
      waiting?.end();
      if (isTold) tell(null);
      isTold = false;
    },
  };
}

/** `given` is the plot's canvas; who draws in its place has one of its own there. `redraw` is called when that changes. */
export function createPainters(given: HTMLCanvasElement, redraw: () => void): Painters {
  const kept: Kept = { landscape: null, picture: null, paths: [], place: null };
  let shown = given;
  let gl: Painter | null = null;
  let flat: Awaited<ReturnType<typeof loadFlat>> | null = null;
  let isFlat = false;
  let loading = false;
  const tell = (why: string | null) =>
    window.dispatchEvent(new CustomEvent<DrawnFlat>(DRAWN_FLAT, { detail: { why, retry } }));
  const show = (canvas: HTMLCanvasElement) => {
    if (canvas !== shown) shown.replaceWith(canvas);
    shown = canvas;
    redraw();
  };

  async function goFlat() {
    isFlat = true;
    if (loading) return;
    loading = true;
    try {
      flat ??= await loadFlat(given);
      if (isFlat) {
        hand(flat.painter, kept);
        show(flat.canvas);
      }
    } catch (error) {
      tell((error as Error).message);
    } finally {
      loading = false;
      redraw();
    }
  }
  /** WebGL on a canvas, which gives way to the other while it is lost. */
  function open(canvas: HTMLCanvasElement): Painter {
    const waiting = createWaiting(tell);
    const made = createGlPainter(
      canvas,
      () => {
        if (gl !== made) return;
        waiting.lost();
        void goFlat();
      },
      () => {
        waiting.back();
        if (gl !== made) return;
        isFlat = false;
        show(canvas);
      },
    );
    return made;
  }
  function retry(): string | null {
    if (!isFlat) return null;
    const canvas = given.cloneNode() as HTMLCanvasElement;
    try {
      gl = open(canvas);
    } catch (error) {
      return (error as Error).message;
    }
    isFlat = false;
    hand(gl, kept);
    show(canvas);
    return null;
  }

  try {
    gl = open(given);
  } catch (error) {
    void goFlat();
    tell((error as Error).message);
  }
  const each = (use: (painter: Painter) => void) => {
    if (gl) use(gl);
    if (flat && isFlat) use(flat.painter);
  };
  return {
    get isReady() {
      return !(isFlat && loading);
    },
    setLandscape(landscape) {
      kept.landscape = landscape;
      each((painter) => painter.setLandscape(landscape));
    },
    setPicture(picture) {
      kept.picture = picture;
      each((painter) => painter.setPicture(picture));
    },
    setPaths(paths) {
      kept.paths = paths;
      each((painter) => painter.setPaths(paths));
    },
    resize(...place) {
      kept.place = place;
      each((painter) => painter.resize(...place));
    },
    draw(...what) {
      (isFlat ? flat?.painter : gl)?.draw(...what);
    },
  };
}
