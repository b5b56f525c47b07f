// By fingers alone: the main controls of every view, each large enough for one, and a phone that is turned.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { axeSource, overflowing, violations } from './everyone.ts';
import {
  listen,
  noticeOf,
  pressInBar,
  ready,
  set,
  settled,
  stateOf,
  useChromium,
  withPage,
} from './page.ts';

useChromium();

const standing = { width: 390, height: 844 };
const lying = { width: 844, height: 390 };
const phone = { viewport: standing, hasTouch: true, isMobile: true };

/** Controls in view that are less than 44 pixels high or wide; a label counts for the box in it. */
const small = (page: Page) =>
  page.evaluate(() => {
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const controls = [...root.querySelectorAll('button, select, input, summary')];
    return controls
      .filter((each) => each.checkVisibility({ visibilityProperty: true }))
      .filter((each) => !each.closest('.lil-gui, .panel:not(.open), #surface'))
      .map((each) => {
        const box = (each.closest('label') ?? each).getBoundingClientRect();
        // One that is lower than a finger may take what is around it.
        const own = Number.parseFloat(getComputedStyle(each, '::after').height) || 0;
        return { each, width: box.width, height: Math.max(box.height, own) };
      })
      .filter(({ width, height }) => width > 0 && height > 0 && (width < 43.5 || height < 43.5))
      .map(({ each, width, height }) => `${each.outerHTML.slice(0, 90)} ${width}×${height}`);
  });

const tap = async (page: Page, selector: string) => {
  await page.locator(selector).tap();
  await settled(page);
};

test('with fingers alone every view is opened and used, nothing hangs out of the window, and no control is smaller than 44 pixels', () =>
  withPage(phone, async (page) => {
    await set(page, {
      map: { resolution: 16, steps: 20 },
      spectrum: { count: 32, steps: 20 },
      steps: 50,
    });
    const tab = async (name: string) => {
      await tap(page, `#tabs button:text-is("${name}")`);
      await expect.poll(() => overflowing(page), { message: name }).toEqual([]);
      expect(await small(page), name).toEqual([]);
    };
    const pinned = async () => {
      const { tab: open, map, spectrum } = await stateOf(page);
      return open === 'spectrum' ? spectrum.pin : map.pin;
    };

    await tab('Landscape');
    await tap(page, '#to-start');
    await tap(page, '#step-on');
    expect((await stateOf(page)).step).toBe(1);
    await tap(page, '.plot-tools .relief-open');
    expect((await stateOf(page)).view.relief).not.toBe(null);
    await tap(page, '#legend button >> nth=0');
    expect((await stateOf(page)).view.hidden).toEqual(['gd']);
    for (const [name, surface] of [
      ['Basins', '#maps .surface >> nth=0'],
      ['Spectrum', '#spectrum .surface >> nth=0'],
    ] as const) {
      await tab(name);
      await tap(page, surface);
      expect(await pinned(), name).not.toBe(null);
    }
    await tab('Lessons');
    const { lesson } = await stateOf(page);
    await tap(page, '.lesson-foot button >> nth=-1');
    expect((await stateOf(page)).lesson).not.toBe(lesson);

    // Who wants no motion gets none, in the sheet and its switches too.
    const longest = () =>
      page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll('.panel, .card-switch input')].map((each) =>
            Number.parseFloat(getComputedStyle(each).transitionDuration),
          ),
        ),
      );
    expect(await longest()).toBeGreaterThan(0.1);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await longest()).toBeLessThan(0.001);

    // A picture of the gallery, and its numbers.
    await tap(page, '#tabs button:text-is("Landscape")');
    await pressInBar(page, '#gallery-open');
    expect(await small(page), 'gallery').toEqual([]);
    await tap(page, '[data-picture="valley"]');
    expect((await stateOf(page)).problem).toBe('rosenbrock');
    await pressInBar(page, '#tables-open');
    await page.locator('dialog.tables td').first().waitFor();
    await page.evaluate(axeSource);
    expect(await violations(page), 'data tables').toEqual([]);
    expect([...(await small(page)), ...(await overflowing(page))]).toEqual([]);
    await tap(page, 'dialog[open] .shut');

    // What a network says has room beside its graph, however many parts stand between them.
    await set(page, { problem: 'xor-deep', tab: 'landscape', steps: 5 });
    const pictures = page.locator('.network-graph, .network-surface');
    await expect.poll(() => pictures.count()).toBe(2);
    for (const size of [
      lying,
      standing,
      { width: 1700, height: 900 },
      { width: 1280, height: 800 },
    ]) {
      await page.setViewportSize(size);
      await settled(page);
      const named = `${size.width} × ${size.height}`;
      await expect.poll(() => overflowing(page), { message: named }).toEqual([]);
      for (const box of await pictures.all()) {
        expect((await box.boundingBox())!.height, named).toBeGreaterThan(90);
      }
    }
  }));

/** Nobody has been here before. */
const forget = () => {
  if (location.protocol === 'about:' || sessionStorage.getItem('begun')) return;
  localStorage.clear();
  sessionStorage.setItem('begun', 'yes');
};

test('with fingers alone a newcomer comes from the gallery to a run of fractal basins, its steps and a link to it, and by undo back', () => {
  const permissions = ['clipboard-read', 'clipboard-write'];
  return withPage({ ...phone, permissions, greeted: true, before: forget }, async (page) => {
    const inMenu = async (name: string) => {
      await tap(page, '#more');
      await tap(page, `.popover button:has-text("${name}")`);
    };
    const first = await stateOf(page);
    await page.locator('.welcome p').waitFor();
    await inMenu('Gallery');
    await tap(page, '[data-picture="fractal"]');
    expect((await stateOf(page)).tab).toBe('basins');

    await page
      .locator('#maps .surface')
      .first()
      .tap({ position: { x: 120, y: 90 } });
    await settled(page);
    const map = (await page.locator('#maps .surface').first().boundingBox())!;
    expect(map.height).toBeGreaterThan(0.9 * map.width);
    const { pin } = (await stateOf(page)).map;
    const said = page.locator('.info-run');
    expect(await said.innerText()).toMatch(/η = 30, from \(.*(solved|stalled|oscillating|moving)/s);
    await tap(page, '.run-actions button:text-is("Compare this run")');
    await expect.poll(() => noticeOf(page)).toMatch(/Saved/);
    const kept = await stateOf(page);
    await tap(page, '.run-actions button:has-text("Open this run")');
    const opened = await stateOf(page);
    expect(opened.tab).toBe('landscape');
    const [start] = opened.starts.points;
    // The pin has the digits that tell its pixel from the next, the run starts in that pixel's middle.
    for (const [i, at] of pin!.entries()) expect(start![i]).toBeCloseTo(at, 3);

    await tap(page, '#inspect');
    // Over it, the landscape keeps its width.
    const { width } = (await page.locator('#surface').boundingBox())!;
    expect(width).toBeGreaterThan(300);
    const inspected = () => page.locator('.inspector-run').innerText();
    await expect.poll(inspected).toMatch(/step 1.000 of 1.000/);
    await tap(page, '#to-start');
    await expect.poll(() => page.locator('.inspector-run').innerText()).toMatch(/step 0 of/);
    const weights = page.locator('.inspector-table');
    for (const at of start!)
      expect(await weights.innerText()).toContain(String(at).replace('-', '−'));

    await tap(page, '#share');
    await tap(page, '.share-copy');
    await page.getByText(/link .* clipboard/).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await tap(page, 'dialog[open] .shut');
    const other = await page.context().newPage();
    const errors = listen(other);
    await other.goto(link);
    await ready(other);
    expect(await stateOf(other)).toEqual(await stateOf(page));
    expect(errors).toEqual([]);
    // Who comes again is told less: what there is stands one below the other.
    const parts = await other.locator('.welcome, .plot, .strip').all();
    const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
    const [welcome, plot, strip] = boxes.sort((a, b) => a!.y - b!.y);
    expect(plot!.y).toBeGreaterThanOrEqual(welcome!.y + welcome!.height);
    expect(plot!.height).toBeGreaterThan(200);
    expect(strip!.y).toBeGreaterThanOrEqual(plot!.y + plot!.height);
    await other.close();

    await tap(page, '#undo');
    expect(await stateOf(page)).toEqual(kept);
    while ((await stateOf(page)).tab !== first.tab) await tap(page, '#undo');
    expect(await stateOf(page)).toEqual(first);
  });
});
