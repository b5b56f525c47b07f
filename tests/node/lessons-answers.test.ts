// What a typed answer is taken for.
import { expect, test } from 'vitest';
import { judge, readNumber } from '../../src/lessons/answers.ts';
import { numberMathml, numberText } from '../../src/lessons/numbers.ts';

test.each([
  ['0.0025', 0.0025],
  ['-2.5e-5', -2.5e-5],
  ['−2.5·10^-5', -2.5e-5],
  ['−2.51419 × 10⁻⁵', -2.51419e-5],
  ['-2.5 x 10^(-5)', -2.5e-5],
  ['.25', 0.25],
  ['-13/4', -3.25],
  ['0,5', 0.5],
  ['1,000.5', 1000.5],
])('%s is read as %d', (typed, value) => {
  expect(readNumber(typed, 'en')?.value).toBeCloseTo(value, 12);
});

test('a comma is the decimal sign where the language has it so', () => {
  expect(readNumber('1,234', 'en')?.value).toBe(1234);
  expect(readNumber('1,234', 'de')?.value).toBe(1.234);
});

test.each(['', 'two', '1/0', '1/2/3', '1..2', '5e', 'NaN'])('%j is no number', (typed) => {
  expect(readNumber(typed, 'en')).toBeNull();
});

const right = 2.9625620180336845;
const kind = (typed: string, slips = [{ value: 11.850248, hint: 'answer.wrong' as const }]) =>
  judge(typed, right, slips, 'ko').kind;

test('an answer is right to its last digit, rounded, or cut off from four digits on', () => {
  expect(['2.963', '2.96256', '2.9625', '2.96'].map((typed) => kind(typed))).toEqual(
    Array(4).fill('right'),
  );
  expect(kind('2.961')).toBe('close');
  expect(kind('3.0')).toBe('digits');
  expect(judge('-0.01', -0.01, [], 'en').kind).toBe('right');
});

test('an answer that would do for a slip as well needs more digits', () => {
  const near = [{ value: 2.961985, hint: 'answer.wrong' as const }];
  expect([kind('2.96', near), kind('2.9626', near), kind('2.9620', near)]).toEqual([
    'digits',
    'right',
    'slip',
  ]);
});

test('sign, decimal point and rounding on the way are told apart from other errors', () => {
  expect(['-2.9626', '0.29626', '2.95', '1.7', '11.85', 'x'].map((typed) => kind(typed))).toEqual([
    'sign',
    'power',
    'close',
    'wrong',
    'slip',
    'unreadable',
  ]);
});

test('numbers have a true minus, and a power of ten below 0.001', () => {
  expect(numberText(-2.5141926639770357e-5, 'ko')).toBe('−2.51419 × 10⁻⁵');
  expect(numberText(9.9999999e-4, 'en')).toBe('1 × 10⁻³');
  expect(numberText(0.0026782685173072853, 'en')).toBe('0.00267827');
  expect(numberText(1_000_000, 'en', 3)).toBe('1000000');
  expect(numberText(Number.NaN, 'en')).toBe('–');
});

test('a negative factor stands in brackets, a term has its sign before it', () => {
  expect(numberMathml(-13, 'en', 6, 'factor')).toContain('(</mo><mo form="prefix">−</mo>');
  expect(numberMathml(10, 'en', 6, 'term')).toBe('<mo form="infix">+</mo><mn>10</mn>');
  expect(numberMathml(-5, 'en', 6, 'term')).toBe('<mo form="infix">−</mo><mn>5</mn>');
});
