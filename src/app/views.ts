// Every view of the page. All but the landscape are loaded when one is first opened, as that must be on screen at once.
import { t } from '../words/words.ts';
import type { Engines } from './jobs/engines.ts';
import { countedOnce, createLazyView } from './jobs/lazy-view.ts';
import type { Unasked } from './jobs/unasked.ts';
import { type Say, type View, WARNING } from './jobs/view.ts';
import { createLandscapeView, type LandscapeView, type Theme } from './landscape/view.ts';
import { infoOf, isMade, parameterInfos } from './state/problem.ts';
import type { State, StatePatch } from './state/state.ts';
import type { Store } from './state/store.ts';
import { isMap, viewOf } from './state/tabs.ts';

/** An element of index.html. */
export const element = <T extends Element = HTMLElement>(id: string) =>
  document.getElementById(id) as unknown as T;

/** What every view needs. */
export interface House {
  readonly store: Store;
  readonly engines: Engines;
  readonly theme: Theme;
  readonly set: (patch: StatePatch) => void;
  readonly say: Say;
  readonly unasked: Unasked;
  /** Resolves when the panel is there. */
  readonly controls: () => Promise<void>;
}

export interface Views {
  readonly landscape: LandscapeView;
  /** In the order in which they are to be asked. */
  readonly all: readonly View[];
}

export function createViews(house: House): Views {
  const landscape = createLandscape(house);
  const [maps, spectrum] = createMapViews(house, landscape);
  const lessons = createLessonsView(house, landscape, maps);
  const explaining = createExplaining(house, landscape);
  // The lessons before the others, as entering a step sets what they show. The landscape last but for what follows its
  // drawing: what is pointed at in another view is drawn on it.
  const all = [lessons, maps, spectrum, createBenchmarkView(house), landscape, ...explaining];
  return { landscape, all };
}

/** A view that is loaded when it is first wanted. */
const lazily = ({ say }: House, wanted: (state: State) => boolean, load: () => Promise<View>) =>
  createLazyView(wanted, load, ({ message: why }, run) =>
    say(
      t('The view could not be loaded: {why}', { why }),
      60,
      { label: t('Try again'), run },
      WARNING,
    ),
  );

function createLandscape({ store, engines, theme, set, say, unasked }: House): LandscapeView {
  const elements = {
    scene: {
      area: element('plot'),
      canvas: element<HTMLCanvasElement>('heatmap'),
      axes: element<SVGSVGElement>('axes'),
      surface: element('surface'),
      colourBar: element('colour-bar'),
    },
    linked: {
      title: element('chart-title'),
      chart: element('chart'),
      legend: element('legend'),
      readout: element('readout'),
    },
    playback: {
      toStart: element<HTMLButtonElement>('to-start'),
      back: element<HTMLButtonElement>('step-back'),
      play: element<HTMLButtonElement>('play'),
      on: element<HTMLButtonElement>('step-on'),
      scrubber: element<HTMLInputElement>('scrubber'),
      now: element('step-now'),
      speed: element<HTMLSelectElement>('speed'),
    },
    stepAxis: element('step-axis'),
    progress: element('progress'),
    inspector: element('inspector'),
    inspect: element('inspect'),
  };
  return createLandscapeView(elements, store, engines, theme, set, say, unasked);
}

/** The views whose pixels are training runs. */
function createMapViews(house: House, { explorer }: LandscapeView): [maps: View, spectrum: View] {
  const { store, engines, set, say, unasked } = house;
  const loadBeside = countedOnce(async () => {
    const [{ createBeside }, { createAskLong }] = await Promise.all([
      import('./maps/beside.ts'),
      import('./shell/ask-long.ts'),
    ]);
    const askLong = createAskLong(element<HTMLDialogElement>('ask'), unasked);
    return createBeside(element('map-info'), store, engines, explorer, askLong, set, say);
  });
  const maps = async () => {
    const [{ createMaps }, beside] = await Promise.all([import('./maps/maps.ts'), loadBeside()]);
    return createMaps(element('maps'), store, engines, explorer, beside, set);
  };
  const spectrum = async () => {
    const [{ createSpectrum }, beside] = await Promise.all([
      import('./spectrum/spectrum.ts'),
      loadBeside(),
    ]);
    const view = createSpectrum(element('spectrum'), store, engines, beside, set);
    house.theme.onChange.subscribe(() => view.request(store.state));
    return view;
  };
  return [
    lazily(house, (state) => isMap(viewOf(state)), maps),
    lazily(house, (state) => viewOf(state) === 'spectrum', spectrum),
  ];
}

/** The benchmark brings its own engines, so that its devices are no one else's. */
const createBenchmarkView = (house: House): View =>
  lazily(
    house,
    ({ tab }) => tab === 'benchmark',
    async () => {
      const [{ createBenchmark }, { setUpInBrowser }] = await Promise.all([
        import('./benchmark/benchmark.ts'),
        import('../bench/browser.ts'),
      ]);
      return createBenchmark(element('benchmark'), setUpInBrowser(navigator));
    },
  );

const createLessonsView = (house: House, landscape: LandscapeView, maps: View): View =>
  lazily(
    house,
    ({ tab }) => tab === 'lessons',
    async () => {
      const { createLessons } = await import('./lessons/lessons.ts');
      const places = { root: element('lessons'), area: element('plot') };
      const { store, engines, set, say } = house;
      return createLessons(places, store, engines, landscape, maps, set, say);
    },
  );

/** What explains the landscape or shows it otherwise; it may come once the first one is on screen. */
function createExplaining(house: House, landscape: LandscapeView): readonly View[] {
  const { store, engines, theme, set, say, controls } = house;
  const [plot, surface, legend] = [element('plot'), element('surface'), element('legend')];
  const { explorer } = landscape;
  let pictured = false;
  const curvature = lazily(
    house,
    ({ view }) => pictured || view.field !== 'loss' || view.edge || view.alongRuns,
    async () => {
      const { createCurvature } = await import('./curvature/curvature.ts');
      const places = { surface, chart: element('chart'), notice: element('notice') };
      return createCurvature(places, store, engines, landscape, theme, say);
    },
  );
  const relief = lazily(
    house,
    ({ view }) => pictured || view.relief !== null,
    async () => {
      const { createRelief } = await import('./relief/relief.ts');
      return createRelief(plot, store, landscape, set, say);
    },
  );
  const network = lazily(
    house,
    // Of a network of one's own it is open from the start.
    (state) => infoOf(state).network !== undefined && (pictured || isMade(state)),
    async () => {
      const { createNetworkRoom } = await import('./network/network.ts');
      const places = { root: element('network'), plot: plot.parentElement! };
      return createNetworkRoom(places, store, engines, landscape, theme, say);
    },
  );
  const plane = lazily(
    house,
    (state) => pictured && parameterInfos(state).length > 2,
    async () => {
      const [{ createPlane }] = await Promise.all([import('./plane/plane.ts'), controls()]);
      const places = { section: element('plane-room'), legend, surface };
      return createPlane(places, store, engines, explorer, set, say);
    },
  );
  const hands = lazily(
    house,
    () => pictured,
    async () => {
      const { createLandscapeHands } = await import('./hands/landscape.ts');
      const places = { area: plot, surface, maps: element('maps') };
      return createLandscapeHands(places, store, landscape, set);
    },
  );
  let begun = false;
  const begin = () => {
    if (begun || !pictured) return;
    begun = true;
    for (const view of views) view.request(store.state);
  };
  // Whoever waits for the page waits for these, too, and they need not wait for others then.
  const settled = () => {
    begin();
    return hands.settled();
  };
  const views = [{ ...hands, settled }, curvature, relief, network, plane];
  explorer.onLandscape.subscribe(() => {
    if (pictured) return;
    pictured = true;
    setTimeout(begin, 300);
  });
  return views;
}
