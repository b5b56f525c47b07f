import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { checkRows, dataHash, ROWS_LIMIT, rowsOf, samplesOf } from '../../src/problems/data.ts';
import type { ProblemRef } from '../../src/problems/problem.ts';
import { describe } from '../../src/problems/registry.ts';
import { checkLandscape } from '../../src/specs.ts';

const columns = ['x1', 'x2', 'label'];
const good = [
  [1, 2, 1],
  [3, 4, 0],
];

test.each<[string, unknown, RegExp]>([
  ['text', 'points', /"points" is not a list of rows/],
  ['nothing', [], /no rows: at least one point/],
  ['a short row', [...good, [1, 2]], /row 3 has 2 numbers, not 3: x1, x2, label/],
  ['no row', [...good, 7], /row 3 is no row, not 3/],
  [
    'text in a cell',
    [[1, 'abc', 1]],
    /row 1, column 2 \(x2\): "abc" is not a number from −1e15 to 1e15/,
  ],
  ['NaN', [...good, [Number.NaN, 1, 1]], /row 3, column 1 \(x1\): NaN is not a number/],
  ['an infinity', [[1, Number.POSITIVE_INFINITY, 1]], /row 1, column 2 \(x2\): Infinity/],
  ['a number too large', [[1, 1e16, 1]], /column 2 \(x2\): 10000000000000000 is not a number from/],
  ['a class that is none', [...good, [1, 1, 2]], /row 3, column 3 \(label\): 2 is not a class/],
  [
    'too many rows',
    Array.from({ length: ROWS_LIMIT + 1 }, () => [1, 1, 1]),
    /10001 rows are more than the 10000 allowed: every step of every run reads each of them/,
  ],
])('%s is refused as data, with its place and value', (_, rows, message) => {
  expect(() => checkRows(rows, columns)).toThrow(RangeError);
  expect(() => checkRows(rows, columns)).toThrow(message);
});

test('numbers of ±1e15 and 10,000 rows are taken', () => {
  const rows = Array.from({ length: ROWS_LIMIT }, () => [1e15, -1e15, 1]);
  expect(checkRows(rows, columns)).toBe(rows);
});

test('a set is found by name, the first where nothing is said, and an unknown name is told the others', () => {
  const data = { columns: ['x', 'y'], sets: { one: [[1, 2]], two: [[3, 4]] } };
  expect(rowsOf(data, undefined)).toEqual([[1, 2]]);
  expect(rowsOf(data, 'two')).toEqual([[3, 4]]);
  expect(rowsOf(data, [[5, 6]])).toEqual([[5, 6]]);
  for (const name of ['three', 'toString']) {
    expect(() => rowsOf(data, name)).toThrow(`data: "${name}" is not one of one, two`);
  }
});

test.each<[object, RegExp]>([
  [{ id: 'xor', data: 'or' }, /^data: "or": problem "xor" is made of no data$/],
  [{ id: 'gates', formula: 'x' }, /^formula: "x": problem "gates" is made of no formula$/],
  [{ id: 'formula', formula: 'x', data: 'or' }, /^data: "or": .* made of no data$/],
  [{ id: 'formula', formula: 5 }, /^formula, character 1: 5 is no text: expected a formula/],
  [{ id: 'gates', data: 'x'.repeat(1e5) }, /^data: "x{56}… is not one of or, and, xor$/],
])('a reference to %o is refused, in one line', (ref, message) => {
  expect(() => describe(ref as ProblemRef)).toThrow(RangeError);
  expect(() => describe(ref as ProblemRef)).toThrow(message);
});

test('a line through points at ±1e15 has a window that a job may have', () => {
  const data = [
    [1e15, 1e15],
    [-1e15, 3],
  ];
  const problem = { id: 'least-squares', data };
  const { window } = describe(problem);
  expect(checkLandscape({ problem, window, width: 1, height: 1 }).window).toEqual(window);
});

test('up to 8 points are samples, more are none', () => {
  expect(samplesOf(good)).toEqual([
    { label: '(1, 2)', target: 1 },
    { label: '(3, 4)', target: 0 },
  ]);
  expect(samplesOf([[0.5, 2]])).toEqual([{ label: '(0.5)', target: 2 }]);
  expect(samplesOf(Array.from({ length: 9 }, () => [1, 2]))).toEqual([]);
});

test('the hash tells apart 20,000 data sets of small integers that differ in a cell, a swap or their shape', () => {
  const seen = new Map<string, string>();
  const add = (rows: number[][]) => {
    const hash = dataHash(rows);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    const text = JSON.stringify(rows);
    expect(seen.get(hash) ?? text).toBe(text);
    seen.set(hash, text);
  };
  for (let a = -70; a < 70; a++) for (let b = -70; b < 70; b++) add([[a, b]]);
  add([[1], [2]]);
  add([[1, 2, 3, 4]]);
  add([
    [1, 2],
    [3, 4],
  ]);
  // Each of the two halves tells them apart too: neither is a function of less than the data.
  for (const half of [0, 8]) {
    const halves = new Set([...seen.keys()].map((hash) => hash.slice(half, half + 8)));
    // Of 19,603 random numbers of 32 bits 0.04 pairs are expected to be the same.
    expect(seen.size - halves.size).toBeLessThan(3);
  }
});

test('the hash is the same after a way through JSON, and another after any other change of a bit', () => {
  const number = fc.double({ noNaN: true, min: -1e38, max: 1e38 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 1 }), fc.nat(), (rows, at) => {
      const same = JSON.parse(JSON.stringify(rows));
      const other = rows.map((row, r) =>
        r === at % rows.length ? [row[0], row[1] + 1e-300] : row,
      );
      const changed = other[at % rows.length]![1] !== rows[at % rows.length]![1];
      return dataHash(same) === dataHash(rows) && (dataHash(other) !== dataHash(rows)) === changed;
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(dataHash([[-0]])).toBe(dataHash([[0]]));
  // Files keep it: it may never change.
  expect(dataHash(good)).toBe('7e7f9034d5a2d8ee');
});
