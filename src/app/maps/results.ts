// From the results of the maps to what is shown of them: pictures in place, figures, the f64 check.
import type { Sweep, SweepPreview, SweepSpec } from '../../engine.ts';
import { outcomePicture, type Picture } from '../../fields/pictures.ts';
import { comparison, sweepStatistics } from '../../fields/statistics.ts';
import { trainabilityPicture } from '../../fields/trainability.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { isLine } from '../../problems/plane.ts';
import { describe } from '../../problems/registry.ts';
import { optimizerName } from '../../views/colours.ts';
import type { PlacedPicture } from '../../views/image-layer.ts';
import type { Point } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { checkPrecision } from '../jobs/precision.ts';
import { windowOfAxes } from '../state/map-axes.ts';
import { borderOf } from './border.ts';
import type { Colours } from './colours.ts';
import type { Further, MapInfo, MapSummary } from './info.ts';
import { minimaNotes, minimaTable } from './minima-table.ts';
import type { MapPlot } from './plot.ts';
import { type RunResult, resultOf } from './run-words.ts';
import { trainabilityTable } from './trainability-table.ts';
import { dimensionInWords, type ZoomFrames } from './zoom-frames.ts';

/** A map on the page and the sweep it shows. */
export interface ShownMap {
  kind: OptimizerKind;
  plot: MapPlot;
  sweep: Sweep | null;
  /** What `sweep` was computed from and by, as text. */
  key: string;
  /** Sampled pixels whose outcome differs in f64, in the plot's coordinates. */
  different: readonly Point[];
}

/** Of the trainability where that was measured, else of the outcome. */
const pictureOf = (results: Sweep | SweepPreview, width: number, height: number): Picture =>
  results.measure?.length
    ? trainabilityPicture(results.measure, width, height)
    : outcomePicture(results, width, height, results.spec.steps);

/** A result on its part of the plot; a coarse level's cells may reach over the edge. */
export function placed(
  results: Sweep | SweepPreview,
  width: number,
  height: number,
  stride: number,
  picture: Picture = pictureOf(results, width, height),
): PlacedPicture {
  const { spec } = results;
  const { x, y } = windowOfAxes(spec);
  const reach = ([lo, hi]: [number, number], cells: number, pixels: number): [number, number] => [
    lo,
    lo + ((hi - lo) * cells * stride) / pixels,
  ];
  if (isStrip(spec)) return { picture, window: { x: reach(x, width, spec.width), y: EVERYWHERE } };
  return {
    picture,
    window: { x: reach(x, width, spec.width), y: reach(y, height, spec.height) },
  };
}

/** A strip of starts on a line lies behind the whole curve. */
const EVERYWHERE: [number, number] = [-1e12, 1e12];
const isStrip = ({ problem, x, y }: SweepSpec) =>
  x.quantity === 'start.x' && y.quantity === 'start.y' && isLine(describe(problem).plane);

/** Shows the figures of finished maps, then checks them in f64 in the background. */
export async function summarize(
  maps: readonly ShownMap[],
  colours: Pick<Colours, 'minima' | 'trustTable'>,
  frames: ZoomFrames,
  info: MapInfo,
  engines: Engines,
  signal: AbortSignal,
): Promise<void> {
  const sweeps = maps.map(({ sweep }) => sweep!);
  const rows = sweeps.map((sweep, i) => {
    const edges = frames.with(sweep);
    return {
      label: optimizerName(maps[i]!.kind),
      statistics: sweepStatistics(sweep),
      border: borderOf(sweep.outcome, sweep.spec.width, sweep.spec.height),
      lines: edges ? [dimensionInWords(edges)] : [],
    };
  });
  const [a, b] = sweeps;
  info.show(rows, a && b ? comparison(a, b) : null, furtherOf(sweeps, rows, colours));
  // What the CPU did in the GPU's place, as it has no kernel for it, is f64 already.
  if (sweeps.every(({ loss }) => loss instanceof Float64Array)) return;
  for (const [i, sweep] of sweeps.entries()) {
    const checked = await checkPrecision(sweep, engines.cpu, signal);
    signal.throwIfAborted();
    info.precision(i, checked);
    maps[i]!.different = checked.different.map((k) => pixelCentre(sweep, k));
  }
}

/** What is shown in the place of the outcomes. */
function furtherOf(
  sweeps: readonly Sweep[],
  rows: readonly MapSummary[],
  { minima, trustTable }: Pick<Colours, 'minima' | 'trustTable'>,
): Further | null {
  const trusted = trustTable(rows);
  if (trusted) return { instead: true, table: trusted, notes: [] };
  const { spec, measure } = sweeps[0]!;
  if (measure?.length) {
    return { instead: true, table: trainabilityTable(sweeps, rows), notes: [] };
  }
  return (
    minima && {
      instead: true,
      table: minimaTable(minima, rows, isLine(describe(spec.problem).plane)),
      notes: minimaNotes(minima, rows),
    }
  );
}

/** What became of the run at a place of the plot, in the plot's coordinates; null beside the map. */
export function resultAt(
  sweep: Sweep,
  [px, py]: Point,
  named?: (pixel: number) => string | undefined,
): RunResult | null {
  const { width, height } = sweep.spec;
  const { x, y } = windowOfAxes(sweep.spec);
  const i = Math.floor(((px - x[0]) / (x[1] - x[0])) * width);
  if (!(i >= 0 && i < width)) return null;
  const j = isStrip(sweep.spec) ? 0 : Math.floor(((py - y[0]) / (y[1] - y[0])) * height);
  const k = j * width + i;
  const result = resultOf(sweep, k);
  return result && { ...result, also: named?.(k) };
}

/** Where a pixel lies in the plot. */
function pixelCentre({ spec }: Sweep, pixel: number): Point {
  const { width, height } = spec;
  const { x, y } = windowOfAxes(spec);
  const place = ([lo, hi]: [number, number], k: number, count: number) =>
    lo + ((hi - lo) * (k + 0.5)) / count;
  return [place(x, pixel % width, width), place(y, Math.floor(pixel / width), height)];
}
