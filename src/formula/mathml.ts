// A formula typeset: presentation MathML (MathML Core, W3C 2023), which browsers draw without a library.
import type { Tree } from './parse.ts';

const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  iota: 'ι',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Xi: 'Ξ',
  Pi: 'Π',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
};

/** How tightly a part holds together: what is looser than its place asks for stands in brackets. */
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

/** The markup of a formula's tree: a <math> element as text, in which everything of the user's is escaped. */
export function toMathML(tree: Tree): string {
  return `<math xmlns="http://www.w3.org/1998/Math/MathML">${markup(tree)}</math>`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const row = (...parts: string[]) => `<mrow>${parts.join('')}</mrow>`;
const operator = (text: string) => `<mo>${text}</mo>`;
const bracketed = (inner: string) => row(operator('('), inner, operator(')'));

function tightness(tree: Tree): number {
  switch (tree.kind) {
    case 'negative':
      return SUM;
    case 'operation':
      if (tree.operator === '+' || tree.operator === '-') return SUM;
      // A fraction holds its parts together, but its power would look like its numerator's.
      return tree.operator === '^' ? POWER : PRODUCT;
    case 'number':
      return /e/i.test(tree.raw) ? PRODUCT : ATOM;
    case 'call':
      return tree.name === 'exp' || tree.name === 'pow' ? POWER : ATOM;
    case 'name':
      return ATOM;
  }
}

const within = (tree: Tree, least: number) =>
  tightness(tree) < least ? bracketed(markup(tree)) : markup(tree);

function markup(tree: Tree): string {
  switch (tree.kind) {
    case 'number':
      return number(tree.raw);
    case 'name':
      return name(tree.name);
    case 'negative':
      return row(operator('−'), within(tree.of, PRODUCT));
    case 'call':
      return call(tree.name, tree.of);
    case 'operation': {
      const { left, right } = tree;
      switch (tree.operator) {
        case '+':
          return row(
            markup(left),
            operator('+'),
            within(right, right.kind === 'negative' ? PRODUCT : SUM),
          );
        case '-':
          return row(markup(left), operator('−'), within(right, PRODUCT));
        case '*':
          return product(left, right);
        case '/':
          return `<mfrac>${row(markup(left))}${row(markup(right))}</mfrac>`;
        case '^':
          return power(left, right);
      }
    }
  }
}

/** Factors beside each other; a dot where the right one begins with a digit or both are fractions. */
function product(left: Tree, right: Tree): string {
  const isFraction = (tree: Tree) => tree.kind === 'operation' && tree.operator === '/';
  const dot = beginsWithDigit(right) || (isFraction(left) && isFraction(right));
  const between = dot ? operator('·') : '<mspace width="0.167em"/>';
  return row(within(left, PRODUCT), between, within(right, PRODUCT));
}

function beginsWithDigit(tree: Tree): boolean {
  if (tree.kind === 'number') return true;
  if (tree.kind !== 'operation' || tree.operator === '/') return false;
  return tree.operator !== '+' && tree.operator !== '-' && beginsWithDigit(tree.left);
}

const power = (base: Tree, exponent: Tree) =>
  `<msup>${row(base.kind === 'call' && base.name !== 'abs' && base.name !== 'sqrt' ? bracketed(markup(base)) : within(base, ATOM))}${row(markup(exponent))}</msup>`;

function call(of: string, parts: readonly Tree[]): string {
  const [first, second] = parts as [Tree, Tree];
  switch (of) {
    case 'sqrt':
      return `<msqrt>${markup(first)}</msqrt>`;
    case 'abs':
      return row(operator('|'), markup(first), operator('|'));
    case 'exp':
      return `<msup><mi>e</mi>${row(markup(first))}</msup>`;
    case 'pow':
      return power(first, second);
  }
  const list = parts.map(markup).join(operator(','));
  const shown = of === 'sigmoid' ? 'σ' : escaped(of);
  // Between the two an operator that says what they are, and is not seen.
  return row(`<mi mathvariant="normal">${shown}</mi>`, operator('&#x2061;'), bracketed(list));
}

/** 2.5e-3 as 2.5·10⁻³. */
function number(raw: string): string {
  const [digits, exponent] = raw.toLowerCase().split('e') as [string, string?];
  const plain = (text: string) => `<mn>${escaped(text)}</mn>`;
  if (exponent === undefined) return plain(digits);
  const ten = `<msup><mn>10</mn>${plain(exponent.replace('-', '−').replace('+', ''))}</msup>`;
  return row(plain(digits), operator('·'), ten);
}

/** alpha as α; digits at the end, or what follows a low line, as a subscript. */
function name(text: string): string {
  const [, stem, index] = /^(.+?)_?((?<=_).+|\p{N}+)$/u.exec(text) ?? [text, text, ''];
  const letter = (part: string) => escaped(Object.hasOwn(GREEK, part) ? GREEK[part]! : part);
  return index
    ? `<msub><mi>${letter(stem!)}</mi><mi>${letter(index)}</mi></msub>`
    : `<mi>${letter(text)}</mi>`;
}
