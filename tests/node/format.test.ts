import { expect, test } from 'vitest';
import { amount, duration, grouped } from '../../src/math/format.ts';

test('durations are told in words a person uses', () => {
  expect([0.2, 90, 180, 7300, 200_000, 1e9].map(duration)).toEqual([
    '1 s',
    '90 s',
    '3 minutes',
    '2 hours',
    '2 days',
    '32 years',
  ]);
});

test('amounts have three digits and an SI prefix, which stands at the unit', () => {
  expect([3, 1234, 1.5e6, 2e9].map((n) => amount(n))).toEqual([
    '3.00',
    '1.23 k',
    '1.50 M',
    '2.00 G',
  ]);
  expect(amount(2.5e9)).toBe('2.50 G');
  expect(amount(119e6, 'steps/s')).toBe('119 Msteps/s');
  expect(amount(500, 'steps/s')).toBe('500 steps/s');
});

test('an amount is rounded before its prefix is chosen, and zero has none', () => {
  expect([999.96, 999_960, 0].map((n) => amount(n))).toEqual(['1.00 k', '1.00 M', '0.00']);
});

test('counts have thin spaces between thousands', () => {
  expect([7, 1234567.9].map(grouped)).toEqual(['7', '1\u202f234\u202f567']);
});
