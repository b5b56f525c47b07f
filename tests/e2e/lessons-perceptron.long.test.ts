// Lesson 4 on the built page: the table of runs fills as they are made, by keyboard, in English and Korean, and is kept.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { toHash } from '../../src/app/state/url.ts';
import en from '../../src/lessons/words/en.ts';
import ko from '../../src/lessons/words/ko.ts';
import { axeSource, overflowing, violations } from './everyone.ts';
import { figuresOn } from './lesson-figures.ts';
import { phone } from './lesson-page.ts';
import { inAddress, ready, set, settled, stateOf, useChromium, withPage } from './page.ts';

useChromium();

const at = (lesson: string) => `?lang=en${toHash({ ...DEFAULT_STATE, tab: 'lessons', lesson })}`;

const rowOf = (page: Page, id: string) => page.locator(`tr[data-run="${id}"]`);
const textOf = async (page: Page, id: string) =>
  (await rowOf(page, id).locator('td').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));

const fieldOf = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });

/** Tabs on until what has the focus matches. */
async function tabTo(page: Page, selector: string) {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
  }
  throw new Error(`no way to ${selector} by Tab`);
}

test('by keyboard alone a row is run, filled and pictured; Korean has its numbers, another visit too, and so has the paper', () =>
  withPage({ at: at('regression.runs') }, async (page) => {
    expect(await textOf(page, 'tanh.4.gd')).toEqual(['', '', '', en['view.runs.run']]);
    await page.locator('.lesson-body h2').focus();
    await tabTo(page, 'tr[data-run="tanh.4.gd"] button');
    await page.keyboard.press('Enter');
    await expect.poll(() => rowOf(page, 'tanh.4.gd').getAttribute('data-filled')).toBe('');
    await settled(page);
    const filled = await textOf(page, 'tanh.4.gd');
    // As tests/node/lessons-perceptron.test.ts has it of the product's own run.
    expect(filled.slice(0, 3)).toEqual([
      `68 ${en['view.runs.stopped']}`,
      '0.431 → 0.0344',
      '0.346 → 0.0379',
    ]);
    const state = await stateOf(page);
    expect([state.network?.batch, state.steps, state.optimizers.adam.on]).toEqual([4, 2000, false]);
    expect(await page.locator('.plot-panels .line.first').count()).toBe(1);
    expect(await page.locator('.runs-said').textContent()).toContain('68');

    await page.getByRole('button', { name: '한국어' }).click();
    // The page is opened anew, where it was.
    await page.locator('#lessons:lang(ko) h2').waitFor();
    await ready(page);
    await page.evaluate(() => localStorage.removeItem('gradscape.language'));
    const again = await textOf(page, 'tanh.4.gd');
    expect(again[0]).toBe(`68 ${ko['view.runs.stopped']}`);
    expect(again.slice(1, 3)).toEqual(filled.slice(1, 3));
    // A row of one's own, by its fields.
    await fieldOf(page, ko['view.runs.activation']).selectOption('step');
    await fieldOf(page, ko['view.runs.batch']).selectOption('8');
    await page.getByRole('button', { name: ko['view.runs.add'] }).press('Enter');
    await expect.poll(() => rowOf(page, 'step.8.gd').getAttribute('data-filled')).toBe('');
    await settled(page);
    expect((await textOf(page, 'step.8.gd'))[0]).toContain(ko['view.runs.stopped']);

    // With another learning rate it is another run's.
    await set(page, { optimizers: { gd: { learningRate: 0.02 } } });
    expect((await textOf(page, 'tanh.4.gd'))[0]).toContain(ko['view.runs.stale']);
    await set(page, { optimizers: { gd: { learningRate: 0.05 } } });
    await inAddress(page);
    await page.reload();
    await ready(page);
    expect(await textOf(page, 'tanh.4.gd')).toEqual(again);
    expect((await textOf(page, 'step.8.gd'))[1]).toMatch(/→/);
    const printed = await page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'));
      const sheet = document.querySelector('.lesson-sheet')!;
      const of = {
        rows: sheet.querySelectorAll('tr[data-filled]').length,
        text: sheet.querySelector('tr[data-run="tanh.4.gd"]')!.textContent,
        buttons: sheet.querySelectorAll('button, select').length,
      };
      window.dispatchEvent(new Event('afterprint'));
      return of;
    });
    // Two rows of the table, one of which the last step has too.
    expect([printed.rows, printed.buttons]).toEqual([3, 0]);
    expect(printed.text).toContain('0.0344');
  }));

test('on a phone all runs are made and can be stopped; nothing hangs out, and axe-core finds nothing serious', () =>
  withPage({ ...phone, at: at('regression.runs') }, async (page) => {
    const filled = () => page.locator('.lesson-runs tr[data-filled]').count();
    const all = page.getByRole('button', { name: en['view.runs.all'] });
    const stop = page.getByRole('button', { name: en['view.runs.stop'], includeHidden: true });
    expect(await stop.isVisible()).toBe(false);
    // As soon as it is there: ten short runs may be done before a click from outside comes.
    const stopped = await stop.evaluateHandle((button: HTMLElement) => ({
      pressed: new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          if (button.hidden) return;
          observer.disconnect();
          button.click();
          resolve();
        }).observe(button, { attributeFilter: ['hidden'] });
      }),
    }));
    await all.click();
    await stopped.evaluate(({ pressed }) => pressed);
    await settled(page);
    expect(await filled()).toBeLessThan(10);
    await all.click();
    await expect.poll(filled).toBe(10);
    await settled(page);
    expect(await stop.isVisible()).toBe(false);
    expect(await overflowing(page)).toEqual([]);
    await page.evaluate(axeSource);
    for (const theme of ['light', 'dark'] as const) {
      await set(page, { view: { theme } });
      expect(await violations(page), theme).toEqual([]);
    }
  }));

test('the figures of gates and slopes are shown as they are known, and follow the ring on the map', () =>
  withPage({ at: at('perceptron.or') }, async (page) => {
    const reveal = async () => {
      const show = page.getByRole('button', { name: en['view.show'] });
      while ((await show.count()) > 0) await show.first().click();
    };
    /** A factor of a formula has brackets where it is negative. */
    const shown = async () =>
      Object.fromEntries(
        (await figuresOn(page)).map(([name, text]) => [name, text.replace(/^\((.*)\)$/, '$1')]),
      );
    await reveal();
    expect(await shown()).toMatchObject({ 'l.00': '0.693147', g1: '−0.25', 'after.w1': '0.5' });
    await set(page, { tab: 'lessons', lesson: 'perceptron.xor' });
    await reveal();
    expect(await shown()).toMatchObject({ 'least.loss': '0.693147', 'right.11': '0' });
    await set(page, { starts: { points: [[-1, 0.5]] } });
    expect(await shown()).toMatchObject({ 'z.11': '−1.5', 'right.11': '1', 'right.00': '0' });
    await set(page, { tab: 'lessons', lesson: 'activations.slopes' });
    await reveal();
    expect(await shown()).toMatchObject({ 'sigmoid.slope': '0.196612', 'tanh.slope': '0.419974' });
    await set(page, { tab: 'lessons', lesson: 'activations.flat' });
    await fieldOf(page, en['activations.choose']).selectOption('leaky-relu');
    await settled(page);
    expect((await stateOf(page)).network?.activation).toBe('leaky-relu');
    expect(await shown()).toMatchObject({ slope: '0.01' });
  }));
