// Wires it all, in the order in which things need each other.
import 'uplot/dist/uPlot.min.css';
import './shell/base.css';
import './shell/panel-place.css';
import './shell/stage.css';
import './shell/dialog.css';
import './shell/shell.css';
import './shell/top.css';
import { isUnloaded, loadProblems } from '../problems/load.ts';
import { DRAWN_FLAT, type DrawnFlat } from '../views/painters.ts';
import { chooseLanguage } from '../words/language.ts';
import { t, translated } from '../words/words.ts';
import { createEngines, opening } from './jobs/engines.ts';
import { allLoaded, counted, countedOnce } from './jobs/lazy-view.ts';
import { createUnasked, UNASKED_STEPS } from './jobs/unasked.ts';
import { type Over, WARNING } from './jobs/view.ts';
import { createApi } from './shell/api.ts';
import { showEngine } from './shell/badge.ts';
import { onCpuInWords, reasonInWords } from './shell/cpu-words.ts';
import { createFileActions, openDropped } from './shell/file-actions.ts';
import { attachKeys, createHelp } from './shell/help.ts';
import { attachShare, LONG_S, stateOfAddress } from './shell/link.ts';
import { createNotice } from './shell/notice.ts';
import { createTabs } from './shell/tabs.ts';
import { createTheme } from './shell/theme.ts';
import { dressTop } from './shell/top-bar.ts';
import { trustLibraries } from './shell/trusted.ts';
import { tellUncaught } from './shell/uncaught.ts';
import type { Undo } from './shell/undo.ts';
import { infoOf, isMade, problemOf, shortName, sweepOf } from './state/problem.ts';
import { engineFromQuery } from './state/query.ts';
import { DEFAULT_STATE, type StatePatch } from './state/state.ts';
import { createStore, refusalOf } from './state/store.ts';
import type { LinkState } from './state/url.ts';
import { createViews, element } from './views.ts';
import { openVisit } from './welcome/visit.ts';

/** Resolves when a problem is there to be shown, or is known not to be. */
async function loaded(problem: unknown) {
  if (!isUnloaded(problem)) return;
  // What could not be loaded is refused as unknown by whoever wants it.
  loading = loadProblems().catch(() => {});
  await loading;
}
let loading = Promise.resolve();

trustLibraries();
const say = createNotice(element('notice'));
const warn = (message: string | null, seconds?: number) =>
  say(message, seconds, undefined, WARNING);
tellUncaught(warn);
const languageFault = await chooseLanguage();
const link = await stateOfAddress(DEFAULT_STATE, loaded);
const query = engineFromQuery(window.location.search);
const first = query.engine ? { ...link.state, engine: query.engine } : link.state;
const store = createStore(first);
const engines = createEngines(first.engine === 'cpu' ? undefined : opening());
const unasked = createUnasked();
if (link.state !== DEFAULT_STATE) unasked.steps = UNASKED_STEPS;
if (new URLSearchParams(window.location.search).has('embed')) {
  (await import('./share/embed.ts')).beginEmbed(store, say);
}

/** Changes the state; a refused value is said and nothing changes. */
function set(patch: StatePatch) {
  const refusal = refusalOf(() => store.set(patch));
  if (refusal) warn(refusal);
}

/** Whether somebody is here for the first time; null for who needs no welcome. */
const visit = openVisit(element('stage'));
const theme = createTheme(store);
createTabs(element('tabs'), element('stage'), store, set);
showEngine(element('badge'), engines, say, store, set, () => problemOf(store.state));
dressTop(document.querySelector('.top')!, () => store.state, set, say);

/** Fetched beside the first landscape, which does not wait for it; its column is there from the first. */
const controls = countedOnce(() =>
  import('./panel/panel.ts').then(({ createPanel, attachSheet }) => {
    createPanel(panel, store, say, files, landscape.explorer);
    const [handle, beside] = [element('sheet-handle'), element('sheet-beside')];
    attachSheet({ panel, handle, beside, toggle: panelToggle }, showPanel);
  }, failed),
);

// Told once it is known what computes.
window.addEventListener(DRAWN_FLAT, (event) => {
  const { detail } = event as CustomEvent<DrawnFlat>;
  settled()
    .then(() => import('./shell/drawn-flat.ts'))
    .then(({ tellDrawnFlat }) => tellDrawnFlat(detail, engines, say), failed);
});
const { landscape, all: views } = createViews({
  store,
  engines,
  theme,
  set,
  say,
  unasked,
  controls,
});
function request() {
  for (const view of views) view.request(store.state);
}
/** The newest choice of an engine, under way or done. */
let choosing = Promise.resolve();
async function settled() {
  await Promise.all([choosing, loading, introducing, controls(), undone, allLoaded()]);
  // A row more of a legend leaves the landscape another size, which it learns after that frame.
  do {
    for (const view of views) await view.settled();
  } while (!landscape.explorer.fits());
}
async function finished() {
  await settled();
  return views.flatMap((view) => view.results());
}

/** What the views have laid over their results. */
const over = (): Over => Object.assign({}, ...views.map((view) => view.over?.()));

const failed = ({ message: why }: Error) =>
  warn(t('The view could not be loaded: {why}', { why }), 20);
const panel = element('panel');
const panelToggle = element('panel-toggle');
function showPanel(open: boolean) {
  panelToggle.setAttribute('aria-expanded', String(panel.classList.toggle('open', open)));
}

// What the problem is, and is made of.
const loadRoom = countedOnce(async () => {
  const { createProblemRoom } = await import('./problem/room.ts');
  const reveal = () => showPanel(true);
  return createProblemRoom(element('problem'), { store, set, say, now: landscape.now, reveal });
});
const loadChooser = countedOnce(async () => {
  const [{ createChooser }] = await Promise.all([import('./problem/chooser.ts'), loadProblems()]);
  return createChooser(element<HTMLDialogElement>('problems'), store, choose);
});
/** A problem chosen by hand, whose editor is what is wanted next. */
function choose(patch: StatePatch) {
  const problem = patch.problem ?? store.state.problem;
  const swept = sweepOf({ problem, formula: null, data: null, network: null });
  set(patch.problem && swept ? { ...patch, tab: 'sweep' } : patch);
  if (isMade(store.state)) loadRoom().then((room) => room.open(), failed);
}
const problemOpen = element('problem-open');
problemOpen.addEventListener('click', () => {
  loadChooser().then((open) => open(), failed);
});
let introducing: Promise<void> = Promise.resolve();
/** Resolves when the editor of what a link brings is on screen: a formula is seen before it is run. */
function introduced({ state, draft }: LinkState): Promise<void> {
  if (isMade(state)) {
    if (draft ?? state.formula) showPanel(true);
    introducing = loadRoom().then((room) => room.introduce(state, draft), failed);
  }
  return introducing;
}
function showProblem() {
  const name = translated(shortName(infoOf(store.state).name));
  // The same text set again is laid out and painted again.
  if (problemOpen.textContent !== name) {
    problemOpen.textContent = name;
    problemOpen.setAttribute('aria-label', t('Problem: {name}', { name }));
  }
  if (isMade(store.state)) introducing = loadRoom().then((room) => room.shown(), failed);
}

const loadWays = countedOnce(async () => {
  const [{ createWays }] = await Promise.all([import('./commands/ways.ts'), loadProblems()]);
  return createWays({ store, set, say, choose, controls, reveal: () => showPanel(true) });
});
/** All commands, the gallery (0), or one of its pictures, counted from 1. */
const show = (way: 'commands' | number) => {
  loadWays().then((ways) => ways(way), failed);
};
element('gallery-open').addEventListener('click', () => show(0));
element('commands-open').addEventListener('click', () => show('commands'));

const files = createFileActions(
  { store, engines, explorer: landscape.explorer, finished, over },
  (patch) => {
    unasked.steps = UNASKED_STEPS;
    set(patch);
  },
  say,
);
openDropped(files);
void controls();
panelToggle.addEventListener('click', () => showPanel(!panel.classList.contains('open')));
const showHelp = createHelp(element<HTMLDialogElement>('help'), () => store.state, say);
element('help-open').addEventListener('click', showHelp);
attachKeys({
  ...Object.fromEntries(Array.from('123456789', (key) => [key, () => show(Number(key))])),
  ...landscape.keys,
  '?': showHelp,
  'Ctrl+k': () => show('commands'),
});
const loadShare = countedOnce(async () => {
  const { createShare } = await import('./share/share.ts');
  return createShare({ store, engines, explorer: landscape.explorer, finished, over, say });
});
attachShare(element('share'), loadShare, say);
element('tables-open').addEventListener('click', () => {
  const house = { store, explorer: landscape.explorer, finished };
  import('./tables/tables.ts').then(({ showTables }) => showTables(house)).catch(failed);
});
element('saved-open').addEventListener('click', () => {
  const house = { store, engines, explorer: landscape.explorer, settled };
  counted(import('./kept/kept.ts').then(({ showKept }) => showKept(house))).catch(failed);
});

/** A link that has come into the address; the engine that the address forces stays. */
async function read() {
  const link = await stateOfAddress(DEFAULT_STATE, loaded);
  if (link.fault) say(link.fault, LONG_S);
  await introduced(link);
  unasked.steps = UNASKED_STEPS;
  set(query.engine ? { ...link.state, engine: query.engine } : link.state);
}
const loadUndo = countedOnce(async () => {
  const { createUndo } = await import('./shell/undo.ts');
  const [undo, redo] = [element<HTMLButtonElement>('undo'), element<HTMLButtonElement>('redo')];
  return createUndo({ undo, redo, store, first, say, read });
});
/** Undo and redo, once they are there; what the console does is a gesture, too. */
let undoing: Undo | undefined;
const undone = loadUndo().then((made) => {
  undoing = made;
}, failed);

engines.onChange.subscribe(request);
engines.onLost.subscribe(({ why, now }) => {
  if (now === 'gpu') {
    return say(t('{why}. It is open again, and goes on.', { why: reasonInWords(why) }), 12);
  }
  offerGpu(why);
});
/** Says that the CPU computes, and offers the GPU; where that is not to be had, once more. */
function offerGpu(why: string) {
  const run = () => {
    choosing = engines.choose(store.state.engine).then(() => {
      if (engines.why) offerGpu(engines.why);
    });
  };
  say(onCpuInWords(why), 60, { label: t('Try the GPU again'), run }, WARNING);
}
engines.onInstead.subscribe((why) => say(`${translated(why)} (f64).`, 12));
store.subscribe((state, before) => {
  showProblem();
  if (state.engine !== before.engine) choosing = engines.choose(state.engine);
  request();
});

if (visit !== null) {
  import('./welcome/welcome.ts').then(
    ({ createWelcome }) => createWelcome(element('stage'), store, landscape, visit),
    failed,
  );
}
showProblem();
const faults = [link.fault, query.fault, languageFault].filter(Boolean);
if (faults.length > 0) warn(faults.join(' '), link.draft === undefined ? undefined : LONG_S);
await introduced(link);

window.gradscape = createApi(store, engines, settled, loaded, () => undoing?.touch());
choosing = engines.choose(store.state.engine);
await choosing;
// Reports once at the start, which asks for the first landscape.
new ResizeObserver(() => {
  for (const view of views) view.resize();
}).observe(element('plot'));

// When the first picture is there; a copy inside another page leaves that one's visitors no files.
if (import.meta.env.PROD && window === window.top && navigator.serviceWorker) {
  // Where the browser keeps nothing, the page needs its network, as any other.
  settled()
    .then(() => import('./offline/offline.ts'))
    .then(({ keepOffline }) => keepOffline(say))
    .catch(() => {});
}
