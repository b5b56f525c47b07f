// The dialog of what is kept: saved views and pinned runs. Loaded when it is first wanted.
import './kept.css';
import { checkTold } from '../../fields/formats/source.ts';
import { loadProblems } from '../../problems/load.ts';
import { headOf } from '../../views/dialog.ts';
import { button, element, saveFile } from '../../views/dom.ts';
import { t, translated } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Explorer } from '../landscape/explorer.ts';
import { infoOf, shortName } from '../state/problem.ts';
import { DEFAULT_STATE, patched, type State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { hasOwnRuns, VIEW_NAMES, viewOf } from '../state/tabs.ts';
import { createTopic, type Told } from '../state/topic.ts';
import { isLasting, type Kept, keep, kept, newId, type SavedView } from './keeping.ts';
import { fileOf, joined, keptOfFile } from './kept-file.ts';
import { PINNED_AT_ONCE, pinRuns, runsToPin } from './pinning.ts';
import { createRunsTable, runsCsv } from './runs-table.ts';
import { thumbnail } from './thumbnail.ts';
import { createViewsList } from './views-list.ts';

export interface KeptOptions {
  readonly store: Store;
  readonly engines: Engines;
  readonly explorer: Explorer;
  /** Resolves when what is drawn is what the state wants; draws it once more for that. */
  settled(): Promise<void>;
}

/** What a view is called until somebody calls it otherwise. */
const usualName = (state: State): string =>
  `${translated(shortName(infoOf(state).name))}, ${translated(VIEW_NAMES[viewOf(state)])}`;

/** What is kept, as the parts of the dialog see and change it. */
interface Shelf {
  readonly now: Kept;
  readonly onChange: Told<Kept>;
  /** Changes what is kept, and says what was done, with the way back where something is lost. */
  change(how: (before: Kept) => Kept, what: string, back?: () => void): Promise<void>;
  tell(what: string, back?: () => void): void;
  /** Closes the dialog and shows a state. */
  open(state: State): Promise<void>;
}

/** Shows the dialog of what is kept. */
export async function showKept({ store, engines, explorer, settled }: KeptOptions): Promise<void> {
  let now = await kept();
  const onChange = createTopic<Kept>();
  const told = element('p', { className: 'kept-told', role: 'status' });
  const shelf: Shelf = {
    get now() {
      return now;
    },
    onChange,
    async change(how, what, back) {
      now = await keep(how);
      onChange.publish(now);
      shelf.tell(what, back);
    },
    tell(what, back) {
      told.textContent = what;
      if (back) told.append(' ', button(t('Undo'), back));
      if (!isLasting()) {
        told.append(' ', t('This browser keeps nothing: it is gone when the page is closed.'));
      }
    },
    async open(state) {
      await loadProblems();
      try {
        // What was kept by an older version lacks what has come since.
        const whole = patched(DEFAULT_STATE, state);
        dialog.close();
        store.replace(whole);
      } catch (error) {
        shelf.tell(translated((error as Error).message));
      }
    },
  };
  const dialog = element('dialog', { className: 'kept' });
  dialog.append(
    headOf(dialog, t('Saved in this browser')),
    told,
    ...viewsPart(shelf, store.state, thumbnail(explorer, settled)),
    ...runsPart(shelf, store.state, engines),
    filePart(shelf),
  );
  dialog.addEventListener('close', () => dialog.remove());
  onChange.publish(now);
  shelf.tell('');
  document.body.append(dialog);
  dialog.showModal();
}

/** The views, and a name for that of now. */
function viewsPart(
  { onChange, change, open }: Shelf,
  state: State,
  picture: Promise<string | undefined>,
): HTMLElement[] {
  let all: readonly SavedView[] = [];
  const list = createViewsList({
    onOpen: (view) => open(view.state),
    onRename: (view, name) =>
      change((before) => ({ ...before, views: swapped(before.views, { ...view, name }) }), ''),
    onDelete(view) {
      const was = all;
      const back = (after: Kept): Kept => ({
        ...after,
        views: placed(was, joined(after, { views: [view], runs: [] }).views),
      });
      change(
        (before) => ({ ...before, views: before.views.filter(({ id }) => id !== view.id) }),
        t('“{name}” was deleted.', { name: view.name }),
        () => change(back, ''),
      );
    },
  });
  const none = element('p', { className: 'kept-none', textContent: t('No view is saved yet.') });
  onChange.subscribe(({ views }) => {
    all = views;
    list.show(views);
    none.hidden = views.length > 0;
  });
  const name = element('input', { type: 'text', value: usualName(state), maxLength: 200 });
  name.setAttribute('aria-label', t('Name of this view'));
  const submit = element('button', { className: 'primary', textContent: t('Save this state') });
  const form = element('form', { className: 'kept-save' }, name, submit);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const view: SavedView = {
      id: newId(),
      name: name.value.trim() || usualName(state),
      at: new Date().toISOString(),
      state,
      picture: await picture,
    };
    const said = t('“{name}” was saved.', { name: view.name });
    await change((before) => ({ ...before, views: [...before.views, view] }), said);
  });
  return [element('h3', { textContent: t('Saved views') }), form, none, list.element];
}

/** The pinned runs, and a button that pins those of the landscape. */
function runsPart(shelf: Shelf, state: State, engines: Engines): HTMLElement[] {
  const { onChange, change, open, tell } = shelf;
  const table = createRunsTable(
    (run) => open(run.state),
    (run) => {
      const was = shelf.now.runs;
      const back = (after: Kept): Kept => ({
        ...after,
        runs: placed(was, joined(after, { views: [], runs: [run] }).runs),
      });
      change(
        (before) => ({ ...before, runs: before.runs.filter(({ id }) => id !== run.id) }),
        t('The run was removed.'),
        () => change(back, ''),
      );
    },
  );
  const pin = button(t('Pin the landscape’s runs'), async () => {
    pin.disabled = true;
    try {
      const { length: n } = await pinRuns(state, engines, runsToPin(state));
      const said =
        n === PINNED_AT_ONCE
          ? t('The first {n} runs were pinned.', { n })
          : t('{n} runs were pinned.', { n });
      await change((before) => before, said);
    } catch (error) {
      tell(translated((error as Error).message));
    }
    pin.disabled = false;
  });
  pin.disabled = !hasOwnRuns(state);
  const csv = button(t('Save as .csv'), () =>
    saveFile('gradscape-runs.csv', 'text/csv', runsCsv(shelf.now.runs)),
  );
  const none = element('p', {
    className: 'kept-none',
    textContent: t(
      'No run is pinned yet: pin those of the landscape here, or one of a map in its card.',
    ),
  });
  const title = t('Pinned runs');
  const scroll = element(
    'div',
    { className: 'kept-scroll', tabIndex: 0, role: 'region' },
    table.element,
  );
  scroll.setAttribute('aria-label', title);
  onChange.subscribe(({ runs }) => {
    table.show(runs);
    none.hidden = runs.length > 0;
    scroll.hidden = csv.hidden = runs.length === 0;
  });
  const buttons = element('div', { className: 'kept-buttons' }, pin, csv);
  return [element('h3', { textContent: title }), buttons, none, scroll];
}

/** All of it as a file, and back. */
function filePart(shelf: Shelf): HTMLElement {
  const picker = element('input', { type: 'file', accept: '.json', hidden: true });
  picker.setAttribute('aria-label', t('Import a file'));
  picker.addEventListener('change', async () => {
    const [file] = picker.files ?? [];
    if (!file) return;
    try {
      await loadProblems();
      checkTold(file.size);
      const more = keptOfFile(await file.text());
      const [views, runs] = [more.views.length, more.runs.length];
      const said = t('{views} views and {runs} runs were imported.', { views, runs });
      await shelf.change((before) => joined(before, more), said);
    } catch (error) {
      const why = translated((error as Error).message);
      shelf.tell(t('{name} cannot be imported: {why}', { name: file.name, why }));
    }
    picker.value = '';
  });
  return element(
    'div',
    { className: 'kept-buttons kept-foot' },
    button(t('Export all'), () =>
      saveFile('gradscape-saved.json', 'application/json', fileOf(shelf.now)),
    ),
    button(t('Import a file'), () => picker.click()),
    picker,
  );
}

const swapped = (views: readonly SavedView[], view: SavedView): SavedView[] =>
  views.map((each) => (each.id === view.id ? view : each));

/** What came back stands where it stood. */
function placed<T extends { id: string }>(was: readonly T[], now: readonly T[]): T[] {
  const at = new Map(was.map(({ id }, i) => [id, i]));
  const place = ({ id }: T) => at.get(id) ?? was.length;
  return now.toSorted((a, b) => place(a) - place(b));
}
