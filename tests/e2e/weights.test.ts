// Which weights are trained and which two are the axes: the panel's Parameters, and what follows them.
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { ROLES } from '../../src/app/state/problem.ts';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import {
  choose,
  mapOf,
  noticeOf,
  onPage,
  printed,
  readoutOf,
  set,
  settled,
  stateOf,
  still,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';

useChromium();

const NINE = Object.keys(DEFAULT_STATE.parameters);
const axes = (x: string, y: string) => ({ x: { parameter: x }, y: { parameter: y } });

const roleSelect = (page: Page, name: string) => page.getByLabel(`what ${name} does`);
const optionsOf = (page: Page, label: string) =>
  page.getByRole('combobox', { name: label, exact: true }).locator('option').allTextContents();
/** The panel's folders from top to bottom, hidden ones too. */
const folders = (page: Page) => page.locator('#panel .lil-root .lil-title').allTextContents();

test('the axes chosen in Parameters are those of the plot and the readout, and the old ones give way', () =>
  withSharedPage(async (page) => {
    await roleSelect(page, 'w11').selectOption('x');
    await roleSelect(page, 'b1').selectOption('y');
    await settled(page);
    const { plane, trained } = await stateOf(page);
    expect({ plane, trained }).toEqual({ plane: axes('w11', 'b1'), trained: ['w11', 'b1'] });
    expect(await page.locator('#axes .axis-label').allTextContents()).toEqual(['w11', 'b1']);
    const roles = await Promise.all(
      ['w21', 'w12', 'w11', 'b1'].map((name) => roleSelect(page, name).inputValue()),
    );
    expect(roles).toEqual(['fixed', 'fixed', 'x', 'y']);

    await page.mouse.move(...(await onPage(page, [5, -10])));
    const readout = (await readoutOf(page))!;
    expect(Object.keys(readout).slice(0, 5)).toEqual(['w11', 'b1', 'loss', '∂L/∂w11', '∂L/∂b1']);
    expect(Math.abs(printed(readout.w11) - 5)).toBeLessThan(0.1);
    expect(Math.abs(printed(readout.b1) + 10)).toBeLessThan(0.1);
  }));

test('the number of a weight that is an axis is disabled and says why; another’s can be set', () =>
  withSharedPage(async (page) => {
    const field = (name: string) => page.locator(`#panel input[aria-label="${name}"]`);
    expect(await field('w21').isDisabled()).toBe(true);
    expect(await field('w21').getAttribute('title')).toMatch(/^w21 is the x axis: /);
    expect(await field('w11').isDisabled()).toBe(false);
    await roleSelect(page, 'w11').selectOption('x');
    expect(await field('w11').isDisabled()).toBe(true);
    expect(await field('w21').getAttribute('title')).toBe('');
    await field('w21').fill('1.5');
    await field('w21').press('Enter');
    await settled(page);
    expect((await stateOf(page)).parameters.w21).toBe(1.5);
  }));

test('the one start to go back to lies where the weights’ own values are', () =>
  withSharedPage(async (page) => {
    const back = page.getByRole('button', { name: /^Back to one start/ });
    expect(await back.textContent()).toBe('Back to one start, (0, 0)');
    await set(page, { plane: axes('w11', 'b1') });
    expect(await back.textContent()).toBe('Back to one start, (7, −11)');
    await back.click();
    await settled(page);
    expect((await stateOf(page)).starts.points).toEqual([[7, -11]]);
  }));

test('Train all trains all nine; their paths leave the plane, and the readout says how far', () =>
  withSharedPage(async (page) => {
    const trainAll = page.getByRole('button', { name: 'Train all' });
    await trainAll.click();
    await settled(page);
    const { trained, steps, parameters } = await stateOf(page);
    expect(trained).toEqual(NINE);
    expect(await trainAll.isVisible()).toBe(false);

    const end = await page.evaluate(
      async (spec) => {
        const { points } = await window.gradscape.trajectories(spec, { engine: 'cpu' });
        return [...points.slice(-9)];
      },
      {
        problem: { id: 'xor', trained },
        optimizer: { kind: 'gd' as const, learningRate: 1 },
        starts: [0, 0],
        steps,
        every: steps,
      },
    );
    // θ begins with w21 and w12, the axes; the other seven began at their values.
    const off = Math.hypot(...end.slice(2).map((value, i) => value - parameters[NINE[i + 2]!]!));
    const [x, y] = await onPage(page, [end[0]!, end[1]!]);
    await page.mouse.move(x, y);
    const pointed = (await readoutOf(page))!;
    expect(pointed.run).toBe('Gradient descent from (0, 0)');
    expect(pointed['']).toMatch(/^[\d.]+ off the plane at step 500$/);
    expect(Math.abs(Number.parseFloat(pointed['']!) / off - 1)).toBeLessThan(0.01);

    await page.keyboard.press('Home');
    await page.mouse.move(...(await onPage(page, [0, 0])));
    expect((await readoutOf(page))?.['']).toBe('0 off the plane at step 0');
  }));

test.each(['trained', 'fixed'])(
  'the x axis cannot be %s: the notice quotes it, nothing changes',
  (role) =>
    withSharedPage(async (page) => {
      const before = await stateOf(page);
      await roleSelect(page, 'w21').selectOption(role);
      expect(await noticeOf(page)).toBe(
        `w21 is the x axis and cannot be "${role}": make another parameter the x axis first`,
      );
      expect(await roleSelect(page, 'w21').inputValue()).toBe('x');
      expect(await stateOf(page)).toEqual(before);
    }),
);

test('the last weight that is trained cannot be fixed either', () =>
  withSharedPage(async (page) => {
    await roleSelect(page, 'w12').selectOption('y fixed');
    const before = await stateOf(page);
    expect(before.trained).toEqual(['w21']);
    await roleSelect(page, 'w21').selectOption('x fixed');
    expect(await noticeOf(page)).toBe('[] is empty: at least one parameter must be trained');
    expect(await roleSelect(page, 'w21').inputValue()).toBe('x');
    expect(await stateOf(page)).toEqual(before);
  }));

test('roles are chosen by keyboard, and the focus stays where it was', () =>
  withSharedPage(async (page) => {
    const isFocused = (locator: Locator) => locator.evaluate((e) => e === document.activeElement);
    await page.locator('#panel input[aria-label="c"]').focus();
    await page.keyboard.press('Tab');
    const select = roleSelect(page, 'c');
    expect(await isFocused(select)).toBe(true);
    for (const [key, role] of [
      ['ArrowDown', 'trained'],
      ['ArrowDown', 'x'],
    ] as const) {
      await page.keyboard.press(key);
      await settled(page);
      expect(await select.inputValue()).toBe(role);
      expect(await isFocused(select)).toBe(true);
    }
    expect((await stateOf(page)).plane).toEqual(axes('c', 'w12'));
    // A section that is built anew keeps the focus too.
    await set(page, { tab: 'spectrum', spectrum: { count: 64, steps: 20 } });
    const iterates = page.getByRole('combobox', { name: 'iterates of', exact: true });
    await iterates.focus();
    await set(page, { trained: NINE });
    expect(await isFocused(iterates)).toBe(true);
  }));

test('the maps’ and the spectrum’s choices follow what is trained, in their place in the panel', () =>
  withSharedPage(async (page) => {
    const rates = async () =>
      (await optionsOf(page, 'across')).filter((name) => name.startsWith('learning rate of'));
    await set(page, { tab: 'sweep', map: { resolution: 16, steps: 10 } });
    const before = await folders(page);
    expect(await rates()).toEqual(['learning rate of w21', 'learning rate of w12']);
    await set(page, { trained: NINE });
    expect(await folders(page)).toEqual(before);
    expect(await rates()).toEqual(NINE.map((name) => `learning rate of ${name}`));
    await choose(page, 'across', 'learning rate of v1');
    expect((await stateOf(page)).sweep.x.quantity).toBe('learningRate.v1');
    // What is trained no more has no learning rate; the map goes on with another.
    await set(page, { trained: ['w21', 'w12'] });
    expect((await stateOf(page)).sweep.x.quantity).toBe('learningRate');
    await set(page, { tab: 'spectrum', trained: NINE, spectrum: { count: 64, steps: 20 } });
    expect(await optionsOf(page, 'iterates of')).toEqual(NINE);
    expect(await folders(page)).toEqual(before);
    expect(await noticeOf(page)).toBe(null);
  }));

test('the GPU’s landscape over (v1, v2) is the CPU’s, within 1e-5·(1 + |value|)', () =>
  withSharedPage(async (page) => {
    const largest = await page.evaluate(
      async (plane) => {
        const { gradscape } = window;
        if (gradscape.engine.name !== 'gpu') throw new Error('the page is not on the GPU');
        const window_ = { x: [-20, 20], y: [-20, 20] } as const;
        const spec = { problem: { id: 'xor', plane }, window: window_, width: 96, height: 64 };
        const gpu = await gradscape.landscape(spec as never);
        const cpu = await gradscape.landscape(spec as never, { engine: 'cpu' });
        let worst = 0;
        for (const field of ['loss', 'gradient'] as const) {
          cpu[field].forEach((value, k) => {
            worst = Math.max(worst, Math.abs(gpu[field][k]! - value) / (1 + Math.abs(value)));
          });
        }
        return worst;
      },
      axes('v1', 'v2'),
    );
    expect(largest).toBeLessThan(1e-5);
    expect(largest).toBeGreaterThan(0);
  }));

test('on a 390 × 844 touch screen the rows of Parameters fit, and their choices can be hit and set', () =>
  withPage(
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    async (page) => {
      await page.locator('#panel-toggle').tap();
      await still(page);
      const rows = await page.locator('#panel .with-choice').evaluateAll((all) =>
        all.map((row) => {
          const select = row.querySelector('select')!.getBoundingClientRect();
          const inside = [...row.querySelectorAll('*')].every((part) => {
            const { left, right } = part.getBoundingClientRect();
            return left >= 0 && right <= window.innerWidth;
          });
          return { inside: inside && row.scrollWidth <= row.clientWidth, height: select.height };
        }),
      );
      expect(rows.length).toBe(NINE.length);
      for (const { inside, height } of rows) {
        expect(inside).toBe(true);
        expect(height).toBeGreaterThanOrEqual(24);
      }
      const select = roleSelect(page, 'v2');
      await select.scrollIntoViewIfNeeded();
      await select.selectOption({ label: Object.keys(ROLES)[2]! });
      await settled(page);
      expect((await stateOf(page)).plane).toEqual(axes('v2', 'w12'));
      expect((await mapOf(page)).size.width).toBeGreaterThan(200);
    },
  ));
