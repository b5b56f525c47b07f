// The data of the problem in view: its sets, a plot and a table of its points, and points from elsewhere. Knows no
// state: it is shown what there is, and tells what is wanted instead. Loaded when first used.
import './data.css';
import { checkRows } from '../../../problems/data.ts';
import type { DataRows, Line } from '../../../problems/problem.ts';
import { element } from '../../../views/dom.ts';
import { plain } from '../../../views/ticks.ts';
import type { Point } from '../../../views/transform.ts';
import { t, translated } from '../../../words/words.ts';
import { createClassButtons } from './class-buttons.ts';
import { createDataImport, type Found } from './import.ts';
import { createDataPlot, type DataPlot } from './plot.ts';
import { plotKind, valuesOf } from './plot-drawing.ts';
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
  /** How many a column of labels tells apart. */
  readonly classes: number;
  /** Of each row whether it is kept for testing; null for none. */
  readonly isTest: Uint8Array | null;
  /** With the table and what loads one folded away at first. */
  readonly folded?: boolean;
}

export interface DataEditor {
  show(view: EditorView): void;
  dispose(): void;
}

export interface DataEditorHandlers {
  /** Other data are wanted: a set by name, or rows, which are checked. May throw a RangeError, which is shown. */
  onChange(data: string | DataRows): void;
  /** Understands a table otherwise than as rows of the columns there are. Throws a RangeError for what it is not. */
  read?(text: string): Promise<Found>;
  /** Shown below the choice of a set. */
  readonly below?: HTMLElement;
}

const OWN = 'own points';

const pointsInWords = (n: number): string => (n === 1 ? t('1 point') : t('{n} points', { n }));

const HINTS = {
  mouse: 'Click: a new point. Drag: move it. Right click: remove it.',
  touch: 'Tap: a new point. Drag: move it. Hold: remove it.',
} as const;

/** Builds the editor into `root`, whose width it fills. */
export function createDataEditor(root: HTMLElement, handlers: DataEditorHandlers): DataEditor {
  const { onChange } = handlers;
  let view: EditorView = {
    columns: [],
    rows: [],
    sets: [],
    chosen: null,
    line: null,
    classes: 2,
    isTest: null,
  };
  let selected: number | null = null;
  const parts = skeleton(root, handlers.below);
  const { sets, classes, fault, count, plot, tableRoot, importRoot } = parts;

  const say = (message: string | null) => {
    fault.textContent = message;
    fault.hidden = message === null;
  };
  const taken = (change: () => void): boolean => {
    try {
      change();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      say(error.message);
      update();
      return false;
    }
    say(null);
    return true;
  };
  const attempt = (data: string | DataRows) => {
    const { columns, classes } = view;
    if (typeof data === 'string') return void taken(() => onChange(data));
    if (!taken(() => onChange(checkRows(data, columns, classes)))) return;
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
    async (text) => {
      const found = await (handlers.read?.(text) ?? readRows(text, view.columns, onChange));
      const take = () => {
        select(null);
        taken(() => found.take());
      };
      return { ...found, take };
    },
  );
  attachPointEdits(plot, {
    add: (at) => add([...at, ...thirdOf(at, view, classes.label, plot)]),
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
      sets.replaceChildren(...names.map((name) => new Option(translated(name), name)));
    }
    sets.value = view.chosen ?? OWN;
    const kind = plotKind(view.columns);
    classes.show(kind === 'classes' ? view.classes : 0);
    parts.stage.hidden = kind === null;
    parts.hint.textContent = kind === null ? '' : hintOf(kind, view.rows);
    count.textContent = pointsInWords(view.rows.length);
    if (selected !== null && selected >= view.rows.length) selected = null;
    plot.show(view);
    plot.select(selected);
    table.show({ ...view, selected });
  }

  return {
    show(next) {
      const same = next.columns.join() === view.columns.join();
      if (next.folded !== view.folded) parts.fold.open = !next.folded;
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

/** A table as rows of some columns. */
async function readRows(
  text: string,
  columns: readonly string[],
  take: (rows: DataRows) => void,
): Promise<Found> {
  const { readCsv } = await import('../../../fields/read-csv.ts');
  const table = readCsv(text, columns);
  return { table, columns, take: () => take(table.rows) };
}

/** What a new point has besides its place: the class that is chosen, or the value of the point nearest to it. */
function thirdOf(
  at: Point,
  { columns, rows }: EditorView,
  label: number,
  plot: DataPlot,
): number[] {
  const kind = plotKind(columns);
  if (kind === 'classes') return [label];
  if (kind !== 'values') return [];
  const near = plot.nearest(plot.toScreen(at), Number.POSITIVE_INFINITY);
  return [near === null ? 0 : rows[near]![2]!];
}

/** What a hand can do with the plot, and what its colours are of. */
function hintOf(kind: NonNullable<ReturnType<typeof plotKind>>, rows: DataRows): string {
  const hint = matchMedia('(pointer: coarse)').matches ? t(HINTS.touch) : t(HINTS.mouse);
  if (kind !== 'values') return hint;
  const [lo, hi] = valuesOf(rows).map((value) => Number(value.toPrecision(3)));
  return `${hint} ${t('Dark to bright: y from {lo} to {hi}.', { lo: plain(lo!), hi: plain(hi!) })}`;
}

/** The editor's parts, empty. */
function skeleton(root: HTMLElement, below?: HTMLElement) {
  const sets = element('select');
  sets.setAttribute('aria-label', t('Data'));
  const classes = createClassButtons();
  const fault = element('p', { className: 'data-fault', role: 'alert', hidden: true });
  const stage = element('div', { className: 'data-plot' });
  const count = element('span', { className: 'data-count' });
  const tableRoot = element('div', { className: 'data-rows' });
  const importRoot = element('div', { className: 'data-import' });
  const summary = element('summary', { textContent: t('Table, CSV') });
  const fold = element(
    'details',
    { className: 'data-fold', open: true },
    summary,
    tableRoot,
    importRoot,
  );
  const hint = element('p', { className: 'data-note' });
  root.classList.add('data-editor');
  root.append(
    element('div', { className: 'data-bar' }, sets, classes.element, count),
    ...(below ? [below] : []),
    stage,
    hint,
    fault,
    fold,
  );
  const plot = createDataPlot(stage);
  plot.canvas.tabIndex = 0;
  plot.canvas.setAttribute('role', 'application');
  plot.canvas.setAttribute(
    'aria-label',
    t('plot of the data: Page Up and Page Down choose a point, arrows move it, Delete removes it'),
  );
  return { sets, classes, fault, count, stage, hint, plot, fold, tableRoot, importRoot };
}

/** Files that are no tables: the page opens them wherever they are dropped. */
const NO_TABLE = /\.(json|safetensors|npy|npz|parquet|png)$/i;

/** Any other file dropped on the editor is points, whatever the page does with files. */
function attachDrop(root: HTMLElement, take: (file: File) => void): void {
  root.addEventListener('dragover', (event) => {
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file || NO_TABLE.test(file.name)) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  });
}
