// What hands do with the maps: keys, buttons and pins; and what follows a drag of a setting.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { noticeOf, set, settled, stateOf, useChromium, withSharedPage } from './page.ts';
import '../../src/problems/catalogue.ts';

useChromium();

const map = (page: Page) => page.getByRole('application', { name: /^Map:/ });
test('by keys alone: a cursor on the map, its run read out, kept with Enter and let go with Escape', () =>
  withSharedPage(async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 64, steps: 100 } });
    await map(page).focus();
    await page.keyboard.press('c');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowUp');
    const said = page.locator('#maps [role=status]').first();
    // Pixels of 40 / 64 = 0.625: from the one right of 0, ten further and one up.
    await expect.poll(() => said.textContent()).toMatch(/η = 1, from \(6\.5625, /);
    expect(await said.textContent()).toMatch(/solved|stalled|moving/);
    await page.keyboard.press('Enter');
    expect((await stateOf(page)).map.pin?.[0]).toBeCloseTo(6.5625, 2);
    await page.keyboard.press('Escape');
    expect((await stateOf(page)).map.pin).not.toBe(null);
    await page.keyboard.press('Escape');
    expect((await stateOf(page)).map.pin).toBe(null);
    expect(await map(page).getAttribute('aria-describedby')).toMatch(/plot-summary/);
    await expect
      .poll(() => page.locator('#maps [id^=plot-summary]').first().textContent())
      .toMatch(/of the runs: \w+ \d/);
  }));

test('the buttons in the plot zoom and go home, and zooming out ends with a word at 1,000 times the home window', () =>
  withSharedPage(async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 16, steps: 5 } });
    const home = (await stateOf(page)).window;
    const press = (name: RegExp) =>
      page.locator('#maps').getByRole('button', { name }).first().click();
    await press(/Zoom in/);
    expect((await stateOf(page)).window.x[1]).toBeCloseTo(20 / 1.3, 10);
    await press(/The whole view/);
    expect((await stateOf(page)).window).toEqual(home);
    await press(/Equal scales/);
    await settled(page);
    const { x, y } = (await stateOf(page)).window;
    const { width, height } = (await map(page).boundingBox())!;
    expect((x[1] - x[0]) / width / ((y[1] - y[0]) / height)).toBeCloseTo(1, 2);
    await press(/Equal scales/);
    await settled(page);
    expect((await stateOf(page)).window).toEqual(home);
    await set(page, { window: { x: [-19_000, 19_000], y: [-19_000, 19_000] } });
    await press(/Zoom out/);
    expect(await noticeOf(page)).toMatch(/The window ends here, 1,000 times/);
    expect((await stateOf(page)).window.x).toEqual([-19_000, 19_000]);
  }));
