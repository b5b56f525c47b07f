// The Benchmark view of the built page: the first visit, the last result again, what has changed, a run.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { BenchReport, BenchRow } from '../../src/bench/report.ts';
import { set, useChromium, withPage } from './page.ts';

useChromium();

const row = (
  id: BenchRow['id'],
  engine: BenchRow['engine'],
  title: string,
  rate: number,
  speedUp: number,
): BenchRow => ({
  id,
  engine,
  title,
  rate,
  speedUp,
  unit: 'steps/s',
  size: '64² runs',
  reduced: false,
  spread: { median: rate, low: 0.99 * rate, high: 1.01 * rate, repeats: 5 },
  kernelRate: null,
  rooflineShare: null,
  ownRooflineShare: null,
  byHandShare: null,
  compileMs: null,
  sample: 512,
  maxAbsoluteError: 1e-6,
  medianAbsoluteError: 0,
  maxRelativeError: 1e-6,
  outcomeMismatches: 0,
});
const reportOf = (factor: number): BenchReport => ({
  version: '0.1.0',
  adapter: 'A GPU',
  whyNoGpu: null,
  machine: 'Chromium, 2 cores',
  cores: 2,
  precision: { gpu: 'f32', cpu: 'f64' },
  limits: {},
  quick: false,
  rows: [
    row('sweep-gd', 'gpu', 'Basin map, gradient descent', 4e8 * factor, 40),
    row('sweep-gd', 'cpu-1', 'Basin map, gradient descent', 1e7, 1),
    row('sweep-gd', 'cpu', 'Basin map, gradient descent', 2e7, 2),
    row('empty', 'gpu', 'Empty job: what a call costs', 500, 0.5),
  ],
  roofline: {},
  noise: null,
  notes: [],
});
const KEPT = [
  { at: '2026-11-21T10:00:00.000Z', report: reportOf(1.5) },
  { at: '2026-11-20T10:00:00.000Z', report: reportOf(1) },
];

/** Puts results where the page keeps them: what an earlier visit left behind. */
const keep = (page: Page, results: unknown) =>
  page.evaluate(
    (kept) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('keyval-store');
        open.onupgradeneeded = () => open.result.createObjectStore('keyval');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const change = open.result.transaction('keyval', 'readwrite');
          change.objectStore('keyval').put(kept, 'gradscape.benchmarks');
          change.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    results,
  );
const widthOf = async (page: Page, engine: string, job: number) =>
  (await page.locator(`.benchmark-bar.${engine}`).nth(job).boundingBox())!;

test('a first visit has a sentence and a sketch, and nothing to take away', () =>
  withPage({}, async (page) => {
    await keep(page, []);
    await set(page, { tab: 'benchmark' });
    const view = page.locator('#benchmark');
    await expect.poll(() => view.locator('.benchmark-nothing').isVisible()).toBe(true);
    expect(await view.locator('table:visible').count()).toBe(0);
    for (const name of ['Copy as Markdown', 'Download CSV', 'Download JSON', 'Cancel']) {
      expect(await view.getByRole('button', { name }).isDisabled()).toBe(true);
    }
  }));

test('the last result is there again, bars by its speed-ups, with what has changed since the one before', () =>
  withPage({}, async (page) => {
    await keep(page, KEPT);
    await set(page, { tab: 'benchmark' });
    const view = page.locator('#benchmark');
    await expect.poll(() => view.textContent()).toMatch(/Measured Nov 21, 2026/);
    const cells = await view.locator('.benchmark-speeds [data-engine=gpu]').allTextContents();
    expect(cells).toEqual(['40.0×600 Msteps/s +50 %', '0.500×500 steps/s ≈']);
    expect(await view.locator('.benchmark-summary').textContent()).toMatch(
      /20 times .* 0\.50 to 40/,
    );
    // 40 is right of 1 by ln 40, 2 by ln 2 and 0.5 left of it by as much.
    const [gpu, cpu, slow] = [
      await widthOf(page, 'gpu', 0),
      await widthOf(page, 'cpu', 0),
      await widthOf(page, 'gpu', 1),
    ];
    expect(Math.abs(gpu.width / cpu.width - Math.log(40) / Math.log(2))).toBeLessThan(0.1);
    expect(Math.abs(slow.x + slow.width - gpu.x)).toBeLessThan(1);
    expect(Math.abs(slow.width - cpu.width)).toBeLessThan(1);
    const saved = page.waitForEvent('download');
    await view.getByRole('button', { name: 'Download CSV' }).click();
    expect((await saved).suggestedFilename()).toBe('gradscape-benchmark.csv');
    // Other pages of this browser see it too.
    await keep(page, []);
  }));

test('a run moves nothing on the page: its jobs are there from the start, and figures fill in', () =>
  withPage({}, async (page) => {
    await set(page, { tab: 'benchmark' });
    const view = page.locator('#benchmark');
    await view.getByRole('button', { name: 'Quick run' }).click();
    await expect.poll(() => view.locator('.benchmark-speeds tbody tr').count()).toBeGreaterThan(10);
    const places = () =>
      view
        .locator('button:visible, .benchmark-speeds th[scope=row]')
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
    const before = await places();
    await expect
      .poll(() => view.locator('.benchmark-figure[data-engine="cpu-1"]').first().textContent())
      .not.toBe('–');
    const after = await places();
    await view.getByRole('button', { name: 'Cancel' }).click();
    expect(after).toEqual(before);
  }));
