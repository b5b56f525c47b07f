import { expect, test } from 'vitest';
import { basins } from '../fixtures/basins.ts';
import { set, settled, stateOf, useChromium, withPage, withSharedPage } from './page.ts';

useChromium();

test('basins of two optimizers: counts of both, a comparison, the pointed run on the landscape', () =>
  withSharedPage(async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 64, steps: 300, compare: 'adam' } });
    const info = page.locator('#map-info');
    await expect.poll(() => info.textContent()).toMatch(/solved by both/);
    await expect
      .poll(() => info.textContent())
      .toMatch(/f32 against f64: same outcome for \d+ of 1024/);
    const counts = await info.locator('.info-table tbody td:nth-child(2)').allTextContents();
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
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.75);
    await expect
      .poll(() => page.locator('.info-run').textContent())
      .toMatch(/from \((9|10)\.?\d*, −(9|10)\.?\d*\)/);
    await expect.poll(() => page.locator('#legend div').count()).toBe(2);
    // A click keeps it, in the state; opening it takes optimizer and start over.
    await page.mouse.click(box.x + box.width * 0.75, box.y + box.height * 0.75);
    await expect.poll(() => page.locator('.info-run').textContent()).toMatch(/Let go/);
    const [x, y] = (await stateOf(page)).map.pin!;
    expect([Math.abs(x - 10) < 1, Math.abs(y + 10) < 1]).toEqual([true, true]);
    await page.getByRole('button', { name: 'Open this run in the landscape: Adam' }).click();
    await settled(page);
    const state = await stateOf(page);
    expect(state.tab).toBe('landscape');
    expect(state.optimizers.adam.on).toBe(true);
    expect(state.optimizers.gd.on).toBe(false);
    expect(Math.abs(state.starts.points[0]![0] - 10)).toBeLessThan(1);
  }));

test('zooming a map into a box runs it again inside; undone and redone it is where it was', () =>
  withSharedPage(async (page) => {
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
    await page.locator('#undo').click();
    await settled(page);
    expect((await stateOf(page)).sweep).toEqual(before.sweep);
    await page.locator('#redo').click();
    await settled(page);
    expect((await stateOf(page)).sweep).toEqual(zoomed.sweep);
  }));

test('the spectrum tells the share solved and the solved intervals, and zooms along the rates', () =>
  withSharedPage(async (page) => {
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
  withSharedPage(async (page) => {
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

test('the Benchmark view is a tab of its own, and Cancel stops a run that has begun', () =>
  withSharedPage(async (page) => {
    await page.getByRole('button', { name: 'Benchmark', exact: true }).click();
    const view = page.locator('#benchmark');
    await view.getByRole('button', { name: 'Quick run' }).click();
    await expect.poll(() => view.textContent()).toMatch(/\d+ % · /);
    await view.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => view.textContent()).toMatch(/Cancelled/);
    await page.getByRole('button', { name: 'Landscape', exact: true }).click();
    await settled(page);
    expect(await view.isVisible()).toBe(false);
  }));

test('Cancel stops a map for good: no meter comes back, and nothing old is shown or saved as the new', () =>
  withSharedPage(async (page) => {
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
  withSharedPage(async (page) => {
    const message = await page.evaluate(() => {
      try {
        window.gradscape.set({ view: { scale: 'log', range: [0, 4] } });
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toMatch(/state\.view\.range: \[0,4\] is not above 0/);
    expect((await stateOf(page)).view.scale).toBe('linear');
  }));

test('50 sweeps one after the other leave less than 3 MiB on the page’s JavaScript heap', () =>
  withSharedPage(async (page) => {
    const run = (times: number) =>
      page.evaluate(
        async ({ spec, times }) => {
          for (let i = 0; i < times; i++) {
            await window.gradscape.sweep(spec);
          }
        },
        { spec: { ...basins, width: 128, height: 128, steps: 20 }, times },
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
