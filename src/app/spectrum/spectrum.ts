// The learning-rate spectrum: what becomes of one start under up to 2^20 learning rates.
import './spectrum.css';
import type { Axis, Spectrum, Window } from '../../engine.ts';
import { solvedIntervals } from '../../fields/intervals.ts';
import { type SpectrumQuantity, spectrumPicture } from '../../fields/pictures.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import { sweepStatistics } from '../../fields/statistics.ts';
import { cellCentres } from '../../math/grid.ts';
import { SPECTRUM_LIMIT } from '../../specs.ts';
import { OPTIMIZER_STYLES } from '../../views/colours.ts';
import { plain } from '../../views/ticks.ts';
import { type Point, samePoint } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { createFrames } from '../jobs/frames.ts';
import { newestWins } from '../jobs/newest.ts';
import { rateMarks } from '../maps/drawing.ts';
import type { MapInfo } from '../maps/info.ts';
import type { MapsEvents } from '../maps/maps.ts';
import { createMapPlot, type MapPlot } from '../maps/plot.ts';
import type { AskLong } from '../shell/ask-long.ts';
import { spectrumSpecOf } from '../state/job-specs.ts';
import { movedAxis, placedRange } from '../state/map-axes.ts';
import { axisLabels } from '../state/problem.ts';
import type { State } from '../state/state.ts';

export interface SpectrumView {
  request(state: State): void;
  resize(): void;
  cancel(): void;
  /** The finished spectrum on show. */
  readonly spectrum: Spectrum | null;
  settled(): Promise<void>;
}

/** Intervals listed; the rest are counted. */
const LISTED = 24;

interface Strip {
  quantity: SpectrumQuantity;
  plot: MapPlot;
  /** Values at the bottom and the top, log10 of them for losses and steps. */
  range: [number, number];
}

export function createSpectrumView(
  root: HTMLElement,
  engines: Engines,
  info: MapInfo,
  askLong: AskLong,
  initial: State,
  events: MapsEvents,
): SpectrumView {
  let state = initial;
  let spectrum: Spectrum | null = null;
  let pinned: Point | null = null;
  let hovered: Point | null = null;
  let wanted = '';
  let there = '';
  const { redraw, settled, release } = createFrames(draw, () => wanted === there);
  const rateAxis = (): Axis => ({ quantity: 'learningRate', ...state.spectrum.rate });
  const view = (strip: Strip): Window => ({ x: placedRange(rateAxis()), y: strip.range });

  const strips: Strip[] = (['iterates', 'loss', 'steps'] as const).map((quantity) => {
    const strip: Strip = {
      quantity,
      range: [0, 1],
      plot: createMapPlot(`Spectrum: ${quantity}`, {
        window: () => view(strip),
        onWindow: (next) =>
          events.set({
            spectrum: {
              rate: { ...state.spectrum.rate, range: movedAxis(rateAxis(), next.x).range },
            },
          }),
        onHover(at) {
          hovered = at;
          point(at ?? pinned);
        },
        onClick(at) {
          pinned = at;
          point(at);
        },
        onReset: events.onReset,
        onRestored: redraw,
      }),
    };
    return strip;
  });
  root.append(...strips.map(({ plot }) => plot.root));

  /** Lets the page have its turn; throws when the job is aborted. */
  const pauseFor = (signal: AbortSignal) => async () => {
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  };

  const job = newestWins<void>(
    async (_, signal) => {
      const key = wanted;
      const spec = spectrumSpecOf(state);
      const rates = cellCentres(spec.rate.range, spec.count, spec.rate.scale);
      const held = Float32Array.from(rates);
      if (
        engines.current.info.precision === 'f32' &&
        held.some((r, i) => i > 0 && r === held[i - 1])
      ) {
        events.onCollapsed('Neighbouring learning rates');
      }
      const trial = (runs: number, steps: number) => {
        const last = Math.min(spec.last, steps);
        const small = { ...spec, count: Math.min(runs, SPECTRUM_LIMIT), steps, last };
        return engines.run((engine) => engine.spectrum(small, { signal }));
      };
      if (!(await askLong(spec.count * spec.steps, trial, signal))) {
        there = key;
        return redraw();
      }
      const startedAt = performance.now();
      const next = await engines.run((engine) =>
        engine.spectrum(spec, {
          signal,
          onProgress(share, work) {
            if (!signal.aborted) info.progress(share, work, performance.now() - startedAt);
          },
        }),
      );
      info.progress(null);
      for (const strip of strips) {
        const { width, height } = strip.plot.size;
        const pause = pauseFor(signal);
        const { picture, range } = await spectrumPicture(
          next,
          strip.quantity,
          width,
          height,
          pause,
        );
        strip.range = range;
        const window = { x: placedRange({ ...spec.rate }), y: range };
        strip.plot.setPicture({ picture, window });
      }
      spectrum = next;
      there = key;
      const [from, to] = placedRange(rateAxis());
      // Something to look at before anybody points at anything.
      if (!pinned || pinned[0] < from || pinned[0] > to) pinned = [(from + to) / 2, 0];
      point(hovered ?? pinned);
      summarize(next);
      redraw();
      events.onRest();
    },
    (error) => {
      there = wanted;
      info.progress(null);
      events.onError(error);
      redraw();
    },
    0,
  );

  function summarize(done: Spectrum) {
    const { intervals, share } = solvedIntervals(done.outcome, done.rates);
    // Digits enough to tell neighbouring rates apart.
    const [first = 1, second = 1] = done.rates;
    const digits = Math.min(17, Math.max(6, Math.ceil(Math.log10(second / (second - first))) + 1));
    const rate = (value: number) => plain(value, digits);
    const listed = intervals
      .slice(0, LISTED)
      .map(([from, to]) => (from === to ? rate(from) : `${rate(from)} to ${rate(to)}`));
    if (intervals.length > LISTED) listed.push(`and ${intervals.length - LISTED} more`);
    const lines = [
      `${(100 * share).toFixed(2)} % of ${done.spec.count} learning rates solve it`,
      intervals.length > 0 ? `solved intervals of η: ${listed.join(', ')}` : 'none is solved',
    ];
    const { label } = OPTIMIZER_STYLES[done.spec.optimizer.kind];
    info.show([{ label, statistics: sweepStatistics(done), lines }], null);
  }

  function point(at: Point | null) {
    const { rate, start, count } = state.spectrum;
    const [from, to] = placedRange(rateAxis());
    const inside = at !== null && at[0] >= from && at[0] <= to;
    for (const strip of strips) {
      const middle = (strip.range[0] + strip.range[1]) / 2;
      strip.plot.setCursor(inside ? [at[0], middle] : null);
    }
    if (!inside) {
      events.onPoint(null);
      return info.pixel(null);
    }
    const i = Math.min(count - 1, Math.floor(((at[0] - from) / (to - from)) * count));
    const learningRate = cellCentres(rate.range, count, rate.scale)[i]!;
    const run: SingleRun = {
      optimizer: { ...spectrumSpecOf(state).optimizer, learningRate },
      start,
    };
    events.onPoint([run]);
    const known = spectrum;
    info.pixel({
      pinned: samePoint(at, pinned),
      runs: [run],
      results: [
        known && {
          outcome: known.outcome[i]!,
          steps: known.stepsToThreshold[i]!,
          loss: known.loss[i]!,
        },
      ],
    });
  }

  function draw() {
    const { rate, component, last, steps } = state.spectrum;
    const names: Record<SpectrumQuantity, string> = {
      iterates: `last ${Math.min(last, steps)} iterates of ${axisLabels(state)[component === 'x' ? 0 : 1]}`,
      loss: 'final loss',
      steps: 'steps',
    };
    for (const strip of strips) {
      strip.plot.draw(view(strip), {
        labels: ['learning rate η', names[strip.quantity]],
        scales: [rate.scale, strip.quantity === 'iterates' ? 'linear' : 'log'],
        marks:
          strip.quantity === 'steps'
            ? rateMarks({ x: { quantity: 'learningRate' }, y: { quantity: 'x' } })
            : [],
        landscape: state.view,
        blend: 1,
        head: 0,
      });
    }
  }

  return {
    request(next) {
      const opened = state.tab !== next.tab || root.hidden;
      state = next;
      const open = state.tab === 'spectrum';
      root.hidden = !open;
      if (!open) {
        job.cancel();
        wanted = there = '';
        release();
        return;
      }
      if (opened) for (const { plot } of strips) plot.resize();
      const { width, height } = strips[0]!.plot.size;
      const key = JSON.stringify([engines.current.info.name, spectrumSpecOf(state), width, height]);
      if (key !== wanted) {
        wanted = key;
        spectrum = null;
        info.clear();
        job.request();
      }
      redraw();
    },
    resize() {
      if (root.hidden) return;
      for (const { plot } of strips) plot.resize();
      this.request(state);
    },
    cancel() {
      job.cancel();
      there = wanted;
      info.progress(null);
      redraw();
    },
    get spectrum() {
      return spectrum;
    },
    settled,
  };
}
