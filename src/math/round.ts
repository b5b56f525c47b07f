// Round numbers: 1, 2 and 5 times powers of ten.

/** The leading part of a number above 0, in [1, 10), and its exponent of 10: by its digits, which are the same everywhere. */
function decimal(value: number): [lead: number, exponent: number] {
  const [lead, exponent] = value.toExponential().split('e');
  return [Number(lead), Number(exponent)];
}

/** The least round number that is no less than a number above 0. */
export function roundUp(value: number): number {
  const [lead, exponent] = decimal(value);
  return Number(`${[1, 2, 5, 10].find((f) => f >= lead) ?? 10}e${exponent}`);
}

/** The greatest round number that is no more than a number above 0. */
export function roundDown(value: number): number {
  const [lead, exponent] = decimal(value);
  return Number(`${lead >= 5 ? 5 : lead >= 2 ? 2 : 1}e${exponent}`);
}
