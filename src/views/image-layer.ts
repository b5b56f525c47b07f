// A picture laid over a part of the plot, cell by cell without smoothing.
import type REGL from 'regl';
import type { Window } from '../engine.ts';
import type { Picture } from '../fields/pictures.ts';

export interface PlacedPicture {
  picture: Picture;
  /** Where it lies. */
  window: Window;
}

export interface ImageLayer {
  upload(placed: PlacedPicture | null): void;
  /** Draws it with this opacity, 0 to 1. */
  draw(view: Window, opacity: number): void;
  restore(): void;
}

interface Props {
  scale: number[];
  offset: number[];
  opacity: number;
}

export function createImageLayer(regl: REGL.Regl): ImageLayer {
  let placed: PlacedPicture | null = null;
  const image = regl.texture({ radius: 1 });
  const draw = regl({
    vert: `
precision highp float;
attribute vec2 corner;
varying vec2 place;
void main() {
  place = corner * 0.5 + 0.5;
  gl_Position = vec4(corner, 0.0, 1.0);
}`,
    frag: `
precision highp float;
uniform sampler2D image;
uniform vec2 scale, offset;
uniform float opacity;
varying vec2 place;
void main() {
  vec2 at = place * scale + offset;
  if (any(lessThan(at, vec2(0.0))) || any(greaterThan(at, vec2(1.0)))) {
    discard;
  }
  vec4 color = texture2D(image, at);
  gl_FragColor = vec4(color.rgb, 1.0) * color.a * opacity;
}`,
    attributes: {
      corner: [
        [-1, -1],
        [3, -1],
        [-1, 3],
      ],
    },
    uniforms: {
      image,
      scale: regl.prop<Props, 'scale'>('scale'),
      offset: regl.prop<Props, 'offset'>('offset'),
      opacity: regl.prop<Props, 'opacity'>('opacity'),
    },
    count: 3,
    blend: { enable: true, func: { src: 'one', dst: 'one minus src alpha' } },
    depth: { enable: false },
  });
  const send = () => {
    if (!placed) return;
    const { width, height, rgba } = placed.picture;
    image({ width, height, data: rgba, wrap: 'clamp', min: 'nearest', mag: 'nearest' });
  };
  return {
    upload(next) {
      placed = next;
      send();
    },
    restore: send,
    draw(view, opacity) {
      if (!placed || opacity <= 0) return;
      const { x, y } = placed.window;
      const [spanX, spanY] = [x[1] - x[0], y[1] - y[0]];
      draw({
        scale: [(view.x[1] - view.x[0]) / spanX, (view.y[1] - view.y[0]) / spanY],
        offset: [(view.x[0] - x[0]) / spanX, (view.y[0] - y[0]) / spanY],
        opacity,
      });
    },
  };
}
