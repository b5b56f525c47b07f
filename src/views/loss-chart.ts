// Loss against step: one curve per run while they are few, otherwise the median and the middle 80 %.
import { quantileSorted } from 'd3-array';
import uPlot from 'uplot';
import type { PlanePaths } from '../fields/on-plane.ts';
import type { ChosenRun } from '../fields/trajectories.ts';
import type { Scale } from '../math/grid.ts';
import { t } from '../words/words.ts';
import { niceTicks, type Tick } from './ticks.ts';

/** More runs than this per optimizer are summed up by their quantiles. */
const CURVES = 40;
/** Points along the curve: more than there are pixels tells nothing new. */
const FRAMES = 600;
/** Of losses on other points than those trained on: dotted. */
const TEST_DASH: readonly number[] = [1.5, 3];

export interface ChartSet {
  trajectories: PlanePaths;
  /** Runs to show, by index. */
  runs: readonly number[];
  label: string;
  color: string;
  dash: readonly number[];
  /** Of some runs, by their numbers: the loss on other points at some steps. */
  test?: ReadonlyMap<number, TestLoss> | undefined;
}

interface TestLoss {
  readonly steps: readonly number[];
  readonly values: ArrayLike<number>;
}

export interface LossChart {
  show(sets: readonly ChartSet[], highlight: ChosenRun | null): void;
  /** Moves the line that marks the present. */
  setStep(step: number): void;
  resize(): void;
}

interface Curve {
  label: string;
  color: string;
  dash: readonly number[];
  width: number;
  values: (number | null)[];
  /** Whether the line goes on where there is no value. */
  spans?: boolean;
  chosen: ChosenRun | null;
}

export function createLossChart(
  root: HTMLElement,
  onHover: (chosen: ChosenRun | null) => void,
): LossChart {
  let plot: uPlot | null = null;
  let curves: Curve[] = [];
  let bands: uPlot.Band[] = [];
  let steps: number[] = [];
  let step = 0;
  let shape = '';
  let scale: Scale = 'log';
  const present = document.createElement('div');
  present.className = 'present';

  const size = () => ({
    width: Math.max(100, root.clientWidth),
    height: Math.max(60, root.clientHeight),
  });

  // A GPU that is lost takes what is on a canvas with it.
  root.addEventListener('contextrestored', () => plot?.redraw(false, false), true);

  function build() {
    plot?.destroy();
    plot = new uPlot(
      optionsOf(root, size(), scale, curves, bands, placePresent, (index) =>
        onHover(index === null ? null : (curves[index - 1]?.chosen ?? null)),
      ),
      [steps, ...curves.map((c) => c.values)],
      root,
    );
  }

  /** A line of its own over the chart: moving it does not draw the curves again. */
  function placePresent() {
    if (!plot) return;
    const x = plot.valToPos(step, 'x');
    present.hidden = !(x >= 0 && x <= plot.over.clientWidth);
    present.style.transform = `translateX(${x.toFixed(1)}px)`;
    if (present.parentElement !== plot.over) plot.over.append(present);
  }

  return {
    show(sets, highlight) {
      const kept = thinned(sets[0]?.trajectories.frameSteps ?? new Uint32Array(1));
      steps = kept.map((f) => sets[0]?.trajectories.frameSteps[f] ?? 0);
      curves = [];
      bands = [];
      scale = scaleOf(sets);
      for (const [i, set] of sets.entries()) addCurves(set, i, kept, highlight);
      curves.push(...curves.flatMap((curve) => testCurve(curve, sets, steps, scale)));
      const nextShape = JSON.stringify([scale, curves.map(({ values: _, ...rest }) => rest)]);
      if (plot && nextShape === shape) plot.setData([steps, ...curves.map((c) => c.values)]);
      else build();
      shape = nextShape;
    },
    setStep(next) {
      step = next;
      placePresent();
    },
    resize() {
      plot?.setSize(size());
    },
  };

  function addCurves(set: ChartSet, index: number, kept: number[], highlight: ChosenRun | null) {
    const { trajectories, runs, label, color, dash } = set;
    const frames = trajectories.frameSteps.length;
    const lossOf = (run: number) =>
      kept.map((f) => placeable(trajectories.loss[run * frames + f]!, scale));
    const curve = { label, color, dash, chosen: null };
    const own = highlight?.set === index ? highlight.run : null;
    if (runs.length <= CURVES) {
      for (const run of runs) {
        const faint = own !== null && run !== own;
        const width = run === own ? 2.5 : runs.length > 8 || faint ? 1 : 1.75;
        const chosen = { set: index, run };
        curves.push({ ...curve, width, values: lossOf(run), chosen });
      }
      return;
    }
    const sorted = kept.map((f) =>
      Float64Array.from(runs, (run) => trajectories.loss[run * frames + f]!).sort(),
    );
    const at = (q: number) =>
      sorted.map((losses) =>
        placeable(quantileSorted(losses as Iterable<number> as number[], q) ?? 0, scale),
      );
    const first = curves.length + 1;
    curves.push({ ...curve, label: `${label}, 90 %`, width: 0.5, values: at(0.9) });
    curves.push({ ...curve, label: `${label}, 10 %`, width: 0.5, values: at(0.1) });
    curves.push({
      ...curve,
      label: t('{name}, median', { name: label }),
      width: 2,
      values: at(0.5),
    });
    bands.push({ series: [first, first + 1], fill: `${color}20` });
    if (own !== null) {
      curves.push({
        ...curve,
        width: 2.5,
        dash: [],
        values: lossOf(own),
        chosen: { set: index, run: own },
      });
    }
  }
}

/** A log axis has no place for a loss below 0, nor for losses that are all 0. */
function scaleOf(sets: readonly ChartSet[]): Scale {
  const any = (is: (loss: number) => boolean) =>
    sets.some(({ trajectories }) => trajectories.loss.some(is));
  return any((loss) => loss < 0) || !any((loss) => loss > 0) ? 'linear' : 'log';
}

function optionsOf(
  root: HTMLElement,
  size: { width: number; height: number },
  scale: Scale,
  curves: readonly Curve[],
  bands: uPlot.Band[],
  onDraw: () => void,
  /** Series pointed at, counted from 1; null for none. */
  onFocus: (index: number | null) => void,
): uPlot.Options {
  return {
    ...size,
    padding: [8, 26, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: false, y: false },
      focus: { prox: 24 },
    },
    focus: { alpha: 0.25 },
    scales: {
      x: { time: false },
      y: scale === 'log' ? { distr: 3 } : { distr: 1, range: linearRange },
    },
    axes: chartAxes(root, scale),
    series: [
      {},
      ...curves.map(({ label, color, dash, width, spans }) => ({
        label,
        stroke: color,
        width,
        dash: [...dash],
        spanGaps: spans ?? false,
        points: { show: false },
      })),
    ],
    bands,
    hooks: {
      draw: [onDraw],
      setSeries: [
        (_, index, options) => {
          if ('focus' in options) onFocus(index);
        },
      ],
    },
  };
}

/** Around the values; around one value, or where there is none, as wide as an axis needs. */
function linearRange(_: uPlot, min: number | null, max: number | null): uPlot.Range.MinMax {
  if (min === null || max === null) return [0, 1];
  if (min < max) return uPlot.rangeNum(min, max, 0.1, true);
  const width = 0.5 * Math.abs(min) || 1;
  return [min - width, min + width];
}

/** The axes of a chart against step: steps below, values at the left. */
export function chartAxes(root: HTMLElement, scale: Scale): uPlot.Axis[] {
  const ink = () => getComputedStyle(root).getPropertyValue('--ink-soft').trim() || '#888';
  const rule = () => getComputedStyle(root).getPropertyValue('--rule').trim() || '#ddd';
  const axis = {
    stroke: ink,
    grid: { stroke: rule, width: 1 },
    ticks: { stroke: rule, width: 1, size: 4 },
    font: '11px system-ui, sans-serif',
  };
  let ticks: Tick[] = [];
  return [
    { ...axis, size: 24, space: 70 },
    {
      ...axis,
      size: 56,
      // uPlot's own log ticks drop most labels on short scales.
      splits: (_, __, min, max) => {
        ticks = niceTicks(min, max, 4, scale);
        return ticks.map(({ value }) => value);
      },
      values: (_, splits) => splits.map((v) => ticks.find((t) => t.value === v)?.label ?? ''),
      filter: (_, splits) => splits,
    },
  ];
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
