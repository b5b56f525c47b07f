// What the page draws over a landscape (isolines, runs, marks, the edge of stability), for a picture of it.
import type { Landscape } from '../../engine.ts';
import type { LegendEntry } from '../../fields/figure/content.ts';
import type { Drawn, Pen } from '../../fields/figure/drawn.ts';
import { SIGN_NAMES } from '../../fields/figure/words.ts';
import { isCurve } from '../../fields/landscape.ts';
import type { PlanePaths } from '../../fields/on-plane.ts';
import type { Scale } from '../../math/grid.ts';
import { OPTIMIZER_STYLES } from '../../views/colours.ts';
import { contourLines, type GridField } from '../../views/contour.ts';
import { isolineLevels } from '../../views/scene.ts';
import type { Over } from '../jobs/view.ts';
import { endMark, POINT, signOf, startMark } from './shapes.ts';

/** The runs of one optimizer. */
type RunSet = NonNullable<NonNullable<Over['runs']>[number]>;

const RIM = '#000000';
/** Samples of a landscape from left to right that isolines follow: finer ones are not seen. */
const FINE = 320;
/** Up to so many runs have a rim, as on the page. */
const RIMMED = 400;

interface Colours {
  scale: Scale;
  range: Range;
}

/** Isolines of landscapes, which the frames of a film share. */
const known = new WeakMap<Landscape, { key: string; lines: Drawn[] }>();

/** Isolines, light on the dark part of the colours and dark on the light one. */
export function isolines(landscape: Landscape, colours: Colours): Drawn[] {
  if (isCurve(landscape)) return [];
  const key = JSON.stringify(colours);
  const found = known.get(landscape);
  if (found?.key === key) return found.lines;
  const lines = isolinesOf(landscape, colours);
  known.set(landscape, { key, lines });
  return lines;
}

function isolinesOf(landscape: Landscape, { scale, range }: Colours): Drawn[] {
  const place = along(range, scale);
  const field = coarse(landscape);
  return isolineLevels(range, scale).flatMap((level): Drawn[] => {
    const color = place(level) > 0.55 ? '#000000' : '#ffffff';
    const pen: Pen = { color, width: 1.3 * POINT, opacity: 0.42 };
    return contourLines(field, level).map((points) => ({ kind: 'line', points, ...pen }));
  });
}

type Range = readonly [number, number];

function along([lo, hi]: Range, scale: Scale): (value: number) => number {
  const to = scale === 'log' ? (v: number) => Math.log(Math.max(v, 1e-30)) : (v: number) => v;
  return (value) => (to(value) - to(lo)) / (to(hi) - to(lo) || 1);
}

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

const framesOf = ({ frameSteps }: PlanePaths) => frameSteps.length;
export const runsOf = (paths: PlanePaths) => paths.points.length / 2 / framesOf(paths);

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

/** Runs up to a frame, their starts and their ends: thinner and fainter the more there are, as on the page. */
export function runs(sets: readonly RunSet[], headOf: (paths: PlanePaths) => number): Drawn[] {
  const total = sets.reduce((n, { trajectories }) => n + runsOf(trajectories), 0);
  const crowd = Math.min(1, Math.max(0, Math.log10(Math.max(total, 1)) - 1) / 2.5);
  const width = (3 - 1.8 * crowd) * POINT;
  const opacity = 1 - 0.62 * crowd;
  const diameter = 9 - 4.5 * crowd;
  const lines: Drawn[] = [];
  const starts: Drawn[] = [];
  const ends: Drawn[] = [];
  for (const { kind, trajectories } of sets) {
    const { onLandscape: color, shape } = OPTIMIZER_STYLES[kind];
    const end = endMark(shape, color, diameter + 2);
    const start = startMark(diameter * (1 - 0.5 * crowd), 1 - 0.85 * crowd);
    for (let run = 0; run < runsOf(trajectories); run++) {
      const points = pathTo(trajectories, run, headOf(trajectories));
      if (total <= RIMMED) {
        const rim = { color: RIM, width: width + 2.4 * POINT, opacity: 0.5 * opacity };
        lines.push({ kind: 'line', points, ...rim });
      }
      lines.push({ kind: 'line', points, color, width, opacity });
      const [x, y] = [points[0]!, points[1]!];
      starts.push({ kind: 'mark', at: [x, y], pieces: start });
      ends.push({ kind: 'mark', at: [points.at(-2)!, points.at(-1)!], pieces: end });
    }
  }
  return [...lines, ...starts, ...ends];
}

/** How the runs of each optimizer look, with the words that are said of them. */
export function legendOfRuns(
  sets: readonly RunSet[],
  words: (set: RunSet) => string,
): LegendEntry[] {
  return sets.map((set) => {
    const { onLandscape: color, shape } = OPTIMIZER_STYLES[set.kind];
    return {
      text: words(set),
      lines: [
        { color: RIM, width: 5 * POINT, opacity: 0.5 },
        { color, width: 3 * POINT },
      ],
      mark: endMark(shape, color, 10),
    };
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
