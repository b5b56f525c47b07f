// Tells a history of the state when hands do something, and when they begin something else.
import type { StateHistory } from '../state/history.ts';
import type { State } from '../state/state.ts';

const MODIFIER = /^(Control|Shift|Alt|AltGraph|Meta)$/;

/** Where a person types text, whose keys are its own. */
const TEXT =
  'textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio], [type=button])';

const isText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TEXT) !== null;

/**
 * Listens to whatever may change the state. A press of a pointer begins a gesture, and so does a key that is not the one
 * before; letters of a text, turns of a wheel and a key held down belong together as long as they follow one another.
 * `keys` takes a key where nobody types, or returns false.
 */
export function followHands(
  history: StateHistory<State>,
  keys: (event: KeyboardEvent) => boolean,
): void {
  const pointers = new Set<number>();
  let last = '';
  const hold = () => history.hold(pointers.size > 0);
  const on = <Type extends keyof WindowEventMap>(
    types: readonly Type[],
    listener: (event: WindowEventMap[Type]) => void,
  ) => {
    for (const type of types) {
      window.addEventListener(type, listener as EventListener, { capture: true, passive: true });
    }
  };
  on(['pointerdown'], ({ pointerId, isPrimary }) => {
    if (isPrimary) {
      // One whose release nobody has heard of is down no more.
      pointers.clear();
      history.begin();
    }
    pointers.add(pointerId);
    hold();
  });
  on(['pointerup', 'pointercancel'], ({ pointerId }) => {
    pointers.delete(pointerId);
    hold();
  });
  on(['wheel'], ({ buttons }) => {
    if (buttons === 0) pointers.clear();
    hold();
    history.touch();
  });
  on(['click', 'input', 'change', 'drop', 'paste'], () => history.touch());
  // What a field was given is taken when it is left, by a press that begins something else.
  on(['focusout'], ({ target }) => {
    if (isText(target)) history.begin();
  });
  window.addEventListener(
    'keydown',
    (event) => {
      const { key, repeat, target } = event;
      if (MODIFIER.test(key)) return;
      if (!isText(target) && keys(event)) return event.preventDefault();
      pointers.clear();
      hold();
      if (repeat || key === last || isText(target)) history.touch();
      else history.begin();
      last = key;
    },
    { capture: true },
  );
}
