// The maps and the spectrum with all that is linked to them; loaded when one is first opened.
import type { Landscape } from '../../engine.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Explorer, RunSet } from '../landscape/explorer.ts';
import { createAskLong } from '../shell/ask-long.ts';
import type { Result } from '../shell/files.ts';
import type { Notice } from '../shell/notice.ts';
import { createSpectrumView } from '../spectrum/spectrum.ts';
import { defaultAxis } from '../state/map-axes.ts';
import { axisLabels } from '../state/problem.ts';
import { DEFAULT_STATE, PAGE_STEPS_LIMIT, type State, type StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createViewHistory } from './history.ts';
import { createMapInfo } from './info.ts';
import { createMaps, type MapsEvents } from './maps.ts';
import { createPointed } from './pointed.ts';

export interface MapViewElements {
  maps: HTMLElement;
  spectrum: HTMLElement;
  info: HTMLElement;
  ask: HTMLDialogElement;
}

export interface MapViews {
  request(state: State): void;
  resize(): void;
  setLandscape(landscape: Landscape): void;
  /** The finished results of the open view. */
  results(): Result[];
  settled(): Promise<void>;
}

/** Where a view was zoomed to, as a patch that goes there again. */
type Place = Pick<State, 'tab' | 'window' | 'rates'> & {
  spectrum: { rate: State['spectrum']['rate'] };
};

export function createMapViews(
  elements: MapViewElements,
  store: Store,
  engines: Engines,
  explorer: Explorer,
  set: (patch: StatePatch) => void,
  notice: Notice,
): MapViews {
  let openTab: State['tab'] = 'landscape';
  const history = createViewHistory<Place>();
  const placeOf = ({ tab, window, rates, spectrum }: State): Place => ({
    tab,
    window,
    rates,
    spectrum: { rate: spectrum.rate },
  });
  const go = (place: Place | null) => {
    if (place) set(place as StatePatch);
  };
  const showRuns = (runs: readonly RunSet[] | null) => {
    const open = store.state.tab !== 'landscape';
    explorer.override(open ? (runs ?? []) : null);
    maps.setPaths(runs);
  };
  const pointed = createPointed(engines, showRuns, (error) => notice((error as Error).message));
  const info = createMapInfo(elements.info, {
    onCancel() {
      maps.cancel();
      spectrum.cancel();
    },
    onOpen: openRun,
    onBack: () => go(history.back(placeOf(store.state))),
    onForward: () => go(history.forward()),
  });
  const events: MapsEvents = {
    set,
    onPoint(runs) {
      const { tab, map, spectrum } = store.state;
      pointed.show(store.state, runs, tab === 'spectrum' ? spectrum.steps : map.steps);
    },
    onCollapsed: (what) =>
      notice(`${what} are one and the same number in f32 here.`, 20, {
        label: 'Continue in f64 on the CPU',
        run: () => set({ engine: 'cpu' }),
      }),
    onError: (error) => notice((error as Error).message),
    onRest: () => history.visit(placeOf(store.state)),
    onReset() {
      const { tab, rates } = store.state;
      if (tab === 'basins') set({ window: DEFAULT_STATE.window });
      else if (tab === 'spectrum') set({ spectrum: { rate: DEFAULT_STATE.spectrum.rate } });
      else set({ rates: { x: defaultAxis(rates.x.quantity), y: defaultAxis(rates.y.quantity) } });
    },
  };
  const askLong = createAskLong(elements.ask);
  const maps = createMaps(elements.maps, engines, info, askLong, store.state, events);
  const spectrum = createSpectrumView(
    elements.spectrum,
    engines,
    info,
    askLong,
    store.state,
    events,
  );
  info.pixel(null);
  window.addEventListener('keydown', (event) => {
    // In a field Alt and an arrow jump by words.
    const typing = event.target instanceof HTMLInputElement;
    if (!event.altKey || typing || store.state.tab === 'landscape') return;
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    go(event.key === 'ArrowLeft' ? history.back(placeOf(store.state)) : history.forward());
  });

  /** Takes a run of a map over into the explorer. */
  function openRun({ optimizer, start }: SingleRun) {
    const { kind, learningRate, ...rest } = optimizer;
    const [rateX, rateY] =
      typeof learningRate === 'number' ? [learningRate, learningRate] : learningRate;
    if (rateX !== rateY)
      notice(
        `The landscape view has one learning rate for both weights: that of ${axisLabels(store.state)[0]} is taken.`,
      );
    const off = Object.fromEntries(
      Object.keys(store.state.optimizers).map((other) => [other, { on: other === kind }]),
    );
    const { tab, map, spectrum } = store.state;
    set({
      tab: 'landscape',
      optimizers: { ...off, [kind]: { ...rest, learningRate: rateX, on: true } },
      starts: { points: [start], pattern: 'none' },
      steps: Math.min(PAGE_STEPS_LIMIT, tab === 'spectrum' ? spectrum.steps : map.steps),
    } as StatePatch);
  }

  return {
    request(state) {
      elements.info.hidden = state.tab === 'landscape' || state.tab === 'benchmark';
      // What was pointed at in one view means nothing in another.
      if (state.tab !== openTab) pointed.show(state, null, 0);
      openTab = state.tab;
      maps.request(state);
      spectrum.request(state);
    },
    resize() {
      maps.resize();
      spectrum.resize();
    },
    setLandscape: maps.setLandscape,
    results: () =>
      store.state.tab === 'spectrum'
        ? spectrum.spectrum
          ? [{ kind: 'spectrum', value: spectrum.spectrum }]
          : []
        : maps.sweeps.map((value) => ({ kind: 'sweep', value })),
    async settled() {
      await maps.settled();
      await spectrum.settled();
      await pointed.settled();
    },
  };
}
