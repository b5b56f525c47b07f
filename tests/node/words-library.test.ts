// What the library says, and the page shows, is in the dictionary: names and texts of problems, parameters, data, quantities.
import { expect, test } from 'vitest';
import { shortName } from '../../src/app/state/problem.ts';
import { COLUMNS } from '../../src/bench/report.ts';
import { WORKLOADS } from '../../src/bench/workloads.ts';
import { behaviourName, CHAOTIC, CONVERGING, UNBOUNDED } from '../../src/fields/periods.ts';
import { readCsv } from '../../src/fields/read-csv.ts';
import { TRUST } from '../../src/fields/trust.ts';
import { OPTIMIZER_KINDS } from '../../src/optimizers.ts';
import { kindOfPoint } from '../../src/problems/curvature.ts';
import '../../src/problems/catalogue.ts';
import { describe, problems } from '../../src/problems/registry.ts';
import { quantitiesOf, quantityInWords } from '../../src/quantities.ts';
import { OUTCOMES } from '../../src/results.ts';
import library from '../../src/words/ko/library.ts';
import names from '../../src/words/ko/library-names.ts';
import results from '../../src/words/ko/library-results.ts';
import { inKorean } from '../../src/words/korean.ts';

// Not those that other tests have defined.
const infos = Object.entries(problems).flatMap(([id, { own }]) => (own ? [] : [describe({ id })]));

const texts: readonly string[] = [
  ...infos.flatMap(({ name, summary, about, parameters, variants = [], data }) => [
    shortName(name),
    summary,
    about.intro,
    ...about.tries,
    ...parameters.map(({ description }) => description),
    ...variants.map(({ label }) => label),
    ...Object.keys(data?.sets ?? {}),
  ]),
  ...infos.flatMap((info) =>
    OPTIMIZER_KINDS.flatMap((kind) =>
      quantitiesOf(kind, info)
        .map((quantity) => quantityInWords(quantity, info.plane.names))
        .filter((text) => text !== 'start '),
    ),
  ),
  ...OUTCOMES,
  ...[CHAOTIC, CONVERGING, UNBOUNDED, 1].map(behaviourName),
  ...TRUST,
  ...[
    [1, 2],
    [-2, -1],
    [-1, 1],
    [0, 1],
  ].map((eigenvalues) => kindOfPoint(eigenvalues, 0)),
  ...COLUMNS,
  ...WORKLOADS.map(({ title }) => title),
];
const said = new Set(texts.map((text) => text.replace(/\s*\n\s*/g, ' ')));

/** Names and signs that are the same in Korean. */
const SAME = /^(XOR|n = \d+, (tanh|ReLU)|[\d-]+|[βε]\d?)$/;

test('every text of the library that the page shows is in Korean', () => {
  expect(infos.length).toBeGreaterThan(15);
  const english = [...said].filter((text) => inKorean(text) === text && !SAME.test(text));
  expect(english).toEqual([]);
});

/** What is wrong with a formula or a table, and how a refusal says it. */
function refusalsOf(): string[] {
  const formulas = [
    '',
    'x +',
    'x**2',
    'x = 1',
    '"a"',
    'x^2^3',
    'sin x',
    'f(x)',
    'sqr(x)',
    '(x',
    'x)',
    'x y',
  ];
  const more = [
    'a b',
    '1e99 x',
    'sin(x, y)',
    'min(x)',
    'x;',
    'x, y',
    'true',
    'x[1]',
    '#',
    'x²³',
    'a*b',
    '2 3',
  ];
  const tables = ['', 'x,y\n1,a', '1,2\n1', 'x,y\n"1,2'];
  const refused = (make: () => unknown) => {
    try {
      make();
    } catch (error) {
      const { reason, message } = error as Error & { reason?: string };
      return [reason ?? message];
    }
    return [];
  };
  return [
    ...[...formulas, ...more].flatMap((text) =>
      refused(() => describe({ id: 'formula', formula: text })),
    ),
    ...tables.flatMap((text) => refused(() => readCsv(text, ['x', 'y']))),
    ...refused(() => describe({ id: 'xor', parameters: { b2: 1e9 } })),
    ...refused(() => describe({ id: 'xor', trained: ['w99'] })),
  ];
}

test('what is wrong with a formula, a table or a parameter is told in Korean', () => {
  const refusals = refusalsOf();
  expect(refusals.length).toBeGreaterThan(20);
  expect(
    refusals
      .map((text) => inKorean(text))
      .filter((text) => /[a-z]{3} [a-z]{2}|found|expected/.test(text)),
  ).toEqual([]);
});

test('every Korean text for the library is of a text that it has', () => {
  expect(
    Object.keys({ ...library, ...names, ...results }).filter((text) => !said.has(text)),
  ).toEqual([]);
});
