// A table of runs: a row for each choice, which fills when its button is pressed, and the curve of the run made last.
import './runs.css';
import { numberText } from '../../lessons/numbers.ts';
import {
  choiceId,
  type RunChoice,
  type RunOptimizer,
  type RunPlan,
} from '../../lessons/run-plan.ts';
import type { WordKey } from '../../lessons/words/words.ts';
import type { Activation } from '../../problems/networks/spec.ts';
import { button, element } from '../../views/dom.ts';
import { fitElement } from './fit-picture.ts';
import type { KeptRun } from './kept-runs.ts';
import { type Reading, say, textNodes } from './reading.ts';
import { activationName, choiceName, OPTIMIZER_NAMES } from './run-names.ts';
import type { Bench } from './runner.ts';

/** Losses: as many digits as tell runs apart. */
const DIGITS = 3;

const ENDS: Readonly<Record<KeptRun['end'], WordKey>> = {
  all: 'view.runs.all-epochs',
  stopped: 'view.runs.stopped',
  diverged: 'view.runs.diverged',
};

const word = ({ words }: Reading, key: WordKey): string => words[key];

/** Of the columns. */
const HEADS = ['view.runs.which', 'view.runs.epochs', 'view.runs.train', 'view.runs.test'] as const;

/** What is known of a run, or how far it is. */
interface Status {
  readonly run: KeptRun | undefined;
  readonly isOfNow: boolean;
  readonly isLast: boolean;
  /** Share done while it runs; null otherwise. */
  readonly share: number | null;
  readonly waits: boolean;
}

function statusOf({ runner, state }: Bench, plan: RunPlan, choice: RunChoice): Status {
  const { kept, now } = runner;
  const id = choiceId(choice);
  const run = kept.runs.get(id);
  return {
    run,
    isOfNow: run !== undefined && runner.isOf(run, state(), plan.epochs),
    isLast: kept.last === id,
    share: now?.id === id ? now.share : null,
    waits: runner.waits(choice),
  };
}

/** A row, and what fills it. */
function rowElement(reading: Reading, choice: RunChoice, onRun: (() => void) | null) {
  const { language } = reading;
  const { activation, batch, optimizer } = choice;
  const head = element(
    'th',
    {},
    element('span', { textContent: activationName(reading, activation) }),
    element('small', {
      textContent: `${word(reading, 'view.runs.batch')} ${batch} · ${OPTIMIZER_NAMES[optimizer]}`,
    }),
  );
  head.setAttribute('scope', 'row');
  const [count, end, train, test] = ['span', 'small', 'td', 'td'].map((tag) =>
    element(tag as 'span'),
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  const press = onRun && button(word(reading, 'view.runs.run'), onRun);
  press?.setAttribute(
    'aria-label',
    `${word(reading, 'view.runs.run')}: ${choiceName(reading, choice)}`,
  );
  const row = element(
    'tr',
    {},
    head,
    element('td', {}, count, end),
    train,
    test,
    ...(press ? [element('td', {}, press)] : []),
  );
  row.dataset.run = choiceId(choice);
  const fromTo = (cell: HTMLElement, [first, last]: readonly [number, number]) => {
    const [a, b] = [first, last].map((loss) => numberText(loss, language, DIGITS));
    cell.replaceChildren(element('span', { textContent: `${a} →` }), ' ', b!);
  };
  const fill = ({ run, isOfNow, isLast, share, waits }: Status) => {
    const percent = new Intl.NumberFormat(language, { style: 'percent' });
    row.classList.toggle('stale', run !== undefined && !isOfNow);
    row.classList.toggle('last', isLast && isOfNow);
    row.toggleAttribute('data-filled', run !== undefined && isOfNow);
    count.textContent =
      share === null ? (run ? numberText(run.epochs, language) : '') : percent.format(share);
    const key = waits ? 'view.runs.waiting' : run && (isOfNow ? ENDS[run.end] : 'view.runs.stale');
    end.textContent = share === null && key ? word(reading, key) : '';
    if (!run) return;
    fromTo(train, run.train);
    fromTo(test, run.test);
  };
  return { row, fill };
}

/** A choice of one of several, with its name. */
function selectElement(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
) {
  const select = element(
    'select',
    {},
    ...options.map(([value, textContent]) => element('option', { value, textContent })),
  );
  return { select, field: element('label', {}, element('span', { textContent: label }), select) };
}

/** Fields by which a student makes a row. */
function ownElement(
  reading: Reading,
  { activations, batches }: NonNullable<RunPlan['own']>,
  onAdd: (choice: RunChoice) => void,
): HTMLElement {
  const activation = selectElement(
    word(reading, 'view.runs.activation'),
    activations.map((each) => [each, activationName(reading, each)]),
  );
  const batch = selectElement(
    word(reading, 'view.runs.batch'),
    batches.map((each) => [String(each), String(each)]),
  );
  const optimizer = selectElement(
    word(reading, 'view.runs.optimizer'),
    Object.entries(OPTIMIZER_NAMES),
  );
  const add = button(word(reading, 'view.runs.add'), () =>
    onAdd({
      activation: activation.select.value as Activation,
      batch: Number(batch.select.value),
      optimizer: optimizer.select.value as RunOptimizer,
    }),
  );
  return element(
    'fieldset',
    { className: 'runs-own' },
    element('legend', { textContent: word(reading, 'view.runs.own') }),
    activation.field,
    batch.field,
    optimizer.field,
    add,
  );
}

/** The table; on paper it has no buttons. */
export function runsElement(
  reading: Reading,
  plan: RunPlan,
  bench: Bench,
  onPaper: boolean,
): HTMLElement {
  const { runner, state } = bench;
  const body = element('tbody');
  const rows = new Map<string, ReturnType<typeof rowElement> & { choice: RunChoice }>();
  const choices = () => [...plan.rows, ...(plan.own ? runner.kept.own : [])];
  const run = (of: readonly RunChoice[]) => runner.run(of, state(), plan.epochs);
  /** Rows that are new come at the end: those there keep the focus. */
  const lay = () => {
    for (const choice of choices()) {
      const id = choiceId(choice);
      if (rows.has(id)) continue;
      const made = rowElement(reading, choice, onPaper ? null : () => run([choice]));
      rows.set(id, { ...made, choice });
      body.append(made.row);
    }
  };
  const head = element(
    'tr',
    {},
    ...HEADS.map((key) => {
      const cell = element('th', { textContent: word(reading, key) });
      cell.setAttribute('scope', 'col');
      return cell;
    }),
    ...(onPaper ? [] : [element('td')]),
  );
  const table = element(
    'table',
    { className: 'lesson-table lesson-runs' },
    element('caption', {}, ...textNodes(reading, plan.caption)),
    element('thead', {}, head),
    body,
  );
  const said = element('p', { className: 'runs-said' });
  said.setAttribute('role', 'status');
  const all = button(word(reading, 'view.runs.all'), () => run(choices()));
  const stop = button(word(reading, 'view.runs.stop'), () => {
    all.focus();
    runner.stop();
  });
  const bar = element('div', { className: 'runs-bar' }, all, stop, said);
  const own =
    plan.own &&
    ownElement(reading, plan.own, (choice) => {
      if (!plan.rows.some((row) => choiceId(row) === choiceId(choice))) runner.add(choice);
      run([choice]);
    });
  const fit = fitElement(reading, plan, bench);
  const update = () => {
    lay();
    for (const { choice, fill } of rows.values()) fill(statusOf(bench, plan, choice));
    stop.hidden = runner.now === null;
    const text = saidOf(reading, bench, plan);
    if (said.textContent !== text) said.textContent = text;
  };
  reading.live(update);
  return element(
    'div',
    { className: 'lesson-experiment' },
    fit,
    ...(onPaper ? [] : [bar]),
    element('div', { className: 'lesson-wide' }, table),
    ...(own && !onPaper ? [own] : []),
  );
}

/** How far the runs are, or what the last one came to. */
function saidOf(reading: Reading, { runner, state }: Bench, plan: RunPlan): string {
  const { now, kept } = runner;
  if (now) return say(reading, 'view.runs.progress', { n: now.n, count: now.count });
  const last = kept.runs.get(kept.last ?? '');
  if (!last || !runner.isOf(last, state(), plan.epochs)) return '';
  return say(reading, 'view.runs.done', {
    name: choiceName(reading, last.choice),
    epochs: last.epochs,
    loss: numberText(last.train[1], reading.language, DIGITS),
  });
}
