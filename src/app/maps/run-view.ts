// The controller of a view whose pixels are training runs, be it a map or a spectrum: the newest job wins,
// a long one is asked about first, the run under the pointer is shown and a click keeps it.
import type { WorkDone } from '../../engine.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import { type Point, samePoint } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { createFrames } from '../jobs/frames.ts';
import { jobKey } from '../jobs/key.ts';
import { newestWins } from '../jobs/newest.ts';
import type { Result, View } from '../jobs/view.ts';
import type { Beside } from './beside.ts';
import type { RunResult } from './info.ts';
import type { MapPlot } from './plot.ts';

/** What a job under way tells and asks. */
export interface RunJob {
  signal: AbortSignal;
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
  /** The runs at a place, one per picture; null where there are none. */
  runsAt(at: Point): SingleRun[] | null;
  resultsAt(at: Point): (RunResult | null)[];
  /** Where to look before anybody has pointed anywhere. */
  middle(): Point;
  showCursor(at: Point | null): void;
  draw(): void;
  results(): Result[];
}

export interface RunView extends View {
  /** Draws in the next frame, when it is open. */
  redraw(): void;
}

export function createRunView(kind: RunKind, engines: Engines, beside: Beside): RunView {
  const { root } = kind;
  const { info } = beside;
  const pointing = createPointing(kind, beside);
  let layout = '';
  let meaning = '';
  // What was asked for and what is there, as text; equal when the view is settled.
  let wanted = '';
  let there = '';
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
      beside.tellPrecision(kind.collapsed('f32'), kind.collapsed('f64'));
      await kind.compute({
        signal,
        redraw,
        onProgress(share, work, startedAt) {
          if (!signal.aborted) info.progress(share, work, performance.now() - startedAt);
        },
      });
      info.progress(null);
      there = key;
      // The CPU did it in the GPU's place: what f32 cannot tell apart does not matter.
      const inF64 = kind.results().every(({ value }) => value.loss instanceof Float64Array);
      if (inF64 && engines.current.info.precision === 'f32') beside.tellPrecision(null, null);
      pointing.finished();
      await kind.summarize(signal);
      redraw();
    },
    (error) => {
      beside.say((error as Error).message);
      settle();
    },
    0,
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
      return frames.release();
    }
    const before = { layout, meaning };
    layout = kind.arrange();
    if (opened || layout !== before.layout) resize();
    meaning = kind.meaning();
    if (meaning !== before.meaning) {
      pointing.forget();
      for (const plot of kind.plots) {
        plot.setPicture(null);
        plot.setPaths([]);
      }
    }
    const key = jobKey(engines, kind.wanted());
    if (key !== wanted) {
      wanted = key;
      kind.forget();
      info.clear();
      job.request();
    }
    redraw();
  }

  for (const plot of kind.plots) {
    plot.onHover.subscribe(pointing.hover);
    plot.onClick.subscribe(pointing.pin);
    plot.onRestored.subscribe(redraw);
  }
  info.onCancel.subscribe(() => {
    if (!root.hidden) cancel();
  });
  return {
    request,
    resize() {
      if (root.hidden) return;
      resize();
      request();
    },
    results: () => (root.hidden ? [] : kind.results()),
    async settled() {
      if (!root.hidden) await frames.settled();
      await beside.settled();
    },
    cancel,
    redraw,
  };
}

/** The place under the pointer, the place kept by a click, and the runs there. */
function createPointing(kind: RunKind, beside: Beside) {
  let pinned: Point | null = null;
  let hovered: Point | null = null;

  function point(at: Point | null) {
    kind.showCursor(at);
    const runs = at && kind.runsAt(at);
    beside.point(runs);
    beside.info.pixel(
      at &&
        runs && {
          pinned: samePoint(at, pinned),
          runs,
          inWords: beside.inWords,
          results: kind.resultsAt(at),
        },
    );
  }
  function pin(at: Point) {
    pinned = at;
    point(at);
  }
  return {
    hover(at: Point | null) {
      hovered = at;
      point(at ?? pinned);
    },
    pin,
    forget() {
      pinned = null;
    },
    /** What is pointed at or pinned has its results now; else there is something to look at. */
    finished() {
      if (hovered) point(hovered);
      else if (pinned && kind.runsAt(pinned)) point(pinned);
      else pin(kind.middle());
    },
  };
}
