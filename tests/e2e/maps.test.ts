import { expect, test } from 'vitest';
import { set, settled, stateOf, useChromium, withPage } from './page.ts';

useChromium();

const GD_SWEEP = {
  problem: { id: 'xor' },
  optimizer: { kind: 'gd' as const, learningRate: 1 },
  start: [0, 0] as [number, number],
  steps: 1000,
  threshold: 0.1,
  x: {
    quantity: 'start.x' as const,
    range: [-20, 20] as [number, number],
    scale: 'linear' as const,
  },
  y: {
    quantity: 'start.y' as const,
    range: [-20, 20] as [number, number],
    scale: 'linear' as const,
  },
  width: 512,
  height: 512,
};

test('basins of two optimizers: counts of both, a comparison, the pointed run on the landscape', () =>
  withPage({}, async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 64, steps: 300, compare: 'adam' } });
    const info = page.locator('#map-info');
    await expect.poll(() => info.textContent()).toMatch(/solved by both/);
    await expect
      .poll(() => info.textContent())
      .toMatch(/f32 against f64: same outcome for \d+ of 1024/);
    const counts = await info.locator('tbody td:nth-child(2)').allTextContents();
    const total = counts.reduce(
      (sum, text) => sum + Number(text.split('(')[0]!.replace(/\D/g, '')),
      0,
    );
    const height = await page.evaluate(() => {
      const plot = document.querySelector('#maps .surface')!;
      return Math.round((64 * plot.clientHeight) / plot.clientWidth);
    });
    expect(total).toBe(64 * height);
    // Pointing: the run's start is where the pointer is, its two curves are in the chart.
    const surface = page.locator('#maps .surface').first();
    const box = (await surface.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.25);
    await expect
      .poll(() => page.locator('.info-run').textContent())
      .toMatch(/from \((9|10)\.?\d*, (9|10)\.?\d*\)/);
    await expect.poll(() => page.locator('#legend div').count()).toBe(2);
    // A click pins it; opening it takes optimizer and start over.
    await page.mouse.click(box.x + box.width * 0.75, box.y + box.height * 0.25);
    await page.locator('.info-run button').last().click();
    await settled(page);
    const state = await stateOf(page);
    expect(state.tab).toBe('landscape');
    expect(state.optimizers.adam.on).toBe(true);
    expect(state.optimizers.gd.on).toBe(false);
    expect(Math.abs(state.starts.points[0]![0] - 10)).toBeLessThan(1);
  }));

test('zooming a map runs it again inside, and history goes back and forward', () =>
  withPage({}, async (page) => {
    await set(page, { tab: 'sweep', map: { resolution: 48, steps: 100 } });
    const before = await stateOf(page);
    const box = (await page.locator('#maps .surface').first().boundingBox())!;
    // A box with Shift held.
    await page.keyboard.down('Shift');
    await page.mouse.move(box.x + 0.25 * box.width, box.y + 0.25 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await settled(page);
    const zoomed = await stateOf(page);
    // Log10 of the learning rate goes from −2 to 3: a quarter of it is −0.75 to 0.5.
    expect(Math.log10(zoomed.sweep.x.range[0])).toBeCloseTo(-0.75, 1);
    expect(Math.log10(zoomed.sweep.x.range[1])).toBeCloseTo(0.5, 1);
    expect(zoomed.sweep.y.range[1]).toBeCloseTo(10, 0);
    await page.locator('.info-bar button').first().click();
    await settled(page);
    expect((await stateOf(page)).sweep).toEqual(before.sweep);
    await page.locator('.info-bar button').nth(1).click();
    await settled(page);
    expect((await stateOf(page)).sweep).toEqual(zoomed.sweep);
  }));

test('the spectrum tells the share solved and the solved intervals, and zooms along the rates', () =>
  withPage({}, async (page) => {
    await set(page, { tab: 'spectrum', spectrum: { count: 512, steps: 200 } });
    await expect
      .poll(() => page.locator('.info-notes').first().textContent())
      .toMatch(/\d+\.\d+ % of 512 learning rates solve it.*solved intervals of η: 0\.\d/);
    const box = (await page.locator('#spectrum .surface').first().boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -300);
    await settled(page);
    const { range } = (await stateOf(page)).spectrum.rate;
    expect(range[0]).toBeGreaterThan(0.1);
    expect(range[1]).toBeLessThan(1000);
    await expect
      .poll(() => page.locator('.info-run').textContent())
      .toMatch(/Gradient descent, η = /);
  }));

test('a map on the CPU engine works too, and needs no precision check', () =>
  withPage({ at: '?engine=cpu' }, async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 48, steps: 100 } });
    await expect
      .poll(() => page.locator('.info-notes').first().textContent())
      .toMatch(/median steps/);
    expect(await page.locator('#map-info').textContent()).not.toMatch(/f32 against/);
  }));

test('a sweep of more than 1e12 steps asks first, with its time, and does not start when refused', () =>
  withPage({}, async (page) => {
    await page.evaluate(() =>
      window.gradscape.set({ tab: 'basins', map: { resolution: 512, steps: 100_000_000 } }),
    );
    const dialog = page.locator('#ask');
    await dialog.waitFor({ state: 'visible' });
    expect(await dialog.textContent()).toMatch(/steps: about .*(hours|days|years)/);
    await dialog.getByText('Do not start').click();
    await settled(page);
    expect(await page.locator('.info-status').textContent()).toBe('');
  }));

test('512² × 1,000 gd steps: a preview by half the time, no block of the page of a third, and an abort stops it', () =>
  withPage({}, async (page) => {
    const seen = await page.evaluate(async (spec) => {
      const blocks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) blocks.push(entry.duration);
      });
      observer.observe({ entryTypes: ['longtask'] });
      const startedAt = performance.now();
      let preview = 0;
      const sweep = await window.gradscape.sweep(spec, {
        onPreview: () => {
          preview ||= performance.now() - startedAt;
        },
      });
      const whole = performance.now() - startedAt;
      const controller = new AbortController();
      let abortedAt = 0;
      const stopped = await window.gradscape
        .sweep(spec, {
          signal: controller.signal,
          onPreview: () => {
            abortedAt ||= performance.now();
            controller.abort();
          },
        })
        .then(
          () => 'finished',
          () => 'stopped',
        );
      const idleAfter = performance.now() - abortedAt;
      observer.disconnect();
      return {
        preview,
        whole,
        stopped,
        idleAfter,
        longest: Math.max(0, ...blocks),
        solved: sweep.outcome.filter((o) => o === 0).length,
      };
    }, GD_SWEEP);
    console.info(
      `512² × 1,000 gd steps: preview after ${seen.preview.toFixed(0)} ms, whole ${seen.whole.toFixed(0)} ms, ` +
        `cancelled within ${seen.idleAfter.toFixed(0)} ms, longest block ${seen.longest.toFixed(0)} ms`,
    );
    expect(seen.stopped).toBe('stopped');
    // Loose against a busy machine; the printed figures are what counts.
    expect(seen.preview).toBeLessThan(seen.whole / 2);
    expect(seen.longest).toBeLessThan(seen.whole / 3);
    expect(seen.solved / 512 / 512).toBeGreaterThan(0.2);
  }));

test('50 sweeps one after the other leave less than 3 MiB on the page’s JavaScript heap', () =>
  withPage({}, async (page) => {
    const run = (times: number) =>
      page.evaluate(
        async ({ spec, times }) => {
          for (let i = 0; i < times; i++) {
            await window.gradscape.sweep({ ...spec, width: 128, height: 128, steps: 20 });
          }
        },
        { spec: GD_SWEEP, times },
      );
    const session = await page.context().newCDPSession(page);
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    await run(5);
    const before = await heap();
    await run(50);
    const grown = (await heap()) - before;
    console.info(`heap grew by ${(grown / 1024).toFixed(0)} KiB over 50 sweeps`);
    // One 128² result is 270 KiB: were they kept, it would be 13 MiB.
    expect(grown).toBeLessThan(3 * 2 ** 20);
  }));

test('the Benchmark view is a tab of its own, and Cancel stops a run that has begun', () =>
  withPage({}, async (page) => {
    await page.getByRole('button', { name: 'Benchmark', exact: true }).click();
    const view = page.locator('#benchmark');
    await view.getByRole('button', { name: 'Quick run' }).click();
    await expect.poll(() => view.textContent(), { timeout: 15_000 }).toMatch(/\d+ % · /);
    await view.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => view.textContent(), { timeout: 15_000 }).toMatch(/Cancelled/);
    await page.getByRole('button', { name: 'Landscape', exact: true }).click();
    await settled(page);
    expect(await view.isVisible()).toBe(false);
  }));

test('Cancel stops a map for good: no meter comes back, and nothing old is shown or saved as the new', () =>
  withPage({}, async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 32, steps: 20 } });
    await page.evaluate(() => window.gradscape.set({ map: { resolution: 2048, steps: 5000 } }));
    const cancel = page.locator('.info-bar').getByRole('button', { name: 'Cancel' });
    await cancel.click();
    await settled(page);
    await page.waitForTimeout(500);
    expect(await cancel.isVisible()).toBe(false);
    expect(await page.locator('#map-info').getAttribute('class')).toContain('stale');
    const box = (await page.locator('#maps .surface').first().boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + 40);
    await expect.poll(() => page.locator('.info-run').textContent()).toMatch(/not computed yet/);
  }));

test('a log colour scale refuses a range that reaches 0, quoting it', () =>
  withPage({}, async (page) => {
    const message = await page.evaluate(() => {
      try {
        window.gradscape.set({ view: { scale: 'log', range: [0, 4] } });
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toMatch(/state\.view\.range: \[0,4\] does not lie above 0/);
    expect((await stateOf(page)).view.scale).toBe('linear');
  }));
