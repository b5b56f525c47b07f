// Undo and redo, by buttons, by keys and by the browser's Back and Forward.
import { Redo2, Undo2 } from 'lucide';
import { icon } from '../../views/icon.ts';
import { t } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import { createStateHistory } from '../state/history.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createAddress, type Mark } from './address.ts';
import { followHands } from './gestures-made.ts';

/** Seconds that a loss may be taken back in by its notice. */
const LOSS_S = 12;

export interface UndoOptions {
  readonly undo: HTMLButtonElement;
  readonly redo: HTMLButtonElement;
  readonly store: Store;
  /** The state that the page began with. */
  readonly first: State;
  readonly say: Say;
  /** Reads the link in the address into the state; resolves when it is there. */
  readonly read: () => Promise<void>;
}

export interface Undo {
  undo(): void;
  redo(): void;
  /** What is changed next somebody does, though no hand is seen to do it: at the console. */
  touch(): void;
}

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);
/** A finger has no keys. */
const hasKeys = (): boolean => !matchMedia('(pointer: coarse)').matches;

export function createUndo({ undo, redo, store, first, say, read }: UndoOptions): Undo {
  const history = createStateHistory(first);
  let reading = false;
  // What a view has made of it meanwhile belongs to it.
  history.changed(store.state, performance.now());
  const address = createAddress(history, () => store.state);

  function show() {
    const last = history.entries.length - 1;
    // The focus stays where there is something to do.
    const [hadUndo, hadRedo] = [undo, redo].map((button) => document.activeElement === button);
    undo.disabled = history.at === 0;
    redo.disabled = history.at === last;
    if (hadUndo && undo.disabled) redo.focus();
    if (hadRedo && redo.disabled) undo.focus();
  }

  function to(index: number) {
    const state = history.to(index);
    if (state) store.replace(state);
    return state !== null;
  }
  function go(by: number) {
    if (to(history.at + by)) address.follow(true);
  }

  store.subscribe((state) => {
    const { at } = history;
    history.changed(state, performance.now());
    show();
    if (!reading) address.follow(history.at !== at);
  });

  for (const [button, node, by, name, keys] of [
    [undo, Undo2, -1, t('Undo'), isMac() ? t('Undo (⌘Z)') : t('Undo (Ctrl+Z)')],
    [redo, Redo2, 1, t('Redo'), isMac() ? t('Redo (⇧⌘Z)') : t('Redo (Ctrl+Shift+Z)')],
  ] as const) {
    button.replaceChildren(icon(node));
    button.title = hasKeys() ? keys : name;
    button.ariaLabel = button.title;
    button.hidden = false;
    button.addEventListener('click', () => go(by));
  }
  show();

  followHands(history, ({ key, ctrlKey, metaKey, shiftKey, altKey }) => {
    if (altKey || !(isMac() ? metaKey : ctrlKey)) return false;
    const letter = key.toLowerCase();
    if (letter !== 'z' && letter !== 'y') return false;
    go(letter === 'y' || shiftKey ? 1 : -1);
    return true;
  });

  /** Reads a link, one that is typed or one of a visit before, as a gesture by itself. */
  async function adopt(isNew: boolean) {
    reading = true;
    history.begin();
    await read();
    reading = false;
    address.adopt(isNew);
  }
  const markOf = (value: unknown) =>
    (value as { visit?: unknown } | null)?.visit ? (value as Mark) : null;
  window.addEventListener('popstate', ({ state }) => {
    const mark = markOf(state);
    if (!mark) return;
    const id = address.arrived(mark);
    if (id === null) return;
    if (id === undefined || !to(history.entries.findIndex((entry) => entry.id === id))) {
      void adopt(false);
    }
  });
  window.addEventListener('hashchange', () => {
    // Where the entry has a mark, somebody has gone back or forward to it.
    if (!markOf(window.history.state)) void adopt(true);
  });

  store.onLoss.subscribe(({ what, before }) => {
    const run = () => {
      const index = history.entries.findIndex(({ state }) => state === before);
      if (!to(index)) store.replace(before);
      else address.follow(true);
    };
    // Once it is undone otherwise, by a key say, the offer would undo what is done next.
    const { at } = history;
    say(what, LOSS_S, { label: t('Undo'), run, stands: () => history.at >= at });
  });

  return { undo: () => go(-1), redo: () => go(1), touch: history.touch };
}
