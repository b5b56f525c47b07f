// The one representation that everything of a formula is made from: single assignments in order, none of them twice.
import { isDefined, OPERATIONS, type Operation, operate } from './operations.ts';

export interface Instruction {
  readonly operation: Operation;
  /** Places of earlier instructions. */
  readonly of: readonly number[];
  /** Of a constant its value, of an input its place; otherwise 0. */
  readonly value: number;
}

/** Exponents up to which a power is made of products: beyond, they are no better than exp and log. */
const MOST_PRODUCTS = 1024;

export class Representation {
  readonly instructions: Instruction[] = [];
  private readonly known = new Map<string, number>();

  copy(): Representation {
    const copy = new Representation();
    copy.instructions.push(...this.instructions);
    for (const [key, place] of this.known) copy.known.set(key, place);
    return copy;
  }

  constant(value: number): number {
    return this.assign('constant', [], Object.is(value, -0) ? 0 : value);
  }

  input(place: number): number {
    return this.assign('input', [], place);
  }

  /** The value of a constant, null for what is none. */
  valueOf(place: number): number | null {
    const { operation, value } = this.instructions[place]!;
    return operation === 'constant' ? value : null;
  }

  /**
   * An operation on earlier instructions: a constant where all of them are, in f64 (so that each engine rounds
   * it once), NaN where it is undefined; otherwise as it stands but for what changes no value and hides no
   * undefined one: 1·u, u + 0, u^1.
   */
  apply(operation: Operation, ...of: number[]): number {
    const values = of.map((place) => this.valueOf(place));
    if (!values.includes(null)) return this.folded(operation, values as number[]);
    const simple = this.simplified(operation, of, values);
    if (simple !== null) return simple;
    // Both orders of a sum or product are one.
    const commutes = operation === 'add' || operation === 'multiply';
    const ordered = commutes ? of.toSorted((u, v) => u - v) : of;
    return this.assign(operation, ordered, 0);
  }

  /** What is there already, or said with less, of operands with these values (null: no constant). */
  private simplified(
    operation: Operation,
    of: readonly number[],
    values: readonly (number | null)[],
  ): number | null {
    const [u, v] = of as [number, number];
    const [a, b] = values;
    switch (operation) {
      case 'add':
        return a === 0 ? v : b === 0 ? u : null;
      case 'subtract':
        return b === 0 ? u : a === 0 ? this.apply('negate', v) : null;
      case 'multiply':
        return this.timesOne(a, v) ?? this.timesOne(b, u);
      case 'divide':
        return b === 1 ? u : null;
      case 'negate': {
        const inner = this.instructions[u]!;
        return inner.operation === 'negate' ? inner.of[0]! : null;
      }
      case 'min':
      case 'max':
        return u === v ? u : null;
      case 'pow':
        return typeof b === 'number' ? this.power(u, b) : null;
    }
    return null;
  }

  private timesOne(value: number | null | undefined, other: number): number | null {
    return value === 1 ? other : value === -1 ? this.apply('negate', other) : null;
  }

  private folded(operation: Operation, values: number[]): number {
    const [a = 0, b = 0, p = 0, q = 0] = values;
    const value = operate(OPERATIONS.indexOf(operation), a, b, p, q);
    return this.constant(isDefined(value) ? value : Number.NaN);
  }

  private power(u: number, exponent: number): number {
    if (exponent === 1) return u;
    if (exponent === 0.5) return this.apply('sqrt', u);
    if (!Number.isInteger(exponent) || exponent === 0 || Math.abs(exponent) > MOST_PRODUCTS) {
      return this.assign('pow', [u, this.constant(exponent)], 0);
    }
    // (1/u)^n rather than 1/u^n, which would leave f32 before the power does.
    let square = exponent < 0 ? this.apply('divide', this.constant(1), u) : u;
    let product: number | null = null;
    for (let n = Math.abs(exponent); ; square = this.apply('multiply', square, square)) {
      if (n % 2 === 1)
        product = product === null ? square : this.apply('multiply', product, square);
      n = Math.floor(n / 2);
      if (n === 0) return product!;
    }
  }

  private assign(operation: Operation, of: readonly number[], value: number): number {
    const key = `${operation} ${of.join(' ')} ${value}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const place = this.instructions.push({ operation, of, value }) - 1;
    this.known.set(key, place);
    return place;
  }
}
