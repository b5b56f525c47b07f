// The Landscape view: the plot, the transport, and what is linked to them. Beside a map it shows the run
// pointed at there.
import './landscape.css';
import './transport.css';
import { once } from '../../once.ts';
import type { SceneElements } from '../../views/scene.ts';
import type { Point } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { countedOnce } from '../jobs/lazy-view.ts';
import type { Unasked } from '../jobs/unasked.ts';
import type { Say, View } from '../jobs/view.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { hasOwnRuns } from '../state/tabs.ts';
import type { Told } from '../state/topic.ts';
import { type Attention, createAttention } from './attention.ts';
import { createExplorer, type Explorer } from './explorer.ts';
import { attachLandscapeGestures } from './gestures.ts';
import type { Inspector } from './inspector/inspector.ts';
import type { Linked, LinkedElements } from './linked.ts';
import type { LongWork } from './long-work.ts';
import { createPlayback, type Playback, type PlaybackElements } from './playback.ts';
import { createValuesNow, type ValuesNow } from './values.ts';

export interface LandscapeElements {
  scene: SceneElements;
  linked: Omit<LinkedElements, 'surface' | 'scrubber'>;
  playback: PlaybackElements;
  /** Lays the steps out evenly, or by their logarithm. */
  stepAxis: HTMLElement;
  progress: HTMLElement;
  /** The step inspector, and the button that opens it. */
  inspector: HTMLElement;
  inspect: HTMLElement;
}

/** Whether the page is dark, and when the system has changed that. */
export interface Theme {
  isDark(): boolean;
  readonly onChange: Told<void>;
}

export interface LandscapeView extends View {
  readonly explorer: Explorer;
  readonly annotate: Linked['annotate'];
  readonly keys: Playback['keys'];
  /** The parameters of the first run at the step shown. */
  readonly now: ValuesNow;
  readonly attention: Attention;
  /** As if the pointer were at a place of the plot, in pixels, or nowhere. */
  point(at: Point | null): void;
}

export function createLandscapeView(
  elements: LandscapeElements,
  store: Store,
  engines: Engines,
  theme: Theme,
  set: (patch: StatePatch) => void,
  say: Say,
  unasked: Unasked,
): LandscapeView {
  const bar = progressIn(elements.progress);
  const longWork = longWorkOf(elements.scene.area, () => explorer);
  const explorer: Explorer = createExplorer(elements.scene, engines, store.state, {
    unasked,
    onProgress(share) {
      bar(share);
      longWork((shown) => shown.progress(share), share !== null);
    },
    onHeld: (steps) => longWork((shown) => shown.held(steps), steps !== null),
    say: ({ message }) => say(message),
  });
  const failed = ({ message: why }: Error) =>
    say(t('The curves could not be loaded: {why}', { why }), 20);
  const playback = createPlayback(elements.playback);
  const { surface, area } = elements.scene;
  const attention = createAttention(store, explorer, playback);
  // The curves and what is pointed at come a moment after the map, which need not wait for them.
  let linked: Linked | null = null;
  let further: Parameters<Linked['annotate']>[0] | null = null;
  let step = 0;
  const { scrubber } = elements.playback;
  const loading = import('./linked.ts').then(({ createLinked }) => {
    const places = { ...elements.linked, surface, scrubber };
    linked = createLinked(places, store, explorer, playback, engines, set, failed);
    linked.setStep(step);
    linked.update();
    if (further) linked.annotate(further);
  }, failed);
  const point = (at: Point | null) => {
    // Beside an iterate that is shown.
    attention.point(linked ? linked.hover(at) : at);
  };
  const inspecting = inspectorOf(elements, explorer, playback, () => step, say);
  attachLandscapeGestures(surface, store, () => explorer.size, engines, set, say, point);

  explorer.onRuns.subscribe(() => {
    playback.setSteps(explorer.runs[0]?.trajectories.spec.steps ?? store.state.steps);
    linked?.update();
  });
  explorer.onLandscape.subscribe(() => linked?.refreshReadout());
  playback.onStep.subscribe((next) => {
    step = next;
    explorer.setStep(step);
    linked?.setStep(step);
  });
  playback.onRest.subscribe((next) => {
    if (next !== store.state.step) set({ step: next });
  });
  theme.onChange.subscribe(() => linked?.update());
  elements.stepAxis.addEventListener('click', () => {
    const { stepAxis } = store.state.view;
    set({ view: { stepAxis: stepAxis === 'log' ? 'linear' : 'log' } });
  });
  showStepAxis(store.state);
  playback.setSteps(store.state.steps);
  playback.show(store.state.step);

  function showStepAxis({ view: { stepAxis } }: State) {
    playback.setScale(stepAxis);
    elements.stepAxis.setAttribute('aria-pressed', String(stepAxis === 'log'));
  }

  let shown = store.state;
  return {
    explorer,
    annotate(next) {
      further = next;
      linked?.annotate(next);
    },
    keys: { ...playback.keys, i: inspecting.toggle },
    now: createValuesNow(explorer, playback),
    attention,
    point,
    request(state) {
      const { window, view, step: before } = shown;
      shown = state;
      explorer.request(state);
      if (state.step !== before) playback.show(state.step);
      if (state.view !== view) showStepAxis(state);
      if (state.window !== window || state.view !== view) linked?.update();
    },
    resize() {
      // Hidden behind the benchmark it has no size, and needs no landscape.
      if (area.clientWidth === 0) return;
      explorer.resize();
      linked?.resize();
    },
    results() {
      const { landscape } = explorer;
      return landscape && hasOwnRuns(shown) ? [{ kind: 'landscape', value: landscape }] : [];
    },
    async settled() {
      playback.rest();
      await explorer.settled();
      await loading;
      await linked?.flush();
      await inspecting.settled();
    },
    cancel: explorer.cancel,
  };
}

/** The step inspector, loaded when it is first wanted. */
function inspectorOf(
  { inspector: root, inspect: opener }: LandscapeElements,
  explorer: Explorer,
  playback: Playback,
  step: () => number,
  say: Say,
) {
  let loaded: Inspector | null = null;
  let opening: Promise<void> | null = null;
  const load = countedOnce(async () => {
    const { createInspector } = await import('./inspector/inspector.ts');
    loaded = createInspector(root, opener, explorer, playback, step(), say);
    return loaded;
  });
  const toggle = () => {
    opening = load().then(
      (inspector) => inspector.toggle(),
      ({ message: why }: Error) => say(t('The view could not be loaded: {why}', { why }), 20),
    );
  };
  opener.addEventListener('click', toggle);
  return {
    toggle,
    async settled() {
      await opening;
      await loaded?.settled();
    },
  };
}

/** Tells what lies over long work, which is loaded when it is first `needed`; nothing before. */
function longWorkOf(area: HTMLElement, explorer: () => Explorer) {
  let asked = false;
  const load = once(async () => {
    const room = await import('./long-work.ts');
    return room.createLongWork(area, explorer());
  });
  return (tell: (shown: LongWork) => void, needed: boolean) => {
    asked ||= needed;
    if (!asked) return;
    // Without it there is the bar.
    load().then(tell, () => {
      asked = false;
    });
  };
}

/** A bar across the plot; null hides it. */
function progressIn(root: HTMLElement): (share: number | null) => void {
  const bar = root.firstElementChild as HTMLElement;
  return (share) => {
    root.hidden = share === null;
    root.setAttribute('aria-valuenow', String(Math.round(100 * (share ?? 0))));
    bar.style.width = `${100 * (share ?? 0)}%`;
  };
}
