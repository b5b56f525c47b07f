import type { Page } from 'playwright';
import { expect, inject, test } from 'vitest';
import { readMeta } from '../../src/fields/formats/index.ts';
import { OPTIMIZER_STYLES } from '../../src/views/colours.ts';
import {
  pressInBar,
  ready,
  saved,
  set,
  stateOf,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';
import { openShare, pick, RUNS } from './share-page.ts';

useChromium();

test('a picture has the runs as paths with their optimizers in a legend, and a .png at 2× is twice as large and carries its spec', () =>
  withSharedPage(async (page) => {
    await set(page, RUNS);
    await openShare(page);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toMatch(/Copy link/);
    await pick(page, 'Format', 'SVG');
    const svg = await saved(page, () => page.getByRole('button', { name: 'Save picture' }).click());
    expect(svg.name).toBe('gradscape-landscape.svg');
    const text = svg.bytes.toString();
    for (const words of ['gradient descent, η = 1<', 'Adam, η = 0.1<', '120 steps<']) {
      expect(text).toContain(words);
    }
    const colours = Object.values(OPTIMIZER_STYLES.gd).filter((value) => /^#/.test(String(value)));
    const paths =
      text.match(new RegExp(`<polyline[^>]*stroke="(${colours.join('|')})"`, 'g')) ?? [];
    // The path itself and the sample in the legend.
    expect(paths.length).toBeGreaterThanOrEqual(2);

    await pick(page, 'Format', 'PNG');
    const sizes: number[] = [];
    for (const times of ['1', '2']) {
      const select = page.locator('#share-dialog').getByRole('combobox', { name: 'Size' });
      await select.selectOption(times);
      const { bytes } = await saved(page, () =>
        page.getByRole('button', { name: 'Save picture' }).click(),
      );
      sizes.push(bytes.readUInt32BE(16));
      expect(readMeta(bytes).spec).toMatchObject({ window: RUNS.window });
    }
    const onScreen = await page.locator('#plot').evaluate((plot) => plot.clientWidth);
    expect(Math.abs(sizes[0]! - onScreen)).toBeLessThan(2);
    expect(Math.abs(sizes[1]! - 2 * onScreen)).toBeLessThan(2);
    await page.keyboard.press('Escape');
  }));

/** A page with an embed between two screens of text. */
async function host(page: Page, at: string, width = 320, height = 240) {
  const src = `${inject('url')}${at}`;
  const body = `<!doctype html><body style="margin:0"><p style="height:300px">above</p>
    <iframe src="${src}" width="${width}" height="${height}" style="border:0"></iframe>
    <p style="height:1500px">below</p></body>`;
  // Of its own: the page's policy lets nobody write another page into it.
  await page.route('**/host.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${inject('url')}host.html`);
  const frame = page.frames().at(-1)!;
  await frame.waitForFunction(() => window.gradscape !== undefined);
  await frame.evaluate(() => window.gradscape.settled());
  return frame;
}

test('an embed of 320 × 240 shows the picture alone, leaves the wheel to its host until it is clicked, and opens in the whole page', () =>
  withPage({}, async (page) => {
    const frame = await host(page, '?embed=1');
    const shown = (selector: string) => frame.locator(selector).first().isVisible();
    for (const part of ['.top', '#panel', '.strip', '.transport', '#chart']) {
      expect([part, await shown(part)]).toEqual([part, false]);
    }
    const map = (await frame.locator('#surface').boundingBox())!;
    expect([map.width > 200, map.height > 90]).toEqual([true, true]);
    const windowOf = () => frame.evaluate(() => window.gradscape.state.window.x);
    const home = await windowOf();
    await page.mouse.move(map.x + map.width / 2, map.y + map.height / 2);
    await page.mouse.wheel(0, 120);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(await windowOf()).toEqual(home);
    await page.evaluate(() => scrollTo(0, 0));
    const before = await frame.evaluate(() => window.gradscape.state.starts.points.length);
    await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
    // The click that the hint asked for adds no start.
    expect(await frame.evaluate(() => window.gradscape.state.starts.points.length)).toBe(before);
    await page.mouse.wheel(0, -240);
    await expect.poll(windowOf).not.toEqual(home);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    const link = frame.getByRole('link', { name: 'Open in Gradscape' });
    expect(await link.getAttribute('rel')).toBe('noopener');
    await link.focus();
    const href = (await link.getAttribute('href'))!;
    expect(href).not.toContain('embed');

    const [whole] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await ready(whole);
    const there = await frame.evaluate(() => window.gradscape.state.window);
    expect((await stateOf(whole)).window).toEqual(there);
  }));

test('an embed’s size beyond its bounds is refused in words, and the snippet keeps the one before', () =>
  withSharedPage(async (page) => {
    await openShare(page, 'Embed');
    const snippet = () => page.getByLabel('Snippet to paste').inputValue();
    const part = page.locator('.share-embed');
    const [width, height] = [part.getByLabel('Width'), part.getByLabel('Height')];
    const told = () => part.locator('.share-status').textContent();
    expect(await snippet()).toMatch(/ width="100%" height="480"/);
    await width.fill('800');
    await height.fill('50');
    expect(await snippet()).toMatch(/ width="800" height="480"/);
    expect(await told()).toBe('Height: 50 is not an integer from 240 to 2160');
    await width.fill('320.5');
    expect(await snippet()).toMatch(/ width="800" height="480"/);
    expect(await told()).toMatch(/^Width: 320.5 is not an integer from 320 to 4096; Height: 50 /);
    expect(await height.getAttribute('aria-invalid')).toBe('true');
    await height.fill('2160');
    await width.fill('');
    expect(await snippet()).toMatch(/ width="100%" height="2160"/);
    expect([await told(), await part.locator('.bad').count()]).toEqual(['', 0]);
    await page.keyboard.press('Escape');
  }));

test('an embed shows what ?show= names, and says which names it does not know', () =>
  withPage({ viewport: { width: 1000, height: 700 } }, async (page) => {
    const frame = await host(page, '?embed=1&show=chart,transport,controls,bar,magic', 960, 560);
    for (const part of ['.top', '#panel', '.transport', '#chart']) {
      expect([part, await frame.locator(part).first().isVisible()]).toEqual([part, true]);
    }
    expect(await frame.locator('#notice').textContent()).toMatch(/not magic/);
  }));

test('a map’s picture has its pin, the kept run and the minima that colour it, and its saved view a thumbnail of it', () =>
  withSharedPage(async (page) => {
    await set(page, {
      tab: 'basins',
      problem: 'himmelblau',
      optimizers: { gd: { learningRate: 0.01 } },
      map: { resolution: 48, steps: 100, colours: 'minimum', pin: [-4, 1.5] },
    });
    await openShare(page, 'Picture');
    await pick(page, 'Format', 'SVG');
    const { bytes } = await saved(page, () =>
      page.getByRole('button', { name: 'Save picture' }).click(),
    );
    const text = bytes.toString();
    for (const words of ['the kept run<', 'minimum<', '>(3, 2) ', '>(−2.805, 3.131) ']) {
      expect(text).toContain(words);
    }
    // Its path in the optimizer's colour, on the map and in the legend; the ring of the pin, white on black.
    const paths = text.match(
      new RegExp(`<polyline[^>]*stroke="${OPTIMIZER_STYLES.gd.color}"`, 'g'),
    );
    expect(paths?.length).toBe(2);
    expect(text).toMatch(/stroke="#000000" stroke-width="3.3"/);
    await page.keyboard.press('Escape');

    await pressInBar(page, '#saved-open');
    const dialog = page.locator('dialog.kept');
    await dialog.getByRole('button', { name: 'Save this state' }).click();
    const picture = dialog.locator('.kept-picture img');
    await picture.waitFor();
    const colours = await picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      const context = new OffscreenCanvas(240, 150).getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, 240, 150);
      return new Set(
        Array.from(
          { length: 240 * 150 },
          (_, k) => `${data[4 * k]! >> 6} ${data[4 * k + 1]! >> 6} ${data[4 * k + 2]! >> 6}`,
        ),
      ).size;
    });
    // Four basins and the path.
    expect(colours).toBeGreaterThan(4);
    // Other tests have the same browser's database.
    await dialog.getByRole('button', { name: /^Delete / }).click();
    await dialog.getByText('No view is saved yet.').waitFor();
    await page.keyboard.press('Escape');
  }));
