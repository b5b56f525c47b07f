// What a job is asked for with as text, and descriptions that are kept: both are asked for at every change.
import { expect, test } from 'vitest';
import { keyOf } from '../../src/app/jobs/key.ts';
import '../../src/problems/catalogue.ts';
import type { ProblemRef } from '../../src/problems/problem.ts';
import { describe } from '../../src/problems/registry.ts';

const vector = (change = 0) => Array.from({ length: 261 }, (_, k) => Math.sin(k) + change);
const line = (change = 0) =>
  ({
    id: 'xor-deep',
    plane: { x: { vector: vector(change) }, y: null },
  }) satisfies ProblemRef;

test('equal jobs have equal keys, short however long their vectors; one number more or less is another', () => {
  const job = (change = 0, value = 1) => ({
    spec: line(change),
    parameters: Object.fromEntries(vector().map((of, k) => [`w${k}`, of * value])),
  });
  expect(keyOf(job())).toBe(keyOf(job()));
  expect(keyOf(job()).length).toBeLessThan(300);
  expect(keyOf(job(1e-12))).not.toBe(keyOf(job()));
  expect(keyOf(job(0, 1 + 1e-12))).not.toBe(keyOf(job()));
  const rows = [[1, 2]];
  expect(keyOf({ data: rows })).toBe(keyOf({ data: rows }));
});

test('the description of many parameters on a line is made once, and anew when what was given is changed', () => {
  const ref = line();
  const first = describe(ref);
  expect(describe(line())).toBe(first);
  expect(describe(line(1))).not.toBe(first);
  ref.plane.x.vector[0] = 7;
  expect(describe(ref)).not.toBe(first);
  expect(describe(line())).toBe(first);
});
