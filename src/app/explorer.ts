// The landscape view: what is wanted follows from the state, the engines compute it, regl draws it.
import createREGL from 'regl';
import type { Landscape, LandscapeSpec, Trajectories, Window } from '../engine.ts';
import type { OptimizerKind } from '../optimizers.ts';
import { createArrows } from '../views/arrows.ts';
import { drawAxes } from '../views/axes.ts';
import { OPTIMIZER_STYLES } from '../views/colors.ts';
import { drawColourBar } from '../views/colour-bar.ts';
import { createHeatmap } from '../views/heatmap.ts';
import type { ChosenRun } from '../views/loss-chart.ts';
import { createPaths } from '../views/paths.ts';
import { niceTicks } from '../views/ticks.ts';
import type { Size } from '../views/transform.ts';
import type { Engines } from './engines.ts';
import { newestWins } from './newest.ts';
import { startsOf } from './starts.ts';
import { activeOptimizers, type State } from './state.ts';

/** Iterates drawn at most, over all runs: beyond it only every k-th is kept. */
const ITERATES = 600_000;
/** Frames of one run at most: more than a path has pixels tells nothing new. */
const FRAMES = 2000;
/** While the state moves, every n-th sample in x and y; the fastest that keeps within MOVING_MS. */
const STRIDES = [1, 2, 3, 4, 6];
const MOVING_MS = 40;
/** How long the state must rest before the full resolution is computed. */
const REST_MS = 90;

export interface RunSet {
  kind: OptimizerKind;
  trajectories: Trajectories;
}

export interface ExplorerElements {
  area: HTMLElement;
  canvas: HTMLCanvasElement;
  axes: SVGSVGElement;
  surface: HTMLElement;
  colourBar: HTMLElement;
}

export interface Explorer {
  /** The plot in CSS pixels, without its axes. */
  readonly size: Size;
  readonly landscape: Landscape | null;
  readonly runs: readonly RunSet[];
  /** Asks for what the state wants; call after every change of it. */
  request(state: State): void;
  /** Measures the plot anew and asks for a landscape of its size. */
  resize(): void;
  /** Draws in the next frame. */
  redraw(): void;
  /** The moment shown, in steps. */
  setStep(step: number): void;
  highlight(chosen: ChosenRun | null): void;
  /** Resolves when what is drawn is what the newest state wants. */
  settled(): Promise<void>;
}

/** Frame (fractional) of a step. */
export function frameOf({ spec, frameSteps }: Trajectories, step: number): number {
  return step >= spec.steps ? frameSteps.length - 1 : step / spec.every;
}

export function createExplorer(
  elements: ExplorerElements,
  engines: Engines,
  initial: State,
  events: {
    onRuns(runs: readonly RunSet[]): void;
    onLandscape(): void;
    onProgress(share: number | null): void;
    onError(error: unknown): void;
  },
): Explorer {
  const { area, canvas, axes, surface, colourBar } = elements;
  let state = initial;
  let landscape: Landscape | null = null;
  let runs: readonly RunSet[] = [];
  let step = Number.POSITIVE_INFINITY;
  let chosen: ChosenRun | null = null;
  let size: Size = { width: 1, height: 1 };
  let ratio = 1;
  let stride = 4;
  let frameAsked = false;
  let contextLost = false;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  // What was asked for and what is there, as text; equal when the view is settled.
  const wanted = { landscape: '', runs: '' };
  const there = { landscape: 'nothing yet', runs: 'nothing yet' };
  const waiters: (() => void)[] = [];

  const regl = createREGL({
    canvas,
    extensions: ['OES_texture_float', 'ANGLE_instanced_arrays'],
    attributes: { alpha: false, antialias: false },
  });
  const heatmap = createHeatmap(regl);
  const arrows = createArrows(regl);
  const paths = createPaths(regl);
  regl.on('lost', () => {
    contextLost = true;
  });
  regl.on('restore', () => {
    contextLost = false;
    heatmap.restore();
    paths.restore();
    redraw();
  });

  const problem = () => ({ id: 'xor', parameters: state.parameters });
  const landscapeSpec = (every: number): LandscapeSpec => ({
    problem: problem(),
    window: state.window,
    width: Math.max(1, Math.round((size.width * ratio) / every)),
    height: Math.max(1, Math.round((size.height * ratio) / every)),
  });
  const keyOf = (what: unknown) => `${engines.current.info.name} ${JSON.stringify(what)}`;

  const fail = (key: 'landscape' | 'runs') => (error: unknown) => {
    // Settled with the last good picture; the next change tries again.
    there[key] = wanted[key];
    events.onProgress(null);
    events.onError(error);
    redraw();
  };
  const progressAfter = (delayMs: number) => {
    const from = performance.now();
    return (share: number) => {
      if (performance.now() - from > delayMs) events.onProgress(share < 1 ? share : null);
    };
  };

  async function computeLandscape(every: number, signal: AbortSignal) {
    const startedAt = performance.now();
    const spec = landscapeSpec(every);
    const onProgress = progressAfter(250);
    const next = await engines.run((engine) => engine.landscape(spec, { signal, onProgress }));
    // A coarse picture that comes late must not replace the full one.
    if (every > 1 && there.landscape === wanted.landscape) return performance.now() - startedAt;
    landscape = next;
    heatmap.upload(next);
    // After an engine was lost and replaced on the way, this is the new engine's work.
    there.landscape = keyOf(spec);
    events.onProgress(null);
    events.onLandscape();
    redraw();
    return performance.now() - startedAt;
  }
  const coarse = newestWins<void>(
    async (_, signal) => {
      const ms = await computeLandscape(stride, signal);
      const at = STRIDES.indexOf(stride);
      if (ms > MOVING_MS) stride = STRIDES[Math.min(at + 1, STRIDES.length - 1)]!;
      else if (ms < MOVING_MS / 3) stride = STRIDES[Math.max(at - 1, 0)]!;
    },
    fail('landscape'),
    1000,
  );
  const full = newestWins<void>(
    async (_, signal) => void (await computeLandscape(1, signal)),
    fail('landscape'),
    0,
  );

  const train = newestWins<State>(
    async (wantedState, signal) => {
      const starts = startsOf(wantedState);
      const optimizers = activeOptimizers(wantedState);
      const total = Math.max(1, (starts.length / 2) * optimizers.length);
      const frames = Math.max(2, Math.min(FRAMES, Math.floor(ITERATES / total)));
      const { steps } = wantedState;
      const every = Math.max(1, Math.ceil(steps / (frames - 1)));
      const key = runsKey(wantedState);
      const onProgress = progressAfter(250);
      const next: RunSet[] = [];
      for (const [i, optimizer] of optimizers.entries()) {
        if (starts.length === 0) break;
        const spec = {
          problem: { id: 'xor', parameters: wantedState.parameters },
          optimizer,
          starts,
          steps,
          every,
        };
        const trajectories = await engines.run((engine) =>
          engine.trajectories(spec, {
            signal,
            onProgress: (share) => onProgress((i + share) / optimizers.length),
          }),
        );
        next.push({ kind: optimizer.kind, trajectories });
      }
      runs = next;
      chosen = null;
      paths.upload(
        runs.map(({ kind, trajectories }) => ({
          trajectories,
          color: OPTIMIZER_STYLES[kind].onMap,
          shape: OPTIMIZER_STYLES[kind].shape,
        })),
      );
      there.runs = key;
      events.onProgress(null);
      events.onRuns(runs);
      redraw();
    },
    fail('runs'),
    120,
  );
  const runsKey = (of: State) =>
    keyOf({ p: of.parameters, o: activeOptimizers(of), s: startsOf(of), n: of.steps });

  function request(next: State) {
    state = next;
    const landscapeKey = keyOf(landscapeSpec(1));
    if (landscapeKey !== wanted.landscape) {
      wanted.landscape = landscapeKey;
      full.cancel();
      clearTimeout(restTimer);
      coarse.request();
      restTimer = setTimeout(() => {
        if (there.landscape !== wanted.landscape) full.request();
      }, REST_MS);
    }
    const key = runsKey(next);
    if (key !== wanted.runs) {
      wanted.runs = key;
      train.request(next);
    }
    redraw();
  }

  function resize() {
    const style = getComputedStyle(surface);
    const left = Number.parseFloat(style.left) || 0;
    const width = Math.max(40, Math.floor(area.clientWidth - left - 8));
    const height = Math.max(40, Math.floor(area.clientHeight - MARGIN_BOTTOM));
    // Beyond twice the CSS resolution nobody sees the difference.
    ratio = Math.min(2, window.devicePixelRatio || 1);
    size = { width, height };
    for (const element of [canvas, surface]) {
      element.style.width = `${width}px`;
      element.style.height = `${height}px`;
    }
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    request(state);
  }

  function redraw() {
    if (frameAsked) return;
    frameAsked = true;
    requestAnimationFrame(() => {
      frameAsked = false;
      draw();
      if (there.landscape === wanted.landscape && there.runs === wanted.runs) {
        for (const resolve of waiters.splice(0)) resolve();
      }
    });
  }

  function draw() {
    const left = Number.parseFloat(getComputedStyle(surface).left) || 0;
    drawAxes(axes, state.window, size, { left, bottom: MARGIN_BOTTOM }, { labels: ['w21', 'w12'] });
    const range = state.view.range ?? rangeOf(landscape);
    const { scale, colormap, isolines } = state.view;
    const levels = isolines
      ? niceTicks(Math.max(range[0], scale === 'log' ? 1e-30 : range[0]), range[1], 12, scale).map(
          ({ value }) => value,
        )
      : [];
    drawColourBar(colourBar, { label: 'loss [nats]', colormap, scale, range, levels });
    if (contextLost) return;
    regl.poll();
    regl.clear({ color: [0.5, 0.5, 0.5, 1], depth: 1 });
    heatmap.draw(state.window, size, { colormap, scale, range, levels });
    if (state.view.arrows && landscape) arrows.draw(landscape, state.window, size);
    const first = runs[0];
    if (first) {
      const head = frameOf(first.trajectories, step);
      paths.draw(state.window, size, { head, highlight: chosen, ratio });
    }
  }

  return {
    get size() {
      return size;
    },
    get landscape() {
      return landscape;
    },
    get runs() {
      return runs;
    },
    request,
    resize,
    redraw,
    setStep(next) {
      step = next;
      redraw();
    },
    highlight(next) {
      if (next?.set === chosen?.set && next?.run === chosen?.run) return;
      chosen = next;
      redraw();
    },
    settled() {
      return new Promise((resolve) => {
        waiters.push(resolve);
        redraw();
      });
    },
  };
}

/** CSS pixels below the plot for ticks, their labels and the axis' name. */
const MARGIN_BOTTOM = 42;

const ranges = new WeakMap<Landscape, [number, number]>();

/** Smallest and largest loss of a landscape, never an empty range. */
export function rangeOf(landscape: Landscape | null): [number, number] {
  if (!landscape) return [0, 1];
  let range = ranges.get(landscape);
  if (!range) {
    let lo = Number.POSITIVE_INFINITY;
    let hi = Number.NEGATIVE_INFINITY;
    for (const value of landscape.loss) {
      if (value < lo) lo = value;
      if (value > hi) hi = value;
    }
    // A flat view still needs a range: as wide as f32 can resolve.
    range =
      hi - lo > 1e-6 * Math.abs(hi)
        ? [lo, hi]
        : [lo - 1e-6 - 1e-6 * Math.abs(lo), hi + 1e-6 + 1e-6 * Math.abs(hi)];
    ranges.set(landscape, range);
  }
  return range;
}

/** The run whose drawn path comes nearest to a place, within `reach` pixels; null for none. */
export function nearestRun(
  runs: readonly RunSet[],
  view: Window,
  size: Size,
  [px, py]: readonly [number, number],
  reach: number,
  step: number,
): ChosenRun | null {
  const sx = size.width / (view.x[1] - view.x[0]);
  const sy = size.height / (view.y[1] - view.y[0]);
  let best: ChosenRun | null = null;
  let bestSquare = reach * reach;
  for (const [set, { trajectories }] of runs.entries()) {
    const { points } = trajectories;
    const frames = trajectories.frameSteps.length;
    const head = frameOf(trajectories, step);
    for (let k = 0; 2 * k < points.length; k++) {
      const frame = k % frames;
      if (frame > head) continue;
      const x = (points[2 * k]! - view.x[0]) * sx;
      const y = (view.y[1] - points[2 * k + 1]!) * sy;
      // To the segment that leads here, which is the point itself at a start.
      const ax = frame > 0 ? (points[2 * k - 2]! - view.x[0]) * sx : x;
      const ay = frame > 0 ? (view.y[1] - points[2 * k - 1]!) * sy : y;
      const dx = x - ax;
      const dy = y - ay;
      const length = dx * dx + dy * dy;
      const t =
        length > 0 ? Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length)) : 0;
      const square = (px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2;
      if (square < bestSquare) {
        bestSquare = square;
        best = { set, run: Math.floor(k / frames) };
      }
    }
  }
  return best;
}

/** Runs with an iterate in the window. */
export function runsInView({ points, frameSteps }: Trajectories, { x, y }: Window): number[] {
  const frames = frameSteps.length;
  const found: number[] = [];
  for (let run = 0; run * frames * 2 < points.length; run++) {
    for (let k = run * frames; k < (run + 1) * frames; k++) {
      const px = points[2 * k]!;
      const py = points[2 * k + 1]!;
      if (px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1]) {
        found.push(run);
        break;
      }
    }
  }
  return found;
}
