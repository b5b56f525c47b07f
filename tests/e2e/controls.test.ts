// The controls as a hand meets them: what is of no use is not there, what is there says what it does, runs start by start.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { choose, noticeOf, set, settled, stateOf, useChromium, withSharedPage } from './page.ts';

useChromium();

const field = (page: Page, label: string) =>
  page.locator(`#panel input[aria-label="${label}"]:visible`);

const folders = (page: Page) =>
  page.locator('#panel .lil-children > .lil-gui > .lil-title:visible').allTextContents();

const SMALL = { map: { resolution: 16, steps: 10 }, spectrum: { count: 64, steps: 20 } };

test('a learning rate that is an axis, and a start that is one, have no control; the benchmark has the page’s alone', () =>
  withSharedPage(async (page) => {
    await set(page, { ...SMALL, tab: 'spectrum' });
    expect(await field(page, 'learning rate η').count()).toBe(0);
    expect(await page.locator('.card-note:visible').allTextContents()).toEqual(['η is an axis']);
    await set(page, { tab: 'sweep' });
    expect(await field(page, 'learning rate η').count()).toBe(0);
    expect(await field(page, 'start w21').count()).toBe(1);
    expect(await field(page, 'start w12').count()).toBe(0);
    await choose(page, 'preset', 'η of w21 × η of w12');
    expect(await field(page, 'learning rate η').count()).toBe(0);
    // One of two rates leaves the other to the control.
    await choose(page, 'upwards', 'gradient noise');
    expect(await field(page, 'learning rate η').count()).toBe(1);
    await choose(page, 'upwards', 'learning rate of w12');
    expect(await field(page, 'learning rate η').count()).toBe(0);
    await set(page, { tab: 'benchmark' });
    expect(await folders(page)).toEqual(['Page']);
  }));

test('only what the map’s optimizers have is offered as an axis, and one that is lost gives way with a notice', () =>
  withSharedPage(async (page) => {
    await set(page, { ...SMALL, tab: 'sweep', map: { ...SMALL.map, optimizer: 'adam' } });
    await choose(page, 'across', 'β1');
    const offered = () =>
      page
        .getByRole('combobox', { name: 'across', exact: true })
        .locator('option')
        .allTextContents();
    expect(await offered()).toContain('β2');
    await choose(page, 'optimizer', 'Gradient descent');
    expect(await noticeOf(page)).toMatch(
      /^Gradient descent has no β1: the map varies learning rate η in its place\.$/,
    );
    const { sweep } = await stateOf(page);
    expect([sweep.x.quantity, sweep.y.quantity]).toEqual(['learningRate', 'start.y']);
    expect(await offered()).not.toContain('β2');
  }));

test('a control tells what it does, with its formula, to pointer, keyboard and reader; Escape takes it away', () =>
  withSharedPage(async (page) => {
    const tip = page.locator('[role="tooltip"]');
    await page.locator('.card-rate .lil-name').first().hover();
    await expect.poll(() => tip.textContent()).toBe('How far a step goes: θ ← θ − η·∇L');
    await page.mouse.move(0, 0);
    await tip.waitFor({ state: 'hidden' });
    await page.locator('#panel').getByRole('button', { name: 'Adam' }).click();
    const beta = field(page, 'β1');
    await beta.focus();
    const text = 'How long gradients are remembered, 0 to 1: m ← β1·m + (1 − β1)·g';
    await expect.poll(() => tip.isVisible()).toBe(true);
    expect(await tip.textContent()).toBe(text);
    const described = await beta.getAttribute('aria-describedby');
    expect(await page.locator(`#${described}`).textContent()).toBe(text);
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await page.locator('#panel').getByRole('button', { name: 'Adam' }).click();
  }));

test('a number with more than seven digits is shown in all of them while one is at it, and goes on unchanged', () =>
  withSharedPage(async (page) => {
    const value = 20 / 3;
    await set(page, { parameters: { w11: value } });
    const w11 = field(page, 'w11');
    expect(await w11.inputValue()).toBe('6.666667');
    await w11.focus();
    expect(Number(await w11.inputValue())).toBe(value);
    await page.keyboard.press('Enter');
    expect((await stateOf(page)).parameters.w11).toBe(value);
    expect(await w11.inputValue()).toBe('6.666667');
  }));

test('starts are typed exactly, told with what became of them, and taken away one by one', () =>
  withSharedPage(async (page) => {
    const ends = page.locator('.run-ends');
    // The figures of the homework's runs: the steps of their first loss ≤ 0.1.
    await expect
      .poll(() => ends.allInnerTexts())
      .toEqual([expect.stringMatching(/solved at step 78\s.*solved at step 46/s)]);
    await page.getByRole('button', { name: 'Add a start' }).click();
    const x = field(page, 'start 2, w21');
    await x.fill('-7.125');
    await x.press('Tab');
    await field(page, 'start 2, w12').fill('0.333333333333');
    await page.keyboard.press('Enter');
    await settled(page);
    expect((await stateOf(page)).starts.points[1]).toEqual([-7.125, 0.333333333333]);
    expect(await ends.count()).toBe(2);
    await page.getByRole('button', { name: 'Remove start 1' }).click();
    await settled(page);
    expect((await stateOf(page)).starts.points).toEqual([[-7.125, 0.333333333333]]);
    await set(page, { starts: { pattern: 'grid', gridSize: 3 } });
    expect(await page.locator('.run-list .panel-note').textContent()).toMatch(
      /^Gradient descent: (none|\d) of 10 solved/,
    );
  }));

test('a notice is cut at 300 characters and says so, keeps off colour bar and transport, and goes when told to', () =>
  withSharedPage(async (page) => {
    const notice = page.locator('#notice');
    const b2 = field(page, 'b2');
    await b2.fill('x'.repeat(400));
    await b2.press('Enter');
    expect(await noticeOf(page)).toMatch(/^b2: "x{250,300}… and \d+ characters more$/);
    expect(await notice.getAttribute('data-kind')).toBe('warning');
    const box = (await notice.boundingBox())!;
    for (const other of ['#colour-bar', '.transport', '#panel']) {
      const { x, y, width, height } = (await page.locator(other).boundingBox())!;
      const apart =
        box.x + box.width <= x ||
        x + width <= box.x ||
        box.y + box.height <= y ||
        y + height <= box.y;
      expect(apart, other).toBe(true);
    }
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await notice.isVisible()).toBe(false);
  }));

test('the badge opens a popover with precision and the choice of engine, and says nothing twice', () =>
  withSharedPage(async (page) => {
    await page.locator('#badge').click();
    const popover = page.locator('.popover');
    await expect.poll(() => popover.innerText()).toMatch(/f32, 24 bits.*automatic/s);
    expect(await noticeOf(page)).toBe(null);
    await popover.getByRole('button', { name: 'CPU (workers, f64)' }).click();
    await expect.poll(() => page.evaluate(() => window.gradscape.engine.name)).toBe('cpu');
    expect(await popover.count()).toBe(0);
    // A click beside an open one closes it and adds no start.
    await page.locator('#badge').click();
    await popover.waitFor();
    await page.locator('#surface').click({ position: { x: 20, y: 200 } });
    expect(await popover.count()).toBe(0);
    expect((await stateOf(page)).starts.points.length).toBe(1);
    await set(page, { engine: 'auto' });
  }));

test('projector mode from the menu makes type larger and lines thicker, and back', () =>
  withSharedPage(async (page) => {
    const size = () =>
      page.evaluate(() =>
        Number.parseFloat(getComputedStyle(document.querySelector('#play')!).fontSize),
      );
    const before = await size();
    const flip = async () => {
      await page.locator('#more').click();
      await page.getByRole('button', { name: /projector mode/i }).click();
      await settled(page);
    };
    await flip();
    expect((await stateOf(page)).view.projector).toBe(true);
    expect(await size()).toBeGreaterThan(1.2 * before);
    const factor = await page.evaluate(() => Number(document.documentElement.dataset.projector));
    expect(factor).toBeGreaterThan(1.5);
    await flip();
    expect(await size()).toBe(before);
  }));
