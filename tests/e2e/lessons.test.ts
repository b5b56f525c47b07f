// The lessons on the built page: their figures, what follows a change, answers, keys, languages, paper.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { toHash } from '../../src/app/state/url.ts';
import { lessons } from '../../src/lessons/lessons.ts';
import en from '../../src/lessons/words/en.ts';
import ko from '../../src/lessons/words/ko.ts';
import { known } from '../fixtures/known-answers.ts';
import { axeSource, overflowing, violations } from './everyone.ts';
import { EXPECTED, figuresOn, isSaidAgain, readPrinted } from './lesson-figures.ts';
import {
  apart,
  mapOf,
  noticeOf,
  pixelsOf,
  ready,
  set,
  settled,
  stateOf,
  useChromium,
  withPage,
} from './page.ts';

useChromium();

const { initial } = known.xor;
const ALL = lessons.flatMap(({ id, steps }) => steps.map((step) => `${id}.${step.id}`));
const STEPS = ALL.filter((id) => id.startsWith('homework.'));
const THEMES = ['light', 'dark'] as const;
const linkTo = (lesson: string) => toHash({ ...DEFAULT_STATE, tab: 'lessons', lesson });
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const title = (page: Page) => page.locator('.lesson-body h2').textContent();
const openStep = (page: Page, lesson: string) => set(page, { tab: 'lessons', lesson });

test('the known answers of the homework are shown to the digits that are printed, and all figures alike in English and Korean', () =>
  withPage({ at: linkTo(STEPS[0]!), locale: 'en-US' }, async (page) => {
    for (const [lesson, expected] of Object.entries(EXPECTED)) {
      await openStep(page, lesson);
      const reveal = page.getByRole('button', { name: en['view.show'] });
      while ((await reveal.count()) > 0) await reveal.first().click();
      const shown = await figuresOn(page);
      expect(shown.length, lesson).toBeGreaterThan(10);
      // Runs that never get there have no step at which they do.
      const told = shown.filter(([name]) => !name.endsWith('.solvedAt'));
      expect(told.filter(([, text]) => /[?–]/.test(text))).toEqual([]);
      for (const [name, value] of Object.entries(expected)) {
        const texts = shown.filter(([figure]) => figure === name).map(([, text]) => text);
        // What was before a step need not all be said again with it.
        if (texts.length === 0 && isSaidAgain(lesson, name)) continue;
        expect(texts.length, `${lesson} ${name}`).toBeGreaterThan(0);
        for (const text of texts) {
          const { value: printed, digits } = readPrinted(text);
          const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - Math.max(digits, 3));
          expect(Math.abs(printed - value), `${lesson} ${name} ${text}`).toBeLessThan(0.51 * unit);
        }
      }
      await page.getByRole('button', { name: '한국어' }).click();
      await expect.poll(() => page.locator('#lessons').getAttribute('lang')).toBe('ko');
      await settled(page);
      expect((await figuresOn(page)).toSorted()).toEqual(shown.toSorted());
      expect(await title(page)).toMatch(/[가-힣]/);
      await page.getByRole('button', { name: 'English' }).click();
      await expect.poll(() => page.locator('#lessons').getAttribute('lang')).toBe('en');
    }
  }));

test('a changed weight changes formula, table, drawing and picture together', () =>
  withPage({ at: linkTo(STEPS[0]!) }, async (page) => {
    const { corner, size } = await mapOf(page);
    const clip = { x: corner[0], y: corner[1], ...size };
    const look = async () => {
      const shown = await figuresOn(page);
      const of = (name: string) => shown.filter(([figure]) => figure === name);
      return {
        formula: of('z1.10'),
        table: of('y.11'),
        drawing: await page.locator('.lesson-network').getAttribute('aria-label'),
        picture: await pixelsOf(page, clip),
      };
    };
    const first = await look();
    await page.locator('.lesson-weights summary').click();
    const change = async (name: string, value: string) => {
      const field = page.locator(`.lesson-fields input[aria-label="${name}"]`);
      await field.fill(value);
      await field.press('Enter');
      await settled(page);
    };
    await change('b1', '-3');
    const second = await look();
    expect((await stateOf(page)).parameters.b1).toBe(-3);
    expect(second.formula).not.toEqual(first.formula);
    expect(second.table).not.toEqual(first.table);
    expect(second.drawing).toContain('b1 = −3');
    expect(apart(second.picture, first.picture)).toBeGreaterThan(3);
    // A trained one is where the run starts.
    await change('w12', '4');
    const third = await look();
    expect((await stateOf(page)).starts.points[0]).toEqual([0, 4]);
    expect(third.table).not.toEqual(second.table);
    expect(third.drawing).toContain('w12 = 4');
    expect(apart(third.picture, second.picture)).toBeGreaterThan(0.01);
    await page.getByRole('button', { name: en['view.reset'] }).click();
    await settled(page);
    expect((await look()).table).toEqual(first.table);
  }));

/** The words before the first number or formula. */
const opening = (text: string) => text.split(/[{[]/)[0]!;

test('three wrong answers get their hints, and a right one shows the figure and is kept in the browser', () =>
  withPage({ at: `?lang=en${linkTo('homework.gradient')}`, locale: 'ko-KR' }, async (page) => {
    const { gradient } = initial;
    const three = (value: number) => value.toPrecision(4);
    const answer = async (ask: number, typed: string) => {
      const form = page.locator('form.ask').nth(ask);
      await form.locator('input').fill(typed);
      await form.locator('input').press('Enter');
      return form.locator('[role=status]').textContent();
    };
    expect(await answer(0, three(gradient[1]!))).toContain(opening(en['homework.slip.swapped']));
    expect(await answer(1, three(-gradient[1]!))).toContain(opening(en['homework.slip.minus13']));
    await openStep(page, 'homework.forward');
    expect(await answer(1, three((4 / 3) * initial.loss))).toContain(
      opening(en['homework.slip.three']),
    );
    const asked = () =>
      page.locator('.lesson-parts [data-figure="loss"], .lesson-parts [data-val="loss"]').first();
    expect(await asked().textContent()).toBe('?');
    expect(await answer(1, three(initial.loss))).toContain(en['answer.right']);
    expect(await asked().textContent()).toBe('2.96256');
    await page.waitForURL(/homework\.forward/);
    await page.reload();
    await ready(page);
    expect(await asked().textContent()).toBe('2.96256');
    expect(await page.locator('form.ask input').nth(1).inputValue()).toBe(three(initial.loss));
  }));

test('the keyboard alone goes from the first step to the last and answers, and the map keeps its arrows', () =>
  withPage({ at: linkTo(STEPS[0]!) }, async (page) => {
    for (const next of ALL.slice(1)) {
      await page.keyboard.press('ArrowRight');
      // Not for its picture: a deep network's takes seconds.
      await expect.poll(async () => (await stateOf(page)).lesson).toBe(next);
      const focused = await page.evaluate(() => document.activeElement?.tagName);
      expect(focused).toBe('H2');
    }
    await page.keyboard.press('ArrowRight');
    expect((await stateOf(page)).lesson).toBe(ALL.at(-1));
    await page.keyboard.press('ArrowLeft');
    await settled(page);
    expect((await stateOf(page)).lesson).toBe(ALL.at(-2));
    await openStep(page, STEPS[0]!);

    // Tab reaches the first question, Enter checks.
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.matches('.ask input'))) break;
    }
    await page.keyboard.type('nothing');
    await page.keyboard.press('Enter');
    const said = page.locator('form.ask [role=status]').first();
    expect(await said.textContent()).toBe(en['answer.unreadable']);

    const { window: shown } = await stateOf(page);
    await page.locator('#surface').focus();
    await page.keyboard.press('ArrowRight');
    await settled(page);
    const state = await stateOf(page);
    expect(state.lesson).toBe(STEPS[0]);
    expect(state.window.x[0]).toBeGreaterThan(shown.x[0]);
  }));

test.each([
  ['on a desktop', { viewport: { width: 1280, height: 800 } }],
  ['on a phone', phone],
])(
  'axe-core finds nothing serious in a lesson %s, light and dark, and nothing overflows',
  (_, options) =>
    withPage({ ...options, at: linkTo(STEPS[0]!) }, async (page) => {
      await page.evaluate(axeSource);
      // The deep network takes its time, and has no part that others have not.
      const places = ALL.filter((lesson) => !lesson.startsWith('deep.'));
      for (const [i, lesson] of places.entries()) {
        // By turns, the other way round on the phone.
        const theme = THEMES[(i + Number('isMobile' in options)) % 2]!;
        await set(page, { tab: 'lessons', lesson });
        await set(page, { view: { theme } });
        expect(await overflowing(page), lesson).toEqual([]);
        expect(await violations(page), `${lesson} ${theme}`).toEqual([]);
      }
      if (!('isMobile' in options)) return;
      // The map stays on top while the text scrolls, and a finger hits what it wants.
      const { corner } = await mapOf(page);
      await page.locator('#stage').evaluate((stage) => stage.scrollBy(0, 900));
      expect((await mapOf(page)).corner).toEqual(corner);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('.lessons :is(button, summary, input:not([type=radio]))')]
          .filter((each) => each.getClientRects().length > 0)
          .filter((each) => each.getBoundingClientRect().height < 44)
          .map((each) => each.outerHTML),
      );
      expect(small).toEqual([]);
    }),
);

test('a link to a step opens it with its picture, one with changes keeps them, and an unknown step is said', () =>
  withPage({ at: `?lang=ko${linkTo('homework.gd')}` }, async (page) => {
    expect(await title(page)).toBe(ko['homework.gd.title']);
    const state = await stateOf(page);
    expect(state.steps).toBe(1);
    expect(state.optimizers.gd.learningRate).toBe(100);
    const link = toHash({ ...state, steps: 7, lesson: 'homework.adam' });
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, link);
    await expect.poll(() => title(page)).toBe(ko['homework.adam.title']);
    expect((await stateOf(page)).steps).toBe(7);
    await openStep(page, 'homework.nothing');
    expect(await title(page)).toBe(ko['homework.forward.title']);
    expect(await noticeOf(page)).toContain('homework.nothing');
    expect((await stateOf(page)).lesson).toBe('homework.forward');
    // Another problem is said, and the way back is there.
    await set(page, { problem: 'quadratic' });
    await page.getByRole('button', { name: ko['view.back'] }).click();
    await settled(page);
    expect((await stateOf(page)).problem).toBe('xor');
  }));

test('what is printed has every step with the student’s numbers and answers, and the picture', () =>
  withPage({ at: linkTo('homework.gradient') }, async (page) => {
    await page.locator('form.ask input').first().fill('-2.514e-5');
    await page.keyboard.press('Enter');
    await set(page, { parameters: { v1: -12 } });
    // The picture is copied when nothing has moved for a while.
    await page.waitForTimeout(900);
    await settled(page);
    const printed = await page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'));
      const sheet = document.querySelector('.lesson-sheet')!;
      const map = sheet.querySelector<HTMLCanvasElement>('.paper-map canvas')!;
      const { data } = map.getContext('2d')!.getImageData(0, 0, map.width, map.height);
      const of = {
        steps: sheet.querySelectorAll('section h2').length,
        text: sheet.textContent,
        colours: new Set(data.filter((_, i) => i % 4 === 1)).size,
        buttons: sheet.querySelectorAll('button, input:not([type=radio])').length,
      };
      window.dispatchEvent(new Event('afterprint'));
      return { ...of, left: document.querySelectorAll('.lesson-sheet').length };
    });
    expect(printed).toMatchObject({ steps: STEPS.length, buttons: 0, left: 0 });
    expect(printed.text).toContain('-2.514e-5');
    expect(printed.text).toContain('v1 = −12');
    expect(printed.colours).toBeGreaterThan(20);
  }));
