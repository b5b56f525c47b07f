// What a formula may be, how it binds, and what is said of everything else.
import { expect, test } from 'vitest';
import { FormulaError, parseFormula, type Tree, toMathML } from '../../src/formula/index.ts';
import { formulaGenerator } from '../random-formulas.ts';

/** A tree with all its brackets. */
function shown(tree: Tree): string {
  switch (tree.kind) {
    case 'number':
      return String(tree.value);
    case 'name':
      return tree.name;
    case 'negative':
      return `(-${shown(tree.of)})`;
    case 'operation':
      return `(${shown(tree.left)}${tree.operator}${shown(tree.right)})`;
    case 'call':
      return `${tree.name}(${tree.of.map(shown).join(',')})`;
  }
}

test.each([
  ['-x^2', '(-(x^2))'],
  ['2^-x', '(2^(-x))'],
  ['2^-x^y', '(2^(-(x^y)))'],
  ['x^y^2', '(x^(y^2))'],
  ['(x^y)^2', '((x^y)^2)'],
  ['x - y - 1', '((x-y)-1)'],
  ['x/y/2', '((x/y)/2)'],
  ['x + y*2^x', '(x+(y*(2^x)))'],
  ['-x*y', '((-x)*y)'],
  ['x--y', '(x-(-y))'],
  ['+x', 'x'],
  ['x² + y³', '((x^2)+(y^3))'],
  ['-x²¹', '(-(x^21))'],
  ['2 · x × y − 1', '(((2*x)*y)-1)'],
  ['pi*π*e', '((pi*pi)*e)'],
  ['.5 + 2. + 1e-3 + 1.5E+2', '(((0.5+2)+0.001)+150)'],
  ['min(x, y, 2)', 'min(x,y,2)'],
  ['sin (x) * pow(x, y)', '(sin(x)*pow(x,y))'],
  ['λ₁*x + a_1 + 𝒳', '(((λ₁*x)+a_1)+𝒳)'],
])('%s is read as %s', (text, expected) => {
  expect(shown(parseFormula(text).tree)).toBe(expected);
});

test('variables come as x, y, own constants in the order in which they appear', () => {
  const { variables, constants } = parseFormula('b*y + a*x*b + e + pi + sin(c)');
  expect(variables).toEqual(['x', 'y']);
  expect(constants).toEqual(['b', 'a', 'c']);
});

test.each<[text: string, position: number, message: RegExp]>([
  ['', 0, /empty: expected an expression/],
  ['  ', 2, /empty/],
  ['x +', 3, /ends too soon: expected a number, a name, a function or \( after "\+"/],
  ['x + * y', 4, /found "\*"; expected a number, a name, a function or \( after "\+"/],
  ['2x', 1, /found "x"; expected an operator: 2\*x/],
  ['x y', 2, /expected an operator: x\*y/],
  ['2(x)', 1, /expected an operator: 2\*\(/],
  ['(x)(y)', 3, /expected an operator: \)\*\(/],
  ['x(y)', 1, /x, which is no function; expected an operator: x\*\(/],
  ['a + a(y)', 5, /a, which is no function/],
  ['(x', 2, /ends too soon: expected \) for the "\(" at character 1/],
  ['x)', 1, /found "\)" without its "\("/],
  ['()', 1, /found "\)"; expected a number/],
  ['sin x', 4, /sin without its argument; expected \( after it/],
  ['sin', 3, /sin without its argument/],
  ['sin()', 4, /found "\)"; expected a number/],
  ['sin(x, y)', 5, /sin, which takes one argument; expected \)/],
  ['min(x)', 5, /min, which takes 2 arguments or more; expected a comma/],
  ['pow(x, 2, 3)', 8, /pow, which takes 2 arguments; expected \)/],
  [
    '1 + sni(x)',
    4,
    /unknown function, "sni" \(did you mean sin\?\); expected one of exp, log, sqrt/,
  ],
  ['ln(x)', 0, /did you mean log\?/],
  ['gamma(x)', 0, /unknown function, "gamma"; expected one of/],
  ['1,000', 1, /found ","; expected an operator \(decimals take a point/],
  ['1.2.3', 3, /found ".3"; expected an operator/],
  ['x ** 2', 2, /"\*\*" \(the power is written \^\)/],
  ['x²^3', 2, /found "\^" after a raised number/],
  ['x == y', 2, /a comparison/],
  ['x < y', 2, /a comparison/],
  ['z = x', 2, /an equals sign/],
  ['x ? 1 : 2', 2, /a condition/],
  ['x && y', 2, /a logical operator/],
  ['!x', 0, /a logical operator/],
  ['x & y', 2, /an operator on bits/],
  ['x % 2', 2, /a remainder/],
  ['"x"', 0, /a string/],
  ['[x]', 0, /an array/],
  ['{x}', 0, /a brace/],
  ['x.y', 1, /a point that belongs to no number/],
  ['x; y', 1, /a semicolon/],
  ['x + $', 4, /"\$", which no formula has/],
  ['x + 😀', 4, /"😀", which no formula has/],
  ['true', 0, /name "true", which a constant may not have/],
  ['x*this', 2, /name "this"/],
  ['constructor*x', 0, /name "constructor"/],
  ['__proto__*x', 0, /name "__proto__"/],
  [`x*${'a'.repeat(33)}`, 2, /a name of 33 characters; expected at most 32/],
  ['x*3.5e38', 2, /number 3\.5e38; expected 0 or one from 1\.2e-38 to 3\.4e38/],
  ['x + 1e-40', 4, /number 1e-40; expected 0 or one from/],
  ['x*1e999', 2, /number 1e999/],
  ['x + 1e-999', 4, /number 1e-999/],
])('%j is refused at %i', (text, position, message) => {
  const refuse = () => parseFormula(text);
  expect(refuse).toThrow(RangeError);
  expect(refuse).toThrow(message);
  try {
    refuse();
  } catch (error) {
    expect((error as FormulaError).position).toBe(position);
  }
});

test.each<[what: string, fits: string, tooMuch: string, position: number, message: RegExp]>([
  ['500 parts', `${'1+'.repeat(249)}-x`, `${'1+'.repeat(249)}--x`, 500, /more than 500 parts/],
  ['500 signs', `${'-'.repeat(499)}x`, `${'-'.repeat(500)}x`, 500, /more than 500 parts/],
  [
    'brackets 100 deep',
    `${'('.repeat(100)}x${')'.repeat(100)}`,
    `${'('.repeat(101)}x${')'.repeat(101)}`,
    100,
    /nested deeper than 100/,
  ],
  [
    '16 constants',
    Array.from({ length: 16 }, (_, i) => `c${i}`).join('+'),
    Array.from({ length: 17 }, (_, i) => `c${i}`).join('+'),
    54,
    /a constant too many, "c16"; expected at most 16/,
  ],
  [
    '10,000 characters',
    `x${' '.repeat(9999)}`,
    `x${' '.repeat(10_000)}`,
    10_000,
    /10001 characters/,
  ],
])('%s are read, and no more', (_, fits, tooMuch, position, message) => {
  expect(() => parseFormula(fits)).not.toThrow();
  expect(() => parseFormula(tooMuch)).toThrow(message);
  expect(() => parseFormula(tooMuch)).toThrow(expect.objectContaining({ position }));
});

test('a hundred thousand brackets overflow no stack', () => {
  expect(() => parseFormula('('.repeat(100_000))).toThrow(FormulaError);
  expect(() => parseFormula(`${'sin('.repeat(2000)}x`)).toThrow(/nested deeper/);
});

test('of 5,000 random texts each is read, or refused with a position inside it', () => {
  const { formula } = formulaGenerator(7);
  let refused = 0;
  for (let i = 0; i < 5000; i++) {
    const text = formula();
    try {
      parseFormula(text);
    } catch (error) {
      refused++;
      expect(error, text).toBeInstanceOf(FormulaError);
      const { position } = error as FormulaError;
      expect(position >= 0 && position <= text.length, text).toBe(true);
    }
  }
  expect(refused).toBeGreaterThan(100);
});

test('typeset: fractions, powers, roots, Greek letters, subscripts, products without a sign', () => {
  const inner = (text: string) =>
    toMathML(parseFormula(text).tree)
      .replace(/^<math[^>]*>|<\/math>$/g, '')
      .replace(/<\/?mrow>/g, '');
  const thin = '<mspace width="0.167em"/>';
  expect(inner('x/2')).toBe('<mfrac><mi>x</mi><mn>2</mn></mfrac>');
  expect(inner('-x^2')).toBe('<mo>−</mo><msup><mi>x</mi><mn>2</mn></msup>');
  expect(inner('(-x)^2')).toContain(
    '<msup><mo>(</mo><mo>−</mo><mi>x</mi><mo>)</mo><mn>2</mn></msup>',
  );
  expect(inner('2*x')).toBe(`<mn>2</mn>${thin}<mi>x</mi>`);
  expect(inner('x*2')).toBe('<mi>x</mi><mo>·</mo><mn>2</mn>');
  expect(inner('lambda*w1')).toBe(`<mi>λ</mi>${thin}<msub><mi>w</mi><mi>1</mi></msub>`);
  expect(inner('sqrt(x)')).toBe('<msqrt><mi>x</mi></msqrt>');
  expect(inner('x - (y - 1)')).toContain('<mo>(</mo>');
  expect(inner('1e-3')).toContain('<msup><mn>10</mn><mn>−3</mn></msup>');
});
