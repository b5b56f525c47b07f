// How large the parts of a formula can be where its inputs are bounded: what that says need not be tested.
import { exp } from '../math/exponential.ts';
import type { Instruction, Representation } from './ir.ts';
import { LARGEST } from './operations.ts';

/** Room for what f32 rounds along the way. */
const SURE = LARGEST / 10;

/**
 * Of each instruction the most that it, and whatever its result can be undefined by, may come to where input i is
 * within ±`bounds[i]` and every test of src/formula/wgsl.ts holds: Infinity where that is not known.
 */
export function magnitudesOf(
  { instructions }: Representation,
  bounds: readonly number[],
): Float64Array {
  const most = new Float64Array(instructions.length);
  for (const [i, instruction] of instructions.entries()) {
    const divisor = instructions[instruction.of[1]!];
    const by = divisor?.operation === 'constant' ? Math.abs(divisor.value) : 0;
    most[i] = magnitudeOf(instruction, (k) => most[instruction.of[k]!]!, bounds, by);
  }
  return most;
}

/** Whether something this large is within ±LARGEST for certain. */
export const isSure = (magnitude: number): boolean => magnitude <= SURE;

function magnitudeOf(
  { operation, of, value }: Instruction,
  operand: (k: number) => number,
  bounds: readonly number[],
  by: number,
): number {
  /** Nothing that has been too large is forgotten, where an operand is not tested. */
  const through = (result: number) => of.reduce((m, _, k) => Math.max(m, operand(k)), result);
  switch (operation) {
    case 'constant':
      return Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.abs(value);
    case 'input':
      return bounds[value]!;
    case 'add':
    case 'subtract':
      return operand(0) + operand(1);
    case 'multiply':
      return through(operand(0) * operand(1));
    case 'divide':
      // By a number alone: another divisor may be as small as it likes.
      return by > 0 ? through(operand(0) / by) : Number.POSITIVE_INFINITY;
    case 'negate':
    case 'abs':
      return operand(0);
    case 'sqrt':
      return Math.max(1, Math.sqrt(Math.min(LARGEST, operand(0))));
    case 'exp':
      return exp(operand(0));
    case 'log':
      return 88;
    case 'min':
    case 'max':
      return Math.min(LARGEST, Math.max(operand(0), operand(1)));
    case 'pick':
      return Math.min(LARGEST, Math.max(operand(2), operand(3)));
    case 'sin':
    case 'cos':
    case 'tanh':
    case 'sigmoid':
    case 'slope':
    case 'sign':
      return 1;
  }
  return Number.POSITIVE_INFINITY;
}
