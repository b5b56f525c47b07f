// f64 twin of shaders/elementary.wgsl: what each operation of a formula is, and where it is undefined.
import { exp } from '../math/exponential.ts';
import { tanh } from '../math/hyperbolic.ts';
import { log, power } from '../math/logarithm.ts';
import { cos, sin, tan } from '../math/trigonometry.ts';

/**
 * input: the place among the inputs. pick(a, b, p, q) is p where a ≤ b, otherwise q. sign(0) is 0. slope(u) =
 * σ(u)·σ(−u), the derivative of sigmoid, which is even in u and cancels nowhere.
 */
export const OPERATIONS = [
  'constant',
  'input',
  'add',
  'subtract',
  'multiply',
  'divide',
  'negate',
  'exp',
  'log',
  'sqrt',
  'sin',
  'cos',
  'tan',
  'tanh',
  'sigmoid',
  'slope',
  'abs',
  'sign',
  'min',
  'max',
  'pow',
  'pick',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/**
 * A formula is undefined where some part of it is no number within ±LARGEST: that is f32's range, with room for
 * what the GPU's own intermediate steps make of it.
 */
export const LARGEST = 1e37;

/**
 * Largest argument of sin, cos and tan, at which f32 places it to within 0.03. A run is frozen at 1e6, too.
 */
export const LARGEST_ANGLE = 1e6;

/** Whether a value is one that a part of a formula may have. */
export const isDefined = (value: number): boolean => Math.abs(value) <= LARGEST;

/**
 * What an operation (its place in OPERATIONS) makes of defined values. Where it is undefined the result is not:
 * not a number, or beyond ±LARGEST.
 */
export function operate(code: number, a: number, b: number, p: number, q: number): number {
  switch (code) {
    case 2:
      return a + b;
    case 3:
      return a - b;
    case 4:
      return a * b;
    case 5:
      return a / b;
    case 6:
      return -a;
    case 9:
      return Math.sqrt(a);
    case 16:
      return Math.abs(a);
    case 17:
      return Math.sign(a);
    case 18:
      return a <= b ? a : b;
    case 19:
      return a <= b ? b : a;
    case 21:
      return a <= b ? p : q;
  }
  return elementary(code, a, b);
}

/** Apart: what is long is not to stand in the way of what is short. */
function elementary(code: number, a: number, b: number): number {
  switch (code) {
    case 7:
      return exp(a);
    case 8:
      return log(a);
    case 10:
      return Math.abs(a) <= LARGEST_ANGLE ? sin(a) : Number.NaN;
    case 11:
      return Math.abs(a) <= LARGEST_ANGLE ? cos(a) : Number.NaN;
    case 12:
      return Math.abs(a) <= LARGEST_ANGLE ? tan(a) : Number.NaN;
    case 13:
      return tanh(a);
    case 14:
      return sigmoid(a);
    case 15:
      return sigmoid(a) * sigmoid(-a);
    case 20:
      return power(a, b);
  }
  throw new RangeError(`operation ${code} is not one of 2 to ${OPERATIONS.length - 1}`);
}

function sigmoid(a: number): number {
  if (a >= 0) return 1 / (1 + exp(-a));
  const e = exp(a);
  return e / (1 + e);
}
