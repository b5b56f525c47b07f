// Sharpness λmax against step, with the most that each optimizer can stand as a level line.
import uPlot from 'uplot';
import type { Scale } from '../math/grid.ts';
import { t } from '../words/words.ts';
import { chartAxes, type StepAxis } from './loss-chart.ts';
import { shareOfStep } from './step-axis.ts';
import { typeScale } from './tick-layout.ts';

export interface SharpnessSet {
  label: string;
  color: string;
  dash: readonly number[];
  /** [k] */
  steps: readonly number[];
  /** [k]: λmax there. */
  values: ArrayLike<number>;
  /** Where the optimizer's edge of stability is, and how that is written; null for one that has none. */
  limit: { at: number; text: string } | null;
}

export interface SharpnessChart {
  show(sets: readonly SharpnessSet[], axis: StepAxis): void;
  resize(): void;
}

/** A run that diverges is followed so many times beyond where it began and what is stable. */
const FAR = 100;

/** Values that span more than this are told apart on a log scale only. */
const WIDE = 50;

export function createSharpnessChart(root: HTMLElement): SharpnessChart {
  const name = document.createElement('div');
  name.className = 'chart-name';
  name.textContent = t('sharpness λmax against step');
  root.append(name);
  let plot: uPlot | null = null;
  // A GPU that is lost takes what is on a canvas with it.
  root.addEventListener('contextrestored', () => plot?.redraw(false, false), true);
  const size = () => ({
    width: Math.max(100, root.clientWidth),
    height: Math.max(60, root.clientHeight),
  });
  return {
    show(sets, axis) {
      plot?.destroy();
      const { scale, range } = scaleOf(sets);
      const placeable = (value: number) =>
        Number.isFinite(value) && (value > 0 || scale === 'linear') ? value : null;
      // Runs of as many steps share their x; those pointed at on two maps do too.
      const data = sets.map(
        ({ steps, values }) =>
          [
            steps.map((step) => shareOfStep(step, axis.steps, axis.scale)),
            Array.from(values, placeable),
          ] as uPlot.AlignedData,
      );
      const joined = data.length > 0 ? uPlot.join(data) : ([[0]] as uPlot.AlignedData);
      plot = new uPlot(
        {
          ...size(),
          padding: [8, 26, 0, 0],
          legend: { show: false },
          cursor: { show: false },
          scales: {
            x: { time: false, range: [0, 1] },
            y: { distr: scale === 'log' ? 3 : 1, range },
          },
          axes: chartAxes(root, scale, axis),
          series: [
            {},
            ...sets.map(({ label, color, dash }) => ({
              label,
              stroke: color,
              dash: [...dash],
              width: 1.75,
              spanGaps: true,
              points: { show: false },
            })),
          ],
          hooks: {
            drawAxes: [(u) => drawLimits(u, sets, root, false)],
            draw: [(u) => drawLimits(u, sets, root, true)],
          },
        },
        joined,
        root,
      );
    },
    resize() {
      plot?.setSize(size());
    },
  };
}

/** A scale that has every value and limit in it. */
export function scaleOf(sets: readonly Pick<SharpnessSet, 'values' | 'limit'>[]): {
  scale: Scale;
  range: [number, number];
} {
  const values = sets.flatMap(({ values: own, limit }) => [
    ...Array.from(own).filter(Number.isFinite),
    ...(limit ? [limit.at] : []),
  ]);
  if (values.length === 0) return { scale: 'linear', range: [0, 1] };
  const landmarks = sets.flatMap(({ values: own, limit }) => [own[0] ?? 0, limit?.at ?? 0]);
  const farthest = FAR * landmarks.reduce((a, b) => Math.max(a, b), 0);
  const top = values.reduce((a, b) => Math.max(a, b));
  const hi = farthest > 0 ? Math.min(top, farthest) : top;
  const lo = values.reduce((a, b) => Math.min(a, b));
  const positive = values.filter((value) => value > 0);
  const least = positive.reduce((a, b) => Math.min(a, b), hi);
  if (hi > WIDE * least && positive.length > 0.9 * values.length) {
    return { scale: 'log', range: [Math.max(least, 1e-9 * hi) / 1.5, 1.8 * hi] };
  }
  // A limit near the top has its words below the chart's name.
  const isHigh = sets.some(({ limit }) => limit && limit.at > 0.8 * hi);
  const margin = (isHigh ? 0.36 : 0.12) * (hi - Math.min(0, lo)) || 1;
  return { scale: 'linear', range: [lo < 0 ? lo - margin : 0, hi + margin] };
}

/** Lines below the curves, then, over them, what they are. */
function drawLimits(u: uPlot, sets: readonly SharpnessSet[], root: HTMLElement, text: boolean) {
  const { ctx } = u;
  const { left, width, top, height } = u.bbox;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `${Math.round(11.5 * typeScale() * ratio)}px system-ui, sans-serif`;
  ctx.textAlign = 'right';
  ctx.lineWidth = ratio;
  for (const { limit, color } of sets) {
    const y = limit ? u.valToPos(limit.at, 'y', true) : Number.NaN;
    if (!limit || !(y >= top && y <= top + height)) continue;
    if (text) {
      const wide = ctx.measureText(limit.text).width;
      ctx.fillStyle = getComputedStyle(root).getPropertyValue('--page').trim();
      ctx.fillRect(left + width - wide - 10 * ratio, y - 17 * ratio, wide + 6 * ratio, 15 * ratio);
      ctx.fillStyle = color;
      ctx.fillText(limit.text, left + width - 7 * ratio, y - 5 * ratio);
      continue;
    }
    ctx.strokeStyle = color;
    ctx.setLineDash([6 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
  }
  ctx.restore();
}
