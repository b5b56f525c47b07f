// What is linked to the landscape: the loss curves, the legend, and the readout under the pointer.
import { type ChosenRun, frameOf, nearestRun, runsInView } from '../../fields/trajectories.ts';
import { describe } from '../../problems/registry.ts';
import { OPTIMIZER_STYLES, optimizerName } from '../../views/colours.ts';
import type { LossChart } from '../../views/loss-chart.ts';
import { markIcon } from '../../views/mark-icon.ts';
import { ratesInWords, readable } from '../../views/ticks.ts';
import { type Point, toParameters } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { lossLabel } from '../state/problem.ts';
import { namedRates } from '../state/rates.ts';
import type { Store } from '../state/store.ts';
import type { Explorer } from './explorer.ts';
import { createReadout, type ReadoutRow } from './readout.ts';
import type { RunSet } from './run-set.ts';
import { createTesting, epochInWords, lastUpTo, splitLegend, type Testing } from './testing.ts';

/** CSS pixels within which the pointer picks a path. */
const PICK = 10;

/** Milliseconds between two drawings of the loss curves at least. */
const CHART_EVERY_MS = 300;

export interface LinkedElements {
  title: HTMLElement;
  chart: HTMLElement;
  legend: HTMLElement;
  readout: HTMLElement;
}

export interface Linked {
  /** The runs or the window have changed. */
  update(): void;
  /** The pointer is at a place of the plot, or nowhere. */
  hover(at: Point | null): void;
  /** Draws now what would be drawn soon; resolves when it is. */
  flush(): Promise<void>;
  /** The landscape has changed under the pointer. */
  refreshReadout(): void;
  setStep(step: number): void;
  /** Has the readout say more of a place of the plot, in pixels. */
  annotate(further: (at: Point) => readonly ReadoutRow[]): void;
  resize(): void;
}

export function createLinked(
  elements: LinkedElements,
  store: Store,
  explorer: Explorer,
  engines: Engines,
  onError: (error: Error) => void,
): Linked {
  // The curves come a moment after the map, which need not wait for what draws them.
  let chart: LossChart | null = null;
  const loading = import('../../views/loss-chart.ts').then(({ createLossChart }) => {
    chart = createLossChart(elements.chart, highlight);
    drawChart();
    chart.setStep(step);
  }, onError);
  const readout = createReadout(elements.readout);
  const testing = createTesting(store, engines, () => explorer.runs, showChart, onError);
  let chosen: ChosenRun | null = null;
  let hovered: Point | null = null;
  let further: (at: Point) => readonly ReadoutRow[] = () => [];
  let step = 0;
  let legendKey = '';
  let chartTimer: ReturnType<typeof setTimeout> | undefined;
  let chartAt = 0;

  function highlight(next: ChosenRun | null) {
    if (next?.set === chosen?.set && next?.run === chosen?.run) return;
    chosen = next;
    explorer.highlight(next);
    showChart();
  }

  /** The curves follow a drag at a few frames a second: drawing them costs more than the picture. */
  function showChart() {
    if (chartTimer !== undefined) return;
    chartTimer = setTimeout(drawChart, Math.max(0, CHART_EVERY_MS - (performance.now() - chartAt)));
  }

  function drawChart() {
    clearTimeout(chartTimer);
    chartTimer = undefined;
    if (!chart) return;
    chartAt = performance.now();
    elements.title.textContent = t('{loss} against step', { loss: lossLabel(store.state) });
    const sets = explorer.runs.map((set) => {
      const { kind, trajectories } = set;
      const { color, dash } = OPTIMIZER_STYLES[kind];
      const label = optimizerName(kind);
      const runs = runsInView(trajectories, store.state.window);
      const test = testing.of(set, runs);
      return { trajectories, runs, label, color, dash, test };
    });
    chart.show(sets, chosen);
  }

  function showLegend() {
    const key = JSON.stringify([
      testing.isOn(),
      explorer.runs.map(({ trajectories: { spec, loss } }) => [spec.optimizer, loss.length]),
    ]);
    if (key === legendKey) return;
    legendKey = key;
    const rows = explorer.runs.map((runs) => legendRow(runs));
    elements.legend.replaceChildren(...rows, ...(testing.isOn() ? [splitLegend()] : []));
  }

  function refreshReadout() {
    if (!hovered) return readout.hide();
    const { size, runs } = explorer;
    const set = chosen && runs[chosen.set];
    const run = set && chosen ? describeRun(set, chosen.run, step, testing) : null;
    const { x, y } = store.state.window;
    const pixel: Point = [(x[1] - x[0]) / size.width, (y[1] - y[0]) / size.height];
    const at = toParameters(store.state.window, size, hovered);
    readout.show(store.state, at, pixel, further(hovered), run);
    // Out of the pointer's way.
    elements.readout.classList.toggle('right', hovered[0] < 280 && hovered[1] < 260);
  }

  function hover(at: Point | null) {
    hovered = at;
    const { runs, size } = explorer;
    const all = runs.map(({ trajectories }) => trajectories);
    highlight(at && nearestRun(all, store.state.window, size, at, PICK, step));
    refreshReadout();
  }

  return {
    update() {
      // A run picked among the old ones means nothing among the new.
      chosen = null;
      showChart();
      showLegend();
      hover(hovered);
    },
    hover,
    async flush() {
      await loading;
      await testing.settled();
      if (chartTimer !== undefined) drawChart();
    },
    refreshReadout,
    setStep(next) {
      step = next;
      chart?.setStep(next);
    },
    annotate(next) {
      further = next;
      refreshReadout();
    },
    resize: () => chart?.resize(),
  };
}

/** A run in words: its optimizer and start, and how far it is off the plane now, where that can be. */
function describeRun(set: RunSet, run: number, step: number, testing: Testing): string[] {
  const { kind, trajectories } = set;
  const { points, distance, frameSteps, loss, spec } = trajectories;
  const first = run * frameSteps.length;
  const [x, y] = [points[2 * first]!, points[2 * first + 1]!];
  const lines = [
    t('{optimizer} from ({x}, {y})', {
      optimizer: optimizerName(kind),
      x: readable(x, 3),
      y: readable(y, 3),
    }),
  ];
  // Of a long run only every k-th iterate is kept: the step is that of the one shown.
  const frame = Math.floor(frameOf(trajectories, step));
  const at = frameSteps[frame]!;
  const test = testing.of(set, [run])?.get(run);
  if (test) {
    const { network } = describe(spec.problem);
    const losses = {
      train: readable(loss[first + frame]!, 4),
      test: readable(lastUpTo(test.steps, test.values, at) ?? Number.NaN, 4),
    };
    lines.push(
      t('train {train}, test {test} at step {at}', { ...losses, at }) + epochInWords(network, at),
    );
  }
  if (distance) {
    const off = readable(distance[first + frame]!, 3);
    lines.push(t('{off} off the plane at step {at}', { off, at }));
  }
  return lines;
}

function legendRow({ kind, trajectories }: RunSet): HTMLElement {
  const { optimizer, problem } = trajectories.spec;
  const runs = trajectories.loss.length / trajectories.frameSteps.length;
  const text = document.createElement('span');
  const { rates, names } = namedRates(optimizer.learningRate, describe(problem));
  const rate = ratesInWords(rates, names, 3);
  const several = runs > 1 ? t(', {n} runs', { n: runs }) : '';
  text.textContent = `${optimizerName(kind)}, η = ${rate}${several}`;
  const row = document.createElement('div');
  row.append(markIcon(kind), text);
  return row;
}
