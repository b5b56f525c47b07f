// Undo and redo with real hands: mouse, wheel and keys, the buttons, and the browser's own Back and Forward.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { DEFAULT_STATE, type State } from '../../src/app/state/state.ts';
import { type Gesture, perform } from './map-hands.ts';
import { inAddress, noticeOf, set, settled, stateOf, useChromium, withPage } from './page.ts';

useChromium();

const undo = (page: Page) => page.locator('#undo');
const redo = (page: Page) => page.locator('#redo');
/** Longer than the changes of one gesture are apart. */
const rest = (page: Page) => page.waitForTimeout(450);

test('Back goes back gesture by gesture with its link, Forward again, and a reload keeps what is shown', () =>
  withPage({}, async (page) => {
    const seen: State[] = [await stateOf(page)];
    for (const made of [
      { does: 'drag', from: [0.5, 0.5], to: [0.6, 0.4] },
      { does: 'click', at: [0.3, 0.3] },
      { does: 'key', key: '+' },
    ] satisfies Gesture[]) {
      await rest(page);
      await perform(page, made);
      seen.push(await stateOf(page));
    }
    const [first, dragged, clicked, zoomed] = seen;
    await rest(page);
    await inAddress(page);
    expect(new URL(page.url()).hash).toMatch(/^#start=.*&x=|^#x=.*&start=/);
    const shown = (state: State | undefined) => expect.poll(() => stateOf(page)).toEqual(state);
    for (const state of [clicked, dragged, first]) {
      await page.goBack();
      await shown(state);
    }
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    expect(await undo(page).isDisabled()).toBe(true);
    await page.goForward();
    await shown(dragged);
    // The button goes the same way.
    await undo(page).click();
    await shown(first);
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    await redo(page).click();
    await redo(page).click();
    await shown(clicked);
    await inAddress(page);
    await page.reload();
    await settledAgain(page);
    expect(await stateOf(page)).toEqual(clicked);
    await page.goBack();
    await shown(dragged);
    await page.goForward();
    await shown(clicked);
    // What is typed is a gesture like others.
    await page.evaluate(() => {
      location.hash = 'steps=77&x=-1..1';
    });
    await expect.poll(async () => (await stateOf(page)).steps).toBe(77);
    expect((await stateOf(page)).window.x).toEqual([-1, 1]);
    await page.goBack();
    await shown(clicked);
    expect(zoomed).not.toEqual(clicked);
  }));

async function settledAgain(page: Page) {
  await page.waitForFunction(() => window.gradscape !== undefined);
  await settled(page);
}

test('a field keeps the undo of its own text, and what is removed comes back by the notice', () =>
  withPage({}, async (page) => {
    const first = await stateOf(page);
    await set(page, {
      starts: {
        points: [
          [1, 2],
          [3, 4],
        ],
      },
    });
    await rest(page);
    const three = await stateOf(page);
    await page.getByRole('button', { name: 'Remove single starts' }).click();
    expect((await stateOf(page)).starts.points).toEqual([]);
    expect(await noticeOf(page)).toMatch(/^2 starts were removed\./);
    await page.locator('#notice').getByRole('button', { name: 'Undo' }).click();
    expect(await stateOf(page)).toEqual(three);
    // Undone by a key, it is not offered any more.
    await page.getByRole('button', { name: 'Remove single starts' }).click();
    await page.locator('#surface').focus();
    await page.keyboard.press('Control+z');
    expect(await stateOf(page)).toEqual(three);
    await expect.poll(() => noticeOf(page)).toBe(null);
    const field = page.getByRole('textbox', { name: 'steps', exact: true }).first();
    await field.focus();
    await page.keyboard.press('Control+z');
    expect(await stateOf(page)).toEqual(three);
    await page.locator('#surface').focus();
    await page.keyboard.press('Control+z');
    expect(await stateOf(page)).toEqual(first);
    expect(first).toEqual(DEFAULT_STATE);
  }));
