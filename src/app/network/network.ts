// What the network in view does, for the place pointed at or the run at the step shown: drawn, with what it puts out.
// Loaded when a problem that is a network is shown.
import type { Engines } from '../jobs/engines.ts';
import { createFrames } from '../jobs/frames.ts';
import type { Say, View } from '../jobs/view.ts';
import type { LandscapeView, Theme } from '../landscape/view.ts';
import { infoOf, isMade } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createDock } from './dock.ts';
import { createPictures } from './pictures.ts';

export function createNetworkRoom(
  elements: { root: HTMLElement; plot: HTMLElement },
  store: Store,
  engines: Engines,
  { attention }: LandscapeView,
  theme: Theme,
  say: Say,
): View {
  /** Open or shut as somebody wanted; at first open where the network is one's own to make, or its place was kept. */
  let wanted: boolean | null =
    elements.root.parentElement!.classList.contains('with-network') || null;
  let how: 'open' | 'shut' | 'none' | null = null;
  const dock = createDock(elements.root, elements.plot, {
    onOpen(open) {
      wanted = open;
      request(store.state);
    },
    onSample: (by) => pictures.step(by),
    onOutput: (output) => pictures.pick(output),
  });
  const frames = createFrames(draw, () => true);
  const pictures = createPictures(dock, engines, say, frames.redraw);

  function draw() {
    const looked = how === 'open' ? attention.now() : null;
    if (looked) pictures.show(looked);
  }

  /** The dock is there, where it may be, and open or shut. */
  function request(state: State) {
    const network = state.tab === 'landscape' && infoOf(state).network !== undefined;
    const open = (wanted ?? isMade(state)) ? 'open' : 'shut';
    const next = network ? open : 'none';
    if (next !== how) dock.show(next);
    how = next;
    if (how === 'open') frames.redraw();
    else pictures.cancel();
  }

  attention.onChange.subscribe(() => {
    if (how === 'open') frames.redraw();
  });
  theme.onChange.subscribe(pictures.redraw);
  store.subscribe((state, before) => {
    if (state.view.theme !== before.view.theme) pictures.redraw();
  });
  return {
    request,
    // Its pictures look after their sizes themselves.
    resize() {},
    results: () => [],
    async settled() {
      if (how !== 'open') return;
      await frames.settled();
      await pictures.settled();
    },
    cancel: pictures.cancel,
  };
}
