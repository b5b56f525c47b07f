// Where zooming and panning of the plane ends, and what is said there.
import type { Window } from '../../engine.ts';
import { type Size, zoomStop } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';
import { farthest } from '../state/map-axes.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** `until`: the precision at which zooming in ends; default: that of the engine in use. */
export function createWindowSetter(
  store: Store,
  size: () => Size,
  engines: Engines,
  set: (patch: StatePatch) => void,
  say: Say,
  until?: 'f64',
): (next: Window) => void {
  /** Whether it was said that the window goes no further. */
  let stopped = false;
  return (next) => {
    const precision = until ?? engines.current.info.precision;
    const before = store.state.window;
    const stop = zoomStop(next, size(), precision, farthest(store.state));
    const deeper = next.x[1] - next.x[0] < before.x[1] - before.x[0];
    const reach = ({ x, y }: Window) => Math.max(...[...x, ...y].map(Math.abs));
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
      say(t('The window ends here, 1,000 times as far out as the home view.'));
    } else {
      set({ window: next });
      // Where there is no stop any more nothing is said of one.
      if (stopped) say(null);
      stopped = false;
    }
  };
}
