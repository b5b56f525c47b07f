// The data of the problem in view: its sets, a plot and a table of its points, and points from elsewhere. Knows no
// state: it is shown what there is, and tells what is wanted instead. Loaded when first used.
import './data.css';
import { checkRows, LABEL } from '../../../problems/data.ts';
import type { DataRows, Line } from '../../../problems/problem.ts';
import { button, element } from '../../../views/dom.ts';
import type { Point } from '../../../views/transform.ts';
import { createDataImport } from './import.ts';
import { createDataPlot } from './plot.ts';
import { attachPointEdits } from './plot-gestures.ts';
import { createDataTable } from './table.ts';

export interface EditorView {
  readonly columns: readonly string[];
  readonly rows: DataRows;
  /** Names of the sets that come with the problem, and the one that is shown; null for points of one's own. */
  readonly sets: readonly string[];
  readonly chosen: string | null;
  /** The fit or boundary, see `line` of a problem; null for none. */
  readonly line: Line | null;
}

export interface DataEditor {
  show(view: EditorView): void;
  dispose(): void;
}

export interface DataEditorHandlers {
  /** Other data are wanted: a set by name, or rows, which are checked. May throw a RangeError, which is shown. */
  onChange(data: string | DataRows): void;
}

const OWN = 'own points';

const HINTS = {
  mouse: 'Click: a new point. Drag: move it. Right click: remove it.',
  touch: 'Tap: a new point. Drag: move it. Hold: remove it.',
};

/** Builds the editor into `root`, whose width it fills. */
export function createDataEditor(root: HTMLElement, { onChange }: DataEditorHandlers): DataEditor {
  let view: EditorView = { columns: [], rows: [], sets: [], chosen: null, line: null };
  let selected: number | null = null;
  /** Class of the next point. */
  let label = 1;

  const { sets, classes, fault, count, plot, tableRoot, importRoot } = skeleton(root, (chosen) => {
    label = chosen;
    update();
  });

  const say = (message: string | null) => {
    fault.textContent = message;
    fault.hidden = message === null;
  };
  const attempt = (data: string | DataRows) => {
    try {
      onChange(typeof data === 'string' ? data : checkRows(data, view.columns));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      say(error.message);
      return update();
    }
    say(null);
    if (typeof data === 'string') return;
    view = { ...view, rows: data, chosen: null };
    update();
  };
  const select = (row: number | null) => {
    selected = row;
    plot.select(row);
    table.show({ ...view, selected });
  };
  const remove = (row: number) => {
    if (selected !== null && selected >= row) select(selected === row ? null : selected - 1);
    attempt(view.rows.filter((_, i) => i !== row));
  };
  const add = (row: number[]) => {
    attempt([...view.rows, row]);
    select(view.rows.length - 1);
  };
  const move = (row: number, at: Point) =>
    attempt(view.rows.map((old, i) => (i === row ? [...at, ...old.slice(2)] : old)));

  const table = createDataTable(tableRoot, {
    onCell: (row, column, value) =>
      attempt(view.rows.map((old, i) => (i === row ? old.with(column, value) : old))),
    onAdd: add,
    onRemove: remove,
    onSelect: select,
    onFault: say,
  });
  const files = createDataImport(
    importRoot,
    () => view.columns,
    (rows) => {
      select(null);
      attempt(rows);
    },
  );
  attachPointEdits(plot, {
    add: (at) => add(view.columns.includes(LABEL) ? [...at, label] : [...at]),
    move,
    remove,
    select,
    state: () => ({ count: view.rows.length, selected }),
    pointOf: (row) => [view.rows[row]![0]!, view.rows[row]![1]!],
  });
  attachDrop(root, files.take);
  sets.addEventListener('change', () => {
    select(null);
    if (sets.value === OWN) attempt(view.rows);
    else attempt(sets.value);
  });

  function update() {
    const names = [...view.sets, OWN];
    if ([...sets.options].map((option) => option.value).join() !== names.join()) {
      sets.replaceChildren(...names.map((name) => new Option(name, name)));
    }
    sets.value = view.chosen ?? OWN;
    classes.hidden = !view.columns.includes(LABEL);
    for (const choose of classes.querySelectorAll('button')) {
      choose.setAttribute('aria-pressed', String(choose.dataset.label === String(label)));
    }
    count.textContent = view.rows.length === 1 ? '1 point' : `${view.rows.length} points`;
    if (selected !== null && selected >= view.rows.length) selected = null;
    plot.show(view);
    plot.select(selected);
    table.show({ ...view, selected });
  }

  return {
    show(next) {
      const same = next.columns.join() === view.columns.join();
      view = next;
      if (!same) say(null);
      update();
    },
    dispose() {
      plot.dispose();
      root.replaceChildren();
    },
  };
}

/** The editor's parts, empty. */
function skeleton(root: HTMLElement, onLabel: (label: number) => void) {
  const sets = element('select');
  const classes = element('div', { className: 'data-classes', role: 'group' });
  classes.setAttribute('aria-label', 'class of a new point');
  for (const value of [1, 0]) {
    const choose = button(`class ${value}`, () => onLabel(value));
    choose.dataset.label = String(value);
    classes.append(choose);
  }
  const fault = element('p', { className: 'data-fault', role: 'alert', hidden: true });
  const stage = element('div', { className: 'data-plot' });
  const count = element('span', { className: 'data-count' });
  const tableRoot = element('div', { className: 'data-rows' });
  const importRoot = element('div', { className: 'data-import' });
  const hint = matchMedia('(pointer: coarse)').matches ? HINTS.touch : HINTS.mouse;
  root.classList.add('data-editor');
  root.append(
    element('div', { className: 'data-bar' }, element('label', {}, 'Data ', sets), classes, count),
    stage,
    element('p', { className: 'data-note', textContent: hint }),
    fault,
    tableRoot,
    importRoot,
  );
  const plot = createDataPlot(stage);
  plot.canvas.tabIndex = 0;
  plot.canvas.setAttribute('role', 'application');
  plot.canvas.setAttribute(
    'aria-label',
    'plot of the data: Page Up and Page Down choose a point, arrows move it, Delete removes it',
  );
  return { sets, classes, fault, count, plot, tableRoot, importRoot };
}

/** A file dropped on the editor is points, whatever the page does with files. */
function attachDrop(root: HTMLElement, take: (file: File) => void): void {
  root.addEventListener('dragover', (event) => {
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  });
}
