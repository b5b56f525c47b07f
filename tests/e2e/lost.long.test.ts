// A GPU process that dies, in a Chromium of its own.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { State, StatePatch } from '../../src/app/state/state.ts';
import {
  apart,
  mapOf,
  noticeOf,
  pixelsOf,
  pressInBar,
  set,
  settled,
  stateOf,
  theBrowser,
  useChromium,
  withPage,
} from './page.ts';

useChromium({ alone: true });

/** The upper middle of the map, where no notice lies, as RGBA bytes. */
async function picture(page: Page): Promise<number[]> {
  const { corner, size } = await mapOf(page);
  const x = corner[0] + size.width / 2 - 150;
  return pixelsOf(page, { x, y: corner[1] + 10, width: 300, height: size.height / 2 });
}
const colours = (rgba: number[]) => {
  const seen = new Set<number>();
  for (let i = 0; i < rgba.length; i += 4) {
    seen.add(rgba[i]! * 65536 + rgba[i + 1]! * 256 + rgba[i + 2]!);
  }
  return seen.size;
};

/** Changes of the state, each a gesture of its own; a pixel of a map is pinned by one. */
const CHANGES: readonly StatePatch[] = [
  { starts: { points: [[3, 1]] }, optimizers: { gd: { learningRate: 3 } } },
  { tab: 'basins', map: { resolution: 32, steps: 50, pin: [-8.125, 3.125] } },
  { tab: 'landscape' },
  { window: { x: [-12, 18], y: [-9, 11] } },
];
/** Longer than the changes of one gesture are apart. */
const GESTURE = 450;

const canUndo = (page: Page) => page.locator('#undo').isEnabled();
const canRedo = (page: Page) => page.locator('#redo').isEnabled();
/** All states that undo and redo lead through, and which of them is shown; at the end it is so again. */
async function historyOf(page: Page): Promise<{ states: State[]; at: number }> {
  let at = 0;
  for (; await canUndo(page); at++) await page.keyboard.press('Control+z');
  const states = [await stateOf(page)];
  for (; await canRedo(page); states.push(await stateOf(page))) {
    await page.keyboard.press('Control+y');
  }
  for (let i = states.length - 1; i > at; i--) await page.keyboard.press('Control+z');
  return { states, at };
}

/** The pinned runs as the browser keeps them. */
const pinnedRuns = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const opening = indexedDB.open('keyval-store');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result.transaction('keyval').objectStore('keyval');
          const reading = store.get('gradscape.kept');
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => resolve(reading.result);
        };
      }),
  );

/** The rows of their table. */
async function tableOf(page: Page): Promise<string[]> {
  await pressInBar(page, '#saved-open');
  const dialog = page.locator('dialog.kept');
  await dialog.locator('tbody tr').first().waitFor();
  const rows = await dialog.locator('tbody tr').allInnerTexts();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return rows;
}

/** The state, its history and the pinned runs. */
const possessions = async (page: Page) => ({
  state: await stateOf(page),
  history: await historyOf(page),
  pinned: await pinnedRuns(page),
});

/** Makes a few changes, one of which is undone, and pins the landscape's two runs. */
async function gather(page: Page) {
  for (const patch of CHANGES) {
    await page.waitForTimeout(GESTURE);
    await set(page, patch);
  }
  await page.keyboard.press('Control+z');
  await pressInBar(page, '#saved-open');
  const dialog = page.locator('dialog.kept');
  await dialog.getByRole('button', { name: 'Pin the landscape’s runs' }).click();
  await dialog.getByText('2 runs were pinned.').waitFor();
  const table = await dialog.locator('tbody tr').allInnerTexts();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const all = await possessions(page);
  expect([all.history.states.length, all.history.at]).toEqual([5, 3]);
  expect(all.history.states.map(({ map }) => map.pin)).toEqual([
    null,
    null,
    ...[2, 3, 4].map(() => [-8.125, 3.125]),
  ]);
  expect(all.pinned).toMatchObject({ runs: [{ optimizer: 'gd' }, { optimizer: 'adam' }] });
  expect(table).toHaveLength(2);
  await settled(page);
  return { all, table };
}

const BY_THE_BROWSER =
  /GPU stall due to ReadPixels|CONTEXT_LOST_WEBGL|external Instance reference no longer exists/;

test('when the GPU process dies it is opened again, and when it dies once more the CPU takes over; the picture, the state, its history and the pinned runs stay', () =>
  withPage({ allowed: BY_THE_BROWSER, viewport: { width: 900, height: 600 } }, async (page) => {
    const { all, table } = await gather(page);
    const before = await picture(page);
    // A landscape, not the grey of an empty map.
    expect(colours(before)).toBeGreaterThan(20);
    expect(await page.evaluate(() => window.gradscape.engine.name)).toBe('gpu');
    const chart = (await page.locator('#chart canvas').boundingBox())!;
    const curves = await pixelsOf(page, chart);

    const session = await theBrowser().newBrowserCDPSession();
    const adapter = await page.evaluate(() => window.gradscape.engine.adapter);
    await session.send('Browser.crashGpuProcess').catch(() => {});
    await expect.poll(() => noticeOf(page)).toMatch(/^the GPU was lost: .+ It is open again/i);
    expect(await page.evaluate(() => window.gradscape.engine)).toMatchObject({
      name: 'gpu',
      adapter,
    });
    await settled(page);
    await expect.poll(async () => apart(await picture(page), before)).toBeLessThan(2);
    expect(await possessions(page)).toEqual(all);

    await session.send('Browser.crashGpuProcess').catch(() => {});
    await expect.poll(() => page.evaluate(() => window.gradscape.engine.name)).toBe('cpu');
    await expect
      .poll(() => noticeOf(page))
      .toMatch(/^Computing on the CPU: the GPU was lost: .+ Try the GPU again$/);
    expect(await page.locator('#badge').getAttribute('data-engine')).toBe('cpu');
    await settled(page);
    // f32 and f64 differ by less than one of 256 colours.
    await expect.poll(async () => apart(await picture(page), before)).toBeLessThan(2);
    await expect.poll(async () => apart(await pixelsOf(page, chart), curves)).toBeLessThan(2);
    expect(await possessions(page)).toEqual(all);
    expect(await tableOf(page)).toEqual(table);

    await set(page, { parameters: { b2: -3 }, optimizers: { momentum: { on: true } } });
    expect((await stateOf(page)).parameters.b2).toBe(-3);
    expect(await page.locator('#legend > div').count()).toBe(3);
    await expect.poll(async () => apart(await picture(page), before)).toBeGreaterThan(2);

    // The GPU is back by now, and can be had again.
    await page.getByRole('button', { name: 'Try the GPU again' }).click();
    await expect.poll(() => page.evaluate(() => window.gradscape.engine.name)).toBe('gpu');
    await page.keyboard.press('Control+z');
    await settled(page);
    expect(await stateOf(page)).toEqual(all.state);
    expect(await pinnedRuns(page)).toEqual(all.pinned);
    expect((await historyOf(page)).states.slice(0, 4)).toEqual(all.history.states.slice(0, 4));
    await expect.poll(async () => apart(await picture(page), before)).toBeLessThan(2);
  }));
