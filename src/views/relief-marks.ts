// Marks of stationary points on the relief, faint where a hill hides them.
import { svgElement } from './dom.ts';
import type { PointMark } from './overlay.ts';
import { markGroup } from './overlay.ts';
import type { Camera, Place } from './relief-camera.ts';
import { heightAt, type Relief } from './relief-geometry.ts';
import type { Size } from './transform.ts';

/** Steps towards the eye in which a hill is looked for. */
const STEPS = 48;
/** CSS pixels that a place is lifted, so that the cells of the mesh around it do not hide it. */
const LIFT = 2;

/** Whether the relief stands between a place on it and the eye. */
export function isHidden(
  relief: Relief,
  camera: Camera,
  size: Size,
  height: number,
  place: Place,
): boolean {
  const [eye] = camera.ray(camera.project(place));
  const [x, y, z] = [place[0], place[1], place[2] + LIFT];
  const up = eye[2] - z;
  // Above the box nothing stands in the way.
  const until = up > 0 ? Math.min(1, (height - z) / up) : 1;
  for (let i = 1; i <= STEPS; i++) {
    const part = (until * i) / STEPS;
    const s = (x + part * (eye[0] - x)) / size.width + 0.5;
    const t = (y + part * (eye[1] - y)) / size.height + 0.5;
    if (!(s >= 0 && s <= 1 && t >= 0 && t <= 1)) return false;
    if (heightAt(relief, s, t) * height > z + part * up) return true;
  }
  return false;
}

/** A group of the marks that are inside the window of a relief, where its camera has them. */
export function reliefMarks(
  marks: readonly PointMark[],
  relief: Relief,
  camera: Camera,
  size: Size,
  height: number,
): SVGElement {
  const group = svgElement('g', { class: 'overlay' });
  const { x, y } = relief.window;
  for (const mark of marks) {
    const s = (mark.at[0] - x[0]) / (x[1] - x[0]);
    const t = (mark.at[1] - y[0]) / (y[1] - y[0]);
    if (!(s >= 0 && s <= 1 && t >= 0 && t <= 1)) continue;
    const z = (heightAt(relief, s, t) || 0) * height;
    const place: Place = [(s - 0.5) * size.width, (t - 0.5) * size.height, z];
    const made = markGroup(mark, camera.project(place));
    if (isHidden(relief, camera, size, height, place)) made.setAttribute('opacity', '0.3');
    group.append(made);
  }
  return group;
}
