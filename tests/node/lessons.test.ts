// Lessons as a whole: every formula, figure and word that a step names is there, in every language, and none besides.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { formulasOf } from '../../scripts/mathml.mjs';
import { DEFAULT_STATE, patched, type State } from '../../src/app/state/state.ts';
import { fillFormula, fillText } from '../../src/lessons/fill.ts';
import formulas from '../../src/lessons/formulas.tex';
import { baseOf, type Cell, type Figures, type Part, type Step } from '../../src/lessons/lesson.ts';
import { lessons } from '../../src/lessons/lessons.ts';
import { LANGUAGES, type WordKey } from '../../src/lessons/words/words.ts';
import '../../src/problems/catalogue.ts';
import type { Language } from '../../src/words/words.ts';
import { allFigures, stateOf } from '../lesson-runs.ts';

const steps = lessons.flatMap((lesson) =>
  lesson.steps.map((step): [string, Step, string] => [
    `${lesson.id}.${step.id}`,
    step,
    baseOf(lesson, step).problem,
  ]),
);

const figuresAt = new Map(
  await Promise.all(
    steps.map(async ([, step, id]) => [step, await allFigures(step, stateOf(id, 10))] as const),
  ),
);
const figuresOf = (step: Step): Figures => figuresAt.get(step)!;

interface Named {
  words: WordKey[];
  formulas: string[];
  figures: string[];
}

const cells = (all: readonly Cell[]): Named => ({
  words: all.flatMap((cell) => ('text' in cell ? cell.text : [])),
  formulas: all.flatMap((cell) => ('formula' in cell ? cell.formula : [])),
  figures: all.flatMap((cell) => ('figure' in cell ? cell.figure : [])),
});

const none: Named = { words: [], formulas: [], figures: [] };

/** Words, formulas and figures that a part names. */
function namedByPart(part: Part, figures: Figures): Named {
  if (part.kind === 'text') return { ...none, words: [part.text] };
  if (part.kind === 'list') return { ...none, words: [...part.items] };
  if (part.kind === 'formula') return { ...none, formulas: [part.formula] };
  if (part.kind === 'control') return { ...none, words: [part.label] };
  if (part.kind === 'choices')
    return { ...none, words: [part.label, ...part.choices.map(({ label }) => label)] };
  if (part.kind === 'ask') {
    const { question, figure, because, hint } = part.ask;
    const hints = part.ask.slips(figures).map((slip) => slip.hint);
    const words = [question, because, hint, ...hints].filter((key) => key !== undefined);
    return { ...none, words, figures: [figure] };
  }
  if (part.kind === 'table') {
    const { caption, columns, rows } = part.table;
    for (const row of rows) expect(row.cells.length).toBe(columns.length - 1);
    const there = rows.filter(
      ({ head, optional }) => !optional || !('figure' in head) || head.figure in figures,
    );
    const all = cells([...columns, ...there.flatMap(({ head, cells }) => [head, ...cells])]);
    return { ...all, words: [caption, ...all.words] };
  }
  if (part.kind === 'plot') {
    const { caption, panels, legend } = part.plot;
    const titles = panels.flatMap(({ title }) => title ?? []);
    return { ...none, words: [caption, ...titles, ...legend.map(({ text }) => text)] };
  }
  if (part.kind === 'activation') return { ...none, words: [part.label] };
  if (part.kind === 'runs') return { ...none, words: [part.plan.caption] };
  const { caption, units, weights, samples } = part.drawing;
  return {
    words: [caption],
    formulas: units.map(({ formula }) => formula),
    figures: [
      ...weights.map(({ name }) => name),
      ...units.flatMap(({ id }) => samples.map((sample) => `${id}.${sample}`)),
      ...units.flatMap(({ bias }) => bias ?? []),
    ],
  };
}

function namedBy(parts: readonly Part[], figures: Figures) {
  const all = parts.map((part) => namedByPart(part, figures));
  return {
    words: all.flatMap(({ words }) => words),
    used: all.flatMap((named) => named.formulas),
    values: all.flatMap((named) => named.figures),
  };
}

const languages = Object.keys(LANGUAGES) as Language[];
const dictionaries = Object.fromEntries(
  await Promise.all(languages.map(async (l) => [l, await LANGUAGES[l].load()] as const)),
) as Record<Language, Record<WordKey, string>>;

test.each(steps)('%s has all its formulas, figures and words in every language', (_, step) => {
  const figures = figuresOf(step);
  const { words, used, values } = namedBy(step.parts, figures);
  expect(values.filter((name) => figures[name] === undefined)).toEqual([]);
  for (const language of languages) {
    const texts = [step.title, ...words].map((key) => dictionaries[language][key]);
    const inline = texts
      .flatMap((text) => fillText(text, figures, language))
      .flatMap((piece) => ('formula' in piece ? [piece.formula] : []));
    for (const name of [...used, ...inline]) {
      expect(formulas, name).toHaveProperty([name]);
      const filled = fillFormula(formulas[name]!, figures, language);
      expect(filled).not.toContain('data-form');
      expect(filled).toMatch(/^<math alttext="[^"{]+/);
    }
  }
});

/** Names of all figures that a step's texts, tables and formulas have a place for. */
function shownBy(step: Step): Set<string> {
  const { title, parts } = step;
  const { words, used, values } = namedBy(parts, figuresOf(step));
  const texts = [title, ...words].map((key): string => dictionaries.en[key]);
  const inline = texts.flatMap((text) => [...text.matchAll(/\[\[([^\]]+)\]\]/g)]);
  const written = [...used, ...inline.map(([, name]) => name!)].map((name) => formulas[name]!);
  return new Set([
    ...values,
    ...texts.flatMap((text) => [...text.matchAll(/\{([^}:]+)[^}]*\}/g)].map(([, name]) => name!)),
    ...written.flatMap((text) =>
      [...text.matchAll(/data-val="([^"]+)"/g)].map(([, name]) => name!),
    ),
  ]);
}

test.each(steps)('%s hides what is asked for under its other names, too', (_, step) => {
  const figures = figuresOf(step);
  const asks = step.parts.flatMap((part) => (part.kind === 'ask' ? [part.ask] : []));
  const names = [...shownBy(step)];
  for (const { id, figure, hides = [] } of asks) {
    const right = figures[figure]!;
    const same = names.filter((name) => Math.abs(figures[name]! - right) <= 1e-9 * Math.abs(right));
    // Whole numbers and what the reader set are no secret.
    if (Number.isInteger(right)) continue;
    expect(
      same.filter((name) => name !== figure && !hides.includes(name)),
      id,
    ).toEqual([]);
  }
});

test('every formula and every word of a lesson is used', () => {
  const all = steps.map(([, step]) => namedBy(step.parts, figuresOf(step)));
  const words = new Set<string>([
    ...lessons.map(({ title }) => title),
    ...steps.map(([, { title }]) => title),
    ...all.flatMap((named) => named.words),
  ]);
  const inline = Object.values(dictionaries).flatMap((dictionary) =>
    Object.values(dictionary).flatMap((text) =>
      [...text.matchAll(/\[\[([^\]]+)\]\]/g)].map(([, name]) => name!),
    ),
  );
  const used = new Set([...all.flatMap((named) => named.used), ...inline]);
  expect(Object.keys(formulas).filter((name) => !used.has(name))).toEqual([]);
  const own = (key: string) => !/^(view|answer)\./.test(key);
  const unused = Object.keys(dictionaries.en).filter((key) => own(key) && !words.has(key));
  expect(unused).toEqual([]);
});

const view = resolve(import.meta.dirname, '../../src/app/lessons');

test('every word around the lessons is used by the view', () => {
  const source = readdirSync(view)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(view, file), 'utf8'))
    .join('\n');
  const keys = Object.keys(dictionaries.en).filter((key) => key.startsWith('view.'));
  expect(keys.filter((key) => !source.includes(`'${key}'`))).toEqual([]);
});

test('every language has the same numbers in the same texts, and is itself', () => {
  const { en, ...others } = dictionaries;
  const places = (text: string) => [...new Set(text.match(/\{[^}]*\}/g))].sort();
  for (const [language, words] of Object.entries(others)) {
    expect(Object.keys(words).sort(), language).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(words))
      expect([key, places(text)]).toEqual([key, places(en[key as WordKey])]);
  }
  const untranslated = Object.entries(dictionaries.ko).filter(([, text]) => !/[가-힣]/.test(text));
  expect([...new Set(untranslated.map(([, text]) => text))].sort()).toEqual([
    'Adam',
    'CPU, f64',
    'GPU, f32',
    'ReLU',
    'leaky ReLU',
    'tanh',
    '–',
  ]);
});

test('no Korean particle hangs on how a number is read that may change', () => {
  // 6을 but 5를: after a number stands what is the same for all.
  const hangs = /\}(?:을|를|은|는|과|와|으로|로|이|가)(?![가-힣])/;
  const texts = Object.entries(dictionaries.ko).filter(([key]) => !key.startsWith('view.'));
  expect(texts.filter(([, text]) => hangs.test(text)).map(([key]) => key)).toEqual([]);
});

test('the state of the page takes what lessons and steps set up, which leaves parameters alone', () => {
  for (const lesson of lessons) {
    for (const step of lesson.steps) {
      const state: State = patched(DEFAULT_STATE, baseOf(lesson, step));
      const choices = step.parts.flatMap((part) => (part.kind === 'choices' ? part.choices : []));
      for (const patch of [step.setUp, ...choices.map((choice) => choice.patch)]) {
        expect(() => patched(patched(state, step.setUp), patch)).not.toThrow();
        expect(Object.keys(patch)).not.toContain('problem');
        expect(Object.keys(patch)).not.toContain('parameters');
      }
    }
  }
});

test('MathML is well-formed: every element is closed, in order', () => {
  for (const [name, mathml] of Object.entries(formulas)) {
    const open: string[] = [];
    for (const [tag, close, element] of mathml.matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
      if (tag.endsWith('/>')) continue;
      if (close) expect(open.pop(), `${name}: ${tag}`).toBe(element);
      else open.push(element!);
    }
    expect(open, name).toEqual([]);
    expect(mathml, name).not.toMatch(/class="mark|temml-error|\\/);
  }
});

test('a formula keeps every number and part of its source, and says which one is wrong', () => {
  const source = '%% a\n\\part{p}{x} = \\val{b} \\val[term,3]{c.1}^2\n%% b inline\ny';
  const { a, b } = formulasOf(source);
  expect(a).toContain('data-part="p"');
  expect(fillFormula(a!, { b: -2, 'c.1': 1 / 3 }, 'en')).toContain(
    '<mrow data-val="c.1"><mo form="infix">+</mo><mn>0.333</mn></mrow>',
  );
  expect(() => fillFormula(a!, { b: 1 }, 'en')).toThrow('figure "c.1" is not one of b');
  expect(b).not.toContain('display="block"');
  expect(() => formulasOf('%% bad\n\\frac{1}')).toThrow('formula bad');
  expect(() => formulasOf('%% a\nx\n%% a\ny')).toThrow('formula a is there twice');
});
