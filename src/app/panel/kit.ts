// The building blocks of the panel: sections of rows, each bound to one place of the state.
import type { GUI } from 'lil-gui';
import { whenOther } from '../../views/when-other.ts';
import { translated } from '../../words/words.ts';
import { type Say, WARNING } from '../jobs/view.ts';
import type { State, StatePatch } from '../state/state.ts';
import { refusalOf, type Store } from '../state/store.ts';
import { addHint } from './hints.ts';
import { addNumber, type NumberField } from './number-field.ts';
import { refusalInWords } from './refusals.ts';

export interface Row {
  show(on: boolean): void;
}

/** A row that may be moved elsewhere in its section. */
export interface PlacedRow extends Row {
  readonly element: HTMLElement;
}

/** What a row of a number is told. */
export type RowOfNumber = Omit<NumberField, 'onRefused'>;

/** What a folder is made of. */
export type Rows = Pick<Section, 'number' | 'choice' | 'button' | 'note' | 'always'>;

/** A folder of the panel. What it holds can be taken away again as a whole. */
export interface Section {
  number(field: RowOfNumber): PlacedRow;
  /** `hint` says in a line what it does. */
  choice<T>(
    label: string,
    get: () => T,
    set: (value: T) => void,
    options?: object | null,
    hint?: string,
  ): PlacedRow;
  /** A label that is a function follows the state. */
  button(label: string | (() => string), action: () => void, hint?: string): Row;
  /** A line of text that follows the state; empty it is not there. */
  note(text: () => string): void;
  /** Calls it now and after every change of the state. */
  always(update: () => void): void;
  /** A folder in it, closed, whose title follows the state. What it holds is made when it is first opened. */
  folder(title: () => string, fill: (rows: Rows) => void | Promise<void>): Row;
  show(on: boolean): void;
  open(): void;
  close(): void;
  /** Calls it whenever it is unfolded. */
  onOpen(unfolded: () => void): void;
  /** Adds what is not made of rows. */
  append(element: HTMLElement): void;
  /** Removes the folder and forgets its updates. */
  dispose(): void;
  readonly element: HTMLElement;
  readonly closed: boolean;
}

export interface PanelKit {
  readonly state: State;
  /** Changes the state; a refused value or change is said and the controls show what still holds. */
  set(patch: StatePatch | (() => StatePatch)): void;
  /** Says something that is no fault. */
  tell(message: string): void;
  /** Says why the control of that name was refused; null when all is well again. */
  refuse: OnRefused;
  /** Changes the state; throws a RangeError when it is refused. */
  put(patch: StatePatch): void;
  /** Changes the state where something is lost by it: what, is said with the way back. */
  lose(patch: StatePatch, what: string): void;
  /** A new section, below those there are. */
  section(title: string): Section;
  /** A section that is built anew, in its place, whenever `key` of the state is another. */
  rebuilt(key: (state: State) => string, build: () => Section): void;
  /** Shows the state as it is now. */
  update(): void;
}

export function createPanelKit(gui: GUI, store: Store, say: Say): PanelKit {
  const onRefused: OnRefused = (refusal, label) =>
    say(refusal && refusalInWords(refusal, store.state, label), undefined, undefined, WARNING);
  /** What each section does after a change of the state. */
  const sections = new Set<(() => void)[]>();
  /** Sections that may have to be built anew, before any is updated. */
  const rebuilds: (() => void)[] = [];
  const update = () => {
    for (const each of rebuilds) each();
    for (const updates of [...sections]) for (const each of updates) each();
  };
  return {
    get state() {
      return store.state;
    },
    put: (patch) => store.set(patch),
    lose(patch, what) {
      const refusal = refusalOf(() => store.lose(patch, what));
      if (refusal) onRefused(refusal);
    },
    tell: (message) => say(message),
    refuse: onRefused,
    set(patch) {
      const refusal = refusalOf(() => store.set(typeof patch === 'function' ? patch() : patch));
      onRefused(refusal);
      if (refusal) update();
    },
    section(title) {
      const updates: (() => void)[] = [];
      sections.add(updates);
      const folder = unfoldedAtOnce(gui.addFolder(title));
      return {
        ...rowsOf(folder, updates, onRefused),
        folder(label, fill) {
          const inner = unfoldedAtOnce(folder.addFolder(label()).close());
          let filled = false;
          inner.onOpenClose(() => {
            if (filled || inner._closed) return;
            filled = true;
            void fill(rowsOf(inner, updates, onRefused));
          });
          updates.push(whenOther(label, () => inner.title(label())).update);
          return { show: (on) => void inner.show(on) };
        },
        element: folder.domElement,
        get closed() {
          return folder._closed;
        },
        show: (on) => void folder.show(on),
        open: () => void folder.open(),
        close: () => void folder.close(),
        onOpen: (unfolded) => void folder.onOpenClose(() => folder._closed || unfolded()),
        append: (element) => folder.$children.append(element),
        dispose() {
          sections.delete(updates);
          folder.destroy();
        },
      };
    },
    rebuilt(key, build) {
      let built = key(store.state);
      let section = build();
      rebuilds.push(() => {
        const now = key(store.state);
        if (now === built) return;
        built = now;
        const { element, closed } = section;
        const next = element.nextElementSibling;
        const focused = focusableIn(element).indexOf(document.activeElement);
        section.dispose();
        section = build();
        next?.before(section.element);
        if (closed) section.close();
        // Who has changed it goes on where they were.
        (focusableIn(section.element)[focused] as HTMLElement | undefined)?.focus();
      });
    },
    update,
  };
}

/**
 * Opens and closes at once: lil-gui's animation gives a folder the height that it has measured, and where it is cut short
 * by another, or has nothing to move, leaves it that, so that rows which come later lie over what is below.
 */
export function unfoldedAtOnce(folder: GUI): GUI {
  folder.openAnimated = folder.open;
  return folder;
}

/** Told of a refusal and of what was refused; of null when all is well again. */
export type OnRefused = (refusal: string | null, label?: string) => void;

const focusableIn = (element: HTMLElement): (Element | null)[] => [
  ...element.querySelectorAll('button, input, select'),
];

/** The options of a choice by their names in the page's language; of a list each by its own. */
const inWords = (options: object): object =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      translated(Array.isArray(options) ? String(value) : name),
      value,
    ]),
  );

function rowsOf(folder: GUI, updates: (() => void)[], onRefused: OnRefused): Rows {
  return {
    number(field) {
      const added = addNumber(folder, {
        ...field,
        onRefused: (refusal) => onRefused(refusal, field.label),
      });
      updates.push(added.update);
      return added;
    },
    choice(label, get, set, options, hint) {
      const display = whenOther(get, () => controller.updateDisplay());
      const proxy = {
        get value() {
          return get();
        },
        set value(value) {
          // It may be refused: what it shows is what was chosen.
          display.forget();
          set(value);
        },
      };
      const controller = options
        ? folder.add(proxy, 'value', inWords(options))
        : folder.add(proxy, 'value');
      controller.name(label);
      const { domElement: element, $name } = controller;
      if (hint) addHint(element, $name, () => hint);
      updates.push(display.update);
      return { element, show: (on) => void controller.show(on) };
    },
    button(label, action, hint) {
      const controller = folder.add({ action }, 'action');
      const { domElement: element } = controller;
      if (hint) addHint(element, element, () => hint);
      const show = (on: boolean) => void controller.show(on);
      const text = () => (typeof label === 'string' ? label : label());
      const named = whenOther(text, () => controller.name(text()));
      named.update();
      updates.push(named.update);
      return { show };
    },
    note(text) {
      const line = document.createElement('p');
      line.className = 'panel-note';
      folder.$children.append(line);
      const { update } = whenOther(text, () => {
        line.textContent = text();
        line.hidden = line.textContent === '';
      });
      update();
      updates.push(update);
    },
    always(each) {
      each();
      updates.push(each);
    },
  };
}
