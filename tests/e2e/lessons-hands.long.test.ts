// The lessons in everyone's hands: by keyboard, on a phone, by link, on paper.
import { expect, test } from 'vitest';
import { toHash } from '../../src/app/state/url.ts';
import en from '../../src/lessons/words/en.ts';
import ko from '../../src/lessons/words/ko.ts';
import { axeSource, overflowing, violations } from './everyone.ts';
import { ALL, linkTo, openStep, phone, STEPS, title } from './lesson-page.ts';
import { mapOf, noticeOf, refusal, set, settled, stateOf, useChromium, withPage } from './page.ts';

useChromium();

const THEMES = ['light', 'dark'] as const;

test('the keyboard alone goes from the first step to the last and answers, and the map keeps its arrows', () =>
  withPage({ at: `?engine=cpu${linkTo(STEPS[0]!)}` }, async (page) => {
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
  ['on a desktop', { viewport: { width: 1280, height: 680 } }],
  ['on a phone', phone],
])(
  'axe-core finds nothing serious in a lesson %s, light and dark, and nothing overflows',
  (_, options) =>
    withPage({ ...options, at: `?engine=cpu${linkTo(STEPS[0]!)}` }, async (page) => {
      await page.evaluate(axeSource);
      // Without a GPU the deep network takes its time, and has no part that others have not; the regression too. Its table and
      // lessons-stuck.long.test.ts have tests of their own.
      const places = ALL.filter((lesson) => !/^(deep|regression|stuck)\./.test(lesson));
      for (const [i, lesson] of places.entries()) {
        // By turns of device and theme: what a step is made of, others are made of too.
        const [isTurn, theme] = [i % 2 === Number('isMobile' in options), THEMES[(i >> 1) % 2]!];
        await set(page, { tab: 'lessons', lesson, view: { theme } });
        expect(await overflowing(page), lesson).toEqual([]);
        if (isTurn) expect(await violations(page), `${lesson} ${theme}`).toEqual([]);
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
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, linkTo('homework.nothing'));
    await expect.poll(() => title(page)).toBe(ko['homework.forward.title']);
    expect(await noticeOf(page)).toContain('homework.nothing');
    expect((await stateOf(page)).lesson).toBe('homework.forward');
    expect(await refusal(page, "{ lesson: 'homework.nothing' }")).toBe(
      `RangeError: state.lesson: "homework.nothing" is not one of ${ALL.join(', ')}`,
    );
    expect(await refusal(page, '{ lesson: 3 }')).toContain('RangeError: state.lesson: 3 is not');
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
    const print = () =>
      page.evaluate(() => {
        window.dispatchEvent(new Event('beforeprint'));
        const sheet = document.querySelector('.lesson-sheet')!;
        const map = sheet.querySelector<HTMLCanvasElement>('.paper-map canvas')!;
        const copy = new OffscreenCanvas(map.width, map.height).getContext('2d', {
          willReadFrequently: true,
        })!;
        copy.drawImage(map, 0, 0);
        const { data } = copy.getImageData(0, 0, map.width, map.height);
        const of = {
          steps: sheet.querySelectorAll('section h2').length,
          text: sheet.textContent,
          colours: new Set(data.filter((_, i) => i % 4 === 1)).size,
          buttons: sheet.querySelectorAll('button, input:not([type=radio])').length,
        };
        window.dispatchEvent(new Event('afterprint'));
        return { ...of, left: document.querySelectorAll('.lesson-sheet').length };
      });
    // The picture is copied when nothing has moved for a while.
    await expect.poll(async () => (await print()).colours).toBeGreaterThan(20);
    const printed = await print();
    expect(printed).toMatchObject({ steps: STEPS.length, buttons: 0, left: 0 });
    expect(printed.text).toContain('-2.514e-5');
    expect(printed.text).toContain('v1 = −12');
  }));
