// The panel, the API's refusals, the theme and the link.
import type { Page } from 'playwright';
import { expect, inject, test } from 'vitest';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { toHash } from '../../src/app/state/url.ts';
import {
  lastNotice,
  listen,
  noticeOf,
  ready,
  refusal,
  set,
  settled,
  stateOf,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';

useChromium();

const lastPicture = (page: Page) =>
  page.evaluate(() => performance.getEntriesByName('gradscape:landscape').at(-1)?.startTime);

test('a wrong number typed into a field is refused, quoted with its range, and the picture stays', () =>
  withSharedPage(async (page) => {
    const before = [await stateOf(page), await lastPicture(page)];
    for (const [label, typed, message] of [
      ['w11', '1e9', /^w11: 1000000000 is not a number from -50 to 50$/],
      ['w11', 'abc', /^w11: "abc" is not a number from -50 to 50$/],
      ['w11', '', /^w11: "" is not a number from -50 to 50$/],
      ['b2', 'Infinity', /^b2: Infinity is not a number from -50 to 50/],
      ['learning rate η', '-3', /^learning rate η: -3 is not a number from 0 to 1000000/],
      ['steps', '1e9', /^steps: 1000000000 is not an integer from 0 to 1000000/],
    ] as const) {
      const field = page.locator(`#panel input[aria-label="${label}"]:visible`).first();
      const shown = await field.inputValue();
      await field.fill(typed);
      await field.press('Enter');
      expect(await noticeOf(page)).toMatch(message);
      // The field shows again what holds.
      expect(await field.inputValue()).toBe(shown);
    }
    await settled(page);
    expect([await stateOf(page), await lastPicture(page)]).toEqual(before);
  }));

test('a field that goes with its problem while somebody is at it goes without a word', () =>
  withPage({}, async (page) => {
    await set(page, { problem: 'formula', formula: 'a * x^2 + y^2' });
    await settled(page);
    await page.locator('#panel input[aria-label="a"]:visible').focus();
    await set(page, { problem: 'xor' });
    await settled(page);
    expect(await page.locator('#panel input[aria-label="a"]').count()).toBe(0);
  }));

test('a fold pressed again and again is as high as its rows, those that come later too', () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    const rows = await page.evaluate(async () => {
      const title = [...document.querySelectorAll<HTMLElement>('#panel .lil-title')].find(
        ({ textContent }) => textContent === 'Parameters',
      )!;
      const of = title.parentElement!.querySelector<HTMLElement>('.lil-children')!;
      const wasOpen = title.ariaExpanded === 'true';
      for (let press = 0; press < (wasOpen ? 4 : 3); press++) {
        title.click();
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      of.append(Object.assign(document.createElement('p'), { textContent: 'One more' }));
      return { open: title.ariaExpanded, own: of.clientHeight, all: of.scrollHeight };
    });
    expect(rows.open).toBe('true');
    expect(rows.own).toBeGreaterThan(100);
    expect(rows.all - rows.own).toBeLessThanOrEqual(1);
  }));

test('a good number typed into a field is taken, also beyond its slider, with comma and minus sign', () =>
  withSharedPage(async (page) => {
    const field = page.locator('#panel input[aria-label="b1"]:visible');
    for (const [typed, value] of [
      ['-37.5', -37.5],
      ['−4,25', -4.25],
    ] as const) {
      await field.fill(typed);
      await field.press('Enter');
      expect((await stateOf(page)).parameters.b1).toBe(value);
      await settled(page);
    }
    expect(await noticeOf(page)).toBe(null);
  }));

test('gradscape.set throws a RangeError that quotes what is wrong and the range, and changes nothing', () =>
  withSharedPage(async (page) => {
    const before = [await stateOf(page), await lastPicture(page)];
    for (const [patch, message] of [
      ['{ parameters: { b2: NaN } }', /b2: NaN is not a number from -50 to 50/],
      ['{ parameters: { b2: 51 } }', /b2: 51 is not a number from -50 to 50/],
      ['{ parameters: { w99: 1 } }', /w99/],
      ['{ stepz: 3 }', /stepz/],
      ['{ steps: 1.5 }', /steps: 1\.5 is not an integer from 0 to 1000000/],
      ['{ optimizers: { adam: { beta1: 1 } } }', /beta1: 1 is not a number in \[0, 1\)/],
      [
        '{ optimizers: { gd: { learningRate: Infinity } } }',
        /learningRate: Infinity .*0 to 1000000/,
      ],
      ['{ window: { x: [3, 3] } }', /\[3,3\] is not a range with min < max/],
      ['{ window: { y: [0, 2e9] } }', /2000000000 is not a number from -1000000000 to 1000000000/],
      ['{ starts: { points: [[0, NaN]] } }', /NaN is not a number from -1000000 to 1000000/],
      ['{ view: { colormap: "jet" } }', /"jet" is not one of viridis, cividis/],
      ['{ engine: "tpu" }', /"tpu" is not one of auto, gpu, cpu/],
      ['{ view: null }', /null/],
      ['42', /42/],
    ] as const) {
      const said = await refusal(page, patch);
      expect(said, patch).toMatch(/^RangeError: state/);
      expect(said).toMatch(message);
    }
    await settled(page);
    expect([await stateOf(page), await lastPicture(page)]).toEqual(before);
  }));

test('the theme follows the system until it is chosen, and back', () =>
  withSharedPage(async (page) => {
    const dark = () => page.evaluate(() => document.documentElement.dataset.theme === 'dark');
    const brightness = () =>
      page.evaluate(() => {
        const { backgroundColor } = getComputedStyle(document.body);
        return Number(/\d+/.exec(backgroundColor)?.[0]);
      });
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(dark).toBe(true);
    expect(await brightness()).toBeLessThan(80);
    await set(page, { view: { theme: 'light' } });
    await expect.poll(dark).toBe(false);
    expect(await brightness()).toBeGreaterThan(200);
    await page.emulateMedia({ colorScheme: 'light' });
    await set(page, { view: { theme: 'dark' } });
    await expect.poll(dark).toBe(true);
    await set(page, { view: { theme: 'auto' } });
    await expect.poll(dark).toBe(false);
  }));

test('a copied link restores the very state in a new page, and the address follows by itself', () =>
  withPage({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await set(page, {
      window: { x: [-1.5, 7.25], y: [2, 11] },
      parameters: { b2: -4.125 },
      optimizers: { adam: { on: false }, nesterov: { on: true, learningRate: 0.123 } },
      starts: { points: [[1 / 3, -2]], pattern: 'grid', gridSize: 3 },
      view: { colormap: 'cividis', scale: 'log', range: [0.01, 3] },
      steps: 77,
    });
    await page.locator('#share').click();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText(/link .* clipboard/).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain('#');
    await expect.poll(() => page.url()).toBe(link);
    const other = await page.context().newPage();
    const said = listen(other);
    await other.goto(link);
    await ready(other);
    expect(await stateOf(other)).toEqual(await stateOf(page));
    expect(await noticeOf(other)).toBe(null);
    // A changed address in an open page counts too.
    await other.evaluate(
      (hash) => {
        location.hash = hash;
      },
      toHash({ ...DEFAULT_STATE, steps: 123 }),
    );
    await expect.poll(async () => (await stateOf(other)).steps).toBe(123);
    await settled(other);
    expect((await stateOf(other)).parameters).toEqual(DEFAULT_STATE.parameters);
    expect(said).toEqual([]);
  }));

test('a link with text, a broken escape, a value out of range or an unknown key shows the defaults and says so', () =>
  withPage({ at: '#nonsense' }, async (page) => {
    for (const [at, why] of [
      ['#nonsense', /“#nonsense” is not a state/],
      ['#%E0%A4%A', /is not a state/],
      ['#{"steps":-1}', /steps: -1 is not an integer from 0 to 1000000/],
      ['#{"speed":1}', /speed/],
    ] as const) {
      if (at !== '#nonsense') {
        // A page of its own for each: a changed address alone would not load it again.
        await page.goto('about:blank');
        await page.goto(inject('url') + at);
        await page.waitForFunction(() => window.gradscape !== undefined);
      }
      expect(await stateOf(page), at).toEqual(DEFAULT_STATE);
      const notice = await lastNotice(page);
      expect(notice).toMatch(/^The link could not be read .*: showing the defaults\.$/);
      expect(notice).toMatch(why);
    }
  }));

test('Help opens with its button and with ?, and closes with Escape', () =>
  withSharedPage(async (page) => {
    const help = page.locator('#help');
    await page.locator('#help-open').click();
    await help.waitFor();
    await page.keyboard.press('Escape');
    expect(await help.isVisible()).toBe(false);
    await page.locator('#surface').focus();
    await page.keyboard.press('?');
    await help.waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await help.isVisible()).toBe(false);
  }));

test('weight decay, a schedule and noise are set under More, and spectra have their intervals at the console', () =>
  withSharedPage(async (page) => {
    await page.locator('#panel').getByRole('button', { name: 'Gradient descent' }).click();
    await page
      .locator('#panel .lil-title', { hasText: /^More$/ })
      .first()
      .click();
    const decay = page.locator('#panel input[aria-label="weight decay λ"]');
    await decay.fill('0.05');
    await decay.press('Enter');
    const schedule = page.locator('#panel .lil-controller', { hasText: 'schedule of η' });
    await schedule.locator('select').selectOption('cosine');
    await settled(page);
    const { gd } = (await stateOf(page)).optimizers;
    expect(gd).toMatchObject({ weightDecay: 0.05, schedule: { kind: 'cosine', least: 0 } });
    expect(await page.locator('#panel .lil-title', { hasText: 'More (in use)' }).count()).toBe(1);
    expect(await page.locator('#panel input[aria-label="half period"]').isVisible()).toBe(true);
    const told = await page.evaluate(async () => {
      const spectrum = await window.gradscape.spectrum({
        problem: { id: 'xor' },
        optimizer: { kind: 'gd', learningRate: 1 },
        start: [0, 0],
        steps: 200,
        threshold: 0.1,
        rate: { range: [1, 40], scale: 'log' },
        count: 32,
        last: 16,
        component: 'w12',
      });
      const { solved, behaviours } = await window.gradscape.intervals(spectrum);
      return { share: solved.share, count: behaviours!.reduce((sum, { count }) => sum + count, 0) };
    });
    expect(told.share).toBeGreaterThan(0.5);
    expect(told.count).toBe(32);
  }));
