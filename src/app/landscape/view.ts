// The Landscape view: the plot, the transport, and what is linked to them. Beside a map it shows the run
// pointed at there.
import './landscape.css';
import type { SceneElements } from '../../views/scene.ts';
import type { Point } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say, View } from '../jobs/view.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { hasOwnRuns } from '../state/tabs.ts';
import type { Told } from '../state/topic.ts';
import { type Attention, createAttention } from './attention.ts';
import { createExplorer, type Explorer } from './explorer.ts';
import { attachLandscapeGestures } from './gestures.ts';
import { createLinked, type Linked, type LinkedElements } from './linked.ts';
import { createPlayback, type Playback, type PlaybackElements } from './playback.ts';
import { createValuesNow, type ValuesNow } from './values.ts';

export interface LandscapeElements {
  scene: SceneElements;
  linked: LinkedElements;
  playback: PlaybackElements;
  progress: HTMLElement;
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
): LandscapeView {
  const explorer = createExplorer(
    elements.scene,
    engines,
    store.state,
    progressIn(elements.progress),
    ({ message }) => say(message),
  );
  const failed = ({ message: why }: Error) =>
    say(t('The curves could not be loaded: {why}', { why }), 20);
  const linked = createLinked(elements.linked, store, explorer, engines, failed);
  const playback = createPlayback(elements.playback);
  const { surface, area } = elements.scene;
  const attention = createAttention(store, explorer, playback);
  const point = (at: Point | null) => {
    linked.hover(at);
    attention.point(at);
  };
  attachLandscapeGestures(surface, store, () => explorer.size, engines, set, say, point);

  explorer.onRuns.subscribe(() => {
    playback.setSteps(explorer.runs[0]?.trajectories.spec.steps ?? store.state.steps);
    linked.update();
  });
  explorer.onLandscape.subscribe(linked.refreshReadout);
  playback.onStep.subscribe((step) => {
    explorer.setStep(step);
    linked.setStep(step);
  });
  theme.onChange.subscribe(linked.update);
  playback.setSteps(store.state.steps);

  let shown = store.state;
  return {
    explorer,
    annotate: linked.annotate,
    keys: playback.keys,
    now: createValuesNow(explorer, playback),
    attention,
    point,
    request(state) {
      const { window, view } = shown;
      shown = state;
      explorer.request(state);
      if (state.window !== window || state.view !== view) linked.update();
    },
    resize() {
      // Hidden behind the benchmark it has no size, and needs no landscape.
      if (area.clientWidth === 0) return;
      explorer.resize();
      linked.resize();
    },
    results() {
      const { landscape } = explorer;
      return landscape && hasOwnRuns(shown) ? [{ kind: 'landscape', value: landscape }] : [];
    },
    async settled() {
      await explorer.settled();
      await linked.flush();
    },
    cancel: explorer.cancel,
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
