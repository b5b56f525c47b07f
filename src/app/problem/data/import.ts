// Points from a file or from pasted text: shown as they are understood before they are taken. Nothing leaves the
// machine: the browser itself reads the file.
import type { CsvTable } from '../../../fields/read-csv.ts';
import { TABLE_LIMIT } from '../../../problems/data.ts';
import { button, element } from '../../../views/dom.ts';
import { t, translated } from '../../../words/words.ts';

/** Characters of a text that the browser is not left alone with. */
const LONG_TEXT = 5000;
/** Rows of the preview. */
const SHOWN = 5;

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  ' ': 'blanks',
};

/** A table as it is understood. */
export interface Found {
  readonly table: CsvTable;
  /** What its columns are taken for. */
  readonly columns: readonly string[];
  /** What else would change with it, in a sentence. */
  readonly note?: string | undefined;
  /** Makes it the data. */
  take(): void;
}

export interface DataImport {
  /** Shows what a file or a text holds. */
  take(from: File | string): void;
}

/**
 * Buttons that load a file or open a field to paste into, and the preview below. `columns`: what a table is to have;
 * `read` understands one, or throws a RangeError.
 */
export function createDataImport(
  root: HTMLElement,
  columns: () => readonly string[],
  read: (text: string) => Promise<Found>,
): DataImport {
  const file = element('input', { type: 'file', accept: '.csv,.tsv,.txt,text/*', hidden: true });
  const text = element('textarea', { rows: 6, spellcheck: false, hidden: true });
  text.setAttribute('aria-label', t('a table, pasted'));
  const preview = element('div', { className: 'data-preview', hidden: true });
  // A newer text makes an older one's preview void.
  let newest = 0;

  const clear = () => {
    newest++;
    preview.hidden = true;
    preview.replaceChildren();
  };
  const close = () => {
    clear();
    text.hidden = true;
    text.value = '';
    file.value = '';
  };
  const fail = (message: string) => {
    preview.replaceChildren(
      element('p', { className: 'data-fault', role: 'alert', textContent: message }),
    );
    preview.hidden = false;
  };
  const take = async (from: File | string) => {
    clear();
    const mine = newest;
    const name = typeof from === 'string' ? '' : `“${from.name}”: `;
    try {
      if (typeof from !== 'string' && from.size > TABLE_LIMIT) {
        throw new RangeError(`${from.size} bytes are more than the ${TABLE_LIMIT} allowed`);
      }
      const content = typeof from === 'string' ? from : await from.text();
      const found = await read(content);
      if (mine !== newest) return;
      const count = found.table.rows.length;
      const use = button(
        count === 1 ? t('Use 1 point') : t('Use these {n} points', { n: count }),
        () => {
          close();
          found.take();
        },
      );
      use.className = 'primary';
      preview.replaceChildren(
        ...previewOf(name, found),
        element('div', { className: 'data-buttons' }, use, button(t('Cancel'), close)),
      );
      preview.hidden = false;
    } catch (error) {
      if (mine === newest)
        fail(
          `${name}${t('{why}: nothing was loaded.', { why: translated((error as Error).message) })}`,
        );
    }
  };

  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen) void take(chosen);
  });
  text.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (pasted.length < LONG_TEXT && text.value.length < LONG_TEXT) return;
    // 10,000 lines: a browser takes them in seconds as an edit that could be undone, and at once like this.
    event.preventDefault();
    text.setRangeText(pasted, text.selectionStart, text.selectionEnd, 'end');
    void take(text.value);
  });
  text.addEventListener('input', () => {
    if (text.value.trim() === '') clear();
    else void take(text.value);
  });
  root.append(
    element(
      'div',
      { className: 'data-buttons' },
      button(t('Load a CSV file…'), () => file.click()),
      button(t('Paste a table…'), () => {
        if (!text.hidden) return close();
        text.placeholder = `${columns().join(',')}\n…`;
        text.hidden = false;
        text.focus();
      }),
      file,
    ),
    element('p', {
      className: 'data-note',
      textContent: t('It stays on this machine: nothing is uploaded.'),
    }),
    text,
    preview,
  );
  return { take: (from) => void take(from) };
}

/** What was found, in a sentence, and the first rows. */
function previewOf(name: string, { table, columns, note }: Found): Node[] {
  const { delimiter, header, decimal, places, rows } = table;
  const found = [
    t('cells between {sign}', { sign: translated(DELIMITERS[delimiter] ?? delimiter) }),
    t(header ? 'a header' : 'no header'),
    ...(decimal === ',' ? [t('decimal commas')] : []),
  ].join(', ');
  const heads = columns.map((column, c) => {
    const from = header?.[places[c]!] ?? t('column {n}', { n: places[c]! + 1 });
    return element('th', {
      scope: 'col',
      textContent: from === column ? column : `${column} ← ${from}`,
    });
  });
  const lines = rows
    .slice(0, SHOWN)
    .map((row) =>
      element('tr', {}, ...row.map((value) => element('td', { textContent: String(value) }))),
    );
  const rest = rows.length > SHOWN ? ` ${t('The first {n}:', { n: SHOWN })}` : '';
  return [
    element('p', {
      textContent: `${name}${t('{n} points; {found}.', { n: rows.length, found })}${rest}`,
    }),
    ...(note ? [element('p', { className: 'data-change', textContent: note })] : []),
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, ...lines),
    ),
  ];
}
