// GLSL (WebGL 1) of the paths: thick segments, crowds as density, and marks at starts, ends and along the way. Twin of
// flat-paths.ts, and of mark-outlines.ts.

/** What lies around everything that is drawn on a map: first white, then this, nearly black. */
export const CASING_DARK = [0.04, 0.055, 0.086] as const;
const DARK = CASING_DARK.join(', ');

/** A segment in its casing, out to `edges.z`. */
export const segmentVert = `
precision highp float;
// x, y, frame of either end of the segment
attribute vec3 from, to;
// along the segment 0 or 1, −1 or 1 to either side, the distance from the plane, and the way up to the segment
attribute vec4 side;
uniform vec2 centre, scale, offset, size;
// device pixels to a unit of x
uniform float perUnit;
uniform float head, reach;
// half the widths in device pixels: of the line, with what is white of its casing, and with all of it
uniform vec3 edges;
varying vec2 place;
varying float run, thin, way;
void main() {
  float part = clamp((head - from.z) / (to.z - from.z), 0.0, 1.0);
  vec2 a = (from.xy - centre) * scale + offset;
  vec2 b = (mix(from.xy, to.xy, part) - centre) * scale + offset;
  vec2 along = (b - a) * size * 0.5;
  run = length(along);
  vec2 unit = run > 1e-6 ? along / run : vec2(1.0, 0.0);
  // A path off the plane is thinner: what is drawn is its shadow there.
  thin = mix(0.4, 1.0, reach / (reach + side.z));
  float wide = edges.z * thin;
  // Round at its ends, so that no gap opens where the path turns; a short one has no room for that.
  float cap = run > 1e-6 ? min(wide, run) + min(0.5 * run, 1.0) : 0.0;
  place = vec2(side.x < 0.5 ? -cap : run + cap, side.y * (wide + 1.0));
  vec2 shift = unit * (side.x < 0.5 ? -cap : cap) + vec2(-unit.y, unit.x) * place.y;
  gl_Position = vec4((side.x < 0.5 ? a : b) + (cap > 0.0 ? shift : vec2(0.0)) / size * 2.0, 0.0, 1.0);
  way = side.w * perUnit;
}`;

/**
 * Of a path's segments the nearest has a pixel, by depth: so the line lies over all casing in one pass. Where there is no
 * such depth, a pass for each of the three does the same.
 */
export const segmentFrag = `
#ifdef GL_EXT_frag_depth
#extension GL_EXT_frag_depth : enable
#endif
precision highp float;
uniform vec3 color;
uniform vec3 edges;
// device pixels on, off, on, off; 0 for a solid line
uniform vec4 dash;
// how many paths lie over this one, and the share of all depths that each has
uniform vec2 under;
varying vec2 place;
varying float run, thin, way;
float between(float at, float from, float to) {
  return max(from - at, at - to);
}
float within(float edge, float away) {
  return 1.0 - smoothstep(edge - 0.4, edge + 0.4, away);
}
float dashed() {
  float period = dash.x + dash.y + dash.z + dash.w;
  // So far out f32 knows no dashes.
  if (period == 0.0 || abs(way) > 4e6) {
    return 1.0;
  }
  float at = mod(way + place.x, period);
  float second = dash.x + dash.y;
  float away = min(
    min(between(at, 0.0, dash.x), between(at, period, period + dash.x)),
    dash.z > 0.0 ? between(at, second, second + dash.z) : 1e3);
  return 1.0 - smoothstep(-0.5, 0.5, away);
}
void main() {
  float away = length(vec2(max(max(-place.x, place.x - run), 0.0), place.y));
  float alpha = within(edges.z * thin, away);
  if (alpha == 0.0) {
    discard;
  }
  float line = within(edges.x * thin, away);
  vec3 casing = mix(vec3(${DARK}), vec3(1.0), within(edges.y * thin, away));
  vec3 ink = line > 0.0 ? mix(casing, color, line * dashed()) : casing;
  gl_FragColor = vec4(ink * alpha, alpha);
#ifdef GL_EXT_frag_depth
  gl_FragDepthEXT = (under.x + min(1.0, away / (edges.z * thin + 1.0))) * under.y;
#endif
}`;

/** Lines of a crowd, each adding one to what is counted at its pixels. */
export const countVert = `
precision highp float;
// x, y, frame, distance from the plane
attribute vec4 point;
uniform vec2 centre, scale, offset;
varying float frame;
void main() {
  frame = point.z;
  gl_Position = vec4((point.xy - centre) * scale + offset, 0.0, 1.0);
}`;

export const countFrag = `
precision highp float;
uniform vec4 channel;
uniform float head;
varying float frame;
void main() {
  // What lies in the future is not drawn yet.
  if (frame > head) {
    discard;
  }
  gl_FragColor = channel / 255.0;
}`;

/** Each pixel in the colour of the set with the most runs there: mixed hues would be mud. */
export const densityFrag = `
precision highp float;
uniform sampler2D first, second;
uniform mat4 firstColors, secondColors;
// opacity of one run, and of many; how many that is
uniform float single, most, many;
// a casing about lines: its opacity, and how far off it is
uniform float casing;
uniform vec2 beside;
varying vec2 place;
float near(vec2 by) {
  return dot(texture2D(first, place + by), vec4(1.0)) + dot(texture2D(first, place - by), vec4(1.0));
}
void main() {
  vec4 a = texture2D(first, place) * 255.0;
  vec4 b = texture2D(second, place) * 255.0;
  float n = dot(a, vec4(1.0)) + dot(b, vec4(1.0));
  if (n < 0.02) {
    // Of the first four sets; where there are more, there are too many runs for one.
    if (casing == 0.0 || near(vec2(beside.x, 0.0)) + near(vec2(0.0, beside.y)) == 0.0) {
      discard;
    }
    gl_FragColor = vec4(casing);
    return;
  }
  float largest = max(max(max(a.x, a.y), max(a.z, a.w)), max(max(b.x, b.y), max(b.z, b.w)));
  vec4 u = pow(a / largest, vec4(6.0));
  vec4 v = pow(b / largest, vec4(6.0));
  vec3 color = (firstColors * u + secondColors * v).rgb / (dot(u, vec4(1.0)) + dot(v, vec4(1.0)));
  float alpha = mix(single, most, clamp(log(max(n, 1.0)) / log(many), 0.0, 1.0)) * min(n, 1.0);
  gl_FragColor = vec4(color * alpha, alpha);
}`;

/** Device pixels that a mark's casing and its dark rim need around it, for each of the screen's ratio. */
const AROUND = '6.0';

export const markVert = `
precision highp float;
// x, y, and of an arrowhead its direction in radians and the frame from which on it is drawn
attribute vec4 mark;
uniform vec2 centre, scale, offset;
uniform float diameter, ratio, head;
varying float turn;
void main() {
  turn = mark.z;
  gl_Position = mark.w > head ? vec4(2.0, 2.0, 2.0, 1.0) : vec4((mark.xy - centre) * scale + offset, 0.0, 1.0);
  gl_PointSize = diameter + ${AROUND} * ratio;
}`;

/** Marks by their distance to an outline; as polygons they are in mark-outlines.ts, its twin. */
export const markFrag = `
precision highp float;
uniform vec3 color;
uniform float diameter, shape, hollow, opacity, ratio;
varying float turn;
void main() {
  vec2 p = (gl_PointCoord - 0.5) * (diameter + ${AROUND} * ratio);
  float r = diameter * 0.5;
  // Signed distance to the outline, in pixels.
  float d = length(p) - r;
  if (shape > 0.5) d = max(abs(p.x), abs(p.y)) - r * 0.85;
  if (shape > 1.5) d = (abs(p.x) + abs(p.y) - r * 1.2) * 0.7071;
  if (shape > 2.5) d = max(dot(vec2(abs(p.x), -p.y), vec2(0.866, 0.5)) - r * 0.55, p.y - r * 0.6);
  if (shape > 3.5) {
    vec2 q = abs(vec2(p.x + p.y, p.x - p.y)) * 0.7071;
    d = max(max(q.x, q.y) - r, min(q.x, q.y) - r * 0.34);
  }
  if (shape > 4.5) {
    // An arrowhead that points along its direction; y points down here.
    vec2 q = vec2(cos(turn) * p.x - sin(turn) * p.y, abs(sin(turn) * p.x + cos(turn) * p.y));
    d = max(dot(q, vec2(0.5, 0.866)) - r * 0.5, -q.x - r * 0.6);
  }
  // From inside: the colour, a white casing, a thin dark rim; a hollow one is white with a dark middle.
  float casing = 1.3 * ratio;
  float inside = 1.0 - smoothstep(-0.5, 0.5, d);
  float cased = 1.0 - smoothstep(-0.5, 0.5, d - casing);
  float whole = 1.0 - smoothstep(-0.5, 0.5, d - casing - 0.8 * ratio);
  float middle = 1.0 - smoothstep(-0.5, 0.5, d + 1.6 * ratio);
  vec3 dark = vec3(${DARK});
  vec3 ink = hollow > 0.5 ? mix(vec3(1.0), dark, middle) : mix(vec3(1.0), color, inside);
  gl_FragColor = vec4(mix(dark, ink, cased), 1.0) * max(cased, 0.9 * whole) * opacity;
}`;
