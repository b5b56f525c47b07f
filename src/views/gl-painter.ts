// The picture of a plot by WebGL. Twin of flat-painter.ts.
import createREGL from 'regl';
import type { Landscape } from '../engine.ts';
import { isCurve } from '../fields/landscape.ts';
import { createArrows } from './arrows.ts';
import { createHeatmap } from './heatmap.ts';
import { createImageLayer } from './image-layer.ts';
import { fitCanvas, type Painter } from './painter.ts';
import { createPaths } from './paths.ts';

const EXTENSIONS = [
  'OES_texture_float',
  'OES_standard_derivatives',
  'OES_element_index_uint',
  'ANGLE_instanced_arrays',
];

/** Throws an Error that says what is missing where WebGL cannot draw it. Nothing is drawn while the context is lost. */
export function createGlPainter(
  canvas: HTMLCanvasElement,
  onLost: () => void,
  onRestored: () => void,
): Painter {
  const gl = quietContext(canvas, EXTENSIONS);
  const optionalExtensions = ['EXT_frag_depth', 'OES_texture_float_linear'];
  const regl = createREGL({ gl, extensions: EXTENSIONS, optionalExtensions });
  const heatmap = createHeatmap(regl);
  const image = createImageLayer(regl);
  const arrows = createArrows(regl);
  const paths = createPaths(regl);
  let landscape: Landscape | null = null;
  let isLost = false;
  regl.on('lost', () => {
    isLost = true;
    onLost();
  });
  regl.on('restore', () => {
    isLost = false;
    heatmap.restore();
    image.restore();
    paths.restore();
    onRestored();
  });
  return {
    setLandscape(next) {
      landscape = next;
      heatmap.upload(next);
    },
    setPicture: image.upload,
    setPaths: paths.upload,
    resize: (size, ratio) => fitCanvas(canvas, size, ratio),
    draw(view, size, { heat, blend, patterns, arrows: arrowed, ...style }) {
      if (isLost) return;
      regl.poll();
      regl.clear({ color: [0.5, 0.5, 0.5, 1] });
      const curve = landscape !== null && isCurve(landscape);
      if (blend < 1) heatmap.draw(view, size, heat);
      image.draw(view, blend, patterns ? { ratio: style.ratio } : null);
      // A curve goes on top of what lies along it.
      if (curve && blend > 0 && blend < 1) heatmap.draw(view, size, heat, true);
      if (arrowed && landscape && !curve) arrows.draw(landscape, view, size);
      paths.draw(view, size, style);
    },
  };
}

/**
 * A WebGL context with these extensions. Throws an Error that says what is missing. Its readPixels does nothing: regl
 * calls it once, to learn whether floats can be read back, and for that the GPU stalls and Chromium warns.
 */
export function quietContext(
  canvas: HTMLCanvasElement,
  extensions: readonly string[],
  options: WebGLContextAttributes = {},
): WebGLRenderingContext {
  const gl = canvas.getContext('webgl', { alpha: false, antialias: false, ...options });
  if (!gl) throw new Error('there is no WebGL');
  // A context that is lost from the start: regl would fail at its first texture.
  if (gl.isContextLost()) throw new Error('WebGL was lost');
  for (const name of extensions) {
    if (!gl.getExtension(name)) throw new Error(`its WebGL has no ${name}`);
  }
  gl.readPixels = () => {};
  return gl;
}
