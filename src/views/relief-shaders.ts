// GLSL (WebGL 1) of the relief: the lit mesh, the paths laid over it, and the marks at their ends.

/** Clip depth by which paths and marks come before the relief that they lie on. */
const BEFORE = '0.0012';

export const meshVert = `
precision highp float;
// shares of the plot's sides; height with the slopes along either
attribute vec2 share;
attribute vec3 field;
uniform mat4 matrix;
// width and height of the plot and the height of the relief, in CSS pixels
uniform vec3 size;
varying float height, hole;
varying vec3 normal;
void main() {
  height = max(field.x, 0.0);
  hole = field.x < 0.0 ? 1.0 : 0.0;
  normal = vec3(-field.yz * size.z / size.xy, 1.0);
  gl_Position = matrix * vec4((share - 0.5) * size.xy, height * size.z, 1.0);
}`;

export const meshFrag = `
#extension GL_OES_standard_derivatives : enable
precision highp float;
uniform sampler2D colormap, nearestLevel;
uniform vec3 light, towards;
uniform float lit, isolines;
varying float height, hole;
varying vec3 normal;
void main() {
  if (hole > 0.5) {
    discard;
  }
  float u = clamp(height, 0.0, 1.0);
  vec3 color = texture2D(colormap, vec2(u * 255.0 / 256.0 + 0.5 / 256.0, 0.5)).rgb;
  if (isolines > 0.5) {
    float rise = fwidth(height);
    float level = texture2D(nearestLevel, vec2(u, 0.5)).r;
    float line = 1.0 - smoothstep(0.25, 1.1, abs(height - level) / max(rise, 2e-5));
    // A plateau at a level would be flooded by its isoline.
    line *= smoothstep(0.0, 2e-5, rise);
    color = mix(color, u > 0.55 ? vec3(0.0) : vec3(1.0), line * 0.42);
  }
  vec3 n = normalize(normal);
  float facing = max(dot(n, light), 0.0);
  float gloss = pow(max(dot(n, normalize(light + towards)), 0.0), 28.0);
  vec3 seen = color * (0.5 + 0.66 * facing) + 0.12 * gloss;
  gl_FragColor = vec4(mix(color, seen, lit), 1.0);
}`;

export const wallVert = `
precision highp float;
// shares of the plot's sides, height; 0 at the foot, 1 at the top
attribute vec4 corner;
uniform mat4 matrix;
uniform vec3 size;
varying float height, up;
void main() {
  height = corner.z;
  up = corner.w;
  gl_Position = matrix * vec4((corner.xy - 0.5) * size.xy, corner.z * corner.w * size.z, 1.0);
}`;

export const wallFrag = `
precision highp float;
uniform sampler2D colormap;
varying float height, up;
void main() {
  vec3 color = texture2D(colormap, vec2(height * 255.0 / 256.0 + 0.5 / 256.0, 0.5)).rgb;
  gl_FragColor = vec4(color * mix(0.3, 0.55, up), 1.0);
}`;

export const pieceVert = `
precision highp float;
// shares of the plot's sides, height, frame of either end; along 0 or 1, to either side, and the way up to there
attribute vec4 from, to;
attribute vec3 side;
uniform mat4 matrix;
uniform vec3 size;
uniform float halfWidth;
varying float across, frame, way;
vec4 placeOf(vec4 end) {
  return matrix * vec4((end.xy - 0.5) * size.xy, end.z * size.z, 1.0);
}
void main() {
  vec4 a = placeOf(from);
  vec4 b = placeOf(to);
  vec2 along = (b.xy / b.w - a.xy / a.w) * size.xy;
  float run = length(along);
  vec2 unit = run > 1e-6 ? along / run : vec2(1.0, 0.0);
  vec4 here = side.x < 0.5 ? a : b;
  // A little longer than it is, so that no gap opens where it turns.
  vec2 shift = vec2(-unit.y, unit.x) * side.y * (halfWidth + 1.0) + unit * (side.x - 0.5) * halfWidth;
  way = side.z;
  across = side.y * (halfWidth + 1.0);
  frame = mix(from.w, to.w, side.x);
  gl_Position = vec4(here.xy + shift / size.xy * 2.0 * here.w, here.z - ${BEFORE} * here.w, here.w);
}`;

export const pieceFrag = `
precision highp float;
uniform vec3 color;
uniform float head, halfWidth, opacity;
// on, off, on, off along the way; 0 for a solid line
uniform vec4 dash;
varying float across, frame, way;
void main() {
  float period = dash.x + dash.y + dash.z + dash.w;
  if (period > 0.0) {
    float at = mod(way, period);
    float second = dash.x + dash.y;
    if (at > dash.x && (at < second || at > second + dash.z)) {
      discard;
    }
  }
  if (frame > head) {
    discard;
  }
  float alpha = (1.0 - smoothstep(halfWidth - 0.5, halfWidth + 0.5, abs(across))) * opacity;
  gl_FragColor = vec4(color * alpha, alpha);
}`;

export const markVert = `
precision highp float;
// shares of the plot's sides, and height; those of the place that an arrowhead points at; from which frame on
attribute vec3 position, ahead;
attribute float frame;
uniform mat4 matrix;
uniform vec3 size;
uniform float diameter, ratio, head;
varying float turn;
void main() {
  vec4 next = matrix * vec4((ahead.xy - 0.5) * size.xy, ahead.z * size.z, 1.0);
  vec4 place = matrix * vec4((position.xy - 0.5) * size.xy, position.z * size.z, 1.0);
  vec2 along = (next.xy / next.w - place.xy / place.w) * size.xy;
  turn = length(along) > 0.0 ? atan(along.y, along.x) : 0.0;
  gl_Position = frame > head ? vec4(2.0, 2.0, 2.0, 1.0) : vec4(place.xy, place.z - 2.0 * ${BEFORE} * place.w, place.w);
  gl_PointSize = diameter + 6.0 * ratio;
}`;
