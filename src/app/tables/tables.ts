// The dialog of the data tables: what the pictures of the open view show, in numbers. Loaded when first used.
import './tables.css';
import { headOf } from '../../views/dialog.ts';
import { button, element, headedTable } from '../../views/dom.ts';
import { t } from '../../words/words.ts';
import type { Result } from '../jobs/view.ts';
import { csvOf } from '../kept/kept-file.ts';
import type { Explorer } from '../landscape/explorer.ts';
import type { Store } from '../state/store.ts';
import { type DataTable, tablesOf } from './contents.ts';

export interface TablesHouse {
  readonly store: Store;
  readonly explorer: Explorer;
  /** The results on show, once they are whole. */
  readonly finished: () => Promise<readonly Result[]>;
}

/** Shows the tables of what is on show now. */
export async function showTables({ store, explorer, finished }: TablesHouse): Promise<void> {
  const results = await finished();
  const tables = tablesOf(store.state, results, explorer.runs);
  const dialog = element('dialog', { className: 'tables' });
  const none = element('p', { textContent: t('There are no numbers here yet.') });
  dialog.append(
    headOf(dialog, t('Data tables')),
    ...(tables.length > 0 ? tables.map(partOf) : [none]),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** A table that is made when it is first opened: the first is open. */
function partOf(data: DataTable, index: number): HTMLElement {
  const root = element('details', { open: index === 0 });
  root.append(element('summary', { textContent: data.title }));
  const fill = () => {
    if (root.open && root.childElementCount === 1) root.append(...contentOf(data));
  };
  root.addEventListener('toggle', fill);
  fill();
  return root;
}

function contentOf(data: DataTable): HTMLElement[] {
  const { table, heads, body } = headedTable(data.headings);
  for (const head of heads) head.scope = 'col';
  body.append(
    ...data.rows.map(([first, ...values]) => {
      const row = element('tr', {}, element('th', { scope: 'row', textContent: first! }));
      row.append(...values.map((textContent) => element('td', { textContent })));
      return row;
    }),
  );
  const scroll = element('div', { className: 'tables-scroll', tabIndex: 0, role: 'region' }, table);
  scroll.ariaLabel = data.title;
  scroll.dataset.scrolls = '';
  const told = element('span', { role: 'status' });
  const copy = button(t('Copy as CSV'), async () => {
    try {
      await navigator.clipboard.writeText(csvOf(data.csv));
      told.textContent = t('The table is in the clipboard.');
    } catch {
      told.textContent = t('The browser refused the clipboard.');
    }
  });
  const line = element('p', { className: 'tables-line' }, copy, told);
  return [...(data.note ? [element('p', { textContent: data.note })] : []), scroll, line];
}
