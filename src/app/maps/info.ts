// The card beside a map: progress, what became of the runs, and the run pointed at.
import { OUTCOMES, type WorkDone } from '../../engine.ts';
import { OUTCOME_COLORS } from '../../fields/palettes.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import type { SweepStatistics } from '../../fields/statistics.ts';
import { amount, grouped } from '../../math/format.ts';
import { optimizerName } from '../../views/colours.ts';
import { button, element, headedTable, swatch } from '../../views/dom.ts';
import { plain, timeInWords } from '../../views/ticks.ts';
import { t, translated } from '../../words/words.ts';
import type { PrecisionCheck } from '../jobs/precision.ts';
import { createTopic, type Told } from '../state/topic.ts';
import { type Border, borderDetails, borderInWords } from './border.ts';
import type { Replayed } from './pointed.ts';
import { line, outcomeLines, type RunResult } from './run-words.ts';

export interface MapSummary {
  label: string;
  statistics: SweepStatistics;
  border?: Border;
  /** Further lines, as they are. */
  lines?: readonly string[];
}

export interface PixelInfo {
  pinned: boolean;
  runs: readonly SingleRun[];
  inWords(run: SingleRun): string;
  /** As the map has them. */
  results: readonly (RunResult | null)[];
  /** The same runs taken again, whose paths and curves are shown. */
  replayed: readonly Replayed[];
}

/** Starts solved by both of two optimizers, by one only, by neither. */
type Comparison = { both: number; onlyA: number; onlyB: number; neither: number };

/** A table and notes, below the run pointed at, or instead of the outcomes and what follows from these. */
export interface Further {
  table: HTMLTableElement | null;
  notes: readonly string[];
  instead: boolean;
}

export interface MapInfo {
  /** Told when whatever runs is to stop. */
  readonly onCancel: Told<void>;
  clear(): void;
  /** Share done and work so far after so many milliseconds; null when nothing runs. */
  progress(share: number | null, work?: WorkDone, ms?: number): void;
  show(rows: readonly MapSummary[], compared: Comparison | null, further?: Further | null): void;
  /** The f64 check of the i-th map. */
  precision(i: number, check: PrecisionCheck): void;
  pixel(pixel: PixelInfo | null): void;
  /** What is told of the run, as one text. */
  said(): string;
  /** What is told of a run is not yet that of the place pointed at. */
  waiting(waits: boolean): void;
  /** A line with something to do about it, which stays; null takes it away. */
  offer(offer: Offer | null): void;
}

export interface Offer {
  text: string;
  label: string;
  run(): void;
}

export interface MapInfoEvents {
  onOpen(run: SingleRun): void;
  /** The run kept is to be so no more. */
  onLetGo(): void;
  /** The run is to be kept, to be compared with others. */
  onPin(run: SingleRun): void;
}

export function createMapInfo(root: HTMLElement, events: MapInfoEvents): MapInfo {
  const onCancel = createTopic<void>();
  const bar = block('info-bar');
  const status = element('span', { className: 'info-status', role: 'status' });
  const meter = element('progress', { hidden: true });
  const cancel = button(t('Cancel'), () => onCancel.publish(), t('Stop computing'));
  cancel.hidden = true;
  bar.append(status, meter, cancel);
  const table = block('info-table');
  const notes = block('info-notes');
  const checks = block('info-notes');
  const run = block('info-run');
  const said = element('div', {});
  const actions = createActions(events);
  run.append(said, actions.root);
  const offered = block('info-offer');
  root.append(bar, offered, run, table, notes, checks);
  /** Names of the maps, where there are two. */
  let labels: readonly string[] = [];

  return {
    onCancel,
    clear() {
      // The old figures stay until there are new ones, dimmed: they are not of this view.
      root.classList.add('stale');
    },
    progress(share, work, ms = 0) {
      meter.hidden = cancel.hidden = share === null;
      if (share === null || !work) {
        status.textContent = '';
        return;
      }
      meter.value = share;
      const perSecond = (n: number) => `${amount((1000 * n) / Math.max(1, ms))}/s`;
      const done = { runs: perSecond(work.runs), steps: perSecond(work.steps) };
      const time = timeInWords(((ms / share) * (1 - share)) / 1000);
      status.textContent =
        t('{runs} runs, {steps} steps', done) + (share > 0.02 ? t(', {time} left', { time }) : '');
    },
    show(rows, compared, further = null) {
      root.classList.remove('stale');
      labels = rows.length > 1 ? rows.map(({ label }) => `${label}: `) : [];
      const { table: own = null, notes: first = [], instead = false } = further ?? {};
      table.replaceChildren(instead && own ? own : outcomeTable(rows));
      const told = notesOf(rows, instead ? null : compared);
      const below = own && !instead ? [own] : [];
      const borders = rows.flatMap(
        ({ border }, i) => (border && borderDetails(border, labels[i] ?? '')) || [],
      );
      notes.replaceChildren(...below, ...[...first, ...told].map((text) => line(text)), ...borders);
      checks.replaceChildren();
    },
    precision(i, { same, of, what, whose, also }) {
      const told = { what, same, of, share: ((100 * same) / of).toFixed(1) };
      const text =
        whose === 'learning rates'
          ? t('f32 against f64: {what} for {same} of {of} sampled learning rates ({share} %)', told)
          : t('f32 against f64: {what} for {same} of {of} sampled pixels ({share} %)', told);
      checks.append(line((labels[i] ?? '') + text));
      if (also) checks.append(line((labels[i] ?? '') + also));
    },
    offer(offer) {
      offered.replaceChildren();
      if (offer) offered.append(`${offer.text} `, button(offer.label, offer.run));
    },
    said: () => [...run.querySelectorAll('p')].map((p) => p.textContent).join('. '),
    waiting: (waits) => void run.classList.toggle('waiting', waits),
    pixel(pixel) {
      run.classList.remove('waiting');
      if (!pixel) {
        said.replaceChildren(line(t('Point at a pixel for its run; click to keep it.')));
        return actions.show(null);
      }
      const { runs, results, replayed } = pixel;
      const told = runs.flatMap((single, i) => [
        line(pixel.inWords(single), 'run-name'),
        ...outcomeLines(results[i] ?? null, replayed[i]!),
      ]);
      said.replaceChildren(...told);
      actions.show(pixel);
    },
  };
}

/**
 * What can be done with the run told of. The run is taken again when the pointer leaves the map for a button here: one
 * that stays the same element keeps the click that has begun on it.
 */
function createActions(events: MapInfoEvents) {
  const root = element('div', { className: 'run-actions' });
  let now: readonly SingleRun[] = [];
  let there = '';
  return {
    root,
    show(pixel: PixelInfo | null) {
      now = pixel?.runs ?? [];
      const pinned = pixel?.pinned ?? false;
      const kinds = now.map(({ optimizer }) => optimizer.kind);
      const wanted = `${kinds} ${pinned}`;
      if (wanted === there) return;
      there = wanted;
      const open = { text: t('Open this run in the landscape'), run: events.onOpen, title: '' };
      const title = t('Pins it in Saved, beside others');
      const compare = { text: t('Compare this run'), run: events.onPin, title };
      const buttons = [open, ...(pinned ? [compare] : [])].flatMap(
        ({ text, run, title }): HTMLElement[] => {
          if (kinds.length === 1) return [button(text, () => run(now[0]!), title)];
          // Of two the optimizers' names alone, behind what is done: whole, five buttons fill the card.
          const each = kinds.map((kind, i) => {
            const made = button(optimizerName(kind), () => run(now[i]!), title);
            made.ariaLabel = `${text}: ${optimizerName(kind)}`;
            return made;
          });
          return [element('div', { className: 'of-each' }, `${text}: `, ...each)];
        },
      );
      if (pinned) {
        buttons.push(button(t('Let go'), events.onLetGo, t('No longer keep this run (Esc)')));
      }
      root.replaceChildren(...buttons);
    },
  };
}

function notesOf(rows: readonly MapSummary[], compared: Comparison | null): string[] {
  const all = rows.map(({ label, statistics, border, lines = [] }) => {
    const prefix = rows.length > 1 ? `${label}: ` : '';
    const median = statistics.medianStepsToThreshold;
    const n = median === null ? t('none') : plain(median);
    const parts = [t('median steps to threshold {n}', { n })];
    if (border) parts.push(...borderInWords(border));
    return prefix + [...parts, ...lines].join('; ');
  });
  const [a, b] = rows;
  if (compared && a && b) {
    const total = compared.both + compared.onlyA + compared.onlyB + compared.neither;
    const share = (n: number) => percent((100 * n) / total);
    all.push(
      t(
        'Same starts, both: {both} solved by both, {onlyA} by {a} only, {onlyB} by {b} only, {neither} by neither',
        {
          both: share(compared.both),
          onlyA: share(compared.onlyA),
          a: a.label,
          onlyB: share(compared.onlyB),
          b: b.label,
          neither: share(compared.neither),
        },
      ),
    );
  }
  return all;
}

const block = (className: string) => element('div', { className });

/** What columns of counts are of: the map, where there are two. */
export const countHeadings = (rows: readonly MapSummary[]): string[] =>
  rows.length > 1 ? rows.map(({ label }) => label) : [t('runs')];

/** A percentage, as 12.3 %. */
export const percent = (share: number): string => t('{n} %', { n: share.toFixed(1) });

/** How many of all that are, and their share. */
export const counted = (count: number, all: number): string =>
  `${grouped(count)} (${percent((100 * count) / all)})`;

function outcomeTable(rows: readonly MapSummary[]): HTMLTableElement {
  const { table, body } = headedTable([t('outcome'), ...countHeadings(rows)], 'outcomes');
  table.classList.toggle('of-one', rows.length === 1);
  for (const [o, name] of OUTCOMES.entries()) {
    const row = body.insertRow();
    row.insertCell().append(swatch(OUTCOME_COLORS[o]!, o), translated(name));
    for (const { statistics } of rows) {
      const share = percent(100 * statistics.shares[o]!);
      row.insertCell().textContent = `${grouped(statistics.counts[o]!)} (${share})`;
    }
  }
  return table;
}
