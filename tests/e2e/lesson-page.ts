// Steps of lessons on the built page.
import type { Page } from 'playwright';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { toHash } from '../../src/app/state/url.ts';
import { lessons } from '../../src/lessons/lessons.ts';
import { set } from './page.ts';

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
