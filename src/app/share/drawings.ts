// What the page draws over a landscape (isolines, runs, marks, the edge of stability), for a picture of it.
import type { Landscape, Window } from '../../engine.ts';
import type { Colours } from '../../fields/colour-scale.ts';
import type { LegendEntry } from '../../fields/figure/content.ts';
import type { Drawn, Pen, Piece } from '../../fields/figure/drawn.ts';
import { SIGN_NAMES } from '../../fields/figure/words.ts';
import { isCurve } from '../../fields/landscape.ts';
import type { PlanePaths } from '../../fields/on-plane.ts';
import { runsOf } from '../../fields/trajectories.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { OPTIMIZER_STYLES } from '../../views/colours.ts';
import { contourLines, type GridField } from '../../views/contour.ts';
import { casingOpacity, singleOpacity } from '../../views/path-density.ts';
import { arrowheads, MARK_FLOATS, marksAt, type Seen } from '../../views/path-marks.ts';
import { FEW } from '../../views/path-store.ts';
import { ARROWED, CASING, marksAmong, widthAmong } from '../../views/paths.ts';
import { placeOnBar } from '../../views/place-on-bar.ts';
import { isolineLevels } from '../../views/scene.ts';
import type { Size } from '../../views/transform.ts';
import type { Over } from '../jobs/view.ts';
import { arrowMark, endMark, POINT, RIM, signOf, startMark, WHITE } from './shapes.ts';

/** The runs of one optimizer. */
type RunSet = NonNullable<NonNullable<Over['runs']>[number]>;

/** Samples of a landscape from left to right that isolines follow: finer ones are not seen. */
const FINE = 320;

/** Isolines of landscapes, which the frames of a film share. */
const known = new WeakMap<Landscape, { key: string; lines: Drawn[] }>();

/** Isolines, light on the dark part of the colours and dark on the light one. */
export function isolines(landscape: Landscape, colours: Colours): Drawn[] {
  if (isCurve(landscape)) return [];
  const key = JSON.stringify([colours.scale, colours.range, colours.ranks?.id]);
  const found = known.get(landscape);
  if (found?.key === key) return found.lines;
  const lines = isolinesOf(landscape, colours);
  known.set(landscape, { key, lines });
  return lines;
}

function isolinesOf(landscape: Landscape, colours: Colours): Drawn[] {
  const place = placeOnBar(colours);
  const field = coarse(landscape);
  return isolineLevels(colours).flatMap((level): Drawn[] => {
    const color = place(level) > 0.55 ? '#000000' : '#ffffff';
    const pen: Pen = { color, width: 1.3 * POINT, opacity: 0.42 };
    return contourLines(field, level).map((points) => ({ kind: 'line', points, ...pen }));
  });
}

type Range = readonly [number, number];

/** Every so many samples of a landscape, as a field. */
function coarse({ spec, loss }: Landscape): GridField {
  const { window, width, height } = spec;
  const every = Math.max(1, Math.floor(width / FINE));
  if (every === 1) return { window, width, height, values: loss };
  const [across, up] = [Math.floor(width / every), Math.floor(height / every)];
  const values = new Float64Array(across * up);
  for (let j = 0; j < up; j++) {
    for (let i = 0; i < across; i++) values[j * across + i] = loss[j * every * width + i * every]!;
  }
  // A cell's value is that of its first sample, half a cell and half a sample before its middle.
  const side = ([lo, hi]: Range, count: number, cells: number): [number, number] => {
    const step = (hi - lo) / count;
    const from = lo + (step * (1 - every)) / 2;
    return [from, from + step * every * cells];
  };
  return {
    window: { x: side(window.x, width, across), y: side(window.y, height, up) },
    width: across,
    height: up,
    values,
  };
}

/** x, y of a run from its start to a frame, which may lie between two. */
function pathTo({ points, frameSteps }: PlanePaths, run: number, head: number): number[] {
  const frames = frameSteps.length;
  const last = Math.min(Math.max(head, 0), frames - 1);
  const whole = Math.floor(last);
  const from = 2 * run * frames;
  const path: number[] = Array.from(points.subarray(from, from + 2 * (whole + 1)));
  const part = last - whole;
  if (part > 0) {
    const k = from + 2 * whole;
    for (const c of [0, 1]) {
      path.push(points[k + c]! + part * (points[k + 2 + c]! - points[k + c]!));
    }
  }
  return path;
}

/** From outside: nearly black, white, and the colour of the optimizer in its dashes. `half`: half its width in CSS pixels. */
function pensOf(kind: OptimizerKind, half: number): Pen[] {
  const { color, dash } = OPTIMIZER_STYLES[kind];
  const white = half + CASING.white;
  return [
    { color: RIM, width: 2 * (white + CASING.rim) * POINT, opacity: 0.95 },
    { color: WHITE, width: 2 * white * POINT },
    { color, width: 2 * half * POINT, dash: dash.map((length) => length * POINT) },
  ];
}

/** x, y, direction and frame of each mark, in the coordinates of the axes. */
function* placesIn(vertices: Float32Array, [x0, y0]: Seen['origin']) {
  for (let k = 0; k < vertices.length; k += MARK_FLOATS) {
    const at: [number, number] = [vertices[k]! + x0, vertices[k + 1]! + y0];
    yield { at, turn: vertices[k + 2]!, frame: vertices[k + 3]! };
  }
}

/** The paths of one optimizer's runs with arrowheads, where there are few runs in all. */
function pathsOf({ kind, trajectories }: RunSet, head: number, total: number, seen: Seen): Drawn[] {
  const { color } = OPTIMIZER_STYLES[kind];
  const casing: Pen = { color: 'white', width: 3 * POINT, opacity: casingOpacity(total) };
  const thin: Pen = { color, width: POINT, opacity: singleOpacity(total) };
  const pens =
    total > FEW
      ? [casing, thin].filter((pen) => pen.opacity !== 0)
      : pensOf(kind, widthAmong(total));
  const paths = Array.from({ length: runsOf(trajectories) }, (_, run) =>
    pathTo(trajectories, run, head),
  );
  const lines = pens.flatMap((pen) =>
    paths.map((points): Drawn => ({ kind: 'line', points, ...pen })),
  );
  if (total > ARROWED) return lines;
  const arrows = [...placesIn(arrowheads(trajectories, seen), seen.origin)]
    .filter(({ frame }) => frame <= head)
    .map(({ at, turn }): Drawn => ({ kind: 'mark', at, pieces: arrowMark(color, 9, turn) }));
  return [...lines, ...arrows];
}

/** Runs up to a frame with their starts, ends and directions, as `views/paths.ts` draws them: many as thin lines. */
export function runs(
  sets: readonly RunSet[],
  headOf: (paths: PlanePaths) => number,
  view: Window,
  size: Size,
): Drawn[] {
  const total = sets.reduce((n, { trajectories }) => n + runsOf(trajectories), 0);
  const origin: Seen['origin'] = [(view.x[0] + view.x[1]) / 2, (view.y[0] + view.y[1]) / 2];
  const seen: Seen = { view, size, origin };
  const { start, end, cell } = marksAmong(total, sets.length);
  const marks = (paths: PlanePaths, head: number, pieces: readonly Piece[]) =>
    [...placesIn(marksAt(paths, head, seen, cell), origin)].map(
      ({ at }): Drawn => ({ kind: 'mark', at, pieces }),
    );
  return [
    ...sets.flatMap((set) => pathsOf(set, headOf(set.trajectories), total, seen)),
    ...sets.flatMap(({ trajectories }) => marks(trajectories, 0, startMark(start))),
    ...sets.flatMap(({ kind, trajectories }) => {
      const { color, shape } = OPTIMIZER_STYLES[kind];
      return marks(trajectories, headOf(trajectories), endMark(shape, color, end));
    }),
  ];
}

/** How the runs of each optimizer look, with the words that are said of them. */
export function legendOfRuns(
  sets: readonly RunSet[],
  words: (set: RunSet) => string,
): LegendEntry[] {
  return sets.map((set) => {
    const { color, shape } = OPTIMIZER_STYLES[set.kind];
    return { text: words(set), lines: pensOf(set.kind, 1.3), mark: endMark(shape, color, 9) };
  });
}

/** Stationary points and lines at a value that a view has laid over the landscape. */
export function overlaid({ marks = [], levels = [] }: Over): Drawn[] {
  return [
    ...levels.flatMap(({ lines, color, dash }): Drawn[] => [
      ...lines.map(
        (points): Drawn => ({
          ...{ kind: 'line', points, color: '#0a0e16', width: 4.2 * POINT, opacity: 0.6 },
        }),
      ),
      ...lines.map(
        (points): Drawn => ({
          ...{ kind: 'line', points, color, width: 2 * POINT },
          dash: dash.map((length) => length * POINT),
        }),
      ),
    ]),
    ...marks.map((mark): Drawn => ({ kind: 'mark', at: mark.at, pieces: signOf(mark) })),
  ];
}

/** What the signs and lines over the landscape mean. */
export function legendOfOverlaid({ marks = [], levels = [] }: Over): LegendEntry[] {
  const kinds = [...new Set(marks.map(({ kind }) => kind))];
  return [
    ...levels.map(({ color, dash, label }) => ({
      text: label,
      lines: [
        { color: '#0a0e16', width: 4.2 * POINT, opacity: 0.6 },
        { color, width: 2 * POINT, dash: dash.map((length) => length * POINT) },
      ],
      mark: [],
    })),
    ...kinds.map((kind) => ({ text: SIGN_NAMES[kind], lines: [], mark: signOf({ kind }) })),
  ];
}
