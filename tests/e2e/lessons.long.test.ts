import { expect, test } from 'vitest';
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
import {
  answer,
  linkTo,
  onCpu,
  openStep,
  revealAll,
  type Spoken,
  STEPS,
  title,
  turn,
  WORDS,
} from './lesson-page.ts';
import { set, settled, useChromium, withPage } from './page.ts';

useChromium();

/** The words before the first number or formula. */
const opening = (text: string) => text.split(/[{[]/)[0]!;

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
