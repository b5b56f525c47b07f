// Wires it all: state, engines, views, panel and gestures.
import 'uplot/dist/uPlot.min.css';
import './shell/base.css';
import './shell/stage.css';
import './shell/shell.css';
import type { Format } from '../fields/formats/index.ts';
import type { Benchmark } from './benchmark/benchmark.ts';
import { createEngines } from './jobs/engines.ts';
import { createExplorer } from './landscape/explorer.ts';
import { attachMapGestures } from './landscape/gestures.ts';
import { createLinked } from './landscape/linked.ts';
import { createPlayback } from './landscape/playback.ts';
import type { MapViews } from './maps/beside.ts';
import { createPanel } from './panel/panel.ts';
import { createApi } from './shell/api.ts';
import { helpText } from './shell/help.ts';
import { createNotice } from './shell/notice.ts';
import { createTabs } from './shell/tabs.ts';
import type { StatePatch } from './state/state.ts';
import { createStore, refusalOf } from './state/store.ts';
import { engineFromQuery, fromHash, toHash } from './state/url.ts';

const element = <T extends Element = HTMLElement>(id: string) =>
  document.getElementById(id) as unknown as T;

const link = fromHash(window.location.hash);
const query = engineFromQuery(window.location.search);
const store = createStore(query.engine ? { ...link.state, engine: query.engine } : link.state);
const notice = createNotice(element('notice'));

/** Changes the state; a refused value is said and nothing changes. */
function set(patch: StatePatch) {
  const refusal = refusalOf(() => store.set(patch));
  if (refusal) notice(refusal);
}

const isDark = () => document.documentElement.dataset.theme === 'dark';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
function showTheme() {
  const { theme } = store.state.view;
  const dark = theme === 'dark' || (theme === 'auto' && systemDark.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}
showTheme();

const badge = element('badge');
const engines = createEngines(() => {
  const { name, adapter, precision } = engines.current.info;
  const label = document.createElement('span');
  label.textContent = `${name === 'gpu' ? 'GPU · ' : ''}${adapter} · ${precision}`;
  badge.replaceChildren(label);
  badge.dataset.engine = name;
  badge.title = `Engine: ${label.textContent}${engines.why ? `. No GPU: ${engines.why}` : ''}`;
  if (engines.why) notice(`Computing on the CPU: ${engines.why}.`, 10);
  explorer.request(store.state);
  requestMaps();
});
badge.addEventListener('click', () => notice(badge.title));

/** The newest choice of an engine, under way or done. */
let choosing: Promise<void> = Promise.resolve();

const surface = element('surface');
const progress = element('progress');
const explorer = createExplorer(
  {
    area: element('plot'),
    canvas: element<HTMLCanvasElement>('map'),
    axes: element<SVGSVGElement>('axes'),
    surface,
    colourBar: element('colour-bar'),
  },
  engines,
  store.state,
  {
    onRuns() {
      playback.setSteps(explorer.runs[0]?.trajectories.spec.steps ?? store.state.steps);
      linked.update();
    },
    onLandscape(landscape) {
      linked.refreshReadout();
      mapViews?.setLandscape(landscape);
    },
    onProgress(share) {
      progress.hidden = share === null;
      progress.setAttribute('aria-valuenow', String(Math.round(100 * (share ?? 0))));
      (progress.firstElementChild as HTMLElement).style.width = `${100 * (share ?? 0)}%`;
    },
    onError: (error) => notice((error as Error).message),
  },
);
const linked = createLinked(
  { chart: element('chart'), legend: element('legend'), readout: element('readout') },
  store,
  () => explorer,
  isDark,
);
const playback = createPlayback(
  {
    toStart: element('to-start'),
    back: element('step-back'),
    play: element('play'),
    on: element('step-on'),
    scrubber: element('scrubber'),
    now: element('step-now'),
  },
  (step) => {
    explorer.setStep(step);
    linked.setStep(step);
  },
);
attachMapGestures(surface, store, () => explorer.size, engines, set, notice, linked.hover);

// The maps are loaded when one is first opened: the landscape must be on screen at once.
let mapViews: MapViews | null = null;
let loading: Promise<void> | null = null;
async function loadMapViews() {
  const { createMapViews } = await import('./maps/beside.ts');
  mapViews = createMapViews(
    {
      maps: element('maps'),
      spectrum: element('spectrum'),
      info: element('map-info'),
      ask: element<HTMLDialogElement>('ask'),
    },
    store,
    engines,
    explorer,
    set,
    notice,
  );
  if (explorer.landscape) mapViews.setLandscape(explorer.landscape);
}
function requestMaps() {
  const { tab } = store.state;
  if (tab !== 'landscape' && tab !== 'benchmark' && !loading) {
    loading = loadMapViews().then(requestMaps, (error: Error) => {
      // The next try may succeed.
      loading = null;
      notice(`The maps could not be loaded: ${error.message}`, 20);
    });
  }
  mapViews?.request(store.state);
}
async function settled() {
  await choosing;
  await loading;
  await mapViews?.settled();
  await explorer.settled();
  linked.flush();
}

/** Saves what the open view shows, once it is finished. */
async function save(format: Format) {
  await settled();
  const { saveResults } = await import('./shell/files.ts');
  const { landscape } = explorer;
  const results =
    store.state.tab === 'landscape'
      ? landscape && [{ kind: 'landscape' as const, value: landscape }]
      : mapViews?.results();
  if (!results || results.length === 0) return notice('There is nothing to save yet.');
  saveResults(results, engines.current.info, format, store.state.view);
}
async function openFile(file: File) {
  try {
    const { patchOfFile } = await import('./shell/files.ts');
    set(patchOfFile(new Uint8Array(await file.arrayBuffer()), file.name));
  } catch (error) {
    notice(`${file.name} cannot be shown: ${(error as Error).message}`);
  }
}
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file) void openFile(file);
});

// The benchmark brings its own engines, so that its devices are no one else's.
let benchmark: Benchmark | null = null;
async function showBenchmark() {
  const root = element('benchmark');
  if (store.state.tab === 'benchmark' && !benchmark) {
    const [{ createBenchmark }, { setUpInBrowser }] = await Promise.all([
      import('./benchmark/benchmark.ts'),
      import('../bench/browser.ts'),
    ]);
    benchmark ??= createBenchmark(root, setUpInBrowser(navigator));
  }
  if (store.state.tab === 'benchmark') benchmark?.show();
  else benchmark?.stop();
}

const stage = element('stage');
const showTab = createTabs(element('tabs'), set);
function openTab() {
  const { tab } = store.state;
  showTab(tab);
  stage.dataset.tab = tab;
  void showBenchmark();
}
openTab();

const help = element<HTMLDialogElement>('help');
help.innerHTML = helpText(store.state);
function showHelp() {
  help.showModal();
  // The button at the end has the focus, but reading starts at the top.
  help.scrollTop = 0;
}
element('help-open').addEventListener('click', showHelp);
window.addEventListener('keydown', (event) => {
  const { target } = event;
  const busy =
    target instanceof Element && target.closest('input, select, textarea, button, dialog');
  if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
  const keys: Record<string, () => void> = {
    ' ': playback.toggle,
    ',': () => playback.seek(Math.ceil(playback.step) - 1),
    '.': () => playback.seek(Math.floor(playback.step) + 1),
    Home: () => playback.seek(0),
    End: () => playback.seek(Number.POSITIVE_INFINITY),
    '?': showHelp,
  };
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

const panelRoot = element('panel');
createPanel(panelRoot, store, notice, { save, open: openFile });
const panelToggle = element('panel-toggle');
panelToggle.addEventListener('click', () => {
  panelToggle.setAttribute('aria-expanded', String(panelRoot.classList.toggle('open')));
});
element('share').addEventListener('click', async () => {
  const url = new URL(window.location.href);
  url.hash = toHash(store.state);
  try {
    await navigator.clipboard.writeText(url.href);
    notice('The link to this view is in the clipboard.', 4);
  } catch {
    notice(url.href, 30);
  }
});
systemDark.addEventListener('change', () => {
  showTheme();
  linked.update();
});

let hashTimer: ReturnType<typeof setTimeout> | undefined;
store.subscribe((state, before) => {
  if (state.engine !== before.engine) choosing = engines.choose(state.engine);
  if (state.view.theme !== before.view.theme) showTheme();
  if (state.tab !== before.tab) openTab();
  explorer.request(state);
  requestMaps();
  if (state.window !== before.window || state.view !== before.view) linked.update();
  clearTimeout(hashTimer);
  // Browsers refuse to rewrite the address many times a second.
  hashTimer = setTimeout(() => {
    const { pathname, search } = window.location;
    history.replaceState(null, '', toHash(state) || pathname + search);
  }, 400);
});
window.addEventListener('hashchange', () => {
  const { state, fault } = fromHash(window.location.hash);
  if (fault) notice(fault);
  // What the address forces stays forced.
  set(query.engine ? { ...state, engine: query.engine } : state);
});

window.gradscape = createApi(store, engines, settled);
choosing = engines.choose(store.state.engine);
await choosing;
// Reports once at the start, which asks for the first landscape.
new ResizeObserver(() => {
  // Hidden behind the benchmark it has no size, and needs no landscape.
  if (element('plot').clientWidth === 0) return;
  explorer.resize();
  linked.resize();
  mapViews?.resize();
}).observe(element('plot'));
playback.setSteps(store.state.steps);
requestMaps();
const faults = [link.fault, query.fault].filter(Boolean);
if (faults.length > 0) notice(faults.join(' '));
