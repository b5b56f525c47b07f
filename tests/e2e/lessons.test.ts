// The lessons on the built page: their figures, what follows a change, and answers.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import en from '../../src/lessons/words/en.ts';
import ko from '../../src/lessons/words/ko.ts';
import { known } from '../fixtures/known-answers.ts';
import {
  EXPECTED,
  faultsOf,
  figuresOn,
  isSaidAgain,
  ON_BOTH,
  readPrinted,
  SLIPS,
} from './lesson-figures.ts';
import { linkTo, openStep, STEPS, title } from './lesson-page.ts';
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

/** The f64 reference, and a small picture: figures are what counts. */
const onCpu = {
  at: `?engine=cpu&lang=en${linkTo(STEPS[0]!)}`,
  viewport: { width: 900, height: 420 },
};

const LANGUAGES = { en: 'English', ko: '한국어' } as const;
const WORDS = { en, ko } as const;
type Spoken = keyof typeof LANGUAGES;

/** Changes to the other language than the one that is read. */
async function turn(page: Page, language: Spoken): Promise<Spoken> {
  const other = language === 'en' ? 'ko' : 'en';
  await page.getByRole('button', { name: LANGUAGES[other] }).click();
  // The page is opened anew, where it was.
  await page.locator(`#lessons:lang(${other}) h2`).waitFor();
  await ready(page);
  // The address has it; other tests of this browser choose for themselves.
  await page.evaluate(() => localStorage.removeItem('gradscape.language'));
  return other;
}

/** Answers that are asked for are shown. */
const revealAll = (page: Page, language: Spoken = 'en') =>
  page.evaluate((show) => {
    for (const each of document.querySelectorAll<HTMLElement>('form.ask button'))
      if (each.textContent === show && !each.hidden) each.click();
  }, WORDS[language]['view.show']);

/** The words before the first number or formula. */
const opening = (text: string) => text.split(/[{[]/)[0]!;

/** Types an answer, and returns what is said of it. */
async function answer(page: Page, ask: number, typed: string): Promise<string | null> {
  const form = page.locator('form.ask').nth(ask);
  await form.locator('input').fill(typed);
  await form.locator('input').press('Enter');
  return form.locator('[role=status]').textContent();
}

/** Runs that never get there have no step at which they do, and a run that has stopped goes no further. */
const MAY_BE_NONE = /\.solvedAt$|^(x|y|gx|gy)\.14$/;

test('in every step slips get their hints and known answers are shown to the digits that are printed, in English and Korean', () =>
  withPage(onCpu, async (page) => {
    expect(Object.keys(EXPECTED)).toEqual(expect.arrayContaining(STEPS));
    let language: Spoken = 'en';
    const hint = async (lesson: string) => {
      for (const [ask, typed, says] of SLIPS[lesson] ?? []) {
        const said = await answer(page, ask, typed);
        expect(said, `${lesson} ${typed}`).toContain(opening(WORDS[language][says]));
      }
    };
    for (const lesson of Object.keys(SLIPS)) {
      await openStep(page, lesson);
      await hint(lesson);
    }
    language = await turn(page, language);
    const inKorean = new Map<string, Awaited<ReturnType<typeof figuresOn>>>();
    for (const [lesson, expected] of Object.entries(EXPECTED)) {
      await openStep(page, lesson);
      await hint(lesson);
      await revealAll(page, language);
      const shown = await figuresOn(page);
      inKorean.set(lesson, shown.toSorted());
      expect(shown.length, lesson).toBeGreaterThan(3);
      const told = shown.filter(([name]) => !MAY_BE_NONE.test(name));
      expect(told.filter(([, text]) => /[?–…]/.test(text))).toEqual([]);
      const faults = faultsOf(expected, shown);
      // What was before a step need not all be said again with it.
      const needed = faults.filter(
        (fault) => !(fault.endsWith('is not shown') && isSaidAgain(lesson, fault.split(' ')[0]!)),
      );
      expect(needed, lesson).toEqual([]);
      expect(await title(page)).toMatch(/[가-힣]/);
    }
    language = await turn(page, language);
    for (const [lesson, shown] of inKorean) {
      await openStep(page, lesson);
      await expect.poll(async () => (await figuresOn(page)).toSorted()).toEqual(shown);
      expect(await title(page)).not.toMatch(/[가-힣]/);
    }
    // Many epochs from another start end where PyTorch’s do.
    await openStep(page, 'homework.epochs');
    const { start, runs } = known.optimizersOnXor;
    const of = (kind: string) => runs.find(({ optimizer }) => optimizer.kind === kind)!;
    const rateOf = (kind: string) => ({ learningRate: of(kind).optimizer.learningRate as number });
    for (const steps of [10, 1000]) {
      const optimizers = { gd: rateOf('gd'), adam: rateOf('adam') };
      await set(page, { starts: { points: [start] }, steps, optimizers });
      const figures = Object.fromEntries(
        ['gd', 'adam'].flatMap((kind) => {
          const { w21, w12, loss } = of(kind).iterates.find(({ step }) => step === steps)!;
          return Object.entries({ w21, w12, loss }).map(([k, value]) => [`${kind}.${k}`, value]);
        }),
      );
      expect(faultsOf({ figures }, await figuresOn(page)), `${steps}`).toEqual([]);
    }
  }));

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

test('lesson 2 has the whole runs of both engines side by side, made while the page answers, alike in English and Korean', () =>
  withPage({ at: `?lang=en${linkTo('deep.training')}`, viewport: onCpu.viewport }, async (page) => {
    const english: (readonly [string, Awaited<ReturnType<typeof figuresOn>>])[] = [];
    for (const [lesson, expected] of Object.entries(ON_BOTH)) {
      await openStep(page, lesson);
      await revealAll(page);
      const shown = await figuresOn(page);
      english.push([lesson, shown.toSorted()]);
      expect(faultsOf(expected, shown), lesson).toEqual([]);
      const apart = shown.filter(([name]) => name.startsWith('apart.'));
      expect(apart.length).toBeGreaterThan(6);
      // Two precisions agree, least where the fall is steep, and not to the last digit.
      for (const [, text] of apart) expect(Math.abs(readPrinted(text).value)).toBeLessThan(0.1);
      expect(readPrinted(apart.at(-1)![1]).value).not.toBe(0);
    }
    await turn(page, 'en');
    for (const [lesson, shown] of english) {
      await openStep(page, lesson);
      await expect.poll(async () => (await figuresOn(page)).toSorted()).toEqual(shown);
    }
    // Another rate: it is said that it takes a while, and the figures of before are marked until then.
    const rate = page.locator('.lesson-control input[type=number]');
    await page.evaluate(() => {
      const working = document.querySelector<HTMLElement>('.lesson-working')!;
      new MutationObserver(() => {
        const late = document.querySelectorAll('.late-figure').length;
        if (!working.hidden && late > 0) working.dataset.seen = 'late';
      }).observe(working, { attributes: true, attributeFilter: ['hidden'] });
    });
    await rate.fill('0.9');
    await rate.press('Enter');
    await settled(page);
    const working = page.locator('.lesson-working');
    expect(await working.getAttribute('data-seen')).toBe('late');
    expect(await working.isVisible()).toBe(false);
    expect(await page.locator('.late-figure').count()).toBe(0);
    expect(faultsOf(ON_BOTH['matrices.training']!, await figuresOn(page))).not.toEqual([]);
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
