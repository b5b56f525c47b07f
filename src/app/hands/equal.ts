// Equal scales: a unit is as long in x as in y, for which the window is widened on one axis.
import type { Window } from '../../engine.ts';
import type { Size } from '../../views/transform.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** Scales that differ by less are equal: a pixel of a plot's size is not worth another window. */
const SAME = 1e-3;

/** The least window around another, about its middle, in which a unit is as long in x as in y. */
export function equalScales(window: Window, { width, height }: Size): Window {
  const { x, y } = window;
  const [perX, perY] = [(x[1] - x[0]) / width, (y[1] - y[0]) / height];
  if (Math.abs(perX / perY - 1) < SAME) return window;
  const wide = ([lo, hi]: readonly [number, number], span: number): [number, number] => {
    const middle = lo / 2 + hi / 2;
    return [middle - span / 2, middle + span / 2];
  };
  return perX < perY ? { x: wide(x, perY * width), y } : { x, y: wide(y, perX * height) };
}

/** Sees to it that the window is as `view.equal` wants it on a plot of this size; returns what is to be called when that may have changed. */
export function createEqual(
  store: Store,
  size: () => Size | null,
  set: (patch: StatePatch) => void,
) {
  /** The window as it was chosen, and what was made of it: other sizes widen the first one, not the second. */
  let chosen: Window | null = null;
  let made: Window | null = null;
  const same = (a: Window | null, b: Window) => JSON.stringify(a) === JSON.stringify(b);
  return () => {
    const { view, window } = store.state;
    const on = size();
    if (!view.equal || !on) {
      // Turned off, the window is again what it was.
      const back = on && same(made, window) && !same(chosen, window) ? chosen : null;
      chosen = made = null;
      if (back) set({ window: back });
      return;
    }
    const asChosen = chosen && same(made, window) ? chosen : window;
    const next = equalScales(asChosen, on);
    [chosen, made] = [asChosen, next];
    if (!same(next, window)) set({ window: next });
  };
}
