// The landscape view's two jobs: loss and gradient over the window, and the runs on it.
import type { JobOptions, Landscape, LandscapeOptions, LandscapeSpec } from '../../engine.ts';
import { asDrawn } from '../../fields/on-plane.ts';
import { behind } from '../jobs/behind.ts';
import type { Engines } from '../jobs/engines.ts';
import { jobKey } from '../jobs/key.ts';
import { newestWins } from '../jobs/newest.ts';
import type { Unasked } from '../jobs/unasked.ts';
import { problemOf } from '../state/problem.ts';
import { startsOf } from '../state/starts.ts';
import { activeOptimizers, type State, startCount } from '../state/state.ts';
import type { RunSet } from './run-set.ts';

/** Iterates drawn at most, over all runs: beyond it only every k-th is kept. */
const ITERATES = 600_000;
/** Frames of one run at most: more than a path has pixels tells nothing new. */
const FRAMES = 2000;
/** While the state moves, every n-th sample in x and y; the finest that keeps within MOVING_MS, to its numbers. */
const STRIDES = [1, 2, 3, 4, 6];
/** With what drawing takes it is there within two frames. */
const MOVING_MS = 20;
/** What is drawn or laid out before a picture holds it up: where pictures come sooner than this, all else comes with them. */
const SOON_MS = 80;
/** How long the state must rest before the full resolution is computed. */
const REST_MS = 90;
/** Pictures that follow one another as soon are of one drag. */
const DRAG_MS = 400;
/** Jobs shorter than this show no progress bar. */
const PROGRESS_AFTER_MS = 250;

export interface JobEvents<Result> {
  /** A result, and when it was asked for. */
  onResult(result: Result, startedAt: number): void;
  /** Share done of a job that takes its time; null when there is none. */
  onProgress(share: number | null): void;
  onError(error: unknown): void;
}

export interface TrainingEvents extends JobEvents<readonly RunSet[]> {
  /** Steps that are not run unless `runHeld` is called; null where there are none. */
  onHeld(steps: number | null): void;
}

export interface LandscapeJob<Wanted> {
  /** Computes what is wanted unless it is there or under way. */
  request(wanted: Wanted): void;
  /** What is there is what is wanted, or the last good result after a failure. */
  isSettled(): boolean;
  cancel(): void;
}

const lateProgress = (onProgress: (share: number) => void) => {
  const startedAt = performance.now();
  return (share: number) => {
    if (performance.now() - startedAt > PROGRESS_AFTER_MS) onProgress(share);
  };
};

export interface PictureJob extends LandscapeJob<void> {
  /** Resolves when there is a first picture, or none to be had. */
  readonly pictured: Promise<void>;
  /** Whether another picture is to be there in a moment. */
  isSoon(): boolean;
  /** Resolves when it is, or is not to be: what comes with it takes no frame of its own. */
  next(): Promise<void>;
  /** Whether the newest picture that was asked for is one of a drag. */
  isMoving(): boolean;
  /** What is there stays as it is, for whoever looks at it now; pictures of a drag are written over. */
  keep(): void;
}

/** Coarse while the state moves, in full when it rests. `specAt(n)` has every n-th sample. */
export function createLandscapeJob(
  engines: Engines,
  specAt: (every: number) => LandscapeSpec,
  events: JobEvents<Landscape>,
): PictureJob {
  let stride = 4;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let moving = false;
  /** Whether one that follows the state is to come, since when, and what the last one took. */
  let coming = false;
  let since = 0;
  let took = SOON_MS;
  // What was asked for and what is there, as text; equal when the view is settled.
  let wanted = '';
  let there = 'nothing yet';
  let resolvePictured = () => {};
  const pictured = new Promise<void>((resolve) => {
    resolvePictured = resolve;
  });
  const keyOf = (spec: LandscapeSpec) => jobKey(engines, spec);
  /** Losses of the last two pictures of a drag: the next is written over the older. */
  let drawn: Float32Array<ArrayBuffer>[] = [];
  const keep = () => {
    drawn = [];
  };

  /** Computes and shows the landscape at every n-th sample; returns the milliseconds it took. */
  async function compute(every: number, signal: AbortSignal, isCoarse = false): Promise<number> {
    const startedAt = performance.now();
    const spec = specAt(every);
    const into = isCoarse && drawn.length === 2 ? drawn[0] : undefined;
    const onProgress = lateProgress(events.onProgress);
    const options: LandscapeOptions = { signal, onProgress, into };
    const next = await engines.run((engine) => engine.landscape(spec, options));
    since = performance.now();
    const ms = since - startedAt;
    took = ms;
    // What comes late, coarse or of a state that is gone, must not replace what is wanted.
    const key = keyOf(spec);
    coming = key !== keyOf(specAt(every));
    events.onProgress(null);
    if (there === wanted && key !== wanted) return ms;
    there = key;
    if (isCoarse && next.loss instanceof Float32Array) drawn = [...drawn.slice(-1), next.loss];
    events.onResult(next, startedAt);
    resolvePictured();
    return ms;
  }
  const fail = (error: unknown) => {
    // Settled with the last good picture; the next change tries again.
    there = wanted;
    events.onProgress(null);
    events.onError(error);
    resolvePictured();
  };
  const coarse = newestWins<void>(
    async (_, signal) => {
      const ms = await compute(stride, signal, true);
      const at = STRIDES.indexOf(stride);
      if (ms > MOVING_MS) stride = STRIDES[Math.min(at + 1, STRIDES.length - 1)]!;
      else if (ms < MOVING_MS / 3) stride = STRIDES[Math.max(at - 1, 0)]!;
    },
    fail,
    1000,
  );
  const full = newestWins<void>(async (_, signal) => void (await compute(1, signal)), fail, 0);
  const cancel = () => {
    clearTimeout(restTimer);
    full.cancel();
  };

  const isSoon = () =>
    coming && there !== wanted && took < SOON_MS && performance.now() - since < SOON_MS;

  return {
    pictured,
    isMoving: () => moving,
    isSoon,
    async next() {
      const before = since;
      while (isSoon() && since === before) await new Promise((resolve) => setTimeout(resolve, 4));
    },
    keep,
    request() {
      const key = keyOf(specAt(1));
      const now = performance.now();
      moving = now - askedAt < DRAG_MS;
      if (key === wanted) return;
      if (!coming) since = now;
      coming = true;
      askedAt = now;
      wanted = key;
      cancel();
      coarse.request();
      restTimer = setTimeout(() => {
        if (there === wanted) keep();
        else full.request();
      }, REST_MS);
    },
    isSettled: () => there === wanted,
    cancel() {
      cancel();
      coarse.cancel();
      there = wanted;
      events.onProgress(null);
      resolvePictured();
    },
  };
}

/** Steps of all runs that a state wants, were none to diverge. */
const workOf = (state: State): number =>
  startCount(state) * activeOptimizers(state).length * state.steps;

/**
 * The runs that a state wants; more steps than `unasked` wait to be asked for. After the first picture: some browsers
 * stand still while they compile what runs take.
 */
export function createTraining(
  engines: Engines,
  unasked: Unasked,
  picture: Pick<PictureJob, 'pictured' | 'isMoving' | 'next'>,
  events: TrainingEvents,
): LandscapeJob<State> & { runHeld(): void } {
  let wanted = '';
  let there = 'nothing yet';
  let newest: State;
  const keyOf = (state: State) =>
    jobKey(engines, [
      problemOf(state),
      activeOptimizers(state),
      // Not the points themselves: 10,000 of nine numbers as text would take 50 ms of every drag.
      // Hidden runs are trained too: they are there when they are shown again.
      { ...state.starts, hidden: [] },
      state.steps,
    ]);
  const job = behind<State>(
    async (state, signal) => {
      await picture.pictured;
      // What is on the GPU with it would hold it up.
      await picture.next();
      signal.throwIfAborted();
      const startedAt = performance.now();
      const key = keyOf(state);
      const onProgress = lateProgress(events.onProgress);
      const runs = await train(engines, state, { signal, onProgress });
      await picture.next();
      there = key;
      events.onProgress(null);
      events.onResult(runs, startedAt);
    },
    (error) => {
      there = wanted;
      events.onProgress(null);
      events.onError(error);
    },
    120,
  );
  /** Nothing runs; what there is to run waits. */
  function hold() {
    job.cancel();
    there = wanted;
    events.onProgress(null);
    events.onHeld(workOf(newest));
  }
  return {
    request(state) {
      const key = keyOf(state);
      if (key === wanted) return;
      wanted = key;
      newest = state;
      if (workOf(state) > unasked.steps) {
        hold();
        // Those of before are of other starts.
        return events.onResult([], performance.now());
      }
      events.onHeld(null);
      job.request(state, picture.isMoving());
    },
    runHeld() {
      unasked.steps = Number.POSITIVE_INFINITY;
      there = 'nothing yet';
      events.onHeld(null);
      job.request(newest, false);
    },
    isSettled: () => there === wanted,
    cancel() {
      if (there !== wanted) hold();
    },
  };
}

/** All at once: one picture with all of them, not one after the other. */
async function train(
  engines: Engines,
  state: State,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<readonly RunSet[]> {
  const { steps } = state;
  const { firstRun } = state.starts;
  const starts = { ...startsOf(state), ...(firstRun > 0 && { firstRun }) };
  const optimizers = starts.starts.length > 0 ? activeOptimizers(state) : [];
  const total = Math.max(1, startCount(state) * optimizers.length);
  const frames = Math.max(2, Math.min(FRAMES, Math.floor(ITERATES / total)));
  const every = Math.max(1, Math.ceil(steps / (frames - 1)));
  const shares = optimizers.map(() => 0);
  return Promise.all(
    optimizers.map(async (optimizer, i): Promise<RunSet> => {
      const spec = { problem: problemOf(state), optimizer, ...starts, steps, every };
      const options: JobOptions = {
        signal,
        onProgress(share) {
          shares[i] = share;
          onProgress(shares.reduce((sum, s) => sum + s, 0) / shares.length);
        },
      };
      const trajectories = await engines.run((engine) => engine.trajectories(spec, options));
      return {
        kind: optimizer.kind,
        trajectories: asDrawn(trajectories),
        theta: trajectories.points,
      };
    }),
  );
}
