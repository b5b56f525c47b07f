import { expect, test } from 'vitest';
import { createBenchmark } from '../../src/app/benchmark/benchmark.ts';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { setUpInBrowser } from '../../src/bench/browser.ts';
import { COLUMNS } from '../../src/bench/report.ts';

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
  await expect.poll(() => root.querySelectorAll('tbody tr').length, { timeout: 30_000 }).toBe(2);
  expect(root.querySelector('tbody tr')!.children.length).toBe(COLUMNS.length);
  const table = root.querySelector('table')!;
  expect(table.parentElement!.clientHeight).toBeGreaterThanOrEqual(table.clientHeight);
  expect(root.textContent).toContain('No GPU: no adapter here');
  button(root, 'Cancel').click();
  await expect.poll(() => root.querySelector('[role=status]')!.textContent).toBe('Cancelled');
  expect(button(root, 'Download JSON').disabled).toBe(false);
  view.request(DEFAULT_STATE);
  expect(root.hidden).toBe(true);
});
