// Loss against step: one curve per run while they are few, otherwise the median and the middle 80 %.
import uPlot from 'uplot';
import type { ChosenRun } from '../fields/trajectories.ts';
import type { Scale } from '../math/grid.ts';
import { isSameList } from '../math/objects.ts';
import { t } from '../words/words.ts';
import { attachScrubbing, type Scrubbing } from './chart-scrubbing.ts';
import { type ChartSet, type Curve, curvesOf } from './loss-curves.ts';
import { shareOfStep, stepTicks } from './step-axis.ts';
import { lineScale, typeScale } from './tick-layout.ts';
import { niceTicks, type Tick } from './ticks.ts';

export interface LossChart {
  /** Draws only what is another than before: whatever moves the map asks for it. */
  show(sets: readonly ChartSet[], highlight: ChosenRun | null): void;
  /** Moves the line that marks the present. */
  setStep(step: number): void;
  /** How the steps are laid out. */
  setStepScale(scale: Scale): void;
  resize(): void;
}

export interface LossChartEvents {
  onHover(chosen: ChosenRun | null): void;
  /** What a drag along the steps does. */
  scrubbing: Scrubbing;
  /** Where the axis of the steps lies in the root, in CSS pixels. */
  onLayout(left: number, width: number): void;
}

export function createLossChart(
  root: HTMLElement,
  { onHover, scrubbing, onLayout }: LossChartEvents,
): LossChart {
  let plot: uPlot | null = null;
  let curves: readonly Curve[] = [];
  let bands: readonly uPlot.Band[] = [];
  let steps: readonly number[] = [];
  let step = 0;
  let shape = '';
  let shown: readonly unknown[] = [];
  let scale: Scale = 'log';
  let stepScale: Scale = 'log';
  const present = document.createElement('div');
  present.className = 'present';
  // Over the curves: a line more above them would make the map another size.
  const note = document.createElement('div');
  note.className = 'chart-note';

  const size = () => ({
    width: Math.max(100, root.clientWidth),
    height: Math.max(60, root.clientHeight),
  });

  const axis = (): StepAxis => ({ steps: steps.at(-1) ?? 0, scale: stepScale });
  const slider = attachScrubbing(root, () => plot?.over ?? root, axis, scrubbing);

  // A GPU that is lost takes what is on a canvas with it.
  root.addEventListener('contextrestored', () => plot?.redraw(false, false), true);

  function build() {
    plot?.destroy();
    plot = new uPlot(
      optionsOf(root, size(), { scale, steps: axis() }, curves, bands, placePresent, (index) =>
        onHover(index === null ? null : (curves[index - 1]?.chosen ?? null)),
      ),
      dataOf(steps, axis(), curves),
      root,
    );
  }

  /** A line of its own over the chart: moving it does not draw the curves again. */
  function placePresent() {
    if (!plot) return;
    onLayout(plot.over.offsetLeft, plot.over.clientWidth);
    slider.say(step);
    const x = shareOfStep(step, axis().steps, stepScale) * plot.over.clientWidth;
    present.hidden = !(x >= 0 && x <= plot.over.clientWidth + 0.5);
    present.style.transform = `translateX(${x.toFixed(1)}px)`;
    if (present.parentElement !== plot.over) plot.over.append(present, note);
  }

  return {
    show(sets, highlight) {
      const { theme } = document.documentElement.dataset;
      const of = sets.flatMap(({ runs, ...rest }) => [...Object.values(rest), ...runs]);
      const wanted = [theme, stepScale, highlight?.set, highlight?.run, ...of];
      if (isSameList(wanted, shown)) return;
      shown = wanted;
      let dims: boolean;
      ({ steps, curves, bands, scale, dims } = curvesOf(sets, highlight));
      note.textContent = dims ? t('dim: out of view') : '';
      // The axes have the theme's colours.
      const nextShape = JSON.stringify([
        theme,
        scale,
        axis(),
        curves.map(({ values: _, ...rest }) => rest),
      ]);
      if (plot && nextShape === shape) plot.setData(dataOf(steps, axis(), curves));
      else build();
      shape = nextShape;
    },
    setStep(next) {
      step = next;
      placePresent();
    },
    setStepScale(next) {
      if (next === stepScale) return;
      stepScale = next;
      shape = '';
      if (plot) build();
    },
    resize() {
      plot?.setSize(size());
    },
  };
}

/** Steps from 0 to `steps` along an axis, see shareOfStep: its values are shares. */
export interface StepAxis {
  steps: number;
  scale: Scale;
}

const dataOf = (
  steps: readonly number[],
  axis: StepAxis,
  curves: readonly Curve[],
): uPlot.AlignedData => [
  steps.map((step) => shareOfStep(step, axis.steps, axis.scale)),
  ...curves.map(({ values }) => values),
];

function optionsOf(
  root: HTMLElement,
  size: { width: number; height: number },
  { scale, steps }: { scale: Scale; steps: StepAxis },
  curves: readonly Curve[],
  bands: readonly uPlot.Band[],
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
      x: { time: false, range: [0, 1] },
      y: scale === 'log' ? { distr: 3 } : { distr: 1, range: linearRange },
    },
    axes: chartAxes(root, scale, steps),
    series: [
      {},
      ...curves.map(({ label, color, dash, width, spans }) => ({
        label,
        stroke: color,
        width: width * lineScale(),
        dash: [...dash],
        spanGaps: spans ?? false,
        points: { show: false },
      })),
    ],
    bands: [...bands],
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
export function chartAxes(root: HTMLElement, scale: Scale, steps: StepAxis): uPlot.Axis[] {
  const ink = () => getComputedStyle(root).getPropertyValue('--ink-soft').trim() || '#888';
  const rule = () => getComputedStyle(root).getPropertyValue('--rule').trim() || '#ddd';
  const axis = {
    stroke: ink,
    grid: { stroke: rule, width: 1 },
    ticks: { stroke: rule, width: 1, size: 4 },
    font: `${Math.round(11 * typeScale())}px system-ui, sans-serif`,
  };
  let ticks: Tick[] = [];
  const stepsAt = (u: uPlot) => stepTicks(steps.steps, steps.scale, u.over.clientWidth || u.width);
  return [
    {
      ...axis,
      size: Math.round(24 * typeScale()),
      splits: (u) => stepsAt(u).map(({ share }) => share),
      values: (u) => stepsAt(u).map(({ label }) => label),
      filter: (_, splits) => splits,
    },
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
