// From a formula's tree to its representation.
import { Representation } from './ir.ts';
import { FormulaError, NUMBERS } from './names.ts';
import { isDefined, type Operation } from './operations.ts';
import type { BinaryOperator, Formula, Tree } from './parse.ts';

const OPERATION_OF: Readonly<Record<BinaryOperator, Operation>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'pow',
};

/** A formula as instructions, of which the last one needed is `loss`. */
export interface Built {
  readonly representation: Representation;
  /** Names of the inputs, in order. */
  readonly inputs: readonly string[];
  readonly loss: number;
}

/** Throws a FormulaError where a part of the formula is undefined whatever its variables are, as 1/0. */
export function build(
  { tree, text }: Pick<Formula, 'tree' | 'text'>,
  inputs: readonly string[],
): Built {
  const representation = new Representation();
  const place = (part: Tree): number => {
    const made = placeOf(part);
    const value = representation.valueOf(made);
    if (value !== null && !isDefined(value)) undefinedAt(part);
    return made;
  };
  const undefinedAt = ({ at }: Tree): never => {
    const from = JSON.stringify(text.slice(at, at + 20));
    throw new FormulaError(
      `found a part that is undefined or beyond ±1e37 whatever the variables are, at ${from}; expected a number`,
      at,
    );
  };
  const placeOf = (part: Tree): number => {
    switch (part.kind) {
      case 'number':
        return representation.constant(part.value);
      case 'name': {
        if (Object.hasOwn(NUMBERS, part.name)) return representation.constant(NUMBERS[part.name]!);
        const input = inputs.indexOf(part.name);
        if (input >= 0) return representation.input(input);
        throw new FormulaError(
          `found the name ${JSON.stringify(part.name)}; expected one of ${inputs.join(', ')}`,
          part.at,
        );
      }
      case 'negative':
        return representation.apply('negate', place(part.of));
      case 'operation': {
        const [left, right] = [place(part.left), place(part.right)];
        if (part.operator === '/' && representation.valueOf(right) === 0) undefinedAt(part);
        return representation.apply(OPERATION_OF[part.operator], left, right);
      }
      case 'call': {
        const [first, ...others] = part.of.map(place) as [number, ...number[]];
        const name = part.name as Operation;
        if (others.length === 0) return representation.apply(name, first);
        return others.reduce((a, b) => representation.apply(name, a, b), first);
      }
    }
  };
  return { representation, inputs, loss: place(tree) };
}
