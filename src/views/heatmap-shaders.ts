// GLSL (WebGL 1) of the landscape: colours and isolines, or a curve, and where there is neither. Twin of flat-field.ts.
import { CURVE_GROUND, HOLE_GREYS, HOLE_HATCH, UNDER_CURVE } from '../fields/palettes.ts';

/** What a picture's shader is made for. */
export interface HeatmapKind {
  /** The GLSL that knows values by rank, or '' for a linear or logarithmic scale. */
  ranked: string;
  curve: boolean;
  /** Whether values between the samples are found here. */
  smooth: boolean;
}

/** One for each kind: a software adapter goes both ways at every branch, which would be four times the work. */
export const fragOf = ({ ranked, curve, smooth }: HeatmapKind) => `
#extension GL_OES_standard_derivatives : enable
precision highp float;
${curve ? '#define CURVE' : ''}
${smooth ? '#define SMOOTH' : ''}
#define HOLE 1e38
// The share of what is undefined, further off than any.
#define FAR 1e5
// Shares of the colours from a pixel to the next, below which a place is flat.
#define FLAT 2e-5
uniform sampler2D loss, gradient, colormap, nearestLevel;
// place in the view to place in the field
uniform vec2 fieldScale, fieldOffset;
uniform vec2 cells;
// parameter units per pixel of the view
uniform vec2 pixel;
// ends of the colour map: losses, or their logarithms
uniform vec2 ends;
uniform float logScale, isolines;
// of a curve: whether its line is wanted alone; and the losses at the lower and upper edge
uniform float lineOnly;
uniform vec2 edges;
varying vec2 place;

${ranked}
float shareOf(float value) {
#ifdef RANKED
  return rankOf(value).x;
#else
  return ((logScale > 0.5 ? log(max(value, 1e-30)) : value) - ends.x) / (ends.y - ends.x);
#endif
}

vec3 colorAt(float share) {
  float u = clamp(share, 0.0, 1.0);
  return texture2D(colormap, vec2(u * 255.0 / 256.0 + 0.5 / 256.0, 0.5)).rgb;
}

vec3 colorOf(float value) {
  return colorAt(shareOf(value));
}

// Where the loss is undefined: grey, hatched, which no colour map has.
vec3 holeColor() {
  float stripe = step(0.5, fract((gl_FragCoord.x + gl_FragCoord.y) / ${2 * HOLE_HATCH}.0));
  return mix(vec3(${HOLE_GREYS[0]}.0), vec3(${HOLE_GREYS[1]}.0), stripe) / 255.0;
}

#ifdef SMOOTH
// WebGL1 need not filter float textures, so bilinear by hand.
vec4 fieldAt(sampler2D field, vec2 at) {
  vec2 p = at * cells - 0.5;
  vec2 f = fract(p);
  vec2 a = (floor(p) + 0.5) / cells;
  vec2 s = 1.0 / cells;
  return mix(
    mix(texture2D(field, a), texture2D(field, a + vec2(s.x, 0.0)), f.x),
    mix(texture2D(field, a + vec2(0.0, s.y)), texture2D(field, a + s), f.x),
    f.y);
}
#else
vec4 fieldAt(sampler2D field, vec2 at) {
  return texture2D(field, at);
}
#endif

#ifdef CURVE
// The area under a curve in the colours of its height, and the curve itself, two pixels wide.
vec4 curveAt(float value, float slope) {
  if (value > HOLE) {
    return lineOnly > 0.5 ? vec4(0.0) : vec4(holeColor(), 1.0);
  }
  float y = mix(edges.x, edges.y, place.y);
  float rise = slope * pixel.x / pixel.y;
  float away = abs(y - value) / pixel.y / sqrt(1.0 + rise * rise);
  float line = 1.0 - smoothstep(1.0, 2.0, away);
  float halo = (1.0 - smoothstep(1.5, 4.0, away)) * 0.55;
  vec3 ground = vec3(${CURVE_GROUND}) / 255.0;
  vec3 area = y < value ? mix(ground, colorOf(y), ${UNDER_CURVE}) : ground;
  if (lineOnly > 0.5) {
    float alpha = max(line, halo);
    return vec4(vec3(line), alpha);
  }
  return vec4(mix(mix(area, vec3(0.0), halo * 0.6), mix(colorOf(value), vec3(1.0), 0.55), line), 1.0);
}
#endif

void main() {
  vec2 at = place * fieldScale + fieldOffset;
#ifdef CURVE
  at.y = 0.5;
#endif
  float value = fieldAt(loss, at).r;
  // Its share, and how that changes from pixel to pixel: taken before any of them goes another way.
#ifdef RANKED
  vec2 of = rankOf(value);
  float known = min(value, HOLE);
  vec2 slope = vec2(dFdx(known), dFdy(known)) * of.y;
  float u = of.x;
#else
  float u = value > HOLE ? FAR : shareOf(value);
  vec2 slope = vec2(dFdx(u), dFdy(u));
#endif
  if (any(lessThan(at, vec2(0.0))) || any(greaterThan(at, vec2(1.0)))) {
    discard;
  }
#ifdef CURVE
  gl_FragColor = curveAt(value, fieldAt(gradient, at).r);
#else
  if (value > HOLE) {
    gl_FragColor = vec4(holeColor(), 1.0);
    return;
  }
  vec3 color = colorAt(u);
  if (isolines > 0.5) {
    // The distance to an isoline in pixels, along the colours as they are scaled. What is all but flat has none, a
    // plateau at a level would be flooded by its isoline; nor has the edge of what is undefined.
    float rise = length(slope);
    float level = texture2D(nearestLevel, vec2(clamp(u, 0.0, 1.0), 0.5)).r;
    float line = 1.0 - smoothstep(0.25, 1.1, abs(u - level) / max(rise, FLAT));
    line *= smoothstep(0.0, FLAT, rise) * step(rise, 0.01 * FAR);
    vec3 ink = u > 0.55 ? vec3(0.0) : vec3(1.0);
    color = mix(color, ink, line * 0.42);
  }
  gl_FragColor = vec4(color, 1.0);
#endif
}`;
