// A table with bars: of each job how many times as fast as one CPU worker the GPU and all workers are, and the rates.
import {
  type BenchEngine,
  type BenchReport,
  type BenchRow,
  ENGINE_NAMES,
  rateText,
} from '../../bench/report.ts';
import { relativeSpread } from '../../bench/statistics.ts';
import { element } from '../../views/dom.ts';
import { numberFormat, t, translated } from '../../words/words.ts';
import type { KeptReport } from './history.ts';
import { type Axis, axisOf, type Change, changeOf, type Job, jobsOf, lastVisit } from './speed.ts';

/** The engines by column. */
const ENGINES: readonly BenchEngine[] = ['gpu', 'cpu', 'cpu-1'];

export interface Shown {
  report: BenchReport;
  /** Jobs that are still to come. */
  expected?: readonly { id: BenchRow['id']; title: string }[];
  /** The job that is being measured. */
  now?: string | null;
  /** Results of earlier visits, newest first. */
  earlier: readonly KeptReport[];
  when(kept: KeptReport): string;
}

const times = (ratio: number): string => `${ratio.toPrecision(3)}×`;

/** Fills `root` with the chart of a report. */
export function showSpeeds(root: HTMLElement, shown: Shown): void {
  const { report, expected, earlier, when } = shown;
  const jobs = jobsOf(report.rows, expected);
  const axis = axisOf(report.rows.map(({ speedUp }) => speedUp));
  const before = lastVisit(report, earlier);
  const table = element(
    'table',
    { className: 'benchmark-speeds' },
    element('caption', {}, ...captionOf(before && when(before))),
    element('thead', {}, headOf(axis)),
    element('tbody', {}, ...jobs.map((job) => lineOf(job, axis, shown, before?.report ?? null))),
  );
  table.style.setProperty('--grid', gridOf(axis));
  root.replaceChildren(table);
}

function captionOf(since: string | undefined): Node[] {
  const key = (className: string, text: string) =>
    element('span', { className: 'benchmark-key' }, element('i', { className }), text);
  return [
    element(
      'span',
      {},
      key('gpu', translated(ENGINE_NAMES.gpu)),
      key('cpu', translated(ENGINE_NAMES.cpu)),
      key('one', t('one CPU worker: 1×')),
    ),
    element(
      'span',
      { className: 'benchmark-since' },
      since
        ? t('In per cent: since {when}, on the same device; ≈ is within the spread.', {
            when: since,
          })
        : t('Bars to the right are faster than one CPU worker, to the left slower.'),
    ),
  ];
}

/** Lines at the axis' ticks, behind all bars. */
const gridOf = ({ ticks, place }: Axis): string =>
  ticks
    .map((tick) => {
      const at = `${100 * place(tick)}%`;
      const ink = tick === 1 ? 'var(--ink-soft)' : 'var(--rule)';
      return `linear-gradient(to right, transparent calc(${at} - 0.5px), ${ink} 0, ${ink} calc(${at} + 0.5px), transparent 0)`;
    })
    .join(', ');

function headOf({ ticks, place }: Axis): HTMLElement {
  const scale = element(
    'span',
    { className: 'benchmark-ticks', ariaHidden: 'true' },
    ...ticks.map((tick) => {
      const label = element('span', {}, `${tick}×`);
      label.style.left = `${100 * place(tick)}%`;
      return label;
    }),
  );
  const head = (...content: (Node | string)[]) => element('th', { scope: 'col' }, ...content);
  return element(
    'tr',
    {},
    head(translated('Job')),
    head(element('span', { className: 'benchmark-unseen' }, translated('Speed-up')), scale),
    ...ENGINES.map((engine) => head(translated(ENGINE_NAMES[engine]))),
  );
}

function lineOf(
  { title, rows }: Job,
  axis: Axis,
  { report, now }: Shown,
  before: BenchReport | null,
): HTMLElement {
  const { place } = axis;
  const bars = element('td', { className: 'benchmark-bars' });
  for (const engine of ['gpu', 'cpu'] as const) {
    const row = rows[engine];
    const bar = element('span', { className: `benchmark-bar ${engine}` });
    const [from, to] = row ? [place(1), place(row.speedUp)].sort((a, b) => a - b) : [0, 0];
    bar.style.left = `${100 * from!}%`;
    bar.style.width = `${100 * (to! - from!)}%`;
    bars.append(bar);
  }
  const line = element(
    'tr',
    {},
    element('th', { scope: 'row' }, translated(title)),
    bars,
    ...ENGINES.map((engine) => figureOf(rows[engine], engine, report, before)),
  );
  line.classList.toggle('is-now', now === title && Object.keys(rows).length === 0);
  return line;
}

function figureOf(
  row: BenchRow | undefined,
  engine: BenchEngine,
  report: BenchReport,
  before: BenchReport | null,
): HTMLElement {
  const cell = element('td', { className: 'benchmark-figure' });
  cell.dataset.engine = engine;
  // On a narrow screen, where the head of the column is not there.
  cell.dataset.name = translated(ENGINE_NAMES[engine]);
  if (!row) {
    // As high as what comes in its place.
    cell.append(element('b', {}, '–'), element('small'));
    return cell;
  }
  const rate = translated(rateText(row.rate, row.unit));
  const change = before && changeOf(row, report, before);
  cell.append(
    element('b', {}, engine === 'cpu-1' ? rate : times(row.speedUp)),
    element(
      'small',
      {},
      ...(engine === 'cpu-1' ? [] : [rate, ' ']),
      ...(change ? [changed(change)] : []),
    ),
  );
  cell.title = `±${(100 * relativeSpread(row.spread)).toFixed(0)} %`;
  return cell;
}

function changed({ ratio, isNoise }: Change): HTMLElement {
  const percent = numberFormat(0).format(Math.abs(100 * (ratio - 1)));
  const text = isNoise ? '≈' : `${ratio > 1 ? '+' : '−'}${percent} %`;
  const mark = element('span', { className: 'benchmark-change' }, text);
  if (!isNoise) mark.classList.add(ratio > 1 ? 'is-faster' : 'is-slower');
  return mark;
}
