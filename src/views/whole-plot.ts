/** GLSL (WebGL 1) of one triangle over the whole plot: `place` is from 0 to 1 across it. */
export const wholePlotVert = `
precision highp float;
attribute vec2 corner;
varying vec2 place;
void main() {
  place = corner * 0.5 + 0.5;
  gl_Position = vec4(corner, 0.0, 1.0);
}`;
