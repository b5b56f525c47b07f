// The controls of the maps: layout, divider, blend, marks, presets, and history by keyboard.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  apart,
  choose,
  noticeOf,
  pixelsOf,
  set,
  settled,
  stateOf,
  useChromium,
  withSharedPage,
} from './page.ts';

useChromium();

const surface = (page: Page, label: 'Map' | 'Map to compare') =>
  page.getByRole('application', { name: new RegExp(`^${label}:`) });

/** A band across a map's middle, 0.1 to 0.9 of its width: its left and its right third, as RGBA bytes. */
async function thirds(page: Page): Promise<{ left: number[]; right: number[] }> {
  // No cross hairs.
  await page.mouse.move(0, 0);
  const box = (await surface(page, 'Map').boundingBox())!;
  const width = Math.round(0.8 * box.width);
  const height = 64;
  const [x, y] = [Math.round(box.x + 0.1 * box.width), Math.round(box.y + 0.3 * box.height)];
  const rgba = await pixelsOf(page, { x, y, width, height });
  const column = (k: number) => (k >> 2) % width;
  return {
    left: rgba.filter((_, k) => column(k) < width / 3),
    right: rgba.filter((_, k) => column(k) > (2 * width) / 3),
  };
}

test('swiped over another, the second map covers the first to the right of the divider, and keys move it', () =>
  withSharedPage(async (page) => {
    const map = { resolution: 64, steps: 100, compare: 'adam', blend: 1 } as const;
    await set(page, { tab: 'basins', map });
    const divider = page.getByRole('slider', { name: 'Where the two maps meet' });
    expect(await divider.isVisible()).toBe(false);
    const apartBefore = await surface(page, 'Map to compare').boundingBox();
    expect(apartBefore).not.toEqual(await surface(page, 'Map').boundingBox());

    await choose(page, 'layout', 'swiped over another');
    expect((await stateOf(page)).map.layout).toBe('swipe');
    expect(await surface(page, 'Map to compare').boundingBox()).toEqual(
      await surface(page, 'Map').boundingBox(),
    );
    const at = async (share: number) => {
      await divider.fill(String(share));
      await settled(page);
      expect((await stateOf(page)).map.swipe).toBe(share);
      return thirds(page);
    };
    const [second, first, both] = [await at(0), await at(1), await at(0.5)];
    expect(apart(first.left, second.left)).toBeGreaterThan(5);
    expect(apart(first.right, second.right)).toBeGreaterThan(5);
    expect(apart(both.left, first.left)).toBeLessThan(0.5);
    expect(apart(both.right, second.right)).toBeLessThan(0.5);

    await divider.focus();
    await page.keyboard.press('ArrowRight');
    expect((await stateOf(page)).map.swipe).toBeGreaterThan(0.5);
    await choose(page, 'compare with', 'nothing');
    expect(await divider.isVisible()).toBe(false);
    expect(await surface(page, 'Map to compare').isVisible()).toBe(false);
  }));

test('the blend goes from the landscape to the basins without running anything again', () =>
  withSharedPage(async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 64, steps: 100 } });
    const field = page.getByRole('textbox', { name: 'landscape … basins' });
    const at = async (blend: string) => {
      await field.fill(blend);
      await field.press('Enter');
      await settled(page);
      expect((await stateOf(page)).map.blend).toBe(Number(blend));
      return (await thirds(page)).left;
    };
    await set(page, { map: { blend: 1 } });
    // What runs anew dims the old figures: watched over all of the changes.
    await page.evaluate(() => {
      const info = document.querySelector('#map-info')!;
      const watch = () => {
        if (info.classList.contains('stale')) info.setAttribute('data-ran', '');
      };
      new MutationObserver(watch).observe(info, { attributeFilter: ['class'] });
    });
    const [landscape, half, basins] = [await at('0'), await at('0.5'), await at('1')];
    const whole = apart(landscape, basins);
    expect(whole).toBeGreaterThan(10);
    for (const end of [landscape, basins]) {
      expect(apart(half, end)).toBeGreaterThan(0.2 * whole);
      expect(apart(half, end)).toBeLessThan(0.8 * whole);
    }
    const ran = () => page.locator('#map-info').getAttribute('data-ran');
    expect(await ran()).toBe(null);
    await set(page, { map: { steps: 101 } });
    expect(await ran()).toBe('');
    // The Sweep view has no landscape under it.
    await set(page, { tab: 'sweep' });
    expect(await field.isVisible()).toBe(false);
  }));

test('the marks show as many pixels as the f64 check says differ, and go again', () =>
  withSharedPage(async (page) => {
    await set(page, {
      tab: 'basins',
      optimizers: { gd: { learningRate: 30 } },
      map: { resolution: 128, steps: 1000 },
    });
    const told = /same outcome for (\d+) of (\d+) sampled/;
    const info = page.locator('#map-info');
    await expect.poll(() => info.textContent()).toMatch(told);
    const [, same, of] = told.exec((await info.textContent())!)!;
    const differ = Number(of) - Number(same);
    // A fractal border: f32 and f64 part ways in some of its pixels, whatever the machine.
    expect(differ).toBeGreaterThan(0);
    const marks = page.locator('#maps .spots circle');
    expect(await marks.count()).toBe(0);
    const check = page.getByRole('checkbox', { name: 'mark f32 ≠ f64' });
    await check.check();
    await settled(page);
    expect(await marks.count()).toBe(differ);
    const box = (await surface(page, 'Map').boundingBox())!;
    const places = await marks.evaluateAll((all) =>
      all.map((mark) => {
        const { x, y, width, height } = mark.getBoundingClientRect();
        return [x + width / 2, y + height / 2] as const;
      }),
    );
    for (const [x, y] of places) {
      expect(x).toBeGreaterThan(box.x);
      expect(x).toBeLessThan(box.x + box.width);
      expect(y).toBeGreaterThan(box.y);
      expect(y).toBeLessThan(box.y + box.height);
    }
    await check.uncheck();
    await settled(page);
    expect(await marks.count()).toBe(0);
  }));

test('every preset of the Sweep view sets both axes and the optimizer that has them, and runs', () =>
  withSharedPage(async (page) => {
    await set(page, { tab: 'sweep', map: { resolution: 48, steps: 50, compare: 'adam' } });
    const rate = 'learning rate η';
    const presets: Record<string, [x: string, y: string, optimizer: string, compare: string]> = {
      'learning rate × start w12': [rate, 'start w12', 'gd', 'adam'],
      'learning rate × start w21': [rate, 'start w21', 'gd', 'adam'],
      'η of w21 × η of w12': ['learning rate of w21', 'learning rate of w12', 'gd', 'adam'],
      'learning rate × momentum': [rate, 'momentum μ', 'momentum', 'none'],
      'learning rate × β1 (Adam)': [rate, 'β1', 'adam', 'none'],
      'learning rate × β2 (Adam)': [rate, 'β2', 'adam', 'none'],
    };
    const preset = page.getByRole('combobox', { name: 'preset', exact: true });
    const options = await preset.getByRole('option').allTextContents();
    expect(options).toEqual(['choose …', ...Object.keys(presets)]);
    const info = page.locator('#map-info');
    for (const [name, [x, y, optimizer, compare]] of Object.entries(presets)) {
      await choose(page, 'preset', name);
      expect((await stateOf(page)).map).toMatchObject({ optimizer, compare });
      const maps = page.locator('#maps .map-plot:visible');
      expect(await maps.count()).toBe(compare === 'none' ? 1 : 2);
      expect((await maps.first().locator('svg text').allTextContents()).slice(-2)).toEqual([x, y]);
      expect(await noticeOf(page)).toBe(null);
      // The figures come a moment after the map.
      await expect.poll(() => info.getAttribute('class')).not.toContain('stale');
      const cells = await info.locator('.info-table tbody td:nth-child(2)').allTextContents();
      const counts = cells.map((text) => Number(text.split('(')[0]!.replace(/\D/g, '')));
      expect(counts.reduce((sum, n) => sum + n, 0) % 48).toBe(0);
      expect(counts.filter((n) => n > 0).length).toBeGreaterThan(1);
      // It names no preset: the axes can be changed from there.
      expect(await preset.locator('option:checked').textContent()).toBe('choose …');
    }
  }));
