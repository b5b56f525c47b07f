// The Benchmark view: CPU against GPU on this machine, rows as they finish. Loaded when first opened.
import './benchmark.css';
import { type BenchReport, COLUMNS, cellsOf, toMarkdown } from '../../bench/report.ts';
import { type BenchSetup, runBenchmark } from '../../bench/run.ts';
import { isSoftware } from '../../gpu/device.ts';
import { element } from '../../views/dom.ts';
import { t, translated } from '../../words/words.ts';
import type { View } from '../jobs/view.ts';
import { createHistory, sketch, whenOf } from './earlier-results.ts';

/**
 * Builds the view into `root`; it measures only when told to, and what runs ends when another tab is
 * opened. `setup` opens engines of the benchmark's own (setUpInBrowser in
 * src/bench/browser.ts), so that the page's stay as they are.
 */
export function createBenchmark(root: HTMLElement, setup: BenchSetup): View {
  const view = build(root);
  const history = createHistory((...told) => view.progress.replaceChildren(...told));
  root.append(history.element);
  let controller: AbortController | null = null;
  let report: BenchReport | null = null;

  const update = () => {
    const running = controller !== null;
    view.run.disabled = running;
    view.quick.disabled = running;
    view.cancel.hidden = !running;
    view.bar.hidden = !running;
    view.copy.disabled = view.download.disabled = !report?.rows.length;
    const measuring = running || report !== null;
    view.table.hidden = !report?.rows.length;
    view.nothing.hidden = measuring;
    if (!report) return;
    view.body.replaceChildren(
      ...report.rows.map((row) => {
        const line = element(
          'tr',
          {},
          ...cellsOf(row).map((cell) => element('td', {}, translated(cell))),
        );
        line.dataset.engine = row.engine;
        return line;
      }),
    );
    view.about.textContent = aboutOf(report);
    view.notes.replaceChildren(...report.notes.map((note) => element('li', {}, translated(note))));
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
    view.body.replaceChildren();
    view.notes.replaceChildren();
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
        onProgress(share, doing) {
          view.bar.value = share;
          view.progress.textContent = `${(100 * share).toFixed()} % · ${translated(doing)}`;
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
  view.copy.addEventListener('click', async () => {
    if (!report) return;
    try {
      await navigator.clipboard.writeText(toMarkdown(report));
      view.progress.textContent = t('The table is in the clipboard.');
    } catch {
      view.progress.textContent = t(
        'The browser refused the clipboard; the JSON can be downloaded.',
      );
    }
  });
  view.download.addEventListener('click', () => {
    if (!report) return;
    const url = URL.createObjectURL(
      new Blob([`${JSON.stringify(report, null, 2)}\n`], { type: 'application/json' }),
    );
    const link = element('a', { href: url, download: 'gradscape-benchmark.json' });
    link.click();
    URL.revokeObjectURL(url);
  });
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

function aboutOf({ adapter, whyNoGpu, machine, limits, precision }: BenchReport): string {
  const software = adapter && isSoftware(adapter) ? ` – ${t('software, not a GPU')}` : '';
  const gpu = adapter
    ? `GPU: ${adapter}, ${precision.gpu}${software}`
    : t('No GPU: {why}', { why: translated(whyNoGpu ?? '') });
  const binding = limits.maxStorageBufferBindingSize;
  const limit = binding
    ? ` · ${t('bindings up to {n} MiB', { n: Math.round(binding / 2 ** 20) })}`
    : '';
  return `${gpu} · CPU: ${precision.cpu} · ${machine}${limit}`;
}

function build(root: HTMLElement) {
  const button = (text: string, className = '') =>
    element('button', { type: 'button', className }, text);
  const parts = {
    run: button(t('Run the benchmark'), 'primary'),
    quick: button(t('Quick run')),
    cancel: button(t('Cancel')),
    copy: button(t('Copy as Markdown')),
    download: button(t('Download JSON')),
    bar: element('progress', { max: 1, value: 0, ariaLabel: t('Share of the benchmark done') }),
    progress: element('span', { className: 'benchmark-progress', role: 'status' }),
    error: element('p', { className: 'benchmark-error', role: 'alert', hidden: true }),
    about: element('p', { className: 'benchmark-about' }),
    body: element('tbody', {}),
    notes: element('ul', {}),
    table: element('div', {
      className: 'benchmark-table',
      tabIndex: 0,
      role: 'region',
      ariaLabel: t('Results'),
    }),
    nothing: element(
      'figure',
      { className: 'benchmark-nothing' },
      element(
        'figcaption',
        {},
        t(
          'Nothing has been measured in this browser yet. A run fills a table: how fast each job is on the GPU and on the CPU, how close to what the device can do at most, and how far from f64. It stays for your next visit.',
        ),
      ),
    ),
  };
  parts.nothing.prepend(sketch());
  const { run, quick, cancel, copy, download, bar, progress, error, about, body, notes } = parts;
  const { table, nothing } = parts;
  const heads = COLUMNS.map((name) => element('th', { scope: 'col' }, translated(name)));
  table.append(element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body));
  root.classList.add('benchmark');
  root.replaceChildren(
    element('h2', {}, t('Benchmark')),
    element(
      'p',
      { className: 'benchmark-about' },
      t(
        'The same jobs on the GPU (f32) and on the CPU (f64), side by side: several minutes, or about one in the quick run. Leave the machine alone meanwhile.',
      ),
    ),
    element(
      'div',
      { className: 'benchmark-actions' },
      run,
      quick,
      cancel,
      copy,
      download,
      bar,
      progress,
    ),
    error,
    about,
    nothing,
    table,
    notes,
  );
  return parts;
}
