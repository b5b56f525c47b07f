// What hands have of the landscape besides its gestures: buttons, a cursor for the keyboard, equal scales, and a text of
// what is seen. Loaded once the first landscape is on screen.
import { lifted } from '../../problems/plane.ts';
import { attachCursor, createReading, createSummary } from '../../views/keyboard-cursor.ts';
import { digitsFor, readable } from '../../views/ticks.ts';
import { type Point, type Size, toParameters } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { View } from '../jobs/view.ts';
import type { LandscapeView } from '../landscape/view.ts';
import { boundProblem, infoOf, isOnLine, plotLabels } from '../state/problem.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { hasOwnRuns, viewOf } from '../state/tabs.ts';
import { createEqual } from './equal.ts';
import { addEqualTool } from './equal-tool.ts';
import { addScrollTool, addZoomTools } from './tools.ts';

/** The text of what is seen follows this long after the last change. */
const SUMMARY_MS = 400;

export interface HandsElements {
  area: HTMLElement;
  surface: HTMLElement;
  /** Where the maps are, whose scales are equal while they are open. */
  maps: HTMLElement;
}

export function createLandscapeHands(
  { area, surface, maps }: HandsElements,
  store: Store,
  landscape: LandscapeView,
  set: (patch: StatePatch) => void,
): View {
  const { explorer } = landscape;
  addZoomTools(area);
  const equal = addEqualTool(area, store, set);
  addScrollTool(area);
  addCursor(area, surface, store, landscape, set);
  addSummary(area, surface, store, landscape);

  const size = (): Size | null => {
    const view = viewOf(store.state);
    if (isOnLine(store.state)) return null;
    if (view === 'landscape') return explorer.size;
    const map = view === 'basins' ? maps.querySelector<HTMLElement>('.surface') : null;
    return map && map.clientWidth > 0 ? { width: map.clientWidth, height: map.clientHeight } : null;
  };
  const follow = createEqual(store, size, set);
  // Whoever is told of a change is told of it before the next one.
  const soon = () => queueMicrotask(follow);
  return {
    request(state) {
      equal(state, hasOwnRuns(state));
      soon();
    },
    resize: soon,
    results: () => [],
    settled: () => Promise.resolve(),
    cancel() {},
  };
}

function addCursor(
  area: HTMLElement,
  surface: HTMLElement,
  store: Store,
  landscape: LandscapeView,
  set: (patch: StatePatch) => void,
) {
  const { explorer } = landscape;
  const cross = document.createElement('div');
  cross.className = 'cursor';
  cross.hidden = true;
  surface.append(cross);
  const read = createReading(area);
  attachCursor(surface, {
    size: () => explorer.size,
    step: () => [1, 1],
    show(at) {
      cross.hidden = at === null;
      landscape.point(at);
      if (!at) return;
      cross.style.setProperty('--x', `${at[0]}px`);
      cross.style.setProperty('--y', `${at[1]}px`);
      read(placeInWords(store.state, explorer.size, at));
    },
    act(at) {
      if (!hasOwnRuns(store.state)) return;
      const { starts, window } = store.state;
      const [x, y] = toParameters(window, explorer.size, at);
      const place: Point = [x, isOnLine(store.state) ? 0 : y];
      set({ starts: { points: [...starts.points, place] } });
      read(t('Start added. {place}', { place: placeInWords(store.state, explorer.size, at) }));
    },
    remove([x, y]) {
      const { left, top } = surface.getBoundingClientRect();
      const at = { clientX: left + x, clientY: top + y };
      surface.dispatchEvent(new MouseEvent('contextmenu', { ...at, cancelable: true }));
    },
  });
}

/** Coordinates of a pixel, and the loss there. */
function placeInWords(state: State, size: Size, at: Point): string {
  const { plane } = infoOf(state);
  const { window } = state;
  const [x, y] = toParameters(window, size, at);
  const [xName, yName] = plane.names;
  const digits = (value: number, [lo, hi]: readonly [number, number], pixels: number) =>
    readable(value, digitsFor(value, (hi - lo) / pixels));
  const loss = readable(boundProblem(state).loss(lifted(plane, x, yName ? y : 0)), 4);
  const first = `${xName} = ${digits(x, window.x, size.width)}`;
  const second = yName ? `, ${yName} = ${digits(y, window.y, size.height)}` : '';
  return t('{place}: loss {loss}', { place: first + second, loss });
}

/** Tells in words what the landscape shows: its range, its losses, and where the lowest lies. */
function addSummary(
  area: HTMLElement,
  surface: HTMLElement,
  store: Store,
  { explorer }: LandscapeView,
) {
  const tell = createSummary(area, surface);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = () => {
    const { landscape } = explorer;
    if (!landscape) return;
    const { loss, spec } = landscape;
    let [lo, hi, at] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (let k = 0; k < loss.length; k++) {
      const value = loss[k]!;
      if (value < lo) [lo, at] = [value, k];
      if (value > hi) hi = value;
    }
    const { x, y } = spec.window;
    const place = ([from, to]: readonly [number, number], i: number, count: number) =>
      readable(from + ((to - from) * (i + 0.5)) / count, 3);
    const [xLabel, yLabel] = plotLabels(store.state);
    const lowX = place(x, at % spec.width, spec.width);
    const lowY = place(y, Math.floor(at / spec.width), spec.height);
    const onLine = isOnLine(store.state);
    tell(
      t(
        '{x} from {x0} to {x1}, {y} from {y0} to {y1}; losses from {lo} to {hi}, the lowest near {place}',
        {
          ...{ x: xLabel, y: yLabel, lo: readable(lo, 3), hi: readable(hi, 3) },
          ...{ x0: readable(x[0], 3), x1: readable(x[1], 3) },
          ...{ y0: readable(store.state.window.y[0], 3), y1: readable(store.state.window.y[1], 3) },
          place: onLine ? lowX : `(${lowX}, ${lowY})`,
        },
      ),
    );
  };
  explorer.onLandscape.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(update, SUMMARY_MS);
  });
  update();
}
