// What gestures on the landscape do: move the window, add, drag and remove starts.
import { lifted } from '../../problems/plane.ts';
import { WINDOW_LIMIT } from '../../schemas.ts';
import { attachGestures } from '../../views/gesture-listeners.ts';
import { type Point, type Size, toParameters, toScreen, zoomStop } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';
import { boundProblem, homeOf, infoOf, isOnLine } from '../state/problem.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { hasOwnRuns } from '../state/tabs.ts';

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
  /** Whether it was said that the window goes no further. */
  let stopped = false;
  // Beside a map the landscape only shows the run pointed at: a start added there would not be seen.
  const inLandscape = () => hasOwnRuns(store.state);

  const startNear = (at: Point): number | null => {
    const { starts, window: view } = store.state;
    let best: number | null = null;
    let nearest = matchMedia('(pointer: coarse)').matches ? GRAB.coarse : GRAB.fine;
    const onLine = isOnLine(store.state) ? boundProblem(store.state) : null;
    for (const [i, point] of starts.points.entries()) {
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

  attachGestures(surface, {
    window: () => store.state.window,
    size,
    onWindow(next) {
      const { precision } = engines.current.info;
      const before = store.state.window;
      const stop = zoomStop(next, size(), precision, WINDOW_LIMIT);
      const deeper = next.x[1] - next.x[0] < before.x[1] - before.x[0];
      const reach = ({ x, y }: typeof next) => Math.max(...[...x, ...y].map(Math.abs));
      if (stop === 'precision' && deeper) {
        stopped = true;
        const deeperYet = {
          label: t('Go on in f64 on the CPU'),
          run: () => set({ engine: 'cpu' }),
        };
        say(
          t('Zoom stops here: {precision} can no longer tell neighbouring samples apart.', {
            precision,
          }),
          10,
          precision === 'f32' ? deeperYet : undefined,
        );
      } else if (stop === 'distance' && reach(next) > reach(before)) {
        stopped = true;
        say(t('The window ends at ±1e9: every run out there has diverged.'));
      } else {
        set({ window: next });
        // Where there is no stop any more nothing is said of one.
        if (stopped) say(null);
        stopped = false;
      }
    },
    onHover(at) {
      surface.classList.toggle('grab', at !== null && startNear(at) !== null);
      onHover(at);
    },
    onLongPress: removeAt,
    onClick(at) {
      if (!inLandscape()) return;
      addedByClick = startNear(at) === null;
      if (addedByClick) addStart(at);
    },
    onDoubleClick(_, byKey) {
      // The first half of a double click has added a start that nobody wanted.
      if (addedByClick && !byKey) removeStart(store.state.starts.points.length - 1);
      addedByClick = false;
      set({ window: homeOf(store.state) });
    },
    onGrab(at) {
      const index = inLandscape() ? startNear(at) : null;
      if (index === null) return null;
      return {
        move: (to) => setPoints((points) => points.with(index, parametersAt(to))),
        drop() {},
      };
    },
  });
  surface.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    // A finger's long press removes by itself, on every system.
    const byTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (!byTouch) removeAt([event.offsetX, event.offsetY]);
  });
  surface.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && inLandscape()) addStart([size().width / 2, size().height / 2]);
  });
}
