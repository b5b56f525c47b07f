// GLSL (WebGL 1) of the paths: thick segments, thin lines, and marks at starts and ends.

export const segmentVert = `
precision highp float;
// x, y, frame of either end of the segment
attribute vec3 from, to;
// along the segment 0 or 1, −1 or 1 to either side, and the distance from the plane
attribute vec3 side;
uniform vec2 centre, scale, offset, size;
uniform float head, halfWidth, fadeFrames, reach;
varying float across, age, frame, near;
void main() {
  frame = from.z;
  float part = clamp((head - from.z) / (to.z - from.z), 0.0, 1.0);
  vec2 a = (from.xy - centre) * scale + offset;
  vec2 b = (mix(from.xy, to.xy, part) - centre) * scale + offset;
  vec2 along = (b - a) * size;
  float run = length(along);
  vec2 unit = run > 1e-6 ? along / run : vec2(1.0, 0.0);
  vec2 shift = vec2(-unit.y, unit.x) * side.y * (halfWidth + 1.0) / size * 2.0;
  gl_Position = vec4((side.x < 0.5 ? a : b) + shift, 0.0, 1.0);
  across = side.y * (halfWidth + 1.0);
  near = reach / (reach + side.z);
  age = clamp((head - mix(from.z, to.z, side.x)) / fadeFrames, 0.0, 1.0);
}`;

export const lineVert = `
precision highp float;
// x, y, frame, distance from the plane
attribute vec4 point;
uniform vec2 centre, scale, offset;
uniform float head, fadeFrames, reach;
varying float across, age, frame, near;
void main() {
  frame = point.z;
  gl_Position = vec4((point.xy - centre) * scale + offset, 0.0, 1.0);
  across = 0.0;
  near = reach / (reach + point.w);
  age = clamp((head - point.z) / fadeFrames, 0.0, 1.0);
}`;

export const segmentFrag = `
precision highp float;
uniform vec3 color;
uniform float head, halfWidth, opacity, fade;
varying float across, age, frame, near;
void main() {
  // What lies in the future is not drawn yet.
  if (frame > head) {
    discard;
  }
  float edge = 1.0 - smoothstep(halfWidth - 0.5, halfWidth + 0.5, abs(across));
  // A path off the plane is fainter: what is drawn is its shadow there.
  float alpha = edge * opacity * mix(1.0, fade, age) * mix(0.25, 1.0, near);
  gl_FragColor = vec4(color * alpha, alpha);
}`;

export const markVert = `
precision highp float;
attribute vec2 position;
uniform vec2 centre, scale, offset;
uniform float diameter;
void main() {
  gl_Position = vec4((position - centre) * scale + offset, 0.0, 1.0);
  gl_PointSize = diameter + 4.0;
}`;

export const markFrag = `
precision highp float;
uniform vec3 color;
uniform float diameter, shape, hollow, opacity;
void main() {
  vec2 p = (gl_PointCoord - 0.5) * (diameter + 4.0);
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
  float inside = 1.0 - smoothstep(-0.5, 0.5, d);
  float rim = 1.0 - smoothstep(-0.5, 0.5, d - 1.5);
  float core = hollow > 0.5 ? inside * smoothstep(-3.0, -2.0, d) : inside;
  vec3 ink = color * core;
  float alpha = max(core, (rim - inside) * 0.75);
  gl_FragColor = vec4(ink, alpha) * opacity;
}`;
