// The points as a table of fields: a page of rows at a time, and below an empty row that adds one.
import { cellFault, LABEL } from '../../../problems/data.ts';
import type { DataRows } from '../../../problems/problem.ts';
import { button, element } from '../../../views/dom.ts';
import { t, translated } from '../../../words/words.ts';
import { classLabels } from './classes.ts';

export interface TableView {
  readonly columns: readonly string[];
  readonly rows: DataRows;
  readonly selected: number | null;
  /** How many a column of labels tells apart. */
  readonly classes: number;
}

export interface TableHandlers {
  onCell(row: number, column: number, value: number): void;
  onAdd(row: number[]): void;
  onRemove(row: number): void;
  onSelect(row: number): void;
  /** Told of a value that is refused, in words; null when all is well again. */
  onFault(message: string | null): void;
}

export interface DataTable {
  show(view: TableView): void;
}

/** 10,000 rows of fields would take the page seconds. */
const PAGE = 50;

type Field = HTMLInputElement | HTMLSelectElement;

export function createDataTable(root: HTMLElement, handlers: TableHandlers): DataTable {
  let view: TableView = { columns: [], rows: [], selected: null, classes: 2 };
  let first = 0;
  const head = element('thead');
  const body = element('tbody');
  const foot = element('tfoot');
  const turn = (by: number) => {
    first = Math.max(0, Math.min(first + by, lastPage()));
    update(true);
  };
  const { pager, where } = pagerOf(turn);
  const table = element('table', { className: 'data-table' }, head, body, foot);
  root.append(element('div', { className: 'data-scroll' }, table), pager);
  const lastPage = () => PAGE * Math.floor(Math.max(0, view.rows.length - 1) / PAGE);

  /** The value of a field, or NaN when it is refused, which is said. */
  const numberIn = (field: Field, column: number, row: number): number => {
    const name = view.columns[column]!;
    const { value, fault } = numberOf(field, name, view.classes);
    handlers.onFault(fault && faultOfRow(row, name, fault));
    return fault === null ? value : Number.NaN;
  };

  const buildRow = (isNew: boolean) => {
    const line = element('tr');
    const row = () => first + [...body.children].indexOf(line);
    const fields = view.columns.map((name, column) => {
      const field = fieldFor(name, view.classes);
      field.addEventListener('keydown', (event) => move(event as KeyboardEvent, line, column));
      if (isNew) {
        field.setAttribute('aria-label', t('{name} of a new point', { name }));
        return field;
      }
      field.addEventListener('focus', () => handlers.onSelect(row()));
      field.addEventListener('change', () => {
        const value = numberIn(field, column, row());
        if (!Number.isNaN(value)) handlers.onCell(row(), column, value);
      });
      return field;
    });
    const cells = fields.map((field) => element('td', {}, field));
    const action = isNew
      ? button('+', () => add(line), t('add this point'))
      : button('×', () => handlers.onRemove(row()), t('remove this point'));
    line.append(element('th', { scope: 'row' }), ...cells, element('td', {}, action));
    return line;
  };

  /** Adds what is in the empty row, once all of it is a number. */
  const add = (line: Element) => {
    const fields = fieldsOf(line);
    const values: number[] = [];
    for (const [column, field] of fields.entries()) {
      const value = numberIn(field, column, view.rows.length);
      if (Number.isNaN(value)) return field.focus();
      values.push(value);
    }
    handlers.onAdd(values);
    for (const field of fields) if (field instanceof HTMLInputElement) field.value = '';
    first = lastPage();
    update(true);
    fields[0]!.focus();
  };

  /** Enter and the arrows up and down go from row to row; Enter in the last adds it. */
  const move = (event: KeyboardEvent, line: HTMLElement, column: number) => {
    const inSelect = event.target instanceof HTMLSelectElement;
    const up = event.key === 'ArrowUp' && !inSelect;
    const down = (event.key === 'ArrowDown' && !inSelect) || event.key === 'Enter';
    if (!up && !down) return;
    event.preventDefault();
    if (event.key === 'Enter' && line.parentElement === foot) return add(line);
    const lines = [...body.children, ...foot.children];
    const next = lines[lines.indexOf(line) + (up ? -1 : 1)];
    fieldsOf(next)[column]?.focus();
  };

  const rebuild = () => {
    const names = view.columns.map((name) => element('th', { scope: 'col', textContent: name }));
    head.replaceChildren(element('tr', {}, element('td'), ...names, element('td')));
    body.replaceChildren();
    foot.replaceChildren(buildRow(true));
    foot.querySelector('th')!.textContent = t('new');
  };

  /** With `anew` all fields show the rows, also those whose refused text was still there. */
  const update = (anew: boolean) => {
    first = Math.min(first, lastPage());
    const count = Math.min(PAGE, view.rows.length - first);
    while (body.children.length > count) body.lastElementChild!.remove();
    while (body.children.length < count) body.append(buildRow(false));
    for (const [i, line] of [...body.children].entries()) fill(line, first + i, view, anew);
    pager.hidden = view.rows.length <= PAGE;
    where.textContent = placeOf(first, count, view.rows.length);
  };

  return {
    show(next) {
      const sameColumns =
        next.columns.join() === view.columns.join() && next.classes === view.classes;
      const moved = next.selected !== view.selected;
      const changed = next.rows !== view.rows;
      // A line that moves through the same points is no business of the table's.
      if (sameColumns && !moved && !changed) return;
      view = next;
      if (!sameColumns) rebuild();
      const { selected } = view;
      if (moved && selected !== null && (selected < first || selected >= first + PAGE)) {
        first = PAGE * Math.floor(selected / PAGE);
      }
      update(changed);
      if (moved) reveal(body.querySelector('.selected'));
    },
  };
}

function pagerOf(turn: (by: number) => void) {
  const where = element('span');
  const pager = element(
    'div',
    { className: 'data-pager' },
    button('‹', () => turn(-PAGE), t('earlier rows')),
    where,
    button('›', () => turn(PAGE), t('later rows')),
  );
  return { pager, where };
}

/** Scrolls the table, and nothing else, so that a line is in it. */
function reveal(line: HTMLElement | null): void {
  const scroll = line?.closest('.data-scroll');
  if (!line || !scroll) return;
  // Below the head, above the row that adds one.
  const [top, bottom] = [
    line.offsetTop - line.offsetHeight,
    line.offsetTop + 2 * line.offsetHeight,
  ];
  if (top < scroll.scrollTop) scroll.scrollTop = top;
  else if (bottom > scroll.scrollTop + scroll.clientHeight) {
    scroll.scrollTop = bottom - scroll.clientHeight;
  }
}

/** Writes a row's number and values into its line. */
function fill(
  line: Element,
  row: number,
  { columns, rows, selected }: TableView,
  anew: boolean,
): void {
  line.querySelector('th')!.textContent = String(row + 1);
  line.classList.toggle('selected', row === selected);
  for (const [c, field] of fieldsOf(line).entries()) {
    const text = String(rows[row]![c]!);
    field.setAttribute('aria-label', t('{name} of point {n}', { name: columns[c]!, n: row + 1 }));
    if (anew) field.classList.remove('bad');
    if (field.value !== text && !field.classList.contains('bad')) field.value = text;
  }
}

const fieldsOf = (row: Element | null | undefined) =>
  row ? [...row.querySelectorAll<Field>('input, select')] : [];

/** What a field says, and what is wrong with it, which marks it. */
function numberOf(
  field: Field,
  column: string,
  classes: number,
): { value: number; fault: string | null } {
  const text = field.value.trim().replace('−', '-').replace(',', '.');
  const value = text === '' ? Number.NaN : Number(text);
  const fault = Number.isNaN(value)
    ? `${JSON.stringify(field.value)} is not a number`
    : cellFault(value, column, classes);
  field.classList.toggle('bad', fault !== null);
  return { value, fault };
}

function fieldFor(column: string, classes: number): Field {
  if (column !== LABEL) {
    return element('input', { type: 'text', inputMode: 'decimal', autocomplete: 'off' });
  }
  return element('select', {}, ...classLabels(classes).map((label) => new Option(label, label)));
}

const placeOf = (first: number, count: number, all: number): string =>
  t('{first} to {last} of {all}', { first: first + 1, last: first + count, all });

const faultOfRow = (row: number, name: string, fault: string): string =>
  t('row {n}, {name}: {fault}', { n: row + 1, name, fault: translated(fault) });
