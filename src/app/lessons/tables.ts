// A lesson's table: a caption, heads of its columns and of its rows, figures in the cells.
import type { Cell, Table } from '../../lessons/lesson.ts';
import { element } from '../../views/dom.ts';
import { figureElement, formulaElement, type Reading, textNodes } from './reading.ts';

function contentOf(reading: Reading, cell: Cell): (Node | string)[] {
  if ('text' in cell) return textNodes(reading, cell.text);
  if ('formula' in cell) return [formulaElement(reading, cell.formula)];
  return [figureElement(reading, cell.figure, cell.digits)];
}

/** The table in a box of its own, which scrolls where it is too wide. */
export function tableElement(reading: Reading, { caption, columns, rows }: Table): HTMLElement {
  const head = (scope: string, cell: Cell) => {
    const made = element('th', {}, ...contentOf(reading, cell));
    made.scope = scope;
    return made;
  };
  const body = rows.map((row) => {
    const cells = row.cells.map((cell) => {
      const className = 'figure' in cell ? 'number' : '';
      return element('td', { className }, ...contentOf(reading, cell));
    });
    const made = element('tr', {}, head('row', row.head), ...cells);
    if (row.part !== undefined) made.dataset.part = row.part;
    return made;
  });
  const heads = columns.map((cell) => head('col', cell));
  return element(
    'div',
    { className: 'lesson-wide' },
    element(
      'table',
      { className: 'lesson-table' },
      element('caption', {}, ...textNodes(reading, caption)),
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, ...body),
    ),
  );
}
