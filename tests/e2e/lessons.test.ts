// The lessons on the built page: their figures, what follows a change, and answers.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import en from '../../src/lessons/words/en.ts';
import { figuresOn } from './lesson-figures.ts';
import { answer, onCpu, openStep, revealAll } from './lesson-page.ts';
import {
  apart,
  inAddress,
  mapOf,
  pixelsOf,
  ready,
  set,
  settled,
  stateOf,
  useChromium,
  withPage,
} from './page.ts';

useChromium();

test('a right answer shows the figure and is kept in the browser', () =>
  withPage({ ...onCpu, locale: 'ko-KR' }, async (page) => {
    const asked = () =>
      page.locator('.lesson-parts [data-figure="loss"], .lesson-parts [data-val="loss"]').first();
    expect(await asked().textContent()).toBe('?');
    expect(await answer(page, 1, '2.963')).toContain(en['answer.right']);
    expect(await asked().textContent()).toBe('2.96256');
    await inAddress(page);
    await page.reload();
    await ready(page);
    expect(await asked().textContent()).toBe('2.96256');
    expect(await page.locator('form.ask input').nth(1).inputValue()).toBe('2.963');
  }));

/** What a change must move: a formula's number, a table's, the drawing, the picture. */
async function look(page: Page, formula: string, table: string) {
  const shown = await figuresOn(page);
  const of = (name: string) => shown.filter(([figure]) => figure === name);
  expect([of(formula).length, of(table).length]).not.toContain(0);
  const { corner, size } = await mapOf(page);
  const drawing = page.locator('.lesson-network');
  return {
    formula: of(formula),
    table: of(table),
    drawing: (await drawing.count()) > 0 ? await drawing.getAttribute('aria-label') : null,
    picture: await pixelsOf(page, { x: corner[0], y: corner[1], ...size }),
  };
}

async function changeWeight(page: Page, name: string, value: string) {
  const weights = page.locator('.lesson-weights');
  if ((await weights.getAttribute('open')) === null) await weights.locator('summary').click();
  const field = page.locator(`.lesson-fields input[aria-label="${name}"]`);
  await field.fill(value);
  await field.press('Enter');
  await settled(page);
}

test('a changed weight changes formula, table, drawing and picture together, in each of the lessons', () =>
  withPage(onCpu, async (page) => {
    await revealAll(page);
    const first = await look(page, 'z1.10', 'y.11');
    await changeWeight(page, 'b1', '-3');
    const second = await look(page, 'z1.10', 'y.11');
    expect((await stateOf(page)).parameters.b1).toBe(-3);
    expect(second.formula).not.toEqual(first.formula);
    expect(second.table).not.toEqual(first.table);
    expect(second.drawing).toContain('b1 = −3');
    expect(apart(second.picture, first.picture)).toBeGreaterThan(3);
    // A trained one is where the run starts.
    await changeWeight(page, 'w12', '4');
    const third = await look(page, 'z1.10', 'y.11');
    expect((await stateOf(page)).starts.points[0]).toEqual([0, 4]);
    expect(third.table).not.toEqual(second.table);
    expect(third.drawing).toContain('w12 = 4');
    expect(apart(third.picture, second.picture)).toBeGreaterThan(0.01);
    // A row of the table that is pointed at goes through the drawing.
    const row = page.locator('.lesson-table tbody tr').nth(1);
    await row.hover();
    expect(await row.getAttribute('class')).toContain('lit');
    const printed = await row.locator('[data-figure="h1.01"]').textContent();
    const h1 = Number(Number(printed).toPrecision(3));
    await expect
      .poll(() => page.locator('.lesson-network').getAttribute('aria-label'))
      .toContain(`h1 = ${h1}`);
    await page.mouse.move(0, 0);
    await page.getByRole('button', { name: en['view.reset'] }).click();
    await settled(page);
    expect((await look(page, 'z1.10', 'y.11')).table).toEqual(first.table);

    await openStep(page, 'matrices.passes');
    await revealAll(page);
    const whole = await look(page, 'dW1.1.1', 'loss');
    await changeWeight(page, 'W1.1.1', '2');
    const bent = await look(page, 'dW1.1.1', 'loss');
    expect(bent.formula).not.toEqual(whole.formula);
    expect(bent.table).not.toEqual(whole.table);
    expect(bent.drawing).toContain('W1.1.1 = 2');
    expect(apart(bent.picture, whole.picture)).toBeGreaterThan(1);

    // On paper the weights are where the run starts, and the data are those of the problem.
    await openStep(page, 'least-squares.update');
    await revealAll(page);
    const line = await look(page, 'one.w1', 'error.0');
    await set(page, { starts: { points: [[2, 1]] } });
    const other = await look(page, 'one.w1', 'error.0');
    expect(other.formula).not.toEqual(line.formula);
    expect(other.table).not.toEqual(line.table);
    expect(apart(other.picture, line.picture)).toBeGreaterThan(0.01);
    await set(page, { data: 'outlier' });
    const pulled = await look(page, 'all.w1', 'y.5');
    expect(pulled.table.map(([, text]) => text)).toEqual(['20']);
    expect(apart(pulled.picture, other.picture)).toBeGreaterThan(1);
  }));
