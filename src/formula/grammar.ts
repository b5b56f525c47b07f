// Whether tokens make a formula: every refusal there is, before anything recurses.
import { FormulaError, FUNCTIONS, isFunction, isReserved, NUMBERS, suggestion } from './names.ts';
import type { Token } from './tokens.ts';

/** Numbers, names, operators and functions of a formula, together. */
const MOST_NODES = 500;
/** Brackets within brackets. */
const MOST_NESTING = 100;
/** Own constants: each is a slider, and a number in a run's state when it is trained. */
const MOST_CONSTANTS = 16;
const LONGEST_NAME = 32;
/** What f32 holds: see the WGSL back end. */
const LARGEST = 3.4e38;
const SMALLEST_NORMAL = 2 ** -126;

/** An open bracket: of a function's arguments, or of a group. */
interface Bracket {
  readonly token: Token;
  readonly of: string | null;
  commas: number;
}

const OPERAND = 'a number, a name, a function or (';

/** Throws a FormulaError that says what is found where, and what was expected there. */
export function checkGrammar(tokens: readonly Token[]): void {
  const brackets: Bracket[] = [];
  const constants = new Set<string>();
  let nodes = 0;
  let wantsOperand = true;
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    const before = tokens[i - 1];
    const joins =
      token.kind === 'number' ||
      token.kind === 'name' ||
      token.kind === 'operator' ||
      token.kind === 'superscript';
    if (joins && ++nodes > MOST_NODES) {
      throw new FormulaError(`the formula has more than ${MOST_NODES} parts`, token.at);
    }
    if (wantsOperand) {
      wantsOperand = operand(token, next, before, brackets, constants);
    } else {
      wantsOperand = afterOperand(token, before!, brackets);
    }
  }
}

/** Takes a token where an operand may begin; whether one is wanted still. */
function operand(
  token: Token,
  next: Token | undefined,
  before: Token | undefined,
  brackets: Bracket[],
  constants: Set<string>,
): boolean {
  switch (token.kind) {
    case 'number':
      checkNumber(token);
      return false;
    case 'name':
      return name(token, next, constants);
    case 'open': {
      const of = before?.kind === 'name' && isFunction(before.text) ? before.text : null;
      brackets.push({ token, of, commas: 0 });
      if (brackets.length > MOST_NESTING) {
        throw new FormulaError(`brackets are nested deeper than ${MOST_NESTING}`, token.at);
      }
      return true;
    }
    case 'operator':
      if (token.text === '-' || token.text === '+') return true;
  }
  const after =
    before && (before.kind === 'operator' || before.kind === 'comma' || before.kind === 'open')
      ? ` after ${JSON.stringify(before.raw)}`
      : '';
  if (token.kind === 'end') {
    if (!before) {
      throw new FormulaError(
        'the formula is empty: expected an expression, such as x^2 + y^2',
        token.at,
      );
    }
    throw new FormulaError(`the formula ends too soon: expected ${OPERAND}${after}`, token.at);
  }
  throw new FormulaError(
    `found ${JSON.stringify(token.raw)}; expected ${OPERAND}${after}`,
    token.at,
  );
}

/** A name as an operand; whether an operand is wanted still: the brackets of a function. */
function name({ text, at }: Token, next: Token | undefined, constants: Set<string>): boolean {
  const opens = next?.kind === 'open';
  if (isFunction(text)) {
    if (opens) return true;
    throw new FormulaError(
      `found the function ${text} without its argument; expected ( after it`,
      next?.at ?? at,
    );
  }
  const isKnown = text === 'x' || text === 'y' || Object.hasOwn(NUMBERS, text);
  if (opens) {
    if (isKnown || constants.has(text)) {
      throw new FormulaError(
        `found "(" after ${text}, which is no function; expected an operator: ${text}*(`,
        next.at,
      );
    }
    const what = Object.keys(FUNCTIONS).join(', ');
    throw new FormulaError(
      `found an unknown function, ${JSON.stringify(text)}${suggestion(text)}; expected one of ${what}, or an operator: ${text}*(`,
      at,
    );
  }
  if (isKnown) return false;
  if (isReserved(text)) {
    throw new FormulaError(
      `found the name ${JSON.stringify(text)}, which a constant may not have; expected another name`,
      at,
    );
  }
  if (text.length > LONGEST_NAME) {
    throw new FormulaError(
      `found a name of ${text.length} characters; expected at most ${LONGEST_NAME}`,
      at,
    );
  }
  constants.add(text);
  if (constants.size > MOST_CONSTANTS) {
    throw new FormulaError(
      `found a constant too many, ${JSON.stringify(text)}; expected at most ${MOST_CONSTANTS} of one's own`,
      at,
    );
  }
  return false;
}

function checkNumber({ raw, at }: Token): void {
  const value = Number(raw);
  if (value > LARGEST || (value < SMALLEST_NORMAL && /[1-9]/.test(raw.split(/e/i)[0]!))) {
    throw new FormulaError(
      `found the number ${raw}; expected 0 or one from 1.2e-38 to 3.4e38, which is what f32 holds`,
      at,
    );
  }
}

/** Takes a token where an operand has ended; whether another is wanted. */
function afterOperand(token: Token, before: Token, brackets: Bracket[]): boolean {
  const open = brackets.at(-1);
  switch (token.kind) {
    case 'operator':
      if (token.text === '^' && before.kind === 'superscript') {
        throw new FormulaError(
          'found "^" after a raised number; expected an operator or brackets: (x²)^3',
          token.at,
        );
      }
      return true;
    case 'superscript':
      if (before.kind !== 'superscript') return false;
      break;
    case 'comma':
      if (open?.of && open.commas + 1 < FUNCTIONS[open.of]![1]) {
        open.commas++;
        return true;
      }
      throw new FormulaError(
        open?.of
          ? `found "," in ${open.of}, which takes ${argumentsOf(open.of)}; expected )`
          : 'found ","; expected an operator (decimals take a point, and commas stand between arguments)',
        token.at,
      );
    case 'close':
      if (!open) {
        throw new FormulaError('found ")" without its "("; expected an operator', token.at);
      }
      if (open.of && open.commas + 1 < FUNCTIONS[open.of]![0]) {
        throw new FormulaError(
          `found ")" in ${open.of}, which takes ${argumentsOf(open.of)}; expected a comma`,
          token.at,
        );
      }
      brackets.pop();
      return false;
    case 'end':
      if (open) {
        throw new FormulaError(
          `the formula ends too soon: expected ) for the "(" at character ${open.token.at + 1}`,
          token.at,
        );
      }
      return false;
  }
  // Products are written out: 2x might as well be a name.
  const product = `${before.raw}*${token.raw}`;
  throw new FormulaError(
    `found ${JSON.stringify(token.raw)}; expected an operator: ${product}`,
    token.at,
  );
}

function argumentsOf(name: string): string {
  const [least, most] = FUNCTIONS[name]!;
  if (most === Number.POSITIVE_INFINITY) return `${least} arguments or more`;
  return most === 1 ? 'one argument' : `${most} arguments`;
}
