// The learning-rate spectrum: what becomes of one start under up to 2^20 learning rates.
import './spectrum.css';
import type { Spectrum, SpectrumSpec, Window } from '../../engine.ts';
import { periodsOf } from '../../fields/periods.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import { cellCentres } from '../../math/grid.ts';
import { LYAPUNOV_RATES, type Lyapunov } from '../../reference.ts';
import { SPECTRUM_LIMIT } from '../../schemas.ts';
import type { LevelLine } from '../../views/overlay.ts';
import type { Point } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { jobKey } from '../jobs/key.ts';
import type { View } from '../jobs/view.ts';
import type { Beside } from '../maps/beside.ts';
import { placeOfValue, valueAt } from '../maps/pin.ts';
import { createMapPlot } from '../maps/plot.ts';
import { createRunView, type RunJob, type RunKind } from '../maps/run-view.ts';
import { resultOf } from '../maps/run-words.ts';
import { spectrumSpecOf } from '../state/job-specs.ts';
import { movedAxis, placedRange } from '../state/map-axes.ts';
import { homeOf, usualOf } from '../state/problem.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { viewOf } from '../state/tabs.ts';
import { type Band, createBand, howPeriodsAreTold } from './band.ts';
import { type CriticalRate, criticalRates } from './critical.ts';
import { behaviourInWords } from './intervals-table.ts';
import { exponentLines, exponentRange, uprights } from './lines.ts';
import { checkSpectrumPrecision } from './precision.ts';
import { drawStrip, isLight, rateAxis, type Strip, showPicture } from './strips.ts';
import { furtherOf, spectrumInWords, summaryOf } from './summary.ts';

/** Learning rates of a coarse spectrum, as many as take so many milliseconds. */
const FEWEST = 64;
const MOST_COARSE = 2048;
const COARSE_MS = 90;

export function createSpectrum(
  root: HTMLElement,
  store: Store,
  engines: Engines,
  beside: Beside,
  set: (patch: StatePatch) => void,
): View {
  const strips = (['iterates', 'loss', 'steps', 'exponent'] as const).map((quantity) => {
    const window = () => ({ x: placedRange(rateAxis(store.state)), y: strip.range });
    const plot = createMapPlot(
      t('Spectrum: {quantity}', { quantity: t(quantity) }),
      window,
      ({ width }) => [width / store.state.spectrum.count, 0],
      // All go along: one has the buttons.
      quantity === 'iterates',
    );
    const strip: Strip = { quantity, range: [0, 1], scale: 'linear', plot };
    plot.onWindow.subscribe((next: Window) => {
      const { rate } = store.state.spectrum;
      const { range } = movedAxis(rateAxis(store.state), next.x);
      set({ spectrum: { rate: { ...rate, range } } });
    });
    plot.onReset.subscribe(() => {
      const range = usualOf(store.state).spectrum;
      set({ spectrum: { rate: { range, scale: 'log' } } });
    });
    return strip;
  });
  const band = createBand();
  root.append(band.root, band.legend, ...strips.map(({ plot }) => plot.root));
  const kind = kindOf(root, store, engines, beside, strips, band, set);
  return createRunView(kind, engines, beside);
}

/** What is found out about the runs of a spectrum, one thing after the other. */
interface Shown {
  spectrum: Spectrum;
  /** What it was computed from and by, as text. */
  key: string;
  /** What each learning rate's iterates do; null where too few are kept to tell. */
  behaviours: Uint8Array | null;
  critical: readonly CriticalRate[];
  lyapunov: Lyapunov | null;
}

function kindOf(
  root: HTMLElement,
  store: Store,
  engines: Engines,
  beside: Beside,
  strips: readonly Strip[],
  band: Band,
  set: (patch: StatePatch) => void,
): RunKind {
  let shown: Shown | null = null;
  const coarsely = createCoarse(engines, strips, band);
  const settings = () => store.state.spectrum;
  const spec = () => spectrumSpecOf(store.state);
  const keyNow = () => jobKey(engines, spec());

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
    const { rate, count, optimizer, start } = spec();
    const learningRate = cellCentres(rate.range, count, rate.scale)[i]!;
    return [{ optimizer: { ...optimizer, learningRate }, start, firstRun: i }];
  }

  return {
    root,
    plots: strips.map(({ plot }) => plot),
    isOpen: () => viewOf(store.state) === 'spectrum',
    arrange() {
      const { lyapunov } = settings();
      root.dataset.strips = lyapunov ? '4' : '3';
      strips[3]!.plot.root.hidden = !lyapunov;
      return `strips ${lyapunov}`;
    },
    meaning: () => 'learning rates',
    wanted() {
      const { width, height } = strips[0]!.plot.size;
      return [spec(), width, height, settings().lyapunov, isLight()];
    },
    forget() {
      // It may stay when only more of it is wanted.
      if (shown?.key !== keyNow()) shown = null;
    },
    work: () => (shown ? 0 : spec().count * spec().steps),
    trial(runs, steps, signal) {
      const last = Math.min(spec().last, steps);
      const small = { ...spec(), count: Math.min(runs, SPECTRUM_LIMIT), steps, last };
      return engines.run((engine) => engine.spectrum(small, { signal }));
    },
    collapsed(precision) {
      const { rate, count } = settings();
      const centres = cellCentres(rate.range, count, rate.scale);
      const held = precision === 'f32' ? Float32Array.from(centres) : centres;
      return held.some((r, i) => i > 0 && r === held[i - 1])
        ? t('Neighbouring learning rates')
        : null;
    },
    async compute(job) {
      const key = keyNow();
      if (!shown) await coarsely(spec(), job);
      if (!job.isWanted()) return;
      const spectrum = shown?.spectrum ?? (await computeSpectrum(engines, spec(), job));
      if (!job.isWanted()) return;
      for (const strip of strips) await showPicture(strip, spectrum, job.signal);
      const behaviours = periodsOf(spectrum);
      band.show(behaviours, placedRange(spectrum.spec.rate), told(spectrum));
      shown = { spectrum, key, behaviours, critical: [], lyapunov: shown?.lyapunov ?? null };
      job.redraw();
      shown.critical = await criticalRates(spectrum, homeOf(store.state), engines, job.signal);
      if (!settings().lyapunov) return;
      shown.lyapunov ??= await computeLyapunov(engines, spectrum, strips[3]!.plot.size.width, job);
      strips[3]!.range = exponentRange(shown.lyapunov);
    },
    async summarize(signal) {
      if (!shown) return;
      const { spectrum } = shown;
      const further = furtherOf(spectrum, shown.behaviours, shown.critical, told(spectrum));
      beside.info.show([summaryOf(spectrum)], null, further);
      if (spectrum.loss instanceof Float64Array) return;
      const checked = await checkSpectrumPrecision(spectrum, engines, signal);
      signal.throwIfAborted();
      beside.info.precision(0, checked);
    },
    describe: () => (shown ? spectrumInWords(shown.spectrum) : ''),
    runsAt,
    resultsAt(at) {
      const i = indexAt(at);
      if (!shown || i === null) return [null];
      const behaviour = shown.behaviours?.[i];
      const also = behaviour === undefined ? undefined : behaviourInWords(behaviour);
      return [resultOf(shown.spectrum, i, also)];
    },
    middle() {
      const [from, to] = placedRange(rateAxis(store.state));
      return [(from + to) / 2, 0];
    },
    pin() {
      const { pin, rate } = settings();
      const place = placeOfValue(pin, rate.scale);
      return place === null ? null : [place, 0];
    },
    keep(at) {
      const { rate, count } = spec();
      set({ spectrum: { pin: at && valueAt(rate, count, at[0]) } });
    },
    showPin(at) {
      for (const { plot } of strips) plot.setPin(at);
    },
    showCursor(at) {
      const x = at && indexAt(at) !== null ? at[0] : null;
      for (const { plot, range } of strips) {
        plot.setCursor(x === null ? null : [x, (range[0] + range[1]) / 2]);
      }
    },
    draw() {
      band.place(placedRange(rateAxis(store.state)));
      const lines = linesOf(shown, strips);
      for (const [i, strip] of strips.entries()) drawStrip(strip, store.state, lines[i]!);
    },
    results: () => (shown ? [{ kind: 'spectrum', value: shown.spectrum }] : []),
  };
}

/** Shows what there is to see of a spectrum while it is dragged: as many learning rates as come soon enough. */
function createCoarse(engines: Engines, strips: readonly Strip[], band: Band) {
  let count = 256;
  return async (spec: SpectrumSpec, { patient: signal, redraw }: RunJob): Promise<void> => {
    if (spec.count <= 2 * count) return;
    const startedAt = performance.now();
    const few = { ...spec, count };
    const spectrum = await engines.run((engine) => engine.spectrum(few, { signal }));
    const ms = performance.now() - startedAt;
    if (ms > COARSE_MS) count = Math.max(FEWEST, count / 2);
    else if (ms < COARSE_MS / 3) count = Math.min(MOST_COARSE, 2 * count);
    for (const strip of strips) await showPicture(strip, spectrum, signal);
    band.show(periodsOf(spectrum), placedRange(spectrum.spec.rate), told(spectrum));
    redraw();
  };
}

const told = ({ spec, iterates }: Spectrum) =>
  howPeriodsAreTold(spec.last, iterates instanceof Float32Array ? 'f32' : 'f64');

async function computeSpectrum(
  engines: Engines,
  spec: SpectrumSpec,
  { signal, onProgress }: RunJob,
): Promise<Spectrum> {
  const startedAt = performance.now();
  return engines.run((engine) =>
    engine.spectrum(spec, {
      signal,
      onProgress: (share, work) => onProgress(share, work, startedAt),
    }),
  );
}

/** Of as many learning rates as the plot is wide. */
async function computeLyapunov(
  engines: Engines,
  { spec }: Spectrum,
  width: number,
  { signal, onProgress }: RunJob,
): Promise<Lyapunov> {
  const startedAt = performance.now();
  const count = Math.min(spec.count, LYAPUNOV_RATES, Math.max(16, Math.round(width)));
  return engines.cpu.lyapunov(spec, {
    signal,
    count,
    onProgress(share) {
      const runs = Math.floor(share * count);
      onProgress(share, { runs, steps: share * count * spec.steps }, startedAt);
    },
  });
}

/** The lines over each of the strips. */
function linesOf(shown: Shown | null, strips: readonly Strip[]): LevelLine[][] {
  if (!shown) return strips.map(() => []);
  const { spectrum, critical, lyapunov } = shown;
  const { scale } = spectrum.spec.rate;
  return strips.map(({ quantity, range }) => [
    ...(quantity === 'exponent' && lyapunov ? exponentLines(lyapunov, scale) : []),
    ...uprights(critical, scale, range, quantity === 'iterates'),
  ]);
}
