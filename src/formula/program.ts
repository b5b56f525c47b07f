// The instructions of a formula as they are run in f64.
import type { Representation } from './ir.ts';
import { OPERATIONS } from './operations.ts';

export const CONSTANT = 0;
export const INPUT = 1;
export const ADD = 2;
export const SUBTRACT = 3;
export const MULTIPLY = 4;
export const DIVIDE = 5;
export const NEGATE = 6;
export const EXP = 7;

/** Instructions as they are run: `count` of them, four operands each. */
export interface Program {
  readonly codes: Uint8Array;
  readonly operands: Int32Array;
  /** [instruction]: constants are there from the start. */
  readonly values: Float64Array;
}

export function programOf({ instructions }: Representation): Program {
  const operands = new Int32Array(4 * instructions.length);
  const values = new Float64Array(instructions.length);
  for (const [i, { operation, of, value }] of instructions.entries()) {
    if (operation === 'input') operands[4 * i] = value;
    else operands.set(of, 4 * i);
    values[i] = value;
  }
  return {
    codes: Uint8Array.from(instructions, ({ operation }) => OPERATIONS.indexOf(operation)),
    operands,
    values,
  };
}
