// The same numbers everywhere: src takes no function of Math whose last digits are each engine's own.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

/** What draws, measures time or reads a hand's gestures may. */
const MAY = ['views', 'app', 'bench'];
/** IEEE 754 says what these are, or they take and give whole numbers. */
const EXACT =
  /^(abs|sign|sqrt|fround|floor|ceil|round|trunc|min|max|imul|clz32|random|E|PI|LN2|LN10|LOG2E|LOG10E|SQRT2|SQRT1_2)$/;

/** Functions of Math, and powers but those that every engine has exactly: squares, and powers of 2. */
function inexactIn(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|\/\^.*\$?\/[a-z]*/g, '');
  const named = [...code.matchAll(/\bMath\.(\w+)/g)].map(([, name]) => name!);
  const powers = [...code.matchAll(/([\w.]+|\S)\s*\*\*=?\s*(-?[\w.]+|\S)/g)]
    .filter(([, base, exponent]) => base !== '2' && exponent !== '2')
    .map(([found]) => found);
  const whole = /\bMath\b(?!\.)/.test(code) ? ['Math'] : [];
  return [...named.filter((name) => !EXACT.test(name)), ...powers, ...whole];
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !MAY.includes(file.split(sep)[0]!),
);

test('src takes no exponential, logarithm, power or angle from Math where results are made', () => {
  expect(files.length).toBeGreaterThan(150);
  const found = files.map((file) => [file, inexactIn(readFileSync(join(src, file), 'utf8'))]);
  expect(found.filter(([, names]) => names!.length > 0)).toEqual([]);
});

test('what is refused is found: calls, powers, aliases; what is exact is not', () => {
  expect(inexactIn('a = Math.exp(b) + c ** 3; const { log } = Math;')).toEqual([
    'exp',
    'c ** 3',
    'Math',
  ]);
  expect(inexactIn('a = 10 ** b')).toEqual(['10 ** b']);
  expect(inexactIn('counts.map(Math.log)')).toEqual(['log']);
  expect(inexactIn('a = Math.sqrt(b ** 2) * 2 ** -c; // Math.exp')).toEqual([]);
});
