// Steps of lessons on the built page.
import type { Page } from 'playwright';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { toHash } from '../../src/app/state/url.ts';
import { lessons } from '../../src/lessons/lessons.ts';
import en from '../../src/lessons/words/en.ts';
import ko from '../../src/lessons/words/ko.ts';
import { ready, set } from './page.ts';

/** All steps in order, as lesson.step, and those of the homework. */
export const ALL = lessons.flatMap(({ id, steps }) => steps.map((step) => `${id}.${step.id}`));
export const STEPS = ALL.filter((id) => id.startsWith('homework.'));
/** Without marks of stationary points, which are searched for in every new window. */
const view = { ...DEFAULT_STATE.view, marks: false };
export const linkTo = (lesson: string) =>
  toHash({ ...DEFAULT_STATE, tab: 'lessons', lesson, view });
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export const title = (page: Page) => page.locator('.lesson-body h2').textContent();
export const openStep = (page: Page, lesson: string) => set(page, { tab: 'lessons', lesson });

/** The f64 reference, and a small picture: figures are what counts. */
export const onCpu = {
  at: `?engine=cpu&lang=en${linkTo(STEPS[0]!)}`,
  viewport: { width: 900, height: 420 },
};

const LANGUAGES = { en: 'English', ko: '한국어' } as const;
export const WORDS = { en, ko } as const;
export type Spoken = keyof typeof LANGUAGES;

/** Changes to the other language than the one that is read. */
export async function turn(page: Page, language: Spoken): Promise<Spoken> {
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
export const revealAll = (page: Page, language: Spoken = 'en') =>
  page.evaluate((show) => {
    for (const each of document.querySelectorAll<HTMLElement>('form.ask button'))
      if (each.textContent === show && !each.hidden) each.click();
  }, WORDS[language]['view.show']);

/** Types an answer, and returns what is said of it. */
export async function answer(page: Page, ask: number, typed: string): Promise<string | null> {
  const form = page.locator('form.ask').nth(ask);
  await form.locator('input').fill(typed);
  await form.locator('input').press('Enter');
  return form.locator('[role=status]').textContent();
}
