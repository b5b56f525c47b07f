// The words of a formula, each with its place in the text.
import { FormulaError } from './names.ts';

export interface Token {
  readonly kind:
    | 'number'
    | 'name'
    | 'operator'
    | 'open'
    | 'close'
    | 'comma'
    | 'superscript'
    | 'end';
  /** As operators are written here: × and · are *, − is -. A superscript's digits are plain. */
  readonly text: string;
  /** Where it begins, in UTF-16 units from 0. */
  readonly at: number;
  /** As it stands in the text. */
  readonly raw: string;
}

/** Longer than any formula of 500 parts needs to be. */
const MOST_CHARACTERS = 10_000;

const OPERATORS: Readonly<Record<string, string>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '*': '*',
  '·': '*',
  '⋅': '*',
  '×': '*',
  '/': '/',
  '^': '^',
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** What other languages have and formulas have not, by how it begins. */
const FOREIGN: readonly [pattern: RegExp, what: string][] = [
  [/^\*\*/, '"**" (the power is written ^)'],
  [/^["'`]/, 'a string: a formula has numbers and names only'],
  [/^[[\]]/, 'an array: a formula has numbers and names only'],
  [/^[{}]/, 'a brace: brackets are ( and )'],
  [/^(&&|\|\||!(?!=)|\?\?)/, 'a logical operator'],
  [/^(===?|!==?|<=|>=|<(?!<)|>(?!>)|≤|≥|≠)/, 'a comparison'],
  [/^=>?/, 'an equals sign: a formula is the right-hand side alone'],
  [/^\?/, 'a condition'],
  [/^(<<|>>|[&|~])/, 'an operator on bits'],
  [/^%/, 'a remainder or percentage'],
  [/^;/, 'a semicolon: there is one formula'],
  [/^:/, 'a colon'],
  [/^\./, 'a point that belongs to no number'],
];

const PATTERNS: readonly [kind: Token['kind'], pattern: RegExp][] = [
  ['number', /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/],
  ['name', new RegExp(`^[\\p{L}_](?:[\\p{L}_]|(?![${SUPERSCRIPTS}])\\p{N})*`, 'u')],
  ['superscript', new RegExp(`^[${SUPERSCRIPTS}]+`)],
];

/** The tokens of a text, ending with one of kind 'end'. Throws a FormulaError for a character of no token. */
export function tokensOf(text: string): Token[] {
  if (text.length > MOST_CHARACTERS) {
    throw new FormulaError(
      `the formula has ${text.length} characters, and may have at most ${MOST_CHARACTERS}`,
      MOST_CHARACTERS,
    );
  }
  const tokens: Token[] = [];
  const space = /\s*/y;
  for (let at = 0; ; ) {
    space.lastIndex = at;
    at += space.exec(text)![0].length;
    const token = tokenAt(text, at);
    tokens.push(token);
    if (token.kind === 'end') return tokens;
    at += token.raw.length;
  }
}

function tokenAt(text: string, at: number): Token {
  if (at >= text.length) return { kind: 'end', text: '', at, raw: '' };
  // No token but a name is longer, and no name may be.
  const rest = text.slice(at, at + 400);
  const of = (kind: Token['kind'], raw: string, written = raw): Token => ({
    kind,
    text: written,
    at,
    raw,
  });
  for (const [kind, pattern] of PATTERNS) {
    const raw = pattern.exec(rest)?.[0];
    if (!raw) continue;
    return kind === 'superscript'
      ? of(kind, raw, Array.from(raw, (digit) => SUPERSCRIPTS.indexOf(digit)).join(''))
      : of(kind, raw);
  }
  const character = String.fromCodePoint(rest.codePointAt(0)!);
  const foreign = FOREIGN.find(([pattern]) => pattern.test(rest));
  if (!foreign || (character === '*' && !rest.startsWith('**'))) {
    if (character === '(') return of('open', character);
    if (character === ')') return of('close', character);
    if (character === ',') return of('comma', character);
    const operator = OPERATORS[character];
    if (operator) return of('operator', character, operator);
  }
  const what = foreign ? foreign[1] : `${JSON.stringify(character)}, which no formula has`;
  throw new FormulaError(
    `found ${what}; expected a number, a name, a function, + - * / ^ or a bracket`,
    at,
  );
}
