// From a formula's text to its tree: our own tokens and checks, and jsep for what binds how.
import jsep from 'jsep';
import { quote } from '../math/format.ts';
import { checkGrammar } from './grammar.ts';
import { FormulaError, isFunction, NUMBERS, VARIABLES } from './names.ts';
import { type Token, tokensOf } from './tokens.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '^';

/** `at` is where in the text a part stands, in UTF-16 units from 0: of an operation, its left end. */
export type Tree =
  | { readonly kind: 'number'; readonly value: number; readonly raw: string; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'negative'; readonly of: Tree; readonly at: number }
  | {
      readonly kind: 'operation';
      readonly operator: BinaryOperator;
      readonly left: Tree;
      readonly right: Tree;
      readonly at: number;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly of: readonly Tree[];
      readonly at: number;
    };

export interface Formula {
  readonly text: string;
  readonly tree: Tree;
  /** Which of x and y it has, in that order. */
  readonly variables: readonly string[];
  /** Its own named constants, in the order in which they first appear. */
  readonly constants: readonly string[];
}

// x^y binds its operands before a minus does (−x² is −(x²)), and from the right. jsep has it as one more
// operator between operands, and a sign as part of one: so it is taken with the token before it.
jsep.hooks.add('after-token', function (this: jsep.HookScope, env) {
  if (!env.node || this.code !== 94) return;
  this.index++;
  env.node = {
    type: 'BinaryExpression',
    operator: '^',
    left: env.node,
    right: this.gobbleToken() as jsep.Expression,
  };
});

/**
 * The formula of a text: + − * / ^, signs, numbers, x, y, pi, e, functions (`FUNCTIONS`) and own constants.
 * Throws a FormulaError, a RangeError with the position, for everything else and for what is too large:
 * more than 500 parts, brackets nested deeper than 100, numbers beyond f32, more than 16 constants.
 */
export function parseFormula(text: string): Formula {
  if (typeof text !== 'string') {
    throw new FormulaError(`${quote(text)} is no text: expected a formula, such as x^2 + y^2`, 0);
  }
  const tokens = tokensOf(text);
  checkGrammar(tokens);
  const names = tokens.filter(({ kind }) => kind === 'name').map(({ text: word }) => word);
  const isOwn = (name: string) =>
    !isFunction(name) &&
    !Object.hasOwn(NUMBERS, name) &&
    !(VARIABLES as readonly string[]).includes(name);
  return {
    text,
    tree: treeOf(jsep(tokens.map(written).join('')), tokens),
    variables: VARIABLES.filter((name) => names.includes(name)),
    constants: [...new Set(names.filter(isOwn))],
  };
}

/** What jsep reads: nothing of the user's, but for which token stands where. */
function written({ kind, text }: Token, index: number): string {
  if (kind === 'superscript') return `^t${index}`;
  return kind === 'name' || kind === 'number' ? `t${index}` : text;
}

function treeOf(node: jsep.Expression, tokens: readonly Token[]): Tree {
  const { type, operator } = node;
  const part = (key: string) => treeOf(node[key] as jsep.Expression, tokens);
  if (type === 'Identifier') return leafOf(tokens[Number(String(node.name).slice(1))]!);
  if (type === 'UnaryExpression' && operator === '+') return part('argument');
  if (type === 'UnaryExpression' && operator === '-') {
    const of = part('argument');
    return { kind: 'negative', of, at: of.at };
  }
  if (type === 'BinaryExpression' && /^[-+*/^]$/.test(String(operator))) {
    const [left, right] = [part('left'), part('right')];
    return { kind: 'operation', operator: operator as BinaryOperator, left, right, at: left.at };
  }
  if (type === 'CallExpression') {
    const callee = node.callee as jsep.Expression;
    const { text, at } = tokens[Number(String(callee.name).slice(1))]!;
    const of = (node.arguments as jsep.Expression[]).map((argument) => treeOf(argument, tokens));
    if (isFunction(text)) return { kind: 'call', name: text, of, at };
  }
  // checkGrammar has let nothing else pass.
  throw new Error(`a formula became a ${type}`);
}

function leafOf({ kind, text, raw, at }: Token): Tree {
  return kind === 'name'
    ? { kind: 'name', name: text === 'π' ? 'pi' : text, at }
    : { kind: 'number', value: Number(text), raw: kind === 'superscript' ? text : raw, at };
}
