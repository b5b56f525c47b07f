// The command palette (Ctrl K): a line to type in, and what of the page it finds (Fuse.js). Loaded when first used.
import './commands.css';
import Fuse from 'fuse.js';
import { closeBeside } from '../../views/dialog.ts';
import { element } from '../../views/dom.ts';
import { t } from '../../words/words.ts';
import { type Command, listCommands, type Reached } from './list.ts';

/** As many are shown. */
const MOST = 40;
/** Rows that Page Up and Page Down go. */
const PAGE = 8;

const FUSE = {
  keys: [
    { name: 'label', weight: 3 },
    { name: 'also', weight: 2 },
    { name: 'group', weight: 1 },
  ],
  threshold: 0.34,
  ignoreLocation: true,
};

/** Fills the dialog, and returns what opens it. */
export function createCommands(dialog: HTMLDialogElement, reached: Reached): () => Promise<void> {
  const { input, list, none } = build(dialog);
  let commands: Command[] = [];
  let fuse = new Fuse(commands, FUSE);
  let found: readonly Command[] = [];
  let at = 0;

  function point(next: number) {
    const { children } = list;
    at = Math.min(Math.max(next, 0), found.length - 1);
    for (const [i, option] of [...children].entries()) {
      option.setAttribute('aria-selected', String(i === at));
    }
    const chosen = children[at];
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  }
  function search() {
    const text = input.value.trim();
    found = (text ? fuse.search(text).map(({ item }) => item) : commands).slice(0, MOST);
    list.replaceChildren(...found.map(optionOf));
    none.hidden = found.length > 0;
    point(0);
  }
  function run(command: Command | undefined) {
    if (!command) return;
    dialog.close();
    command.run();
  }

  input.addEventListener('input', search);
  input.addEventListener('keydown', (event) => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE,
      PageUp: -PAGE,
    };
    const by = steps[event.key];
    if (by !== undefined) {
      event.preventDefault();
      // Beyond the last is the first.
      const next = at + by;
      const round = Math.abs(by) === 1 && found.length > 0;
      point(round ? (next + found.length) % found.length : next);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      run(found[at]);
    }
  });
  list.addEventListener('click', ({ target }) => {
    const option = (target as Element).closest('[role=option]');
    run(found[[...list.children].indexOf(option!)]);
  });
  closeBeside(dialog);
  // It holds the panel's controls, which may be others by the next time.
  dialog.addEventListener('close', () => {
    [commands, found] = [[], []];
    fuse = new Fuse(commands, FUSE);
    list.replaceChildren();
  });

  return async () => {
    if (dialog.open) return dialog.close();
    commands = await listCommands(reached);
    fuse = new Fuse(commands, FUSE);
    input.value = '';
    dialog.showModal();
    search();
    input.focus();
  };
}

function build(dialog: HTMLDialogElement) {
  const title = t('Commands');
  const input = element('input', {
    type: 'text',
    placeholder: t('Find a command, a control, a problem …'),
    autocomplete: 'off',
    spellcheck: false,
  });
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-label', title],
    ['aria-expanded', 'true'],
    ['aria-controls', 'commands-list'],
    ['aria-autocomplete', 'list'],
  ] as const) {
    input.setAttribute(name, value);
  }
  const list = element('ul', { id: 'commands-list' });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', title);
  const none = element('p', {
    className: 'commands-none',
    textContent: t('Nothing is called so.'),
  });
  none.setAttribute('role', 'status');
  const heading = element('h2', { id: 'commands-title', className: 'aside', textContent: title });
  dialog.replaceChildren(element('div', { className: 'commands-box' }, heading, input, list, none));
  return { input, list, none };
}

function optionOf({ label, group }: Command, index: number): HTMLElement {
  const option = element(
    'li',
    { id: `command-${index}` },
    element('span', {}, label),
    element('small', {}, group),
  );
  option.setAttribute('role', 'option');
  return option;
}
