// The maps in which every pixel is a training run: basins over the landscape's window, or any two
// hyper-parameters. One map or two, side by side or swiped, with one cursor.
import type { SweepOptions, SweepSpec, Window } from '../../engine.ts';
import { collapsed } from '../../fields/collapsed.ts';
import { runOfPixel, type SingleRun } from '../../fields/pixel-run.ts';
import { sweepWork } from '../../specs.ts';
import { optimizerName } from '../../views/colours.ts';
import type { Point } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import { addEqualTool } from '../hands/equal-tool.ts';
import type { Engines } from '../jobs/engines.ts';
import { jobKey } from '../jobs/key.ts';
import type { View } from '../jobs/view.ts';
import type { Explorer } from '../landscape/explorer.ts';
import { pathSets, type RunSet } from '../landscape/run-set.ts';
import { createWindowSetter } from '../landscape/window.ts';
import { mapAxes, mapOptimizers, sweepSpecOf } from '../state/job-specs.ts';
import { defaultAxis, farthest, movedAxis, windowOfAxes } from '../state/map-axes.ts';
import { homeOf } from '../state/problem.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { viewOf } from '../state/tabs.ts';
import type { Beside } from './beside.ts';
import { createColours } from './colours.ts';
import { mapInWords } from './described.ts';
import { drawMap } from './drawing.ts';
import { overMaps } from './over.ts';
import { pinAt, placeOfPin } from './pin.ts';
import { createMapPlot } from './plot.ts';
import { placed, resultAt, type ShownMap, summarize } from './results.ts';
import { createRunView, type RunJob, type RunKind } from './run-view.ts';
import { createZoomFrames } from './zoom-frames.ts';

export function createMaps(
  root: HTMLElement,
  store: Store,
  engines: Engines,
  explorer: Explorer,
  beside: Beside,
  set: (patch: StatePatch) => void,
): View {
  const shown: ShownMap[] = (['gd', 'adam'] as const).map((kind, i) => ({
    kind,
    sweep: null,
    key: '',
    different: [],
    plot: createMapPlot(
      t(i === 0 ? 'Map' : 'Map to compare'),
      () => windowNow(store),
      // Pixels of a map are square.
      ({ width }) => [width / store.state.map.resolution, width / store.state.map.resolution],
    ),
  }));
  const divider = createDivider((swipe) => set({ map: { swipe } }));
  root.append(...shown.map(({ plot }) => plot.root), divider);

  const kind = kindOf(root, store, engines, beside, shown, divider, set);
  const view = createRunView(kind, engines, beside);
  const equals = shown.map(({ plot }) => addEqualTool(plot.area, store, set));
  const offerEqual = (state: State) => {
    for (const show of equals) show(state, viewOf(state) === 'basins');
  };
  offerEqual(store.state);
  store.subscribe(offerEqual);

  for (const { plot } of shown) {
    const inBasins = createWindowSetter(store, () => plot.size, engines, set, beside.say, 'f64');
    plot.onWindow.subscribe((next) => {
      if (viewOf(store.state) === 'basins') inBasins(next);
      else set(movedTo(store, next));
    });
    plot.onReset.subscribe(() => set(whole(store)));
    // The landscape under the basins.
    if (explorer.landscape) plot.setLandscape(explorer.landscape);
  }
  explorer.onLandscape.subscribe((landscape) => {
    for (const { plot } of shown) plot.setLandscape(landscape);
    view.redraw();
  });
  // Over the basins lie the paths of the pointed or pinned runs.
  beside.onPointed.subscribe((runs) => {
    const inBasins = viewOf(store.state) === 'basins';
    for (const [i, { plot }] of shown.entries()) {
      plot.setPaths(inBasins && runs?.[i] ? pathSets([runs[i]]) : []);
    }
    view.redraw();
  });
  return view;
}

const windowNow = ({ state }: Store): Window => windowOfAxes(mapAxes(state));

/** The change of state that zooms or pans a sweep to a window. */
function movedTo({ state }: Store, next: Window): StatePatch {
  const { x, y } = mapAxes(state);
  const out = farthest(state);
  return { sweep: { x: movedAxis(x, next.x, out), y: movedAxis(y, next.y, out) } };
}

/** The change of state that shows everything again. */
function whole({ state }: Store): StatePatch {
  if (viewOf(state) === 'basins') return { window: homeOf(state) };
  const { x, y } = state.sweep;
  return { sweep: { x: defaultAxis(x.quantity, state), y: defaultAxis(y.quantity, state) } };
}

function createDivider(onInput: (share: number) => void): HTMLInputElement {
  const divider = document.createElement('input');
  Object.assign(divider, { type: 'range', min: '0', max: '1', step: 'any', className: 'divider' });
  divider.setAttribute('aria-label', t('Where the two maps meet'));
  divider.addEventListener('input', () => onInput(Number(divider.value)));
  return divider;
}

function kindOf(
  root: HTMLElement,
  store: Store,
  engines: Engines,
  beside: Beside,
  shown: readonly ShownMap[],
  divider: HTMLInputElement,
  set: (patch: StatePatch) => void,
): RunKind {
  const kinds = () => mapOptimizers(store.state);
  const inUse = () => shown.slice(0, kinds().length);
  const specs = (): SweepSpec[] => {
    const { width, height } = shown[0]!.plot.size;
    return kinds().map((kind) => sweepSpecOf(store.state, kind, height / width));
  };

  /** The pixel at a place of the plot, on each map; null outside. */
  function runsAt([px, py]: Point): SingleRun[] | null {
    const { x, y } = windowNow(store);
    const u = (px - x[0]) / (x[1] - x[0]);
    const v = (py - y[0]) / (y[1] - y[0]);
    if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return null;
    return specs().map((spec) =>
      runOfPixel(spec, Math.floor(u * spec.width), Math.floor(v * spec.height)),
    );
  }

  const keyOf = (spec: SweepSpec) => jobKey(engines, spec);
  const colours = createColours(engines, beside.say);
  const frames = createZoomFrames();
  let taken: readonly RunSet[] | null = null;
  beside.onPointed.subscribe((runs) => {
    taken = runs;
  });

  return {
    root,
    plots: shown.map(({ plot }) => plot),
    isOpen: () => kinds().length > 0,
    arrange: () => arrange(root, store, shown, divider),
    meaning() {
      const { x, y } = mapAxes(store.state);
      const { problem, plane } = store.state;
      return JSON.stringify([
        viewOf(store.state),
        problem,
        plane,
        x.quantity,
        x.scale,
        y.quantity,
        y.scale,
      ]);
    },
    wanted: () => [specs(), store.state.map.colours],
    forget() {
      colours.forget();
      // Sweeps that are wanted still may stay: other colours of theirs were asked for.
      const keys = specs().map(keyOf);
      for (const [i, item] of shown.entries()) {
        if (item.key === keys[i]) continue;
        item.sweep = null;
        item.different = [];
      }
    },
    work: () => specs().reduce((sum, spec, i) => sum + (shown[i]!.sweep ? 0 : sweepWork(spec)), 0),
    trial(runs, steps, signal) {
      const side = Math.round(Math.sqrt(runs));
      const small = { ...specs()[0]!, width: side, height: side, steps };
      return engines.run((engine) => engine.sweep(small, { signal }));
    },
    collapsed: (precision) =>
      specs().some((spec) => collapsed(spec, precision)) ? t('Neighbouring pixels') : null,
    async compute(job) {
      const all = specs();
      for (const [i, spec] of all.entries()) {
        const { sweep, key } = shown[i]!;
        if (!sweep || key !== keyOf(spec)) {
          await computeMap(engines, shown[i]!, spec, i, all.length, job);
        }
        if (!job.isWanted()) return;
      }
      await colours.show(inUse(), store.state, job.signal);
      job.redraw();
    },
    summarize: (signal) => summarize(inUse(), colours, frames, beside.info, engines, signal),
    describe: (i) => (kinds()[i] ? mapInWords(store.state, shown[i]!) : ''),
    runsAt,
    resultsAt: (at) =>
      inUse().map(({ sweep }, i) => sweep && resultAt(sweep, at, (k) => colours.nameAt(i, k))),
    middle() {
      const { x, y } = windowNow(store);
      return [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
    },
    pin: () => placeOfPin(store.state),
    keep: (at) => set({ map: { pin: at && pinAt(store.state, specs()[0]!, at) } }),
    showCursor(at) {
      for (const { plot } of inUse()) plot.setCursor(at);
    },
    showPin(at) {
      for (const { plot } of inUse()) plot.setPin(at);
    },
    draw() {
      for (const { plot, different } of inUse()) {
        plot.setSpots(store.state.map.disagreements ? different : []);
        plot.setOverlay(viewOf(store.state) === 'basins' ? colours.marks : []);
        drawMap(plot, store.state, mapAxes(store.state), windowNow(store));
      }
    },
    over: () => overMaps(store.state, inUse(), colours, runsAt, taken),
    results: () => inUse().flatMap(({ sweep }) => (sweep ? [{ kind: 'sweep', value: sweep }] : [])),
  };
}

/** The i-th of `count` maps, coarse pictures first. */
async function computeMap(
  engines: Engines,
  item: ShownMap,
  spec: SweepSpec,
  i: number,
  count: number,
  { signal, patient, onProgress, redraw, isWanted }: RunJob,
): Promise<void> {
  item.kind = spec.optimizer.kind;
  const startedAt = performance.now();
  // In a drag its first picture is all there is to see of it.
  const enough = new AbortController();
  let seen = false;
  const stop = () => seen && enough.abort();
  signal.addEventListener('abort', stop);
  const options: SweepOptions = {
    signal: AbortSignal.any([patient, enough.signal]),
    onPreview(preview) {
      if (patient.aborted) return;
      item.plot.setPicture(placed(preview, preview.width, preview.height, preview.stride));
      redraw();
      seen = true;
      if (signal.aborted) stop();
    },
    onProgress: (share, done) => onProgress((i + share) / count, done, startedAt),
  };
  const sweep = await engines.run((engine) => engine.sweep(spec, options));
  // What comes late must not pass for what is wanted.
  if (!isWanted()) return;
  item.sweep = sweep;
  item.key = jobKey(engines, spec);
}

/** Shows one map or two, side by side or swiped. Names what the plots' places follow from. */
function arrange(
  root: HTMLElement,
  { state }: Store,
  shown: readonly ShownMap[],
  divider: HTMLInputElement,
): string {
  const { layout, swipe, compare } = state.map;
  const kinds = mapOptimizers(state);
  const two = kinds.length === 2;
  root.dataset.layout = two ? layout : 'one';
  shown[1]!.plot.root.hidden = !two;
  divider.hidden = !two || layout !== 'swipe';
  divider.value = String(swipe);
  root.style.setProperty('--share', String(swipe));
  for (const [i, kind] of kinds.entries()) {
    shown[i]!.plot.setTitle(two ? optimizerName(kind) : '');
  }
  return `${viewOf(state)} ${layout} ${compare}`;
}
