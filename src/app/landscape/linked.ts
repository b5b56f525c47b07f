// What is linked to the landscape: the loss curves, the legend, and what is pointed at. Loaded a moment after the map,
// which need not wait for it.
import { type ChosenRun, runsInView, runsOf } from '../../fields/trajectories.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { OPTIMIZER_STYLES, optimizerName } from '../../views/colours.ts';
import { createLossChart } from '../../views/loss-chart.ts';
import type { Point } from '../../views/transform.ts';
import { whenOther } from '../../views/when-other.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { lossLabel } from '../state/problem.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import type { Explorer } from './explorer.ts';
import { createLegend } from './legend.ts';
import type { Playback } from './playback.ts';
import { createPointing, type Pointing } from './pointing.ts';
import { createTesting } from './testing.ts';

/** Milliseconds between two drawings of the loss curves at least. */
const CHART_EVERY_MS = 300;

export interface LinkedElements {
  title: HTMLElement;
  chart: HTMLElement;
  legend: HTMLElement;
  readout: HTMLElement;
  surface: HTMLElement;
  scrubber: HTMLElement;
}

export interface Linked {
  /** The runs, the window or how they are shown have changed. */
  update(): void;
  readonly hover: Pointing['hover'];
  /** Draws now what would be drawn soon; resolves when it is. */
  flush(): Promise<void>;
  /** The landscape has changed under the pointer. */
  refreshReadout(): void;
  setStep(step: number): void;
  readonly annotate: Pointing['annotate'];
  resize(): void;
}

export function createLinked(
  elements: LinkedElements,
  store: Store,
  explorer: Explorer,
  playback: Playback,
  engines: Engines,
  set: (patch: StatePatch) => void,
  onError: (error: Error) => void,
): Linked {
  const { scrubber } = elements;
  const chart = createLossChart(elements.chart, {
    // Drawn anew it has nothing under the pointer, which may be on the map.
    onHover: (next) => {
      if (!hovered) highlight(next && isThere(next) ? next : null);
    },
    scrubbing: playback,
    onLayout(left, width) {
      // The thumb is above the line that marks the present.
      const from = scrubber.parentElement!.getBoundingClientRect().left;
      const offset = elements.chart.getBoundingClientRect().left - from;
      scrubber.style.setProperty('--axis-left', `${offset + left}px`);
      scrubber.style.setProperty('--axis-width', `${width}px`);
    },
  });
  const testing = createTesting(store, engines, () => explorer.runs, showChart, onError);
  let chosen: ChosenRun | null = null;
  let hovered: Point | null = null;
  let lit: OptimizerKind | null = null;
  let chartTimer: ReturnType<typeof setTimeout> | undefined;
  let chartAt = 0;
  const pointing = createPointing(elements, store, explorer, testing, {
    now: () => chosen,
    set: highlight,
  });
  const legend = createLegend(elements.legend, {
    onToggle(kind) {
      const { hidden } = store.state.view;
      const others = hidden.filter((other) => other !== kind);
      set({ view: { hidden: others.length < hidden.length ? others : [...hidden, kind] } });
    },
    onPoint(kind) {
      lit = kind;
      const index = explorer.runs.findIndex((runs) => runs.kind === kind);
      explorer.light(index < 0 ? null : index);
      showChart();
    },
  });

  const title = whenOther(
    () => t('{loss} against step', { loss: lossLabel(store.state) }),
    (text) => {
      elements.title.textContent = text;
    },
  );

  /** The chart may still show the runs before. */
  function isThere({ set, run }: ChosenRun) {
    const runs = explorer.runs[set];
    return runs !== undefined && run < runsOf(runs.trajectories);
  }

  function highlight(next: ChosenRun | null) {
    if (next?.set === chosen?.set && next?.run === chosen?.run) return;
    chosen = next;
    explorer.highlight(next);
    showChart();
  }

  /** The curves follow a drag at a few frames a second: drawing them costs more than the picture. */
  function showChart() {
    if (chartTimer !== undefined) return;
    const rest = CHART_EVERY_MS - (performance.now() - chartAt);
    // With whatever the next frame has besides: one of its own would hold up the picture.
    const soon = () =>
      requestAnimationFrame(() => {
        if (chartTimer !== undefined) drawChart();
      });
    chartTimer = setTimeout(soon, Math.max(0, rest));
  }

  function drawChart() {
    clearTimeout(chartTimer);
    chartTimer = undefined;
    chartAt = performance.now();
    const { state } = store;
    title.update();
    const others = explorer.runs.some(({ kind }) => kind === lit);
    const sets = explorer.runs.map((runsOf) => {
      const { kind, trajectories } = runsOf;
      const { color: own, dash } = OPTIMIZER_STYLES[kind];
      const label = optimizerName(kind);
      const runs = runsInView(trajectories, state.window);
      const test = testing.of(runsOf, runs);
      const color = others && kind !== lit ? faint(own) : own;
      return { trajectories, runs, label, color, dim: faint(color), dash, test };
    });
    chart.setStepScale(state.view.stepAxis);
    chart.show(sets, chosen);
  }

  function hover(at: Point | null) {
    hovered = at;
    return pointing.hover(at);
  }

  return {
    update() {
      // A run picked among the old ones means nothing among the new.
      chosen = null;
      showChart();
      const { hidden } = store.state.view;
      legend.show(explorer.allRuns, hidden, testing.isOn());
      hover(hovered);
    },
    hover,
    async flush() {
      await testing.settled();
      if (chartTimer !== undefined) drawChart();
    },
    refreshReadout: pointing.refresh,
    setStep(next) {
      pointing.setStep(next);
      chart.setStep(next);
    },
    annotate: pointing.annotate,
    resize: chart.resize,
  };
}

/**
 * A colour (#rrggbb) three quarters of the way to the page's. Not a translucent one: for the first of those, in the midst of a
 * pan, Chromium made the pictures of the map wait 100 to 180 ms on a software GPU.
 */
function faint(color: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const page = document.documentElement.dataset.theme === 'dark' ? 20 : 246;
  const mixed = channels.map((channel) => Math.round(0.25 * channel + 0.75 * page));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
