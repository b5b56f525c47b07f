// What gestures on the landscape do: move the window, add, drag and remove starts.
import { lifted } from '../../problems/plane.ts';
import { attachGestures } from '../../views/gesture-listeners.ts';
import { type Point, type Size, toParameters, toScreen } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';
import { boundProblem, homeOf, infoOf, isOnLine } from '../state/problem.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { hasOwnRuns, viewOf } from '../state/tabs.ts';
import { createWindowSetter } from './window.ts';

/** CSS pixels within which a start is grabbed, by a fingertip or a pointer. */
const GRAB = { coarse: 24, fine: 12 };

export function attachLandscapeGestures(
  surface: HTMLElement,
  store: Store,
  size: () => Size,
  engines: Engines,
  set: (patch: StatePatch) => void,
  say: Say,
  onHover: (at: Point | null) => void,
): void {
  let addedByClick = false;
  // Beside a map the landscape only shows the run pointed at: a start added there would not be seen.
  const inLandscape = () => hasOwnRuns(store.state);

  const reach = () => (matchMedia('(pointer: coarse)').matches ? GRAB.coarse : GRAB.fine);
  const startNear = (at: Point): number | null => {
    const { starts, window: view } = store.state;
    let best: number | null = null;
    let nearest = reach();
    const onLine = isOnLine(store.state) ? boundProblem(store.state) : null;
    for (const [i, point] of starts.points.entries()) {
      if (starts.hidden.includes(starts.off.length + i)) continue;
      // On a curve a start is where its loss is.
      const place: Point = onLine
        ? [point[0], onLine.loss(lifted(infoOf(store.state).plane, point[0], 0))]
        : point;
      const [x, y] = toScreen(view, size(), place);
      const distance = Math.hypot(x - at[0], y - at[1]);
      if (distance < nearest) [best, nearest] = [i, distance];
    }
    return best;
  };
  const setPoints = (change: (points: Point[]) => Point[]) =>
    set({ starts: { points: change([...store.state.starts.points]) } });
  const parametersAt = (at: Point): Point => {
    const [x, y] = toParameters(store.state.window, size(), at);
    return isOnLine(store.state) ? [x, 0] : [x, y];
  };
  const addStart = (at: Point) => setPoints((points) => [...points, parametersAt(at)]);
  const removeStart = (index: number) => setPoints((points) => points.toSpliced(index, 1));

  const removeAt = (at: Point) => {
    const index = inLandscape() ? startNear(at) : null;
    if (index !== null) removeStart(index);
  };

  /** The start of the spectrum's runs, or of a sweep's that has none of its own, is dragged beside these. */
  function grabMapStart(at: Point) {
    const view = viewOf(store.state);
    const part = view === 'spectrum' ? 'spectrum' : 'map';
    if (view === 'basins' || isOnLine(store.state)) return null;
    const [x, y] = toScreen(store.state.window, size(), store.state[part].start);
    if (Math.hypot(x - at[0], y - at[1]) > reach()) return null;
    return {
      move: (to: Point) => set({ [part]: { start: parametersAt(to) } }),
      drop() {},
    };
  }

  attachGestures(surface, {
    window: () => store.state.window,
    size,
    onWindow: createWindowSetter(store, size, engines, set, say),
    onHover(at) {
      surface.classList.toggle('grab', at !== null && startNear(at) !== null);
      onHover(at);
    },
    onRemove: removeAt,
    onClick(at) {
      if (!inLandscape()) return;
      addedByClick = startNear(at) === null;
      if (addedByClick) addStart(at);
    },
    onHome(byKey) {
      // The first half of a double click has added a start that nobody wanted.
      if (addedByClick && !byKey) removeStart(store.state.starts.points.length - 1);
      addedByClick = false;
      set({ window: homeOf(store.state) });
    },
    onGrab(at) {
      if (!inLandscape()) return grabMapStart(at);
      const index = startNear(at);
      if (index === null) return null;
      return {
        // It may have been taken away meanwhile, by a key or by a link.
        move: (to) =>
          setPoints((points) =>
            index < points.length ? points.with(index, parametersAt(to)) : points,
          ),
        drop() {},
      };
    },
  });
}
