// The curves of a loss chart: of few runs each its own, of many their quantiles; of those out of view dim ones.
import { quantileSorted } from 'd3-array';
import type uPlot from 'uplot';
import type { PlanePaths } from '../fields/on-plane.ts';
import { type ChosenRun, runsOf } from '../fields/trajectories.ts';
import type { Scale } from '../math/grid.ts';
import { t } from '../words/words.ts';

/** Hexadecimal opacity of what lies between quantiles. */
const BAND = '20';
/** More runs than this per optimizer are summed up by their quantiles. */
const CURVES = 40;
/** Points along the curve: more than there are pixels tells nothing new. */
const FRAMES = 600;
/** Of losses on other points than those trained on: dotted. */
const TEST_DASH: readonly number[] = [1.5, 3];

export interface ChartSet {
  trajectories: PlanePaths;
  /** Runs with an iterate in view, by index; all others are dim. */
  runs: readonly number[];
  label: string;
  color: string;
  /** Of those that are dim. */
  dim: string;
  dash: readonly number[];
  /** Of some runs, by their numbers: the loss on other points at some steps. */
  test?: ReadonlyMap<number, TestLoss> | undefined;
}

interface TestLoss {
  readonly steps: readonly number[];
  readonly values: ArrayLike<number>;
}

export interface Curve {
  label: string;
  color: string;
  dash: readonly number[];
  width: number;
  values: (number | null)[];
  /** Whether the line goes on where there is no value. */
  spans?: boolean;
  chosen: ChosenRun | null;
}

/** All curves of a chart with the steps that they are at, what is filled between them, and their scale. */
export interface Curves {
  steps: readonly number[];
  curves: readonly Curve[];
  bands: readonly uPlot.Band[];
  scale: Scale;
  /** Whether any run is out of view. */
  dims: boolean;
}

export function curvesOf(sets: readonly ChartSet[], highlight: ChosenRun | null): Curves {
  const frames = sets[0]?.trajectories.frameSteps ?? new Uint32Array(1);
  const kept = thinned(frames);
  const steps = kept.map((f) => frames[f]!);
  const scale = scaleOf(sets);
  const curves: Curve[] = [];
  const bands: uPlot.Band[] = [];
  for (const [index, set] of sets.entries()) {
    const own = highlight?.set === index ? highlight.run : null;
    const ofRun = (run: number) => lossOf(set, run, kept, scale);
    const { seen, unseen } = sorted(set);
    const dim = { ...set, color: set.dim };
    for (const [of, runs] of [
      [dim, unseen],
      [set, seen],
    ] as const) {
      if (runs.length > CURVES) {
        const first = curves.length + 1;
        curves.push(...quantilesOf(of, runs, kept, scale));
        bands.push({ series: [first, first + 1], fill: set.color + BAND });
      } else {
        curves.push(...runs.map((run) => runCurve(of, index, run, own, runs.length, ofRun(run))));
      }
    }
    if (own !== null && (seen.includes(own) ? seen : unseen).length > CURVES) {
      curves.push({ ...runCurve(set, index, own, own, 1, ofRun(own)), dash: [] });
    }
  }
  curves.push(...curves.flatMap((curve) => testCurve(curve, sets, steps, scale)));
  return { steps, curves, bands, scale, dims: sets.some((set) => sorted(set).unseen.length > 0) };
}

/** The runs of a set, those in view and the others. */
function sorted({ trajectories, runs }: ChartSet) {
  const inView = new Set(runs);
  const unseen = Array.from({ length: runsOf(trajectories) }, (_, run) => run).filter(
    (run) => !inView.has(run),
  );
  return { seen: runs, unseen };
}

const lossOf = ({ trajectories }: ChartSet, run: number, kept: readonly number[], scale: Scale) =>
  kept.map((f) => placeable(trajectories.loss[run * trajectories.frameSteps.length + f]!, scale));

/** The curve of one of some runs, thicker where it is the one picked out. */
function runCurve(
  { label, color, dash }: ChartSet,
  set: number,
  run: number,
  own: number | null,
  of: number,
  values: (number | null)[],
): Curve {
  const faint = own !== null && run !== own;
  const width = run === own ? 2.5 : of > 8 || faint ? 1 : 1.75;
  return { label, color, dash, width, values, chosen: { set, run } };
}

/** The 90 %, 10 % and middle of what many runs have come to at each step. */
function quantilesOf(
  { trajectories, label, color, dash }: ChartSet,
  runs: readonly number[],
  kept: readonly number[],
  scale: Scale,
): Curve[] {
  const frames = trajectories.frameSteps.length;
  const losses = kept.map((f) =>
    Float64Array.from(runs, (run) => trajectories.loss[run * frames + f]!).sort(),
  );
  const at = (q: number) =>
    losses.map((of) =>
      placeable(quantileSorted(of as Iterable<number> as number[], q) ?? 0, scale),
    );
  const curve = { color, dash, chosen: null };
  return [
    { ...curve, label: `${label}, 90 %`, width: 0.5, values: at(0.9) },
    { ...curve, label: `${label}, 10 %`, width: 0.5, values: at(0.1) },
    { ...curve, label: t('{name}, median', { name: label }), width: 2, values: at(0.5) },
  ];
}

/** A log axis has no place for a loss below 0, nor for losses that are all 0. */
function scaleOf(sets: readonly ChartSet[]): Scale {
  const any = (is: (loss: number) => boolean) =>
    sets.some(({ trajectories }) => trajectories.loss.some(is));
  return any((loss) => loss < 0) || !any((loss) => loss > 0) ? 'linear' : 'log';
}

/** A log axis has no place for 0, nor has any axis one for a loss that is not finite. */
function placeable(loss: number | null, scale: Scale): number | null {
  const has = loss !== null && Number.isFinite(loss) && (loss > 0 || scale === 'linear');
  return has ? loss : null;
}

/** The loss on other points of a curve's run, where it is known: thinner, and dotted. */
function testCurve(
  of: Curve,
  sets: readonly ChartSet[],
  steps: readonly number[],
  scale: Scale,
): Curve[] {
  const test = of.chosen && sets[of.chosen.set]?.test?.get(of.chosen.run);
  if (!test) return [];
  const values = placedAt(steps, test).map((loss) => placeable(loss, scale));
  const [label, width] = [t('{name}, test', { name: of.label }), 0.8 * of.width];
  return [{ ...of, label, width, dash: TEST_DASH, spans: true, values }];
}

/** Each loss at the nearest of the chart's steps; null at those that have none. */
export function placedAt(
  steps: readonly number[],
  { steps: at, values }: TestLoss,
): (number | null)[] {
  const placed: (number | null)[] = steps.map(() => null);
  let i = 0;
  for (const [k, step] of at.entries()) {
    while (i + 1 < steps.length && Math.abs(steps[i + 1]! - step) <= Math.abs(steps[i]! - step))
      i++;
    placed[i] = values[k]!;
  }
  return placed;
}

/** Frames to draw: all, or FRAMES of them spread evenly, the last included. */
function thinned(frameSteps: Uint32Array): number[] {
  const last = frameSteps.length - 1;
  const count = Math.min(frameSteps.length, FRAMES);
  return Array.from({ length: count }, (_, i) =>
    last === 0 ? 0 : Math.round((i * last) / (count - 1)),
  );
}
