// The Benchmark view: CPU against GPU on this machine, rows as they finish. Loaded when first opened.
import './benchmark.css';
import { type BenchReport, cellsOf } from '../../bench/report.ts';
import { type BenchSetup, runBenchmark } from '../../bench/run.ts';
import { WORKLOADS } from '../../bench/workloads.ts';
import { element } from '../../views/dom.ts';
import { t, translated } from '../../words/words.ts';
import type { View } from '../jobs/view.ts';
import { createHistory, whenOf } from './earlier-results.ts';
import { aboutOf, build, handOver, NOTHING, summary } from './parts.ts';
import { showSpeeds } from './speed-chart.ts';

/**
 * Builds the view into `root`; it measures only when told to, and what runs ends when another tab is
 * opened. `setup` opens engines of the benchmark's own (setUpInBrowser in
 * src/bench/browser.ts), so that the page's stay as they are.
 */
export function createBenchmark(root: HTMLElement, setup: BenchSetup): View {
  const view = build(root);
  const history = createHistory((...told) => view.progress.replaceChildren(...told));
  view.figures.before(history.element);
  let controller: AbortController | null = null;
  let report: BenchReport | null = null;
  /** What is measured now. */
  let doing: string | null = null;

  const update = () => {
    const running = controller !== null;
    view.run.disabled = running;
    view.quick.disabled = running;
    view.cancel.disabled = !running;
    root.classList.toggle('is-running', running);
    view.nothing.hidden = running || report !== null;
    view.speeds.hidden = view.summary.hidden = !view.nothing.hidden;
    const empty = !report?.rows.length;
    view.figures.hidden = empty;
    for (const button of [view.copy, view.csv, view.json]) button.disabled = empty;
    if (!view.nothing.hidden) return;
    const shown = report ?? NOTHING;
    showSpeeds(view.speeds, {
      report: shown,
      earlier: history.before(report),
      when: (kept) => whenOf(kept),
      ...(running && { expected: WORKLOADS, now: doing }),
    });
    view.summary.textContent = summary(shown);
    view.body.replaceChildren(
      ...shown.rows.map((row) => {
        const line = element(
          'tr',
          {},
          ...cellsOf(row).map((cell) => element('td', {}, translated(cell))),
        );
        line.dataset.engine = row.engine;
        return line;
      }),
    );
    view.about.textContent = report ? aboutOf(report) : '';
    view.notes.replaceChildren(...shown.notes.map((note) => element('li', {}, translated(note))));
  };

  let isOpen = false;
  /** Once: what was measured on an earlier visit, the last of it as if it had just been. */
  const open = async () => {
    if (isOpen) return;
    isOpen = true;
    const last = await history.open();
    if (controller || report || !last) return;
    report = last.report;
    view.progress.textContent = t('Measured {when}', { when: whenOf(last) });
    update();
  };

  async function start(quick: boolean) {
    const own = new AbortController();
    controller = own;
    report = null;
    view.error.hidden = true;
    view.progress.textContent = t('Starting…');
    update();
    try {
      report = await runBenchmark(setup, {
        quick,
        signal: own.signal,
        onRow(soFar) {
          report = soFar;
          update();
        },
        onProgress(share, what) {
          view.bar.value = share;
          view.progress.textContent = `${(100 * share).toFixed()} % · ${translated(what)}`;
          if (what === doing) return;
          doing = what;
          update();
        },
      });
      view.progress.textContent = t('Done');
      await history.add({ at: new Date().toISOString(), report });
    } catch (error) {
      view.progress.textContent = own.signal.aborted ? t('Cancelled') : '';
      view.error.hidden = own.signal.aborted;
      view.error.textContent = t('The benchmark failed: {why}', {
        why: translated((error as Error).message),
      });
    } finally {
      controller = null;
      update();
    }
  }

  view.run.addEventListener('click', () => void start(false));
  view.quick.addEventListener('click', () => void start(true));
  view.cancel.addEventListener('click', () => controller?.abort());
  handOver(view, () => report);
  update();

  return {
    request({ tab }) {
      root.hidden = tab !== 'benchmark';
      if (root.hidden) controller?.abort();
      else void open();
    },
    resize() {},
    // It has files of its own.
    results: () => [],
    settled: async () => {},
    cancel: () => controller?.abort(),
  };
}
