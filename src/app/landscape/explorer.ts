// The landscape view's jobs: what is wanted follows from the state, the engines compute it, the scene
// draws it.
import './landscape.css';
import type { Landscape, LandscapeSpec, Trajectories } from '../../engine.ts';
import { type ChosenRun, frameOf } from '../../fields/trajectories.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { createScene, type SceneElements } from '../../views/scene.ts';
import type { Size } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { createFrames } from '../jobs/frames.ts';
import { newestWins } from '../jobs/newest.ts';
import { pathSets } from '../maps/drawing.ts';
import { axisLabels, problemOf } from '../state/problem.ts';
import { startsOf } from '../state/starts.ts';
import { activeOptimizers, type State } from '../state/state.ts';

/** Iterates drawn at most, over all runs: beyond it only every k-th is kept. */
const ITERATES = 600_000;
/** Frames of one run at most: more than a path has pixels tells nothing new. */
const FRAMES = 2000;
/** While the state moves, every n-th sample in x and y; the finest that keeps within MOVING_MS. */
const STRIDES = [1, 2, 3, 4, 6];
const MOVING_MS = 40;
/** How long the state must rest before the full resolution is computed. */
const REST_MS = 90;
/** Jobs shorter than this show no progress bar. */
const PROGRESS_AFTER_MS = 250;
/** The name of a landscape's performance measure, from asking for it to drawing it. */
const REPAINT = 'gradscape:landscape';

export interface RunSet {
  kind: OptimizerKind;
  trajectories: Trajectories;
}

export interface ExplorerEvents {
  onRuns(runs: readonly RunSet[]): void;
  onLandscape(landscape: Landscape): void;
  /** Share done of a job that takes its time; null when there is none. */
  onProgress(share: number | null): void;
  onError(error: unknown): void;
}

export interface Explorer {
  /** The plot in CSS pixels, without its axes. */
  readonly size: Size;
  readonly runs: readonly RunSet[];
  /** The newest landscape, coarse or full. */
  readonly landscape: Landscape | null;
  /** Asks for what the state wants; call after every change of it. */
  request(state: State): void;
  /** Measures the plot anew and asks for a landscape of its size. */
  resize(): void;
  /** The moment shown, in steps. */
  setStep(step: number): void;
  highlight(chosen: ChosenRun | null): void;
  /** Shows these runs instead of the state's own; null goes back to those. */
  override(runs: readonly RunSet[] | null): void;
  /** Resolves when what is drawn is what the newest state wants. */
  settled(): Promise<void>;
}

export function createExplorer(
  elements: SceneElements,
  engines: Engines,
  initial: State,
  events: ExplorerEvents,
): Explorer {
  let state = initial;
  let landscape: Landscape | null = null;
  let own: readonly RunSet[] = [];
  let overriding: readonly RunSet[] | null = null;
  let step = Number.POSITIVE_INFINITY;
  let chosen: ChosenRun | null = null;
  let stride = 4;
  let undrawn: { startedAt: number; width: number; height: number } | null = null;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  // What was asked for and what is there, as text; equal when the view is settled.
  const wanted = { landscape: '', runs: '' };
  const there = { landscape: 'nothing yet', runs: 'nothing yet' };
  const { redraw, settled } = createFrames(
    draw,
    () => there.landscape === wanted.landscape && there.runs === wanted.runs,
    () => scene.flush(),
  );
  const scene = createScene(elements, redraw);

  const keyOf = (what: unknown) => `${engines.current.info.name} ${JSON.stringify(what)}`;
  const runsKey = (of: State) =>
    keyOf({ p: of.parameters, o: activeOptimizers(of), s: startsOf(of), n: of.steps });
  const landscapeSpec = (every: number): LandscapeSpec => ({
    problem: problemOf(state),
    window: state.window,
    width: Math.max(1, Math.round((scene.size.width * scene.ratio) / every)),
    height: Math.max(1, Math.round((scene.size.height * scene.ratio) / every)),
  });

  const fail = (key: 'landscape' | 'runs') => (error: unknown) => {
    // Settled with the last good picture; the next change tries again.
    there[key] = wanted[key];
    events.onProgress(null);
    events.onError(error);
    redraw();
  };
  const lateProgress = () => {
    const startedAt = performance.now();
    return (share: number) => {
      if (performance.now() - startedAt > PROGRESS_AFTER_MS) events.onProgress(share);
    };
  };

  /** Computes and shows the landscape at every n-th sample; returns the milliseconds it took. */
  async function computeLandscape(every: number, signal: AbortSignal): Promise<number> {
    const startedAt = performance.now();
    const spec = landscapeSpec(every);
    const onProgress = lateProgress();
    const next = await engines.run((engine) => engine.landscape(spec, { signal, onProgress }));
    const ms = performance.now() - startedAt;
    // What comes late, coarse or of a state that is gone, must not replace what is wanted.
    const key = keyOf(spec);
    if (there.landscape === wanted.landscape && key !== wanted.landscape) return ms;
    landscape = next;
    scene.setLandscape(next);
    undrawn = { startedAt, width: spec.width, height: spec.height };
    there.landscape = key;
    events.onProgress(null);
    events.onLandscape(next);
    redraw();
    return ms;
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
      const key = runsKey(wantedState);
      const { steps } = wantedState;
      const starts = startsOf(wantedState);
      const optimizers = starts.length > 0 ? activeOptimizers(wantedState) : [];
      const total = Math.max(1, (starts.length / 2) * optimizers.length);
      const frames = Math.max(2, Math.min(FRAMES, Math.floor(ITERATES / total)));
      const every = Math.max(1, Math.ceil(steps / (frames - 1)));
      const onProgress = lateProgress();
      const shares = optimizers.map(() => 0);
      // All at once: one picture with all of them, not one after the other.
      const next = await Promise.all(
        optimizers.map(async (optimizer, i): Promise<RunSet> => {
          const spec = { problem: problemOf(wantedState), optimizer, starts, steps, every };
          const options = {
            signal,
            onProgress(share: number) {
              shares[i] = share;
              onProgress(shares.reduce((sum, s) => sum + s, 0) / shares.length);
            },
          };
          const trajectories = await engines.run((engine) => engine.trajectories(spec, options));
          return { kind: optimizer.kind, trajectories };
        }),
      );
      own = next;
      there.runs = key;
      events.onProgress(null);
      if (!overriding) showRuns();
      redraw();
    },
    fail('runs'),
    120,
  );

  function showRuns() {
    const runs = overriding ?? own;
    chosen = null;
    scene.setPaths(pathSets(runs));
    events.onRuns(runs);
    redraw();
  }

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

  function draw() {
    const first = (overriding ?? own)[0];
    scene.draw(state.window, {
      landscape: state.view,
      labels: axisLabels(state),
      head: first ? frameOf(first.trajectories, step) : 0,
      highlight: chosen,
    });
    if (!undrawn) return;
    // For whoever observes how long a repaint takes. Only the newest is kept.
    const { startedAt, ...detail } = undrawn;
    performance.clearMeasures(REPAINT);
    performance.measure(REPAINT, { start: startedAt, detail });
    undrawn = null;
  }

  return {
    get size() {
      return scene.size;
    },
    get runs() {
      return overriding ?? own;
    },
    get landscape() {
      return landscape;
    },
    request,
    resize() {
      scene.resize();
      request(state);
    },
    setStep(next) {
      step = next;
      redraw();
    },
    highlight(next) {
      chosen = next;
      redraw();
    },
    override(next) {
      if (next === overriding) return;
      overriding = next;
      showRuns();
    },
    settled,
  };
}
