// A running error analysis (Wilkinson 1963) of a formula in f32: how far from f64 each instruction can be, with the errors
// that shaders/elementary.wgsl states and WGSL promises, propagated through the operations.
import type { Instruction } from '../src/formula/ir.ts';
import {
  isDefined,
  LARGEST,
  LARGEST_ANGLE,
  OPERATIONS,
  operate,
} from '../src/formula/operations.ts';

/** One unit in the last place. WGSL's sums and products are within one, its quotients within 2.5. */
const ULP = 2 ** -23;
/** What is smaller may be taken for 0; exponentials are already at 2e-38. */
const SMALLEST = 2e-38;
/** Beyond this f32 is infinite whatever was rounded. */
const OVERFLOW = 4e38;

/** 'hole': undefined for certain; 'either': the bound says nothing, or f32 may be undefined where f64 is not. */
export type Verdict = 'hole' | 'either' | 'number';

const OWN_ULPS: Partial<Record<Instruction['operation'], number>> = {
  constant: 1,
  input: 2,
  add: 1,
  subtract: 1,
  multiply: 1,
  divide: 2.5,
  exp: 4,
  log: 4,
  sqrt: 5,
  sin: 2,
  cos: 2,
  tan: 7,
  tanh: 8,
  sigmoid: 6,
  slope: 8,
};

const slope = (u: number) => operate(OPERATIONS.indexOf('slope'), u, 0, 0, 0);

/** Of sin and cos: what the reduction of the angle adds. */
const angleError = (u: number) => (Math.abs(u) < 0.785 ? 0 : 1e-7 + Math.abs(u) * ULP);

/** Error of a power from those of its operands: of its logarithm, ε, it is |w|·(e^ε − 1). */
function powerError(u: number, v: number, w: number, eu: number, ev: number): number {
  const size = Math.abs(u);
  if (size <= 2 * eu)
    return v > 1 && ev === 0 ? (size + eu) ** v + Math.abs(w) : Number.POSITIVE_INFINITY;
  if (size === 0) return 0;
  const logarithm = Math.abs(Math.log(size)) + eu / (size - eu);
  const exponent = (Math.abs(v) * eu) / (size - eu) + logarithm * ev;
  return Math.abs(w) * (Math.expm1(exponent) + (6 + 8 * Math.abs(v) * logarithm) * ULP);
}

/** Error of an instruction's value w from its operands' values and errors, without its own. */
function propagated(
  { operation, of }: Instruction,
  w: number,
  value: (k: number) => number,
  error: (k: number) => number,
): number {
  const [u, v] = [value(0), value(1)];
  const [eu, ev] = [error(0), error(1)];
  const nearest = Math.max(0, Math.abs(u) - eu);
  switch (operation) {
    case 'constant':
    case 'input':
      return 0;
    case 'add':
    case 'subtract':
      return eu + ev;
    case 'multiply':
      return Math.abs(u) * ev + Math.abs(v) * eu + eu * ev;
    case 'divide':
      return (eu + Math.abs(w) * ev) / (Math.abs(v) - ev);
    case 'exp':
      return w * Math.expm1(Math.min(eu, 100));
    case 'log':
      return -Math.log1p(-eu / u);
    case 'sqrt':
      return eu === 0 ? 0 : eu / (w + Math.sqrt(Math.max(0, u - eu)));
    case 'sin':
    case 'cos':
      return Math.min(2, eu + angleError(u));
    case 'tan': {
      const by = (eu + angleError(u)) * (1 + w * w);
      return (eu + angleError(u)) * Math.abs(w) < 0.1 ? 2 * by : Number.POSITIVE_INFINITY;
    }
    case 'tanh':
      return eu * 4 * slope(2 * nearest);
    case 'sigmoid':
    case 'slope':
      return eu * slope(nearest);
    case 'sign':
      return Math.abs(u) <= eu + SMALLEST ? 2 : 0;
    case 'min':
    case 'max':
      return Math.max(eu, ev);
    case 'pow':
      return powerError(u, v, w, eu, ev);
    case 'pick': {
      const isTie = of[0] !== of[1] && Math.abs(u - v) <= eu + ev + SMALLEST;
      if (!isTie) return error(u <= v ? 2 : 3);
      return Math.abs(value(2) - value(3)) + Math.max(error(2), error(3));
    }
    default:
      return eu;
  }
}

/** Whether something that must lie above a limit does, for certain. */
const above = (limit: number, u: number, eu: number): Verdict =>
  u - eu > limit ? 'number' : u + eu < -limit ? 'hole' : 'either';

/** Whether f32 may, or must, find an instruction undefined because of its operands. */
function domain(
  operation: Instruction['operation'],
  value: (k: number) => number,
  error: (k: number) => number,
): Verdict {
  const [u, v] = [value(0), value(1)];
  const [eu, ev] = [error(0), error(1)];
  switch (operation) {
    case 'divide':
      if (v === 0 && ev <= SMALLEST) return 'hole';
      return Math.abs(v) > 2 * ev + 2 * SMALLEST ? 'number' : 'either';
    case 'log':
      if (u === 0 && eu <= SMALLEST) return 'hole';
      return above(2 * SMALLEST, u, 2 * eu);
    case 'sqrt':
      return eu <= SMALLEST && u === 0 ? 'number' : above(0, u, eu);
    case 'sin':
    case 'cos':
    case 'tan':
      return above(0, LARGEST_ANGLE - Math.abs(u), eu);
    case 'pow':
      return domainOfPower(u, v, eu, ev);
  }
  return 'number';
}

function domainOfPower(u: number, v: number, eu: number, ev: number): Verdict {
  if (u - eu > SMALLEST) return 'number';
  // Whether an exponent is whole does not survive rounding.
  if (ev !== 0) return 'either';
  const isFar = Math.abs(u) > 2 * eu + 2 * SMALLEST;
  if (Number.isInteger(v)) return v >= 0 || isFar ? 'number' : 'either';
  if (u + eu < 0) return 'hole';
  return u === 0 && eu <= SMALLEST && v > 0 ? 'number' : 'either';
}

export interface Analysis {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

function exactly(
  { operation, value: own }: Instruction,
  inputs: readonly number[],
  value: (k: number) => number,
): number {
  if (operation === 'constant') return own;
  if (operation === 'input') return inputs[own]!;
  return operate(OPERATIONS.indexOf(operation), value(0), value(1), value(2), value(3));
}

/** What an operation adds. A constant that f32 has exactly has no error. */
function ownError(operation: Instruction['operation'], w: number): number {
  if (operation === 'constant' && Math.fround(w) === w) return 0;
  return (OWN_ULPS[operation] ?? 0) * ULP * Math.abs(w) + SMALLEST;
}

/** Values and error bounds of the instructions [0, upTo) at `inputs`, into `analysis`. */
export function analyse(
  instructions: readonly Instruction[],
  upTo: number,
  inputs: readonly number[],
  { values, errors }: Analysis,
): Verdict {
  let verdict: Verdict = 'number';
  for (let i = 0; i < upTo; i++) {
    const instruction = instructions[i]!;
    const { operation, of } = instruction;
    const value = (k: number) => values[of[k] ?? 0]!;
    const error = (k: number) => errors[of[k] ?? 0]!;
    const allowed = domain(operation, value, error);
    if (allowed === 'hole') return 'hole';
    if (allowed === 'either') verdict = 'either';
    const w = exactly(instruction, inputs, value);
    const e = propagated(instruction, w, value, error) + ownError(operation, w);
    if (!(Math.abs(w) + e <= LARGEST)) {
      // expOf is bounded at e^86, and f32 by infinity, which both are tested; between it and 1e37 not all is.
      const overflows = operation === 'exp' ? value(0) - error(0) > 86 : Math.abs(w) - e > OVERFLOW;
      if (overflows) return 'hole';
      verdict = 'either';
      if (!isDefined(w)) return verdict;
    }
    values[i] = w;
    errors[i] = Number.isNaN(e) ? Number.POSITIVE_INFINITY : e;
  }
  return verdict;
}
