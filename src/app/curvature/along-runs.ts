// Sharpness against step, beside the curves of the loss: of each optimizer that is on the run that is picked out, or
// the first, with the most that it can stand as a level line.
import './along-runs.css';
import { someOfRun } from '../../fields/trajectories.ts';
import { largestRate, type Optimizer, type OptimizerKind } from '../../optimizers.ts';
import { STABLE_UP_TO, stableUpTo } from '../../problems/curvature.ts';
import { OPTIMIZER_STYLES, optimizerName } from '../../views/colours.ts';
import { createSharpnessChart, type SharpnessSet } from '../../views/sharpness-chart.ts';
import { plain } from '../../views/ticks.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import type { Explorer } from '../landscape/explorer.ts';
import type { RunSet } from '../landscape/run-set.ts';
import type { Theme } from '../landscape/view.ts';
import type { State } from '../state/state.ts';

/** Iterates of a run whose sharpness is taken. */
const ITERATES = 400;
/** Runs change with every move of a slider: how long they must rest. */
const REST_MS = 120;

export interface AlongRuns {
  request(state: State): void;
  /** Looks whether other runs are shown now, or another is picked out. */
  follow(): void;
  resize(): void;
  settled(): Promise<void>;
}

interface Curve extends Pick<SharpnessSet, 'steps' | 'values' | 'limit'> {
  kind: OptimizerKind;
}

type Wanted = readonly { set: RunSet; run: number }[];

export function createAlongRuns(
  chart: HTMLElement,
  engines: Engines,
  explorer: Explorer,
  theme: Theme,
  /** The chart of the loss has another width. */
  onLayout: () => void,
  onError: (error: unknown) => void,
): AlongRuns {
  const strip = chart.parentElement!;
  const root = document.createElement('div');
  root.className = 'chart along-runs';
  root.hidden = true;
  chart.after(root);
  const plot = createSharpnessChart(root);
  let shown: readonly Curve[] = [];
  let scale: State['view']['stepAxis'] = 'log';
  let runs: Explorer['runs'] | null = null;
  let picked: Explorer['highlighted'] = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resting: { done: Promise<void>; end: () => void } | null = null;

  const job = newestWins<Wanted>(
    async (wanted, signal) => {
      const curves: Curve[] = [];
      for (const { set, run } of wanted) {
        const { steps, points } = someOfRun(
          { ...set.trajectories, points: set.theta },
          run,
          ITERATES,
        );
        if (steps.length === 0) continue;
        const { problem, optimizer } = set.trajectories.spec;
        const values = await engines.cpu.curvatureAlong(problem, points, { signal });
        curves.push({ kind: optimizer.kind, steps, values, limit: limitOf(optimizer) });
      }
      if (signal.aborted) return;
      shown = curves;
      draw();
    },
    onError,
    150,
  );

  function draw() {
    plot.show(
      shown.map((curve) => {
        const { color, dash } = OPTIMIZER_STYLES[curve.kind];
        const label = optimizerName(curve.kind);
        return { ...curve, label, color, dash };
      }),
      { steps: shown.flatMap(({ steps }) => steps).reduce((a, b) => Math.max(a, b), 0), scale },
    );
  }

  /** Whoever waits for what comes after the rest need not any more. */
  function rested() {
    resting?.end();
    resting = null;
  }

  function follow() {
    if (root.hidden || (runs === explorer.runs && picked === explorer.highlighted)) return;
    runs = explorer.runs;
    picked = explorer.highlighted;
    const wanted = runs.map((set, i) => ({ set, run: picked?.set === i ? picked.run : 0 }));
    clearTimeout(timer);
    if (!resting) {
      let end = () => {};
      const done = new Promise<void>((resolve) => {
        end = resolve;
      });
      resting = { done, end };
    }
    timer = setTimeout(() => {
      job.request(wanted);
      rested();
    }, REST_MS);
  }

  theme.onChange.subscribe(() => {
    if (!root.hidden) draw();
  });
  return {
    request(state) {
      if (state.view.stepAxis !== scale) {
        scale = state.view.stepAxis;
        if (!root.hidden) draw();
      }
      const hidden = !state.view.alongRuns || state.tab === 'benchmark';
      if (hidden === root.hidden) return follow();
      root.hidden = hidden;
      strip.classList.toggle('with-sharpness', !hidden);
      onLayout();
      if (hidden) {
        clearTimeout(timer);
        rested();
        runs = null;
        return job.cancel();
      }
      plot.resize();
      follow();
    },
    follow,
    resize() {
      if (!root.hidden) plot.resize();
    },
    async settled() {
      await resting?.done;
      await job.idle();
    },
  };
}

/** What λmax an optimizer can stand with its learning rate. */
function limitOf(optimizer: Optimizer): SharpnessSet['limit'] {
  const bound = stableUpTo(optimizer);
  if (bound === null) return null;
  const at = bound / largestRate(optimizer);
  return { at, text: `${STABLE_UP_TO[optimizer.kind]}/η = ${plain(at)}` };
}
