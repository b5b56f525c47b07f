// Derivatives of a representation, as more of its instructions: reverse mode (Linnainmaa 1970).
import type { Instruction, Representation } from './ir.ts';
import { isDefined } from './operations.ts';

/**
 * A derivative as `scale` times an instruction (null: 1): numbers are gathered, so that of 2·(100·(−u)) one
 * product is left.
 */
interface Adjoint {
  readonly scale: number;
  readonly of: number | null;
}

/**
 * Appends ∂output/∂input for each of `inputs` and returns their places. Second derivatives are derivatives of
 * these. Where the derivative is not defined: of abs at 0 it is 0; of min and max where two arguments are
 * equal, that of the earlier one.
 */
export function differentiate(
  representation: Representation,
  output: number,
  inputs: readonly number[],
): number[] {
  const instructions = representation.instructions.slice(0, output + 1);
  const depends = dependence(instructions, inputs);
  const algebra = algebraOf(representation);
  /** ∂output/∂instruction, as far as it is known; absent is 0. */
  const adjoints: (Adjoint | undefined)[] = [];
  adjoints[output] = { scale: 1, of: null };
  for (let i = output; i >= 0; i--) {
    const adjoint = adjoints[i];
    if (adjoint === undefined || !depends[i]) continue;
    const instruction = instructions[i]!;
    for (const [k, place] of instruction.of.entries()) {
      if (!depends[place]) continue;
      const part = partOf(algebra, instruction, i, k, adjoint);
      if (part === null) continue;
      const known = adjoints[place];
      adjoints[place] = known === undefined ? part : algebra.sum(known, part);
    }
  }
  return inputs.map((input) => {
    const place = instructions.findIndex((i) => i.operation === 'input' && i.value === input);
    return algebra.place(adjoints[place] ?? { scale: 0, of: null });
  });
}

/** Which instructions have some of the inputs in them. */
function dependence(instructions: readonly Instruction[], inputs: readonly number[]): boolean[] {
  const depends: boolean[] = [];
  for (const { operation, of, value } of instructions) {
    depends.push(operation === 'input' ? inputs.includes(value) : of.some((i) => depends[i]));
  }
  return depends;
}

/** What is done with adjoints. */
function algebraOf(representation: Representation) {
  const apply = representation.apply.bind(representation);
  const constant = (value: number) =>
    representation.constant(isDefined(value) ? value : Number.NaN);
  const scaled = (by: number, { scale, of }: Adjoint): Adjoint => ({ scale: by * scale, of });
  /** The instruction that an adjoint is. */
  const place = ({ scale, of }: Adjoint): number =>
    of === null ? constant(scale) : apply('multiply', constant(scale), of);
  const times = (adjoint: Adjoint, factor: number): Adjoint => {
    const value = representation.valueOf(factor);
    if (value !== null) return scaled(value, adjoint);
    const { scale, of } = adjoint;
    return { scale, of: of === null ? factor : apply('multiply', of, factor) };
  };
  const over = (adjoint: Adjoint, divisor: number): Adjoint => {
    const { scale, of } = adjoint;
    if (of === null) return { scale: 1, of: apply('divide', constant(scale), divisor) };
    return { scale, of: apply('divide', of, divisor) };
  };
  const sum = (a: Adjoint, b: Adjoint): Adjoint => {
    if (a.of === b.of) return { scale: a.scale + b.scale, of: a.of };
    if (a.of !== null && b.of !== null) {
      if (a.scale === b.scale) return { scale: a.scale, of: apply('add', a.of, b.of) };
      if (a.scale === -b.scale) return { scale: a.scale, of: apply('subtract', a.of, b.of) };
    }
    return { scale: 1, of: apply('add', place(a), place(b)) };
  };
  return { apply, constant, scaled, place, times, over, sum };
}

/** `adjoint` times the derivative of w, an instruction, by its k-th operand; null where that is 0. */
function partOf(
  { apply, constant, scaled, place, times, over }: ReturnType<typeof algebraOf>,
  { operation, of }: Instruction,
  w: number,
  k: number,
  adjoint: Adjoint,
): Adjoint | null {
  const [u, v] = of as [number, number];
  /** The adjoint where an order holds, or where it does not. */
  const picked = (a: number, b: number, whereItHolds: boolean): Adjoint => {
    const [one, zero] = [place(adjoint), constant(0)];
    const parts = whereItHolds ? [one, zero] : [zero, one];
    return { scale: 1, of: apply('pick', a, b, ...parts) };
  };
  switch (operation) {
    case 'add':
      return adjoint;
    case 'subtract':
      return k === 0 ? adjoint : scaled(-1, adjoint);
    case 'multiply':
      return times(adjoint, k === 0 ? v : u);
    case 'divide': {
      const part = over(adjoint, v);
      return k === 0 ? part : scaled(-1, times(part, w));
    }
    case 'negate':
      return scaled(-1, adjoint);
    case 'exp':
      return times(adjoint, w);
    case 'log':
      return over(adjoint, u);
    case 'sqrt':
      return over(scaled(0.5, adjoint), w);
    case 'sin':
      return times(adjoint, apply('cos', u));
    case 'cos':
      return scaled(-1, times(adjoint, apply('sin', u)));
    case 'tan':
      return times(adjoint, apply('add', constant(1), apply('multiply', w, w)));
    case 'tanh':
      // 1 − tanh², which cancels, is 4·σ(2u)·σ(−2u), which does not.
      return times(scaled(4, adjoint), apply('slope', apply('multiply', constant(2), u)));
    case 'sigmoid':
      return times(adjoint, apply('slope', u));
    case 'slope': {
      // σ′′ = σ′·(1 − 2σ), and 1 − 2σ(u) = −tanh(u/2).
      const half = apply('tanh', apply('multiply', constant(0.5), u));
      return scaled(-1, times(times(adjoint, w), half));
    }
    case 'abs':
      return times(adjoint, apply('sign', u));
    case 'min':
      return picked(u, v, k === 0);
    case 'max':
      return picked(v, u, k === 0);
    case 'pow': {
      if (k === 1) return times(times(adjoint, w), apply('log', u));
      return times(times(adjoint, v), apply('pow', u, apply('subtract', v, constant(1))));
    }
    case 'pick':
      return k < 2 ? null : picked(u, v, k === 2);
    default:
      // sign is flat beside its step; constants and inputs have no operands.
      return null;
  }
}
