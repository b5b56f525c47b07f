// The direction of steepest descent, −∇L, as arrows on a regular grid of the view. Twin of drawDescent in flat-paths.ts.
import type REGL from 'regl';
import type { Landscape, Window } from '../engine.ts';
import { whenCalled } from './regl-props.ts';
import { type Size, toParameters } from './transform.ts';

/** CSS pixels between arrows, and the length of the longest. */
const SPACING = 34;
const LONGEST = 26;

/** An arrow along +x from −0.5 to 0.5: shaft (two triangles) and head. */
const ARROW = [
  [-0.5, -0.035],
  [0.25, -0.035],
  [0.25, 0.035],
  [-0.5, -0.035],
  [0.25, 0.035],
  [-0.5, 0.035],
  [0.22, -0.17],
  [0.5, 0],
  [0.22, 0.17],
];

/**
 * x, y (CSS pixels), angle and length (CSS pixels) of each arrow. Its length grows with the logarithm
 * of |∇L|: over five decades below the largest in view, shorter than that is a dot.
 */
export function arrowsOf(landscape: Landscape, view: Window, size: Size): Float32Array {
  const { spec, gradient } = landscape;
  const { width, height, window } = spec;
  const list: number[] = [];
  let largest = 0;
  for (let py = SPACING / 2; py < size.height; py += SPACING) {
    for (let px = SPACING / 2; px < size.width; px += SPACING) {
      const [x, y] = toParameters(view, size, [px, py]);
      const i = Math.floor(((x - window.x[0]) / (window.x[1] - window.x[0])) * width);
      const j = Math.floor(((y - window.y[0]) / (window.y[1] - window.y[0])) * height);
      if (i < 0 || j < 0 || i >= width || j >= height) continue;
      const gx = gradient[2 * (j * width + i)]!;
      const gy = gradient[2 * (j * width + i) + 1]!;
      const magnitude = Math.hypot(gx, gy);
      // Nothing points where there is no slope, or none is known.
      if (!(magnitude > 0)) continue;
      largest = Math.max(largest, magnitude);
      // In pixels, so that an arrow points along the path drawn on a stretched window.
      const sx = -gx * (size.width / (view.x[1] - view.x[0]));
      const sy = -gy * (size.height / (view.y[1] - view.y[0]));
      list.push(px, py, Math.atan2(sy, sx), magnitude);
    }
  }
  for (let k = 3; k < list.length; k += 4) {
    const decades = Math.log10(Math.max(list[k]!, 1e-30) / Math.max(largest, 1e-30));
    list[k] = LONGEST * Math.min(1, Math.max(0.12, 1 + decades / 5));
  }
  return Float32Array.from(list);
}

interface ArrowProps {
  size: number[];
  count: number;
}

export function createArrows(regl: REGL.Regl) {
  const buffer = regl.buffer({ usage: 'dynamic', type: 'float', length: 16 });
  const draw = whenCalled<ArrowProps>(() =>
    regl({
      vert: `
precision highp float;
attribute vec2 shape;
attribute vec4 arrow;
uniform vec2 size;
void main() {
  vec2 p = shape * arrow.w;
  float c = cos(arrow.z), s = sin(arrow.z);
  vec2 at = vec2(arrow.x, size.y - arrow.y) + vec2(c * p.x - s * p.y, s * p.x + c * p.y);
  gl_Position = vec4(at / size * 2.0 - 1.0, 0.0, 1.0);
}`,
      frag: `
precision highp float;
void main() {
  gl_FragColor = vec4(0.62);
}`,
      attributes: { shape: ARROW, arrow: { buffer, divisor: 1 } },
      uniforms: { size: regl.prop<ArrowProps, 'size'>('size') },
      count: ARROW.length,
      instances: regl.prop<ArrowProps, 'count'>('count'),
      blend: { enable: true, func: { src: 'one', dst: 'one minus src alpha' } },
      depth: { enable: false },
    }),
  );
  return {
    draw(landscape: Landscape, view: Window, size: Size) {
      const arrows = arrowsOf(landscape, view, size);
      if (arrows.length === 0) return;
      buffer(arrows);
      draw({ size: [size.width, size.height], count: arrows.length / 4 });
    },
  };
}
