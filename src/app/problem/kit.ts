// Small fields of the editors of what a problem is made of. Each row has a line for what is wrong with it.
import { element } from '../../views/dom.ts';
import { markup } from '../../views/markup.ts';
import { translated } from '../../words/words.ts';
import { refusalOf } from '../state/store.ts';

export interface FieldRow {
  readonly element: HTMLElement;
  /**
   * Does what may be refused. What is wrong is said in the row's line; what is to be known besides (`note`) too, and
   * either goes with the next change. Returns whether it was taken.
   */
  attempt(change: () => string | undefined): boolean;
  /** Says something in the row's line; null for nothing. */
  say(message: string | null): void;
  name(label: string): void;
}

/** The line that has said something last. */
let speaking: HTMLElement | null = null;

/** Takes back what the rows say: something else has changed. */
export function quiet(): void {
  if (speaking) speaking.hidden = true;
}

/** A row with a label before its fields; without one they have its place too. */
export function fieldRow(label: string, ...fields: readonly (Node | string)[]): FieldRow {
  const line = element('p', { className: 'made-line', hidden: true });
  line.setAttribute('role', 'status');
  const name = element('span', { className: 'made-label', textContent: translated(label) });
  const root = element(
    'div',
    { className: 'made-row' },
    ...(label ? [name] : []),
    element('div', { className: 'made-fields' }, ...fields),
    line,
  );
  const say = (message: string | null, isNote = false) => {
    // What another row has said is no news any more.
    if (speaking !== line) quiet();
    speaking = line;
    line.textContent = message;
    line.hidden = message === null;
    line.classList.toggle('note', isNote);
  };
  return {
    element: root,
    say,
    name(text) {
      name.textContent = translated(text);
    },
    attempt(change) {
      let note: string | undefined;
      const refusal = refusalOf(() => {
        note = change();
      });
      // Where in the state it is nobody has asked.
      say(
        refusal === null ? (note ?? null) : translated(refusal.replace(/^state\.(network\.)?/, '')),
        refusal === null,
      );
      return refusal === null;
    },
  };
}

export interface NumberBox {
  readonly element: HTMLInputElement;
  show(value: number): void;
}

interface NumberOptions {
  label: string;
  title?: string;
  step?: number;
  /** Number of a text; NaN for none. Default: a plain number. */
  read?(text: string): number;
  write?(value: number): string;
  /** Returns whether it was taken. */
  set(value: number, text: string): boolean;
}

/** A number as it is typed: − for a minus, and a comma as a decimal mark. */
export function typedNumber(text: string): number {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
}

/** A field for a number, which the arrows up and down change. What is refused stays to be mended until it is left. */
export function numberBox(options: NumberOptions): NumberBox {
  const { label, title = '', step = 1, read = typedNumber, write = String, set } = options;
  const field = element('input', {
    type: 'text',
    inputMode: 'decimal',
    title: translated(title),
    autocomplete: 'off',
  });
  field.setAttribute('aria-label', translated(label));
  let shown = 0;
  let putting = false;
  const put = (text: string) => {
    putting = true;
    const taken = set(read(text), text);
    putting = false;
    field.classList.toggle('bad', !taken);
    if (taken) field.value = write(shown);
  };
  field.addEventListener('change', () => put(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') field.value = write(shown);
    const by = { ArrowUp: step, ArrowDown: -step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const typed = read(field.value);
    put(write(Number(((Number.isNaN(typed) ? shown : typed) + by).toPrecision(12))));
  });
  field.addEventListener('blur', () => {
    field.classList.remove('bad');
    field.value = write(shown);
  });
  return {
    element: field,
    show(value) {
      shown = value;
      if (!putting && !field.classList.contains('bad')) field.value = write(value);
    },
  };
}

export interface Choice {
  readonly value: string;
  readonly text: string;
  /** Why it cannot be chosen, in a few words. */
  readonly fault?: string | null;
}

export interface ChoiceBox {
  readonly element: HTMLSelectElement;
  show(value: string, choices?: readonly Choice[]): void;
}

/** A list to choose from; what does not fit stands there with its reason. */
export function choiceBox(
  label: string,
  choices: readonly Choice[],
  set: (value: string) => void,
  title = '',
): ChoiceBox {
  const select = element('select', { title: translated(title) });
  select.setAttribute('aria-label', translated(label));
  let built = '';
  const build = (list: readonly Choice[]) => {
    const key = JSON.stringify(list);
    if (key === built) return;
    built = key;
    select.replaceChildren(
      ...list.map(({ value, text, fault }) => {
        const name = translated(text);
        const option = new Option(fault ? `${name}: ${fault}` : name, value);
        option.disabled = !!fault;
        return option;
      }),
    );
  };
  build(choices);
  select.addEventListener('change', () => set(select.value));
  return {
    element: select,
    show(value, list) {
      if (list) build(list);
      select.value = value;
    },
  };
}

/** A box to tick, with its label behind it. */
export function tickBox(label: string, set: (on: boolean) => void, title = '') {
  const box = element('input', { type: 'checkbox' });
  box.addEventListener('change', () => set(box.checked));
  return {
    element: element(
      'label',
      { className: 'made-tick', title: translated(title) },
      box,
      translated(label),
    ),
    show(on: boolean) {
      box.checked = on;
    },
  };
}

const SEEDS = 10_000;

/** A seed's field, with a button that takes another. */
export function seedBox(
  label: string,
  another: string,
  set: (seed: number) => boolean,
  random = Math.random,
) {
  const box = numberBox({ label, title: label, set });
  box.element.classList.add('seed');
  const dice = element('button', { type: 'button', className: 'dice', title: translated(another) });
  dice.setAttribute('aria-label', translated(another));
  dice.append(markup(DICE));
  dice.addEventListener('click', () => set(Math.floor(SEEDS * random())));
  return {
    element: element('span', { className: 'made-seed' }, box.element, dice),
    show: box.show,
  };
}

const DICE =
  '<svg viewBox="0 0 16 16" aria-hidden="true"><rect x="1.5" y="1.5" width="13" height="13" rx="3"/><path d="M5 5h.01M11 5h.01M8 8h.01M5 11h.01M11 11h.01"/></svg>';
