// Twin of `run` in evaluate.ts at many points side by side: what each instruction is is asked once for all of them, and
// exponentials and divisions do not wait for each other.
import { expEach } from '../math/exponentials.ts';
import { LARGEST, operate } from './operations.ts';
import {
  ADD,
  CONSTANT,
  DIVIDE,
  EXP,
  INPUT,
  MULTIPLY,
  NEGATE,
  type Program,
  SUBTRACT,
} from './program.ts';

/** What a program has made of points. */
export interface Wide {
  /** Points that there is room for. */
  readonly room: number;
  /** [instruction][room] */
  readonly values: Float64Array;
  /** [point]: 1 where an instruction is undefined. */
  readonly holes: Uint8Array;
}

export function widened({ codes, values }: Program, room: number): Wide {
  const wide = new Float64Array(room * codes.length);
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] === CONSTANT) wide.fill(values[i]!, room * i, room * (i + 1));
  }
  return { room, values: wide, holes: new Uint8Array(room) };
}

/**
 * Runs the instructions [0, to) at `count` points, to the same bits as one by one. Input k of point i is
 * inputs[k·stride + i]. What is undefined is gone on with; what comes of it means nothing.
 */
export function runAbreast(
  { codes, operands }: Program,
  { room, values, holes }: Wide,
  inputs: Float64Array,
  count: number,
  stride: number,
  to: number,
): void {
  holes.fill(0, 0, count);
  for (let i = 0; i < to; i++) {
    const code = codes[i]!;
    const at = room * i;
    const a = room * operands[4 * i]!;
    const b = room * operands[4 * i + 1]!;
    const p = room * operands[4 * i + 2]!;
    const q = room * operands[4 * i + 3]!;
    if (code === INPUT) {
      const from = stride * operands[4 * i]!;
      for (let k = 0; k < count; k++) values[at + k] = inputs[from + k]!;
    } else if (code >= ADD && code <= EXP) {
      simple(code, values, at, a, b, count);
    } else if (code !== CONSTANT) {
      for (let k = 0; k < count; k++) {
        values[at + k] = operate(
          code,
          values[a + k]!,
          values[b + k]!,
          values[p + k]!,
          values[q + k]!,
        );
      }
    }
    for (let k = 0; k < count; k++) if (!(Math.abs(values[at + k]!) <= LARGEST)) holes[k] = 1;
  }
}

/** What formulas have most of. */
function simple(
  code: number,
  values: Float64Array,
  at: number,
  a: number,
  b: number,
  count: number,
): void {
  switch (code) {
    case ADD:
      for (let k = 0; k < count; k++) values[at + k] = values[a + k]! + values[b + k]!;
      break;
    case SUBTRACT:
      for (let k = 0; k < count; k++) values[at + k] = values[a + k]! - values[b + k]!;
      break;
    case MULTIPLY:
      for (let k = 0; k < count; k++) values[at + k] = values[a + k]! * values[b + k]!;
      break;
    case DIVIDE:
      for (let k = 0; k < count; k++) values[at + k] = values[a + k]! / values[b + k]!;
      break;
    case NEGATE:
      for (let k = 0; k < count; k++) values[at + k] = -values[a + k]!;
      break;
    case EXP:
      for (let k = 0; k < count; k++) values[at + k] = values[a + k]!;
      expEach(values, count, at);
  }
}
