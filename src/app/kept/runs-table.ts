// The table of pinned runs, to be compared by any of its columns.
import { OUTCOMES } from '../../engine.ts';
import { OUTCOME_COLORS } from '../../fields/palettes.ts';
import { optimizerName } from '../../views/colours.ts';
import { button, element, headedTable, swatch } from '../../views/dom.ts';
import { plain, readable } from '../../views/ticks.ts';
import { t, translated } from '../../words/words.ts';
import type { PinnedRun } from './keeping.ts';
import { csvOf } from './kept-file.ts';

const SIGNS: Readonly<Record<string, string>> = {
  learningRate: 'η',
  momentum: 'μ',
  decay: 'α',
  beta1: 'β1',
  beta2: 'β2',
  epsilon: 'ε',
  weightDecay: 'λ',
};

const settingsInWords = ({ settings }: PinnedRun): string =>
  Object.entries(settings)
    .map(
      ([name, value]) =>
        `${SIGNS[name] ?? name} = ${typeof value === 'number' ? plain(value) : value}`,
    )
    .join(', ');

/** Columns: what they are sorted by, and what is read. */
interface Column {
  readonly heading: string;
  by(run: PinnedRun): string | number;
  show(run: PinnedRun): string | Node;
}

const columns = (): readonly Column[] => [
  {
    heading: t('Problem'),
    by: ({ problem }) => problem,
    show: ({ problem }) => translated(problem),
  },
  {
    heading: t('optimizer'),
    by: ({ optimizer }) => optimizer,
    show: ({ optimizer }) => optimizerName(optimizer as Parameters<typeof optimizerName>[0]),
  },
  {
    heading: t('settings'),
    by: ({ settings }) => Number(settings.learningRate) || 0,
    show: settingsInWords,
  },
  {
    heading: t('start'),
    by: ({ start }) => start?.[0] ?? Number.POSITIVE_INFINITY,
    show: ({ start }) => (start ? `(${start.map((each) => plain(each, 5)).join(', ')})` : '–'),
  },
  {
    heading: t('outcome'),
    by: ({ outcome }) => outcome,
    show({ outcome }) {
      const cell = element('span');
      cell.append(swatch(OUTCOME_COLORS[outcome]!), translated(OUTCOMES[outcome]!));
      return cell;
    },
  },
  {
    heading: t('steps to threshold'),
    by: ({ solvedAt }) => solvedAt ?? Number.POSITIVE_INFINITY,
    show: ({ solvedAt }) => (solvedAt === null ? t('not reached') : plain(solvedAt)),
  },
  {
    heading: t('final loss'),
    by: ({ loss }) => loss ?? Number.POSITIVE_INFINITY,
    show: ({ loss }) => (loss === null ? '–' : readable(loss, 4)),
  },
];

/** In the order of a column, up or down; equal ones as they were pinned. */
export function sorted<T>(
  items: readonly T[],
  by: (item: T) => string | number,
  down: boolean,
): T[] {
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  return items.toSorted((a, b) => (down ? -1 : 1) * compare(by(a), by(b)));
}

/** The runs as CSV, numbers in full. */
export const runsCsv = (runs: readonly PinnedRun[]): string =>
  csvOf([
    [
      'problem',
      'optimizer',
      'settings',
      'start_x',
      'start_y',
      'steps',
      'threshold',
      'outcome',
      'steps_to_threshold',
      'final_loss',
      'pinned_at',
    ],
    ...runs.map((run) => [
      run.problem,
      run.optimizer,
      JSON.stringify(run.settings),
      run.start?.[0] ?? null,
      run.start?.[1] ?? null,
      run.steps,
      run.threshold,
      OUTCOMES[run.outcome]!,
      run.solvedAt,
      run.loss,
      run.at,
    ]),
  ]);

export interface RunsTable {
  readonly element: HTMLTableElement;
  show(runs: readonly PinnedRun[]): void;
}

export function createRunsTable(
  onOpen: (run: PinnedRun) => void,
  onRemove: (run: PinnedRun) => void,
): RunsTable {
  const all = columns();
  const { table, heads, body } = headedTable([...all.map(() => ''), ''], 'kept-runs');
  // Over what can be done with a run.
  heads.pop()!.replaceWith(element('td'));
  let runs: readonly PinnedRun[] = [];
  let by = -1;
  let down = false;
  const draw = () => {
    const column = all[by];
    for (const [i, head] of heads.entries()) {
      head.ariaSort = i === by ? (down ? 'descending' : 'ascending') : 'none';
    }
    const rows = (column ? sorted(runs, column.by, down) : runs).map((run) => {
      const row = element('tr');
      for (const each of all) row.insertCell().append(each.show(run));
      const what = `${optimizerName(run.optimizer as Parameters<typeof optimizerName>[0])}, ${settingsInWords(run)}`;
      const open = button(t('Open'), () => onOpen(run));
      open.ariaLabel = t('Open {name}', { name: what });
      const remove = button(t('Remove'), () => onRemove(run));
      remove.ariaLabel = t('Remove {name}', { name: what });
      row.insertCell().append(open, ' ', remove);
      return row;
    });
    body.replaceChildren(...rows);
  };
  for (const [i, { heading }] of all.entries()) {
    heads[i]!.append(
      button(heading, () => {
        down = by === i && !down;
        by = i;
        draw();
      }),
    );
  }
  return {
    element: table,
    show(next) {
      runs = next;
      draw();
    },
  };
}
