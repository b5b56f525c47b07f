// A picture laid over a part of the plot, cell by cell without smoothing. Twin of paintPicture in flat-field.ts.
import type REGL from 'regl';
import type { Window } from '../engine.ts';
import type { Picture } from '../fields/pictures.ts';
import { whenCalled } from './regl-props.ts';
import { wholePlotVert } from './whole-plot.ts';

export interface PlacedPicture {
  picture: Picture;
  /** Where it lies. */
  window: Window;
}

export interface ImageLayer {
  upload(placed: PlacedPicture | null): void;
  /** Draws it with this opacity, 0 to 1; with patterns beside its colours, `ratio` device pixels to a CSS pixel. */
  draw(view: Window, opacity: number, patterns?: { ratio: number } | null): void;
  restore(): void;
}

/** CSS pixels from a line of a pattern to the next. */
export const PERIOD = 8;

/** None, lines, dots, uprights, a grid, and lines the other two ways: see patternAt below. */
export const PATTERN_COUNT = 7;

/** The bytes of a picture, with the codes of its patterns in the place of its opacity. */
function withCodes({ rgba, codes }: Picture): Uint8Array {
  if (!codes) return rgba;
  const bytes = rgba.slice();
  for (let k = 0; k < codes.length; k++) bytes[4 * k + 3] = 255 - (codes[k]! % PATTERN_COUNT);
  return bytes;
}

interface Props {
  scale: number[];
  offset: number[];
  opacity: number;
  coded: number;
  period: number;
}

export function createImageLayer(regl: REGL.Regl): ImageLayer {
  let placed: PlacedPicture | null = null;
  const image = regl.texture({ radius: 1 });
  const draw = whenCalled<Props>(() =>
    regl({
      vert: wholePlotVert,
      frag: `
precision highp float;
uniform sampler2D image;
uniform vec2 scale, offset;
uniform float opacity;
// whether alpha tells which pattern a pixel has, 255 for none; and the patterns' period in device pixels, 0 for none
uniform float coded, period;
varying vec2 place;

// How much of a line of a quarter of the period there is.
float lineAt(float along) {
  float away = abs(fract(along / period) - 0.5) * period;
  return 1.0 - smoothstep(period * 0.1, period * 0.1 + 1.0, away);
}

// 0 for none of the pattern's ink, 1 for all
float patternAt(float code) {
  vec2 p = gl_FragCoord.xy;
  if (code < 0.5) return 0.0;
  if (code < 1.5) return lineAt((p.x + p.y) * 0.7071);
  if (code < 2.5) {
    vec2 cell = (fract(p / period) - 0.5) * period;
    return 1.0 - smoothstep(period * 0.2, period * 0.2 + 1.0, length(cell));
  }
  if (code < 3.5) return lineAt(p.x);
  if (code < 4.5) return max(lineAt(p.x), lineAt(p.y));
  if (code < 5.5) return lineAt(p.y);
  return lineAt((p.x - p.y) * 0.7071);
}
void main() {
  vec2 at = place * scale + offset;
  if (any(lessThan(at, vec2(0.0))) || any(greaterThan(at, vec2(1.0)))) {
    discard;
  }
  vec4 color = texture2D(image, at);
  if (coded < 0.5) {
    gl_FragColor = vec4(color.rgb, 1.0) * color.a * opacity;
    return;
  }
  vec3 seen = color.rgb;
  if (period > 0.0) {
    // The same ink wherever a colour is darker for its steps, but none black on what is nearly black.
    float most = max(max(seen.r, seen.g), seen.b);
    float light = most > 0.3 ? dot(seen, vec3(0.2126, 0.7152, 0.0722)) / most : 0.0;
    float ink = patternAt(mod(floor(255.5 - color.a * 255.0), ${PATTERN_COUNT}.0));
    seen = mix(seen, vec3(light > 0.6 ? 0.0 : 1.0), 0.6 * ink);
  }
  gl_FragColor = vec4(seen, 1.0) * opacity;
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
        coded: regl.prop<Props, 'coded'>('coded'),
        period: regl.prop<Props, 'period'>('period'),
      },
      count: 3,
      blend: { enable: true, func: { src: 'one', dst: 'one minus src alpha' } },
      depth: { enable: false },
    }),
  );
  const send = () => {
    if (!placed) return;
    const { width, height } = placed.picture;
    image({
      width,
      height,
      data: withCodes(placed.picture),
      wrap: 'clamp',
      min: 'nearest',
      mag: 'nearest',
    });
  };
  return {
    upload(next) {
      placed = next;
      send();
    },
    restore: send,
    draw(view, opacity, patterns = null) {
      if (!placed || opacity <= 0) return;
      const { x, y } = placed.window;
      const [spanX, spanY] = [x[1] - x[0], y[1] - y[0]];
      draw({
        scale: [(view.x[1] - view.x[0]) / spanX, (view.y[1] - view.y[0]) / spanY],
        offset: [(view.x[0] - x[0]) / spanX, (view.y[0] - y[0]) / spanY],
        opacity,
        coded: placed.picture.codes ? 1 : 0,
        period: patterns ? PERIOD * patterns.ratio : 0,
      });
    },
  };
}
