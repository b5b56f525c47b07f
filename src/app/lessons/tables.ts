// A lesson's table: a caption, heads of its columns and of its rows, figures in the cells.
import type { Cell, Row, Table } from '../../lessons/lesson.ts';
import { element } from '../../views/dom.ts';
import { figureElement, formulaElement, type Reading, textNodes } from './reading.ts';

/** From so many columns on a table of few rows is wider than the column of text: it is laid on its side. */
const MANY = { columns: 6, rows: 2 };

function contentOf(reading: Reading, cell: Cell): (Node | string)[] {
  if ('text' in cell) return textNodes(reading, cell.text);
  if ('formula' in cell) return [formulaElement(reading, cell.formula)];
  return [figureElement(reading, cell.figure, cell.digits)];
}

/** A cell, a head where it has a scope, which lights up with its part. */
function cellElement(reading: Reading, cell: Cell, scope: 'row' | 'col' | null, part?: string) {
  const made = element(scope ? 'th' : 'td', {}, ...contentOf(reading, cell));
  if (scope) made.setAttribute('scope', scope);
  if (part !== undefined) made.dataset.part = part;
  return made;
}

/** Rows of what stands in them; `parts` has a name for each row, or for each column. */
interface Grid {
  readonly heads: readonly Cell[];
  readonly rows: readonly Row[];
  /** By columns, that of the rows' heads first. */
  readonly parts: readonly (string | undefined)[];
}

/** The rows of a table as its columns. */
function onItsSide({ columns, rows }: Table): Grid {
  const [corner, ...heads] = columns;
  return {
    heads: [corner!, ...rows.map(({ head }) => head)],
    rows: heads.map((head, i) => ({ head, cells: rows.map(({ cells }) => cells[i]!) })),
    parts: [undefined, ...rows.map(({ part }) => part)],
  };
}

/** The table in a box of its own, which scrolls where it is too wide. */
export function tableElement(reading: Reading, table: Table): HTMLElement {
  const { columns, rows } = table;
  const turned = columns.length >= MANY.columns && rows.length <= MANY.rows;
  const grid: Grid = turned ? onItsSide(table) : { heads: columns, rows, parts: [] };
  const body = grid.rows.map(({ head, cells, part, optional }) => {
    const all = cells.map((cell, i) => cellElement(reading, cell, null, grid.parts[i + 1]));
    const row = element('tr', {}, cellElement(reading, head, 'row'), ...all);
    if (part !== undefined) row.dataset.part = part;
    if (optional && 'figure' in head) {
      reading.live(({ figures }) => {
        row.hidden = figures[head.figure] === undefined;
      });
    }
    return row;
  });
  const heads = grid.heads.map((cell, i) => cellElement(reading, cell, 'col', grid.parts[i]));
  return element(
    'div',
    { className: 'lesson-wide' },
    element(
      'table',
      { className: 'lesson-table' },
      element('caption', {}, ...textNodes(reading, table.caption)),
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, ...body),
    ),
  );
}
