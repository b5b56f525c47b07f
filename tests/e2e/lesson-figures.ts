// What the homework must show, and what it shows on the page.
import type { Page } from 'playwright';
import { known } from '../fixtures/known-answers.ts';

/** Every figure on show by its name, in text, tables and formulas, as it is printed. */
export const figuresOn = (page: Page): Promise<[name: string, text: string][]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.lesson-parts :is([data-figure], [data-val])')].map(
      (place) => {
        const copy = place.cloneNode(true) as HTMLElement;
        // The exponent of a power of ten is raised in MathML.
        copy.querySelector('msup > :last-child')?.prepend('^');
        return [place.dataset.figure ?? place.dataset.val!, copy.textContent!];
      },
    ),
  );

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A printed number, and how many of its digits count. */
export function readPrinted(text: string): { value: number; digits: number } {
  const plain = text
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/, (raised) => `^${raised}`)
    .replaceAll('⁻', '−')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => String(RAISED.indexOf(sign)))
    .replace(/[()+\s]/g, '')
    .replaceAll('−', '-')
    .replace(/×10\^/, 'e');
  const [mantissa = ''] = plain.split('e');
  return { value: Number(plain), digits: mantissa.replace(/^-?0*\.?0*|\./g, '').length };
}

const byOutput = (prefix: string, outputs: readonly number[]) =>
  Object.fromEntries(['00', '01', '10', '11'].map((id, i) => [`${prefix}${id}`, outputs[i]!]));

const { initial, gdStep, adamStep, infimum } = known.xor;
const before = {
  ...byOutput('y.', initial.outputs),
  loss: initial.loss,
  g21: initial.gradient[0]!,
  g12: initial.gradient[1]!,
};
/** What each step must show, by the names of its figures. */
export const EXPECTED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'homework.forward': { ...byOutput('y.', initial.outputs), loss: initial.loss },
  'homework.gradient': { g21: before.g21, g12: before.g12 },
  'homework.gd': {
    ...before,
    ...byOutput('after.y.', gdStep.outputs),
    'after.w21': gdStep.w21,
    'after.w12': gdStep.w12,
    'after.loss': gdStep.loss,
  },
  // Δ is subtracted, and as long as the learning rate.
  'homework.adam': {
    ...before,
    ...byOutput('after.y.', adamStep.outputs),
    'after.loss': adamStep.loss,
    d21: -adamStep.learningRate,
    d12: -adamStep.learningRate,
  },
  'homework.epochs': { 'valley.loss': infimum.loss, 'valley.w12': infimum.w12 },
};

/** Whether a step may show a figure of those before it, and need not. */
export const isSaidAgain = (lesson: string, name: string): boolean =>
  ['homework.gd', 'homework.adam'].includes(lesson) && name in before;
