// Ticks and labels along the nearest edges of the relief's box, as SVG over its canvas.
import type { Window } from '../engine.ts';
import type { Colours } from '../fields/colour-scale.ts';
import { svgElement } from './dom.ts';
import { boxOf, type Camera, type Place } from './relief-camera.ts';
import { shareOf } from './relief-geometry.ts';
import { niceTicks, shortened, type Tick } from './ticks.ts';
import type { Point, Size } from './transform.ts';

export interface ReliefAxes {
  window: Window;
  labels: readonly [x: string, y: string, loss: string];
  colours: Colours;
}

/** CSS pixels from an edge to the end of a tick, its label, and the name of the axis. */
const [TICK, LABEL, NAME] = [6, 18, 42];
/** One label to so many pixels of an edge. */
const APART = 62;
const LONGEST = 8;

/** Replaces what is in `svg`, which lies over the canvas. */
export function drawReliefAxes(
  svg: SVGSVGElement,
  size: Size,
  height: number,
  camera: Camera,
  { window, labels, colours }: ReliefAxes,
): void {
  const children: SVGElement[] = [];
  const add = (...of: Parameters<typeof svgElement>) => children.push(svgElement(...of));
  const line = (kind: string, [x1, y1]: Point, [x2, y2]: Point) =>
    add('line', { class: kind, x1, y1, x2, y2 });
  const middle = camera.project([0, 0, height / 2]);

  /** An edge with what stands along it, its labels on the far side from the middle. */
  function edge(
    from: Place,
    to: Place,
    ticks: readonly (Tick & { share: number })[],
    name: string,
  ) {
    const [a, b] = [camera.project(from), camera.project(to)];
    line('relief-edge', a, b);
    const out = outwards(a, b, middle);
    for (const { share, label } of ticks) {
      const at = camera.project(
        [0, 1, 2].map((c) => from[c]! + share * (to[c]! - from[c]!)) as never,
      );
      line('tick', at, away(at, out, TICK));
      text('tick-label', away(at, out, LABEL), label, out);
    }
    if (name)
      text('axis-label', away([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], out, NAME), name, out);
  }
  function text(kind: string, [x, y]: Point, label: string, [ox]: Point) {
    const anchor = Math.abs(ox) < 0.45 ? 'middle' : ox < 0 ? 'end' : 'start';
    add('text', { class: kind, x, y: y + 4, 'text-anchor': anchor }, label);
  }

  /** How many labels an edge has room for. */
  const room = (from: Place, to: Place) => {
    const [a, b] = [camera.project(from), camera.project(to)];
    return Math.max(2, Math.floor(Math.hypot(a[0] - b[0], a[1] - b[1]) / APART));
  };

  const [sw, se, ne, nw] = boxOf(size, height) as [Place, Place, Place, Place];
  const lower = (one: readonly [Place, Place], other: readonly [Place, Place]) =>
    heightOn(camera, one) >= heightOn(camera, other) ? one : other;
  for (const [axis, [from, to]] of [
    lower([sw, se], [nw, ne]),
    lower([sw, nw], [se, ne]),
  ].entries() as IterableIterator<[0 | 1, readonly [Place, Place]]>) {
    const [min, max] = axis === 0 ? window.x : window.y;
    const { ticks, prefix } = shortened(niceTicks(min, max, room(from, to), 'linear'), LONGEST);
    const placed = ticks.map((tick) => ({ ...tick, share: (tick.value - min) / (max - min) }));
    edge(from, to, placed, prefix ? `${labels[axis]}, ${prefix}` : labels[axis]);
  }
  // Seen from above there is no height to read.
  if (camera.depth === 1) {
    const corners = [sw, se, ne, nw].map((place) => ({ place, x: camera.project(place)[0] }));
    const { place } = corners.reduce((left, corner) => (corner.x < left.x ? corner : left));
    const top: Place = [place[0], place[1], height];
    const [min, max] = colours.range;
    const log = colours.scale === 'log';
    const ticks = (
      colours.ranks?.ticks(4) ??
      niceTicks(log ? Math.max(min, 1e-30) : min, max, 4, log ? 'log' : 'linear')
    )
      .map((tick) => ({ ...tick, share: shareOf(tick.value, colours) }))
      .filter(({ value }) => value >= min && value <= max);
    edge(place, top, ticks, '');
    const [x, y] = camera.project(top);
    add('text', { class: 'axis-label', x, y: y - 10, 'text-anchor': 'middle' }, labels[2]);
  }
  svg.replaceChildren(...children);
}

/** How far down the plot an edge is. */
const heightOn = ({ project }: Camera, [a, b]: readonly [Place, Place]) =>
  project(a)[1] + project(b)[1];

/** The unit normal of an edge that points away from a place. */
function outwards(a: Point, b: Point, from: Point): Point {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy) || 1;
  const normal: Point = [-dy / length, dx / length];
  const inside = (from[0] - a[0]) * normal[0] + (from[1] - a[1]) * normal[1] > 0;
  return inside ? [-normal[0], -normal[1]] : normal;
}

const away = ([x, y]: Point, [dx, dy]: Point, by: number): Point => [x + by * dx, y + by * dy];
