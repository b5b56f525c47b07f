// The list of points that can be ticked, each with what keeps or forgets it.
import { button, element } from '../../views/dom.ts';
import { t } from '../../words/words.ts';
import type { KnownPoint } from './points.ts';

export const LETTERS = 'ABC';

export interface PointRow {
  point: KnownPoint;
  /** Which of the ticked ones it is, from 0; −1 for none. */
  at: number;
  kept: boolean;
}

export interface RowEvents {
  onTick(point: KnownPoint, on: boolean): void;
  onKeep(point: KnownPoint): void;
  onForget(point: KnownPoint): void;
}

/** Changes a field only where it shows another value: browsers look for what may be filled in after every change of one. */
export function setValue(field: HTMLInputElement | HTMLSelectElement, value: string): void {
  if (field.value !== value) field.value = value;
}

/** Shows the rows; who has the keyboard there keeps it. */
export function showRows(list: HTMLElement, rows: readonly PointRow[], events: RowEvents): void {
  const controls = () => [...list.querySelectorAll<HTMLElement>('input, button')];
  const focused = controls().indexOf(document.activeElement as HTMLElement);
  list.replaceChildren(...rows.map((row) => rowOf(row, events)));
  if (focused >= 0) controls()[focused]?.focus();
}

function rowOf({ point, at, kept }: PointRow, events: RowEvents): HTMLElement {
  const { name } = point;
  const box = element('input', { type: 'checkbox', checked: at >= 0 });
  box.addEventListener('change', () => events.onTick(point, box.checked));
  const letter = element('b', { textContent: at >= 0 ? LETTERS[at]! : '' });
  const action = kept
    ? button('×', () => events.onForget(point))
    : button(
        t('Keep'),
        () => events.onKeep(point),
        t('Remembers this point, when runs and seeds are others'),
      );
  action.setAttribute('aria-label', t(kept ? 'Forget {name}' : 'Keep {name}', { name }));
  return element('div', {}, element('label', {}, box, letter, ` ${name}`), action);
}
