// The controller of a view whose pixels are training runs, be it a map or a spectrum: the newest job wins,
// a long one is asked about first, the run under the pointer is shown and a click keeps it.
import type { WorkDone } from '../../engine.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import { type Point, samePoint } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { createFrames } from '../jobs/frames.ts';
import { jobKey, keyOf } from '../jobs/key.ts';
import { newestWins } from '../jobs/newest.ts';
import type { Over, Result, View } from '../jobs/view.ts';
import type { Beside } from './beside.ts';
import type { MapPlot } from './plot.ts';
import type { RunResult } from './run-words.ts';

/** What a job under way tells and asks. */
export interface RunJob {
  /** Aborted when something else is asked for, or the job is cancelled. */
  signal: AbortSignal;
  /** Likewise, but late enough for a first, coarse picture, which in a drag is all there is to see. */
  patient: AbortSignal;
  /** Whether nothing else has been asked for since. */
  isWanted(): boolean;
  /** Share done, and the work so far since a time. */
  onProgress(share: number, work: WorkDone, startedAt: number): void;
  redraw(): void;
}

/** What one kind of view is of its own. It reads the state as it is when it is asked. */
export interface RunKind {
  readonly root: HTMLElement;
  readonly plots: readonly MapPlot[];
  isOpen(): boolean;
  /** Places the plots. Names the layout: when that changes they must be measured anew. */
  arrange(): string;
  /** Names what a place of the plots means: when that changes, pictures and the kept place go. */
  meaning(): string;
  /** The job that is wanted, as plain data. */
  wanted(): unknown;
  /** The results on show are not what is wanted any more. */
  forget(): void;
  /** Steps of the whole job, and the job made small, to measure how fast it is. */
  work(): number;
  trial(runs: number, steps: number, signal: AbortSignal): Promise<unknown>;
  /** What numbers of a precision cannot tell apart in the job, in words; null when they can. */
  collapsed(precision: 'f32' | 'f64'): string | null;
  /** Does the job and shows its results. */
  compute(job: RunJob): Promise<void>;
  /** Tells what became of the runs; may go on with checks. */
  summarize(signal: AbortSignal): Promise<void>;
  /** What the i-th plot shows, in words. */
  describe(i: number): string;
  /** The runs at a place, one per picture; null where there are none. */
  runsAt(at: Point): SingleRun[] | null;
  resultsAt(at: Point): (RunResult | null)[];
  /** Where to look before anybody has pointed anywhere. */
  middle(): Point;
  /** The place whose run is kept; null for none. */
  pin(): Point | null;
  /** Keeps the run of another place, or none. */
  keep(at: Point | null): void;
  showCursor(at: Point | null): void;
  showPin(at: Point | null): void;
  draw(): void;
  results(): Result[];
  /** What lies over the results, for a picture of them. */
  over?(): Over;
}

export interface RunView extends View {
  /** Draws in the next frame, when it is open. */
  redraw(): void;
}

/** How long a job that is no longer wanted may take to its coarse picture, which is what is seen in a drag. */
const GRACE_MS = 1000;

interface Course {
  now: AbortSignal;
  patient: AbortSignal;
  isWanted(): boolean;
  redraw(): void;
}

/** Does the job of a view, and tells how far it is; one that is no longer wanted may end as it likes. */
async function computed(kind: RunKind, beside: Beside, { now, ...rest }: Course): Promise<void> {
  beside.tellPrecision(kind.collapsed('f32'), kind.collapsed('f64'));
  try {
    await kind.compute({
      ...rest,
      signal: now,
      onProgress(share, work, startedAt) {
        if (!now.aborted) beside.info.progress(share, work, performance.now() - startedAt);
      },
    });
  } catch (error) {
    if (rest.isWanted() && !now.aborted) throw error;
  }
}

export function createRunView(kind: RunKind, engines: Engines, beside: Beside): RunView {
  const { root } = kind;
  const { info } = beside;
  const pointing = createPointing(kind, beside);
  let [layout, meaning] = ['', ''];
  // What was asked for and what is there, as text; equal when the view is settled.
  let wanted = '';
  let there = '';
  let changed = new AbortController();
  const frames = createFrames(kind.draw, () => wanted === there);
  const redraw = () => {
    if (!root.hidden) frames.redraw();
  };
  /** Settled with what there is; the next change tries again. */
  const settle = () => {
    there = wanted;
    info.progress(null);
    redraw();
  };

  const job = newestWins<void>(
    async (_, signal) => {
      const key = wanted;
      const trial = (runs: number, steps: number) => kind.trial(runs, steps, signal);
      if (!(await beside.askLong(kind.work(), trial, signal))) {
        there = key;
        return redraw();
      }
      const now = AbortSignal.any([signal, changed.signal]);
      await computed(kind, beside, {
        now,
        patient: signal,
        isWanted: () => key === wanted,
        redraw,
      });
      // Asked for otherwise meanwhile, and maybe for the same again: the next job is about to begin.
      if (key !== wanted || now.aborted) return;
      info.progress(null);
      there = key;
      // The CPU did it in the GPU's place: what f32 cannot tell apart does not matter.
      const inF64 = kind.results().every(({ value }) => value.loss instanceof Float64Array);
      if (inF64 && engines.current.info.precision === 'f32') beside.tellPrecision(null, null);
      pointing.finished();
      for (const [i, plot] of kind.plots.entries()) plot.describe(kind.describe(i));
      await kind.summarize(now).catch((error: unknown) => {
        if (!now.aborted) throw error;
      });
      redraw();
    },
    (error) => {
      beside.say((error as Error).message);
      settle();
    },
    GRACE_MS,
  );

  function cancel() {
    job.cancel();
    settle();
  }
  function resize() {
    for (const plot of kind.plots) plot.resize();
  }
  function request() {
    const opened = root.hidden;
    root.hidden = !kind.isOpen();
    if (root.hidden) {
      job.cancel();
      wanted = there = '';
      pointing.leave();
      return frames.release();
    }
    const before = { layout, meaning };
    layout = kind.arrange();
    if (opened || layout !== before.layout) resize();
    meaning = kind.meaning();
    if (meaning !== before.meaning) {
      pointing.leave();
      for (const plot of kind.plots) {
        plot.setPicture(null);
        plot.setPaths([]);
      }
    }
    const key = jobKey(engines, kind.wanted());
    if (key !== wanted) {
      wanted = key;
      changed.abort();
      changed = new AbortController();
      kind.forget();
      info.clear();
      job.request();
    }
    pointing.follow(key);
    redraw();
  }

  for (const plot of kind.plots) {
    pointing.listen(plot);
    plot.onRestored.subscribe(redraw);
  }
  info.onCancel.subscribe(() => void (root.hidden || cancel()));
  return {
    request,
    resize() {
      if (root.hidden) return;
      resize();
      request();
    },
    results: () => (root.hidden ? [] : kind.results()),
    over: () => (root.hidden ? {} : (kind.over?.() ?? {})),
    async settled() {
      // What is told of a run may leave the maps another size, and they begin again.
      do {
        if (!root.hidden) await frames.settled();
        await beside.settled();
      } while (!root.hidden && wanted !== there);
    },
    cancel,
    redraw,
  };
}

/** Milliseconds after which it is said that the card waits for a run. */
const WAITS_MS = 250;

/** The place under the pointer, the place kept by a click, and the runs there. */
function createPointing(kind: RunKind, beside: Beside) {
  let hovered: Point | null = null;
  /** What is shown, and of which job it is a run. */
  let shown: Point | null = null;
  let of = '';
  let pinShown: Point | null = null;
  let before: Point | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function point(at: Point | null) {
    shown = at;
    // The place kept has a mark of its own.
    kind.showCursor(samePoint(at, kind.pin()) ? null : at);
    const runs = at && kind.runsAt(at);
    clearTimeout(timer);
    if (!at || !runs) {
      beside.point(null);
      return beside.info.pixel(null);
    }
    timer = setTimeout(() => beside.info.waiting(true), WAITS_MS);
    // Card, path and curve change together: all are of the run that has just been taken.
    beside.point(runs, (replayed) => {
      clearTimeout(timer);
      // It was left meanwhile.
      if (kind.root.hidden) return;
      const pin = kind.pin();
      const pinned = pin !== null && keyOf(kind.runsAt(pin)) === keyOf(runs);
      const { inWords } = beside;
      beside.info.pixel({ pinned, runs, inWords, results: kind.resultsAt(at), replayed });
      for (const plot of kind.plots) plot.read(beside.info.said());
    });
  }
  /** What is pointed at or kept, else there is something to look at. */
  function look() {
    const pin = kind.pin();
    point(hovered ?? (pin && kind.runsAt(pin) ? pin : kind.middle()));
  }
  return {
    listen(plot: MapPlot) {
      plot.onHover.subscribe((at) => {
        hovered = at;
        if (at) point(at);
        else look();
      });
      plot.onClick.subscribe((at) => {
        before = kind.pin();
        kind.keep(at);
      });
      plot.onRemove.subscribe(() => kind.keep(null));
      // The first half of a double click has kept a run that nobody wanted.
      plot.onReset.subscribe((byKey) => byKey || kind.keep(before));
    },
    leave() {
      hovered = null;
    },
    /** Follows a change of the settings, as the runs pointed at are soon taken again, and of the place kept. */
    follow(job: string) {
      const pin = kind.pin();
      const moved = !samePoint(pin, pinShown);
      kind.showPin(pin);
      pinShown = pin;
      if (moved || (job !== of && shown)) look();
      of = job;
    },
    /** The job has ended: the map has its own results of the place now. */
    finished: look,
  };
}
