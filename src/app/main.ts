// Wires it all: state, engines, views, panel and gestures.
import 'uplot/dist/uPlot.min.css';
import './style.css';
import { WINDOW_LIMIT } from '../specs.ts';
import { OPTIMIZER_STYLES } from '../views/colors.ts';
import { attachGestures } from '../views/gestures.ts';
import { type ChosenRun, createLossChart } from '../views/loss-chart.ts';
import { markIcon } from '../views/mark-icon.ts';
import { readable } from '../views/ticks.ts';
import { type Point, toParameters, toScreen, zoomStop } from '../views/transform.ts';
import { createApi } from './api.ts';
import { createEngines } from './engines.ts';
import { createExplorer, nearestRun, type RunSet, runsInView } from './explorer.ts';
import { HELP } from './help.ts';
import { createPanel } from './panel.ts';
import { createPlayback } from './playback.ts';
import { createReadout } from './readout.ts';
import { DEFAULT_STATE, optimizerOf, type StatePatch } from './state.ts';
import { createStore } from './store.ts';
import { engineFromQuery, fromHash, toHash } from './url.ts';

const element = <T extends Element = HTMLElement>(id: string) =>
  document.getElementById(id) as unknown as T;

const link = fromHash(window.location.hash);
const query = engineFromQuery(window.location.search);
const store = createStore(query.engine ? { ...link.state, engine: query.engine } : link.state);
const surface = element('surface');

// — What is said to the user —
const noticeBox = element('notice');
let noticeTimer: ReturnType<typeof setTimeout> | undefined;
function notice(message: string | null, seconds = 8) {
  clearTimeout(noticeTimer);
  noticeBox.hidden = message === null;
  noticeBox.textContent = message;
  if (message !== null) noticeTimer = setTimeout(() => notice(null), seconds * 1000);
}
/** Changes the state; a refused value is said and nothing changes. */
function set(patch: StatePatch) {
  try {
    store.set(patch);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    notice(error.message);
  }
}

// — Engine —
const badge = element('badge');
const engines = createEngines(() => {
  const { name, adapter, precision } = engines.current.info;
  badge.dataset.engine = name;
  const label = document.createElement('span');
  label.textContent =
    name === 'gpu' ? `GPU · ${precision} · ${adapter}` : `${adapter} · ${precision}`;
  badge.replaceChildren(label);
  badge.title = `Engine: ${label.textContent}${engines.why ? `. No GPU: ${engines.why}` : ''}`;
  if (engines.why) notice(`Computing on the CPU: ${engines.why}.`, 10);
  explorer.request(store.state);
});
badge.addEventListener('click', () => notice(badge.title));

// — Views —
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
    onRuns(runs) {
      playback.setSteps(store.state.steps);
      showChart();
      showLegend(runs);
    },
    onLandscape: showReadout,
    onProgress(share) {
      progress.hidden = share === null;
      progress.setAttribute('aria-valuenow', String(Math.round(100 * (share ?? 0))));
      (progress.firstElementChild as HTMLElement).style.width = `${100 * (share ?? 0)}%`;
    },
    onError: (error) => notice((error as Error).message),
  },
);
const chart = createLossChart(element('chart'), (chosen) => highlight(chosen));
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
    chart.setStep(step);
  },
);
const readout = createReadout(element('readout'));
let chosenRun: ChosenRun | null = null;
let hovered: Point | null = null;

function isDark() {
  return document.documentElement.dataset.theme === 'dark';
}

function showChart() {
  const sets = explorer.runs.map(({ kind, trajectories }) => {
    const { label, onDark, onLight, dash } = OPTIMIZER_STYLES[kind];
    const runs = runsInView(trajectories, store.state.window);
    return { trajectories, runs, label, color: isDark() ? onDark : onLight, dash };
  });
  chart.show(sets, chosenRun);
}

function showLegend(runs: readonly RunSet[]) {
  const rows = runs.map(({ kind, trajectories }) => {
    const row = document.createElement('div');
    const { learningRate } = optimizerOf(store.state, kind);
    const text = document.createElement('span');
    const many = trajectories.spec.starts.length / 2;
    const rate =
      typeof learningRate === 'number' ? readable(learningRate, 3).replace(/\.?0+$/, '') : '';
    text.textContent = `${OPTIMIZER_STYLES[kind].label}, η = ${rate}${many > 1 ? `, ${many} runs` : ''}`;
    row.append(markIcon(kind, isDark()), text);
    return row;
  });
  const legend = element('legend');
  legend.replaceChildren(...rows);
  legend.hidden = rows.length === 0;
}

function highlight(chosen: ChosenRun | null) {
  if (chosen?.set === chosenRun?.set && chosen?.run === chosenRun?.run) return;
  chosenRun = chosen;
  explorer.highlight(chosen);
  showChart();
}

function showReadout() {
  if (!hovered) return readout.hide();
  const { window } = store.state;
  const chosen = chosenRun && explorer.runs[chosenRun.set];
  let run: string | null = null;
  if (chosen && chosenRun) {
    const { starts } = chosen.trajectories.spec;
    const [x, y] = [starts[2 * chosenRun.run]!, starts[2 * chosenRun.run + 1]!];
    run = `${OPTIMIZER_STYLES[chosen.kind].label} from (${readable(x, 3)}, ${readable(y, 3)})`;
  }
  readout.show(store.state, toParameters(window, explorer.size, hovered), run);
  // Out of the pointer's way.
  const covered = hovered[0] < 260 && hovered[1] < 260;
  element('readout').classList.toggle('right', covered);
}

// — Gestures —
function grabRadius() {
  return window.matchMedia('(pointer: coarse)').matches ? 24 : 12;
}
function startNear(at: Point): number | null {
  const { starts, window } = store.state;
  let best: number | null = null;
  let nearest = grabRadius();
  for (const [i, point] of starts.points.entries()) {
    const [x, y] = toScreen(window, explorer.size, point);
    const distance = Math.hypot(x - at[0], y - at[1]);
    if (distance < nearest) [best, nearest] = [i, distance];
  }
  return best;
}
const withStart = (at: Point) =>
  set({
    starts: {
      points: [...store.state.starts.points, toParameters(store.state.window, explorer.size, at)],
    },
  });
const withoutStart = (index: number) =>
  set({ starts: { points: store.state.starts.points.filter((_, i) => i !== index) } });
let addedByClick = false;

attachGestures(surface, {
  window: () => store.state.window,
  size: () => explorer.size,
  onWindow(next) {
    const { precision } = engines.current.info;
    const stop = zoomStop(next, explorer.size, precision, WINDOW_LIMIT);
    const before = store.state.window;
    const deeper = next.x[1] - next.x[0] < before.x[1] - before.x[0];
    const farther =
      Math.max(...[...next.x, ...next.y].map(Math.abs)) >
      Math.max(...[...before.x, ...before.y].map(Math.abs));
    if (stop === 'precision' && deeper) {
      const way = precision === 'f32' ? ' The CPU engine (f64) goes deeper: see View, engine.' : '';
      return notice(
        `Zoom stops here: ${precision} can no longer tell neighbouring samples apart.${way}`,
      );
    }
    if (stop === 'distance' && farther) {
      return notice(
        `The window ends at ±${WINDOW_LIMIT.toExponential(0).replace('e+', 'e')}: every run out there has diverged.`,
      );
    }
    set({ window: next });
  },
  onHover(at) {
    hovered = at;
    highlight(
      at && nearestRun(explorer.runs, store.state.window, explorer.size, at, 10, playback.step),
    );
    surface.classList.toggle('grab', at !== null && startNear(at) !== null);
    showReadout();
  },
  onClick(at) {
    addedByClick = startNear(at) === null;
    if (addedByClick) withStart(at);
  },
  onDoubleClick() {
    // The first half of a double click has added a start nobody wanted.
    if (addedByClick) withoutStart(store.state.starts.points.length - 1);
    addedByClick = false;
    set({ window: DEFAULT_STATE.window });
  },
  onGrab(at) {
    const index = startNear(at);
    if (index === null) return null;
    return {
      move(to) {
        const points = [...store.state.starts.points];
        points[index] = toParameters(store.state.window, explorer.size, to);
        set({ starts: { points } });
      },
      drop() {},
    };
  },
});
surface.addEventListener('contextmenu', (event) => {
  event.preventDefault();
  const index = startNear([event.offsetX, event.offsetY]);
  if (index !== null) withoutStart(index);
});
surface.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') withStart([explorer.size.width / 2, explorer.size.height / 2]);
});
window.addEventListener('keydown', (event) => {
  const typing =
    event.target instanceof Element &&
    event.target.closest('input, select, textarea, button, dialog');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const keys: Record<string, () => void> = {
    ' ': playback.toggle,
    ',': () => playback.seek(Math.ceil(playback.step) - 1),
    '.': () => playback.seek(Math.floor(playback.step) + 1),
    Home: () => playback.seek(0),
    End: () => playback.seek(store.state.steps),
    '?': () => help.showModal(),
  };
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// — Page —
const help = element<HTMLDialogElement>('help');
help.innerHTML = HELP;
element('help-open').addEventListener('click', () => help.showModal());
const panelRoot = element('panel');
const panel = createPanel(panelRoot, store, notice);
const panelToggle = element('panel-toggle');
panelToggle.addEventListener('click', () => {
  const open = panelRoot.classList.toggle('open');
  panelToggle.setAttribute('aria-expanded', String(open));
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

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
function showTheme() {
  const { theme } = store.state.view;
  const dark = theme === 'dark' || (theme === 'auto' && systemDark.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  showChart();
  showLegend(explorer.runs);
}
systemDark.addEventListener('change', showTheme);

let hashTimer: ReturnType<typeof setTimeout> | undefined;
store.subscribe((state, before) => {
  if (state.engine !== before.engine) void engines.choose(state.engine);
  if (state.view.theme !== before.view.theme) showTheme();
  explorer.request(state);
  panel.update();
  if (state.window !== before.window) showChart();
  showReadout();
  clearTimeout(hashTimer);
  // Browsers refuse to rewrite the address many times a second.
  hashTimer = setTimeout(() => {
    history.replaceState(
      null,
      '',
      toHash(state) || window.location.pathname + window.location.search,
    );
  }, 400);
});
window.addEventListener('hashchange', () => {
  const { state, problem } = fromHash(window.location.hash);
  if (problem) notice(problem);
  set(state);
});

window.gradscape = createApi(store, engines, () => explorer.settled());
showTheme();
await engines.choose(store.state.engine);
// Reports once at the start, which asks for the first landscape.
new ResizeObserver(() => {
  explorer.resize();
  chart.resize();
}).observe(element('plot'));
playback.setSteps(store.state.steps);
const problems = [link.problem, query.problem].filter(Boolean);
if (problems.length > 0) notice(problems.join(' '));
