import { expect, test } from 'vitest';
import { createBenchmark } from '../../src/app/benchmark/benchmark.ts';
import { keepReports } from '../../src/app/benchmark/history.ts';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { setUpInBrowser } from '../../src/bench/browser.ts';
import { type BenchReport, COLUMNS } from '../../src/bench/report.ts';

const button = (root: HTMLElement, text: string) =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent === text)!;

test('the benchmark view fills its rows as they finish, without a GPU too, and can be cancelled', async () => {
  const root = document.body.appendChild(document.createElement('section'));
  const setup = setUpInBrowser();
  const openGpu = () => Promise.reject(new Error('no adapter here'));
  const view = createBenchmark(root, { ...setup, cores: 1, openGpu });
  // A phone's: lower and narrower than what it holds.
  root.style.cssText = 'width: 390px; height: 500px';
  view.request({ ...DEFAULT_STATE, tab: 'benchmark' });
  button(root, 'Quick run').click();
  const rows = () => root.querySelectorAll('.benchmark-figures tbody tr');
  await expect.poll(() => rows().length, { timeout: 30_000 }).toBe(2);
  expect(rows()[0]!.children.length).toBe(COLUMNS.length);
  const table = root.querySelector('.benchmark-figures table')!;
  expect(table.parentElement!.clientHeight).toBeGreaterThanOrEqual(table.clientHeight);
  expect(root.textContent).toContain('No GPU: no adapter here');
  button(root, 'Cancel').click();
  await expect.poll(() => root.querySelector('[role=status]')!.textContent).toBe('Cancelled');
  expect(button(root, 'Download JSON').disabled).toBe(false);
  view.request(DEFAULT_STATE);
  expect(root.hidden).toBe(true);
});

test('the benchmark view says what it is before anything is measured, opens with the last result, and forgets it until Undo', async () => {
  await keepReports(() => []);
  const setup = setUpInBrowser();
  const opened = () => {
    const root = document.body.appendChild(document.createElement('section'));
    createBenchmark(root, setup).request({ ...DEFAULT_STATE, tab: 'benchmark' });
    return root;
  };
  const first = opened();
  expect(first.querySelector('figcaption')!.textContent).toContain('Nothing has been measured');
  expect(first.querySelector('figure')!.hidden).toBe(false);

  const spread = { median: 5e6, low: 4e6, high: 6e6, repeats: 3 };
  const row = {
    id: 'sweep-gd',
    title: 'Basin map',
    engine: 'cpu',
    size: '9² runs',
    rate: 5e6,
    spread,
  };
  const other = { kernelRate: null, rooflineShare: null, byHandShare: null, compileMs: null };
  const report = {
    version: '1',
    adapter: null,
    whyNoGpu: 'none here',
    machine: 'a machine',
    precision: { gpu: 'f32', cpu: 'f64' },
    limits: {},
    rows: [{ ...row, ...other, unit: 'steps/s', speedUp: 1, outcomeMismatches: null }],
    notes: [],
  } as unknown as BenchReport;
  await keepReports(() => [{ at: '2026-11-22T10:00:00.000Z', report }]);
  const root = opened();
  const history = () => root.querySelector<HTMLElement>('.benchmark-history')!;
  await expect.poll(() => root.querySelectorAll('tr[data-engine=cpu]').length).toBe(1);
  expect(root.querySelector('figure')!.hidden).toBe(true);
  expect(history().textContent).toContain('5.00 Msteps/s');
  button(root, 'Forget earlier results').click();
  await expect.poll(() => history().hidden).toBe(true);
  expect(await keepReports((now) => now)).toEqual([]);
  button(root, 'Undo').click();
  await expect.poll(() => history().hidden).toBe(false);
  expect(await keepReports((now) => now)).toHaveLength(1);
  await keepReports(() => []);
});
