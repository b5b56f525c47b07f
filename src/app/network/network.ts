// What the network in view does, for the place pointed at or the run at the step shown: drawn, with what it puts out.
// Loaded when a problem that is a network is shown.
import type { Engines } from '../jobs/engines.ts';
import { createFrames } from '../jobs/frames.ts';
import type { Say, View } from '../jobs/view.ts';
import type { LookedAt } from '../landscape/attention.ts';
import type { LandscapeView, Theme } from '../landscape/view.ts';
import { infoOf, isMade } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createDock } from './dock.ts';
import { createPictures } from './pictures.ts';
import { sourceInWords } from './words.ts';

export function createNetworkRoom(
  elements: { root: HTMLElement; plot: HTMLElement },
  store: Store,
  engines: Engines,
  { attention, explorer }: LandscapeView,
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
  const pace = createPace();
  const frames = createFrames(draw, () => true, undefined, pace.isEarly);
  /** What the pictures are of; null where they are to be made anew, whatever is looked at. */
  let drawn: LookedAt | null = null;
  const anew = () => {
    drawn = null;
    frames.redraw();
  };
  /** Whatever could not be computed is tried again with the next look. */
  const fail: Say = (...said) => {
    drawn = null;
    say(...said);
  };
  const pictures = createPictures(dock, engines, fail, { onChange: anew, isMoving: pace.isMoving });
  explorer.onLandscape.subscribe(pace.moved);

  function draw() {
    const looked = how === 'open' ? attention.now() : null;
    if (!looked || (drawn && isSame(looked, drawn))) return;
    drawn = looked;
    pictures.show(looked);
    pace.drew();
  }

  /** The dock is there, where it may be, and open or shut. */
  function request(state: State) {
    const network = state.tab === 'landscape' && infoOf(state).network !== undefined;
    const open = (wanted ?? isMade(state)) ? 'open' : 'shut';
    const next = network ? open : 'none';
    if (next !== how) {
      dock.show(next);
      drawn = null;
    }
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
    cancel() {
      drawn = null;
      pictures.cancel();
    },
  };
}

/** Of a coordinate's size: the place under the pointer of a pan stays, but for the last bits. */
const ROUNDING = 1e-9;

function isSame(a: LookedAt, b: LookedAt): boolean {
  const isNear = (value: number, k: number) =>
    Object.is(value, b.theta[k]) ||
    Math.abs(value - b.theta[k]!) <= ROUNDING * (1 + Math.abs(value));
  return (
    a.info === b.info &&
    a.from.kind === b.from.kind &&
    a.theta.every(isNear) &&
    sourceInWords(a) === sourceInWords(b)
  );
}

/** A landscape that was another so long ago is not being dragged. */
const DRAG_MS = 250;
/** Two frames of a usual display, which the pictures take where nothing waits for them. */
const FREE_MS = 34;

/**
 * How often the pictures are made while the landscape is dragged: where it waits for them, as on a software GPU, they
 * take a third of the time.
 */
function createPace() {
  let movedAt = Number.NEGATIVE_INFINITY;
  let notBefore = Number.NEGATIVE_INFINITY;
  const isMoving = () => performance.now() - movedAt < DRAG_MS;
  return {
    moved() {
      movedAt = performance.now();
    },
    drew() {
      const startedAt = performance.now();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const now = performance.now();
          notBefore = now + 2 * Math.max(0, now - startedAt - FREE_MS);
        }),
      );
    },
    isMoving,
    isEarly: () => isMoving() && performance.now() < notBefore,
  };
}
