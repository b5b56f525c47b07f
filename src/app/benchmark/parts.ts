// What the Benchmark view consists of, what it says of a result, and how that is taken away.
import { type BenchReport, COLUMNS, toCsv, toMarkdown } from '../../bench/report.ts';
import { isSoftware } from '../../gpu/device.ts';
import { element } from '../../views/dom.ts';
import { t, translated } from '../../words/words.ts';
import { sketch } from './earlier-results.ts';
import { summaryOf } from './speed.ts';

/** What is shown of a run before its first row. */
export const NOTHING: BenchReport = {
  version: '',
  adapter: null,
  whyNoGpu: null,
  machine: '',
  cores: 0,
  precision: { gpu: 'f32', cpu: 'f64' },
  limits: {},
  quick: false,
  rows: [],
  roofline: {},
  noise: null,
  notes: [],
};

/** The result in a sentence. */
export function summary({ rows, adapter }: BenchReport): string {
  const gpu = summaryOf(rows);
  if (!gpu)
    return rows.length > 0 ? t('Without a GPU: workers of the CPU against one of them.') : '';
  const range = {
    middle: gpu.middle.toPrecision(2),
    least: gpu.least.toPrecision(2),
    most: gpu.most.toPrecision(2),
  };
  if (adapter && isSoftware(adapter)) {
    return t(
      'A software adapter, which computes on the CPU’s cores, is {middle} times as fast as one CPU worker in the middle of all jobs, {least} to {most} times. That says nothing of a GPU.',
      range,
    );
  }
  return t(
    'The GPU is {middle} times as fast as one CPU worker in the middle of all jobs, {least} to {most} times.',
    range,
  );
}

export function aboutOf({ adapter, whyNoGpu, machine, limits, precision }: BenchReport): string {
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

/** The view's elements, in `root`. */
export function build(root: HTMLElement) {
  const button = (text: string, className = '') =>
    element('button', { type: 'button', className }, text);
  const parts = {
    run: button(t('Run the benchmark'), 'primary'),
    quick: button(t('Quick run')),
    cancel: button(t('Cancel')),
    copy: button(t('Copy as Markdown')),
    csv: button(t('Download CSV')),
    json: button(t('Download JSON')),
    bar: element('progress', { max: 1, value: 0, ariaLabel: t('Share of the benchmark done') }),
    progress: element('span', { className: 'benchmark-progress', role: 'status' }),
    error: element('p', { className: 'benchmark-error', role: 'alert', hidden: true }),
    about: element('p', { className: 'benchmark-about' }),
    summary: element('p', { className: 'benchmark-summary', hidden: true }),
    speeds: element('div', { className: 'benchmark-table', hidden: true }),
    body: element('tbody', {}),
    notes: element('ul', {}),
    figures: element('section', { className: 'benchmark-figures', hidden: true }),
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
  const { run, quick, cancel, copy, csv, json, bar, progress, error, about, body, notes } = parts;
  const { nothing, summary, speeds, figures } = parts;
  const heads = COLUMNS.map((name) => element('th', { scope: 'col' }, translated(name)));
  const table = element('div', {
    className: 'benchmark-table',
    tabIndex: 0,
    role: 'region',
    ariaLabel: t('All figures'),
  });
  table.append(element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body));
  figures.append(element('h3', {}, t('All figures')), about, table, notes);
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
    element('div', { className: 'benchmark-actions' }, run, quick, cancel, copy, csv, json),
    element('div', { className: 'benchmark-actions benchmark-state' }, bar, progress),
    error,
    nothing,
    summary,
    speeds,
    figures,
  );
  return parts;
}

/** Lets the buttons take the result away. */
export function handOver(view: ReturnType<typeof build>, reportOf: () => BenchReport | null): void {
  view.copy.addEventListener('click', async () => {
    const report = reportOf();
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
  const download = (name: string, type: string, textOf: (of: BenchReport) => string) => {
    const report = reportOf();
    if (!report) return;
    const url = URL.createObjectURL(new Blob([textOf(report)], { type }));
    element('a', { href: url, download: `gradscape-benchmark.${name}` }).click();
    URL.revokeObjectURL(url);
  };
  view.csv.addEventListener('click', () => download('csv', 'text/csv', toCsv));
  view.json.addEventListener('click', () =>
    download('json', 'application/json', (of) => `${JSON.stringify(of, null, 2)}\n`),
  );
}
