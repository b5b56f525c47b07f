// What the homework must show, and what it shows on the page.
import type { Page } from 'playwright';
import type { WordKey } from '../../src/lessons/words/words.ts';
import { known } from '../fixtures/known-answers.ts';

/** Every figure on show by its name, in text, tables and formulas, as it is printed. */
export const figuresOn = (page: Page): Promise<[name: string, text: string][]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.lesson-parts :is([data-figure], [data-val])')]
      .filter((place) => !place.closest('[hidden]'))
      .map((place) => {
        const copy = place.cloneNode(true) as HTMLElement;
        // The exponent of a power of ten is raised in MathML.
        copy.querySelector('msup > :last-child')?.prepend('^');
        return [place.dataset.figure ?? place.dataset.val!, copy.textContent!];
      }),
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

const IDS = ['00', '01', '10', '11'] as const;
const byOutput = (prefix: string, outputs: readonly number[]) =>
  Object.fromEntries(IDS.map((id, i) => [`${prefix}${id}`, outputs[i]!]));

const { initial, gdStep, adamStep, infimum } = known.xor;
const before = {
  ...byOutput('y.', initial.outputs),
  loss: initial.loss,
  g21: initial.gradient[0]!,
  g12: initial.gradient[1]!,
};

/** Where a published run and the lesson's both have a loss. */
const losses = (prefix: string, published: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    ['0', '100', '10000'].map((step) => [`${prefix}loss.${step}`, published[step]!]),
  );

/** Figures by name; those of a run in f32 hold to a relative error, others to all of the digits that are printed. */
export interface Expected {
  readonly figures: Readonly<Record<string, number>>;
  readonly within?: number;
}

const { start } = known.xor9;
const { run, hessianEigenvalues, criticalLearningRate } = known.quadratic;
const [a, b] = known.logistic.likelihoods;
/** What each step must show, by the names of its figures. */
export const EXPECTED: Readonly<Record<string, Expected>> = {
  'homework.forward': { figures: { ...byOutput('y.', initial.outputs), loss: initial.loss } },
  'homework.gradient': { figures: { g21: before.g21, g12: before.g12 } },
  'homework.gd': {
    figures: {
      ...before,
      ...byOutput('after.y.', gdStep.outputs),
      'after.w21': gdStep.w21,
      'after.w12': gdStep.w12,
      'after.loss': gdStep.loss,
    },
  },
  // Δ is subtracted, and as long as the learning rate.
  'homework.adam': {
    figures: {
      ...before,
      ...byOutput('after.y.', adamStep.outputs),
      'after.loss': adamStep.loss,
      d21: -adamStep.learningRate,
      d12: -adamStep.learningRate,
    },
  },
  'homework.epochs': { figures: { 'valley.loss': infimum.loss, 'valley.w12': infimum.w12 } },
  // Seven digits of it are printed, as many as f32 has.
  'matrices.passes': {
    figures: {
      'W1.1.1': start.w11,
      'W1.1.2': start.w12,
      'W1.2.1': start.w21,
      'W1.2.2': start.w22,
      'b1.1': start.b1,
      'b1.2': start.b2,
      'W2.1.1': start.v1,
      'W2.1.2': start.v2,
      'b2.1': start.c,
      loss: known.xor9.lossAtStep['0'],
    },
    within: 2e-7,
  },
  'quadratic.descent': {
    figures: {
      count: run.steps,
      endX: run.x,
      endY: run.y,
      [`x.${run.steps}`]: run.x,
      [`y.${run.steps}`]: run.y,
      'r.count': 14,
    },
  },
  'quadratic.limit': {
    figures: {
      limit: criticalLearningRate,
      small: hessianEigenvalues[0]!,
      large: hessianEigenvalues[1]!,
    },
  },
  // Worked out by hand from (1, 2), (2, 3), (3, 5), (4, 4), (5, 6).
  'least-squares.update': {
    figures: {
      'one.w0': 0.08,
      'one.w1': 0.08,
      'all.w0': 0.16,
      'all.w1': 0.552,
      'best.w0': 1.3,
      'best.w1': 0.9,
      'best.loss': 0.38,
    },
  },
  'logistic.candidates': { figures: { 'a.likelihood': a!.value, 'b.likelihood': b!.value } },
  // x2 = (x1 + 3)/3.
  'logistic.boundary': { figures: { 'b.at3': 2, 'b.minusW0': 3, 'b.w2': 3 } },
  'counting.parameters': { figures: { with: 74, without: 62 } },
};

/** What both engines of lesson 2 must show; published in f32. */
export const ON_BOTH: Readonly<Record<string, Expected>> = {
  // f64 ends 0.17 % above f32.
  'deep.training': {
    figures: {
      parameters: 261,
      ...losses('', known['xor-deep'].lossAtStep),
      ...losses('gpu.', known['xor-deep'].lossAtStep),
    },
    within: 2e-3,
  },
  'matrices.training': {
    figures: {
      ...losses('', known.xor9.lossAtStep),
      ...losses('gpu.', known.xor9.lossAtStep),
      ...byOutput('end.', known.xor9.outputsAtEnd),
      ...byOutput('gpu.end.', known.xor9.outputsAtEnd),
    },
    within: 5e-4,
  },
};

/** What of the expected is not shown so, in words; nothing where all is. */
export function faultsOf(
  { figures, within }: Expected,
  shown: readonly (readonly [name: string, text: string])[],
): string[] {
  return Object.entries(figures).flatMap(([name, value]) => {
    const texts = shown.filter(([figure]) => figure === name).map(([, text]) => text);
    if (texts.length === 0) return [`${name} is not shown`];
    return texts.flatMap((text) => {
      const { value: printed, digits } = readPrinted(text);
      const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - Math.max(digits, 3));
      const most = Math.max(0.51 * unit, (within ?? 0) * Math.abs(value));
      return Math.abs(printed - value) <= most ? [] : [`${name}: ${text} is not ${value}`];
    });
  });
}

/** Whether a step may show a figure of those before it, and need not. */
export const isSaidAgain = (lesson: string, name: string): boolean =>
  ['homework.gd', 'homework.adam'].includes(lesson) && name in before;

const three = (value: number) => value.toPrecision(4);
const [g21, g12] = initial.gradient as [number, number];
const sum = 4 * initial.loss;

/** Slips by their step: which of its questions, what is typed, the hint that it gets. */
export const SLIPS: Readonly<
  Record<string, readonly (readonly [ask: number, typed: string, says: WordKey])[]>
> = {
  // The mean over three samples, and none.
  'homework.forward': [
    [1, three(sum / 3), 'homework.slip.three'],
    [1, three(sum), 'homework.slip.sum'],
  ],
  // The other weight's; a forgotten minus before the 13, or before the difference from the target.
  'homework.gradient': [
    [0, three(g12), 'homework.slip.swapped'],
    [0, three(-g21), 'homework.slip.residualSign'],
    [1, three(-g12), 'homework.slip.minus13'],
    [1, three(g21), 'homework.slip.swapped'],
  ],
  'matrices.passes': [[0, '-0.6038', 'matrices.slip.noBias']],
  'quadratic.descent': [
    [0, '4.8', 'paper.slip.ascent'],
    [1, '14', 'paper.slip.twoDecimals'],
  ],
  'logistic.candidates': [[0, '0.6023', 'paper.slip.otherCandidate']],
  'counting.parameters': [[0, '62', 'paper.slip.noBiases']],
};
