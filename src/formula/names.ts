// The vocabulary of formulas, and what is said of what is not in it.

/** A formula that cannot be read. Its message says where, counted from 1, and `reason` alone. */
export class FormulaError extends RangeError {
  override readonly name = 'FormulaError';
  /**
   * `reason`: what was found there, and what was expected. `position` is the place in the text, in UTF-16 units
   * from 0.
   */
  constructor(
    readonly reason: string,
    readonly position: number,
  ) {
    super(`formula, character ${position + 1}: ${reason}`);
  }
}

/** Functions and how many arguments they take, at least and at most. */
export const FUNCTIONS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  exp: [1, 1],
  log: [1, 1],
  sqrt: [1, 1],
  sin: [1, 1],
  cos: [1, 1],
  tan: [1, 1],
  tanh: [1, 1],
  sigmoid: [1, 1],
  abs: [1, 1],
  min: [2, Number.POSITIVE_INFINITY],
  max: [2, Number.POSITIVE_INFINITY],
  pow: [2, 2],
};

export const isFunction = (name: string): boolean => Object.hasOwn(FUNCTIONS, name);

/** Numbers with a name. */
export const NUMBERS: Readonly<Record<string, number>> = { pi: Math.PI, π: Math.PI, e: Math.E };

/** The variables of every formula. */
export const VARIABLES = ['x', 'y'] as const;

/** Names that look like values and are none here, or that plain objects have already. */
const REFUSED = new Set(['true', 'false', 'null', 'this', 'undefined', 'NaN', 'Infinity']);

export const isReserved = (name: string): boolean => REFUSED.has(name) || name in {};

/** What people call a function elsewhere. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  ln: 'log',
  power: 'pow',
  logistic: 'sigmoid',
  sigma: 'sigmoid',
  tg: 'tan',
  fabs: 'abs',
  minimum: 'min',
  maximum: 'max',
};

/** ` (did you mean sqrt?)`, for a name that is nearly that of a function; otherwise nothing. */
export function suggestion(name: string): string {
  const lower = name.toLowerCase();
  const known = Object.hasOwn(ALSO_CALLED, lower) ? ALSO_CALLED[lower] : undefined;
  const nearest = Object.keys(FUNCTIONS)
    .map((candidate) => ({ candidate, distance: editDistance(lower, candidate) }))
    .sort((a, b) => a.distance - b.distance)[0]!;
  const near = nearest.distance <= (lower.length > 3 ? 2 : 1) ? nearest.candidate : undefined;
  const meant = known ?? near;
  return meant ? ` (did you mean ${meant}?)` : '';
}

/** Letters to insert, delete, replace or swap with a neighbour to make one short word another (Damerau 1964). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const above = rows[i - 1]!;
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1]! + 1, above[j]! + 1, above[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
