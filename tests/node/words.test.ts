// What the page says is in its dictionaries, all of it, and nothing besides.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import faults from '../../src/words/ko/faults.ts';
import inputs from '../../src/words/ko/faults-input.ts';
import made from '../../src/words/ko/made.ts';
import { withParticles } from '../../src/words/ko/particles.ts';
import ko from '../../src/words/ko.ts';
import { inKorean } from '../../src/words/korean.ts';
import { languageFrom } from '../../src/words/language.ts';
import { withLanguage } from '../../src/words/switch.ts';
import { isWords, saidTooEarly, sourcesOf, type Text, textsOf } from './page-texts.ts';

const root = resolve(import.meta.dirname, '../..');
const words: Readonly<Record<string, string>> = ko;

/** What reads like words and is none: CSS, shaders, formats, proper names. */
const NO_WORDS: readonly RegExp[] = [
  /^(italic )?\d+px |^\{\}px /,
  /^\(?(pointer|prefers-)/,
  /^\n(#ifdef |#extension |precision )|^#define [A-Z]+$/,
  /^one minus src alpha$|^luminance alpha$/,
  /^(NaN|viridis|cividis|magma|JSON)$/,
  /^(GPU: \{\}|\{\} · CPU: |mark \{\}$|--line: |primary$)/,
  /^GPU · $|^\{\} fixed$/,
  /^\.[a-z-]+ (button|input|canvas)$/,
  /^(linear-gradient|translate)\(/,
  /^(dialog|summary|button|\.lil-gui), |^#tabs button/,
  /^LReLU$/,
  /^chart along-runs$|^nothing yet$|^strips \{\}$|^ABC$/,
  /^\{\}\/λmax = \{\}$/,
  /^(input|button|select|textarea|dialog)(, (input|button|select|textarea|dialog))+$/,
];

/** What the library says, with any value in its places. */
const patterns = new Set(
  Object.keys({ ...faults, ...inputs, ...made }).map((phrase) =>
    phrase.replaceAll(/\{\w+\}/g, '{}'),
  ),
);
const hasPattern = ({ text }: Text) =>
  [text, `${text}{}`, text.replace(/^\{\}: /, '')].some((each) => patterns.has(each));

/** A choice of the panel says its options itself. */
const saidLater = ({ sink, isEarly }: Text) => isEarly || sink === '' || sink === 'choice';

/** The lessons have dictionaries of their own (tests/node/lessons.test.ts). */
const files = sourcesOf('app', 'views').filter((file) => !file.startsWith('app/lessons/'));
const texts = files.flatMap((file) => textsOf(file).map((text) => ({ ...text, file })));

const isAllowed = ({ text }: Text) => NO_WORDS.some((form) => form.test(text));

test('every text that the page shows is said by t(), or is in the dictionary for those that say it', () => {
  const outside = texts.filter(
    (each) =>
      !each.inT &&
      !each.inError &&
      !each.isName &&
      isWords(each) &&
      !isAllowed(each) &&
      !hasPattern(each) &&
      !(each.text in words && saidLater(each)),
  );
  expect(outside.map(({ where, text }) => `${where}: ${text}`)).toEqual([]);
});

test('the page says nothing before it knows in which language', () => {
  // The page itself begins with the language.
  const early = [...files, ...sourcesOf('lessons')].filter((file) => file !== 'app/main.ts');
  expect(early.flatMap(saidTooEarly)).toEqual([]);
});

const rooms = readdirSync(join(root, 'src/words/ko'))
  .filter((file) => !['faults.ts', 'faults-input.ts', 'made.ts', 'particles.ts'].includes(file))
  .map((file) => join('words/ko', file));

/** The English phrases of a room's Korean words. */
const keysOf = async (file: string): Promise<string[]> =>
  Object.keys((await import(join(root, 'src', file))).default);

test('every phrase of the dictionary is said somewhere, and stands in one room', async () => {
  const html = readFileSync(join(root, 'index.html'), 'utf8').replaceAll(/\s+/g, ' ');
  const said = new Set([...texts, ...textsOf('words/language.ts')].map(({ text }) => text));
  const all: string[] = [];
  for (const room of rooms) {
    const keys = await keysOf(room);
    all.push(...keys);
    // tests/node/words-library.test.ts looks after what the library says.
    if (/library/.test(room)) continue;
    const isSaid = (key: string) =>
      said.has(key) || (room.endsWith('document.ts') && html.includes(key));
    expect(
      keys.filter((key) => !isSaid(key)),
      room,
    ).toEqual([]);
  }
  expect(all.filter((key, i) => all.indexOf(key) < i)).toEqual([]);
  expect(all.toSorted()).toEqual(Object.keys(words).toSorted());
});

/** Names and signs that are the same in every language. */
const SAME =
  /^(Adam|RMSprop|JSON|or|and|xor|GPU, f32| and |tanh|ReLU|PyTorch’s|Xavier|He|GPU \(WebGPU, f32\)|[^\p{L}]*|\p{Script=Greek}\d?)$/u;

test('Korean has the places of the English phrase, and is Korean', () => {
  const places = (text: string) => [...new Set(text.match(/\{\w*\}/g))].toSorted();
  for (const [phrase, korean] of Object.entries({ ...words, ...faults, ...inputs, ...made })) {
    expect([phrase, places(korean)]).toEqual([phrase, places(phrase)]);
  }
  const foreign = Object.entries({ ...words, ...faults, ...inputs, ...made }).filter(
    ([phrase, korean]) => !/[가-힣]/.test(korean) && !SAME.test(phrase.replaceAll(/\{\w*\}/g, '')),
  );
  expect(foreign).toEqual([]);
});

describe('Korean particles follow the sound before them', () => {
  test.each([
    ['손실을(를)', '손실을'],
    ['“기울기”을(를)', '“기울기”를'],
    ['1(으)로, 6(으)로, 4(으)로', '1로, 6으로, 4로'],
    ['Adam은(는)', 'Adam은'],
    ['λ이(가)', 'λ가'],
    ['값(이)다', '값이다'],
    ['∂을(를)', '∂을(를)'],
  ])('%s: %s', (text, right) => expect(withParticles(text)).toBe(right));
});

test.each([
  [
    'state.optimizers.gd.momentum: 1 is not a number in [0, 1)',
    'state.optimizers.gd.momentum: 1: 0 이상 1 미만의 수여야 합니다',
  ],
  ['steps: 0 is not an integer from 1 to 100000', 'steps: 0: 1에서 100000까지의 정수여야 합니다'],
  ['the GPU was lost: it could not be loaded', 'GPU를 잃었습니다: 불러오지 못했습니다'],
  ['learning rate of w21', 'w21의 학습률'],
  ['something else: that nobody foresaw', 'something else: that nobody foresaw'],
])('%s is, in Korean, %s', (text, korean) => expect(inKorean(text)).toBe(korean));

test.each([
  ['the address before all', '?lang=ko', 'en', ['en-US'], 'ko'],
  ['what was chosen last before the browser’s', '', 'ko', ['en-US'], 'ko'],
  ['the dearest of the browser’s that there is', '', null, ['fr-FR', 'ko-KR', 'en'], 'ko'],
  ['English where none is there', '', null, ['fr'], 'en'],
])('the language is %s', (_, search, chosen, preferred, language) => {
  expect(languageFrom(search, chosen, preferred)).toEqual({ language });
});

test('a ?lang= that is none is told from one that is, and the address takes another', () => {
  const unknown = { language: 'ko', unknown: 'tlh' };
  expect(languageFrom('?lang=tlh', null, ['ko'])).toEqual(unknown);
  expect(withLanguage('http://a.b/?engine=cpu#x', 'ko')).toBe('http://a.b/?engine=cpu&lang=ko#x');
});

test('the finder sees a text wherever the page could show it', () => {
  const found = textsOf('../tests/fixtures/words/said.ts').filter(
    (each) => !each.inT && !each.inError && !each.isName && isWords(each),
  );
  expect(found.map(({ text }) => text)).toEqual([
    'Read by all',
    'Title',
    'label',
    'two words',
    '{} runs',
    'shown',
    'aria',
    '<p>In a template</p>',
  ]);
  expect(saidTooEarly('../tests/fixtures/words/said.ts')).toEqual([
    '../tests/fixtures/words/said.ts:4',
  ]);
});
