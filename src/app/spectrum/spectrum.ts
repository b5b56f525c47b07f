// The learning-rate spectrum: what becomes of one start under up to 2^20 learning rates.
import './spectrum.css';
import type { Axis, Spectrum, Window } from '../../engine.ts';
import { type SpectrumQuantity, spectrumPicture } from '../../fields/pictures.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import { cellCentres, type Scale } from '../../math/grid.ts';
import { SPECTRUM_LIMIT } from '../../schemas.ts';
import type { Point } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import type { View } from '../jobs/view.ts';
import type { Beside } from '../maps/beside.ts';
import { rateMarks } from '../maps/drawing.ts';
import { createMapPlot, type MapPlot } from '../maps/plot.ts';
import { createRunView, type RunKind } from '../maps/run-view.ts';
import { spectrumSpecOf } from '../state/job-specs.ts';
import { movedAxis, placedRange } from '../state/map-axes.ts';
import { DEFAULT_STATE, type State, type StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { summaryOf } from './summary.ts';

interface Strip {
  quantity: SpectrumQuantity;
  plot: MapPlot;
  /** Values at the bottom and the top; on a log scale log10 of them. */
  range: [number, number];
  scale: Scale;
}

const rateAxis = ({ spectrum }: State): Axis => ({ quantity: 'learningRate', ...spectrum.rate });

export function createSpectrum(
  root: HTMLElement,
  store: Store,
  engines: Engines,
  beside: Beside,
  set: (patch: StatePatch) => void,
): View {
  const strips = (['iterates', 'loss', 'steps'] as const).map((quantity) => {
    const window = () => ({ x: placedRange(rateAxis(store.state)), y: strip.range });
    const plot = createMapPlot(`Spectrum: ${quantity}`, window);
    const strip: Strip = { quantity, range: [0, 1], scale: 'linear', plot };
    plot.onWindow.subscribe((next: Window) => {
      const { rate } = store.state.spectrum;
      const { range } = movedAxis(rateAxis(store.state), next.x);
      set({ spectrum: { rate: { ...rate, range } } });
    });
    plot.onReset.subscribe(() => set({ spectrum: { rate: DEFAULT_STATE.spectrum.rate } }));
    return strip;
  });
  root.append(...strips.map(({ plot }) => plot.root));
  return createRunView(kindOf(root, store, engines, beside, strips), engines, beside);
}

function kindOf(
  root: HTMLElement,
  store: Store,
  engines: Engines,
  beside: Beside,
  strips: readonly Strip[],
): RunKind {
  let spectrum: Spectrum | null = null;
  const settings = () => store.state.spectrum;
  const spec = () => spectrumSpecOf(store.state);

  /** Which of the learning rates lies at a place; null outside. */
  function indexAt([px]: Point): number | null {
    const [from, to] = placedRange(rateAxis(store.state));
    if (!(px >= from && px <= to)) return null;
    const { count } = settings();
    return Math.min(count - 1, Math.floor(((px - from) / (to - from)) * count));
  }
  function runsAt(at: Point): SingleRun[] | null {
    const i = indexAt(at);
    if (i === null) return null;
    const { rate, count, start } = settings();
    const learningRate = cellCentres(rate.range, count, rate.scale)[i]!;
    return [{ optimizer: { ...spec().optimizer, learningRate }, start }];
  }

  return {
    root,
    plots: strips.map(({ plot }) => plot),
    isOpen: () => store.state.tab === 'spectrum',
    arrange: () => 'strips',
    meaning: () => 'learning rates',
    wanted() {
      const { width, height } = strips[0]!.plot.size;
      return [spec(), width, height];
    },
    forget() {
      spectrum = null;
    },
    work: () => spec().count * spec().steps,
    trial(runs, steps, signal) {
      const last = Math.min(spec().last, steps);
      const small = { ...spec(), count: Math.min(runs, SPECTRUM_LIMIT), steps, last };
      return engines.run((engine) => engine.spectrum(small, { signal }));
    },
    collapsed() {
      const { rate, count } = settings();
      const held = Float32Array.from(cellCentres(rate.range, count, rate.scale));
      return held.some((r, i) => i > 0 && r === held[i - 1]) ? 'Neighbouring learning rates' : null;
    },
    async compute({ signal, onProgress }) {
      const startedAt = performance.now();
      const next = await engines.run((engine) =>
        engine.spectrum(spec(), {
          signal,
          onProgress: (share, work) => onProgress(share, work, startedAt),
        }),
      );
      for (const strip of strips) await showPicture(strip, next, signal);
      spectrum = next;
    },
    async summarize() {
      if (spectrum) beside.info.show([summaryOf(spectrum)], null);
    },
    runsAt,
    resultsAt(at) {
      const i = indexAt(at);
      if (!spectrum || i === null) return [null];
      const { outcome, stepsToThreshold, loss } = spectrum;
      return [{ outcome: outcome[i]!, steps: stepsToThreshold[i]!, loss: loss[i]! }];
    },
    middle() {
      const [from, to] = placedRange(rateAxis(store.state));
      return [(from + to) / 2, 0];
    },
    showCursor(at) {
      const inside = at !== null && indexAt(at) !== null;
      for (const { plot, range } of strips) {
        plot.setCursor(inside ? [at[0], (range[0] + range[1]) / 2] : null);
      }
    },
    draw() {
      for (const strip of strips) drawStrip(strip, store.state);
    },
    results: () => (spectrum ? [{ kind: 'spectrum', value: spectrum }] : []),
  };
}

/** Makes the picture of a strip, letting the page have its turn; throws when the job is aborted. */
async function showPicture(strip: Strip, spectrum: Spectrum, signal: AbortSignal): Promise<void> {
  const { width, height } = strip.plot.size;
  const pause = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  };
  const { picture, range, scale } = await spectrumPicture(
    spectrum,
    strip.quantity,
    width,
    height,
    pause,
  );
  Object.assign(strip, { range, scale });
  strip.plot.setPicture({ picture, window: { x: placedRange(spectrum.spec.rate), y: range } });
}

function drawStrip({ quantity, plot, range, scale }: Strip, state: State): void {
  const { rate, component, last, steps } = state.spectrum;
  const names: Record<SpectrumQuantity, string> = {
    iterates: `last ${Math.min(last, steps)} iterates of ${component}`,
    loss: 'final loss',
    steps: 'steps',
  };
  const marks = rateMarks({ x: { quantity: 'learningRate' }, y: { quantity: 'start.x' } });
  plot.draw(
    { x: placedRange(rateAxis(state)), y: range },
    {
      labels: ['learning rate η', names[quantity]],
      scales: [rate.scale, scale],
      marks: quantity === 'steps' ? marks : [],
      landscape: state.view,
      blend: 1,
      head: 0,
    },
  );
}
