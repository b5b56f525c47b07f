// f64 twin of src/formula/wgsl.ts, and of abreast.ts: runs the instructions one by one over typed arrays. No text becomes
// code.
import { runAbreast, widened } from './abreast.ts';
import { differentiate } from './derivative.ts';
import type { Representation } from './ir.ts';
import { LARGEST, operate } from './operations.ts';
import {
  ADD,
  CONSTANT,
  DIVIDE,
  INPUT,
  MULTIPLY,
  NEGATE,
  type Program,
  programOf,
  SUBTRACT,
} from './program.ts';

/**
 * Runs the instructions [from, to); whether all of them are defined. What formulas have most of is done here, which
 * saves a quarter of the time; a closure for each instruction would take half as long again.
 */
function run(
  { codes, operands, values }: Program,
  inputs: ArrayLike<number>,
  from: number,
  to: number,
): boolean {
  for (let i = from; i < to; i++) {
    const at = 4 * i;
    const code = codes[i]!;
    const first = operands[at]!;
    let value: number;
    switch (code) {
      case CONSTANT:
        value = values[i]!;
        break;
      case INPUT:
        value = inputs[first]!;
        break;
      case ADD:
        value = values[first]! + values[operands[at + 1]!]!;
        break;
      case SUBTRACT:
        value = values[first]! - values[operands[at + 1]!]!;
        break;
      case MULTIPLY:
        value = values[first]! * values[operands[at + 1]!]!;
        break;
      case DIVIDE:
        value = values[first]! / values[operands[at + 1]!]!;
        break;
      case NEGATE:
        value = -values[first]!;
        break;
      default:
        value = operate(
          code,
          values[first]!,
          values[operands[at + 1]!]!,
          values[operands[at + 2]!]!,
          values[operands[at + 3]!]!,
        );
    }
    if (!(Math.abs(value) <= LARGEST)) return false;
    values[i] = value;
  }
  return true;
}

export interface Evaluator {
  /** The value at `inputs`; NaN where it is undefined. */
  value(inputs: ArrayLike<number>): number;
  /** Writes the derivatives into `out`, NaN where they are undefined. Returns the value, NaN where either is. */
  gradient(inputs: ArrayLike<number>, out: Float64Array): number;
  /**
   * Writes the values at `count` points side by side, to the same bits, and where `out` is given the derivatives as well,
   * NaN where they are undefined, and then the value too. Number k of point i, of inputs and derivatives, is at
   * k·stride + i.
   */
  abreast(
    inputs: Float64Array,
    results: Float64Array,
    out: Float64Array | null,
    points: number,
    stride: number,
  ): void;
  /** Writes the second derivatives into `out` [n·n], NaN where they are undefined. */
  hessian(inputs: ArrayLike<number>, out: Float64Array): void;
}

/** What computes an instruction and its derivatives by `by` (inputs' places). Not to be shared by threads. */
export function evaluatorOf(
  representation: Representation,
  output: number,
  by: readonly number[],
): Evaluator {
  const first = representation.copy();
  const slopes = differentiate(first, output, by);
  const program = programOf(first);
  const { values } = program;
  const count = first.instructions.length;
  let wide = widened(program, 0);
  /** The second derivatives are made when they are first asked for. */
  let second: { program: Program; places: number[] } | null = null;
  const secondOrder = () => {
    if (second) return second;
    const made = first.copy();
    const places = slopes.flatMap((slope) => differentiate(made, slope, by));
    second = { program: programOf(made), places };
    return second;
  };
  return {
    value: (inputs) => (run(program, inputs, 0, output + 1) ? values[output]! : Number.NaN),
    gradient(inputs, out) {
      if (!run(program, inputs, 0, count)) {
        out.fill(Number.NaN);
        return Number.NaN;
      }
      for (let c = 0; c < slopes.length; c++) out[c] = values[slopes[c]!]!;
      return values[output]!;
    },
    abreast(inputs, results, out, points, stride) {
      if (points > wide.room) wide = widened(program, points);
      const { room, values: all, holes } = wide;
      runAbreast(program, wide, inputs, points, stride, out ? count : output + 1);
      const write = (of: number, to: Float64Array, at: number) => {
        const from = room * of;
        for (let k = 0; k < points; k++) to[at + k] = holes[k] ? Number.NaN : all[from + k]!;
      };
      write(output, results, 0);
      if (out) for (let c = 0; c < slopes.length; c++) write(slopes[c]!, out, stride * c);
    },
    hessian(inputs, out) {
      const { program: of, places } = secondOrder();
      if (!run(of, inputs, 0, of.codes.length)) out.fill(Number.NaN);
      else for (let c = 0; c < places.length; c++) out[c] = of.values[places[c]!]!;
    },
  };
}
