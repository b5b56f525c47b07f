// The landscape as a lit surface in space with the runs on it, drawn by regl on a canvas over the map's.
import createREGL from 'regl';
import type { Landscape } from '../engine.ts';
import type { Colours } from '../fields/colour-scale.ts';
import { coloursOf } from '../fields/landscape.ts';
import type { ChosenRun } from '../fields/trajectories.ts';
import { type Patience, patience } from '../patience.ts';
import { quietContext } from './gl-painter.ts';
import { BACK_MS } from './painters.ts';
import type { PathSet } from './path-store.ts';
import { type Camera, cameraOf, type Pose, towardsEye } from './relief-camera.ts';
import type { Relief } from './relief-geometry.ts';
import { createGround } from './relief-ground.ts';
import { createReliefRuns } from './relief-runs.ts';
import type { LandscapeStyle } from './scene.ts';
import type { Point, Size } from './transform.ts';

export interface ReliefStyle {
  pose: Pose;
  landscape: LandscapeStyle;
  /** Frame of the runs shown as the present. */
  head: number;
  highlight: ChosenRun | null;
  /** A place of the plane to mark, by shares of the window's sides; null for none. */
  cursor: Point | null;
}

export interface ReliefScene {
  /** What was drawn last; null before that. */
  readonly shown: { relief: Relief; camera: Camera; colours: Colours; height: number } | null;
  resize(size: Size, ratio: number): void;
  draw(landscape: Landscape, paths: readonly PathSet[], style: ReliefStyle): void;
}

/** Height of the relief as a share of the plot's shorter side. */
const HEIGHT = 0.42;

const EXTENSIONS = ['OES_standard_derivatives', 'OES_element_index_uint', 'OES_texture_float'];

/** What draws WebGL, by name; '' where that is not told. */
export function webglRenderer(): string {
  const gl = document.createElement('canvas').getContext('webgl');
  if (!gl) return '';
  const plain = String(gl.getParameter(gl.RENDERER));
  // Chromium says no more than its own name; Firefox warns of the extension.
  const debug = plain === 'WebKit WebGL' && gl.getExtension('WEBGL_debug_renderer_info');
  const name = debug ? String(gl.getParameter(debug.UNMASKED_RENDERER_WEBGL)) : plain;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}

/**
 * `isSmooth`: edges are, which takes software twice the time. Throws an Error where there is no WebGL; `onRestored` is
 * called when a lost context is back, `onGone` when it does not come back.
 */
export function createReliefScene(
  canvas: HTMLCanvasElement,
  isSmooth: boolean,
  onRestored: () => void,
  onGone: () => void,
): ReliefScene {
  const regl = createREGL({
    gl: quietContext(canvas, EXTENSIONS, { alpha: true, antialias: isSmooth }),
    extensions: EXTENSIONS,
  });
  const ground = createGround(regl);
  const runs = createReliefRuns(regl);
  let size: Size = { width: 1, height: 1 };
  let ratio = 1;
  let shown: ReliefScene['shown'] = null;
  let lost = false;
  let waiting: Patience | null = null;
  regl.on('lost', () => {
    lost = true;
    waiting?.end();
    waiting = patience(BACK_MS, onGone);
  });
  regl.on('restore', () => {
    lost = false;
    waiting?.end();
    ground.forget();
    runs.forget();
    onRestored();
  });

  return {
    get shown() {
      return shown;
    },
    resize(next, nextRatio) {
      [size, ratio] = [next, nextRatio];
      for (const side of ['width', 'height'] as const) {
        canvas.style[side] = `${size[side]}px`;
        canvas[side] = Math.round(size[side] * ratio);
      }
    },
    draw(landscape, paths, { pose, landscape: style, head, highlight, cursor }) {
      if (lost) return;
      regl.poll();
      const colours = coloursOf(landscape, style);
      const relief = ground.take(landscape, colours, style);
      const height = HEIGHT * Math.min(size.width, size.height);
      const camera = cameraOf(size, height, pose);
      runs.take(paths, relief, size);
      shown = { relief, camera, colours, height };
      const common = { matrix: camera.matrix, size: [size.width, size.height, height] };
      regl.clear({ color: [0, 0, 0, 0], depth: 1 });
      ground.draw(common, camera, towardsEye(pose));
      runs.draw(common, { head, highlight, ratio });
      if (cursor) runs.drawCursor(common, cursor, ratio);
    },
  };
}
