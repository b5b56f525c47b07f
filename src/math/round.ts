// Round numbers: 1, 2 and 5 times powers of ten.

/** The least round number that is no less than a number above 0. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return Number((power * ([1, 2, 5, 10].find((f) => f * power >= value) ?? 10)).toPrecision(1));
}

/** The greatest round number that is no more than a number above 0. */
export function roundDown(value: number): number {
  const exponent = Math.floor(Math.log10(value));
  const lead = value / 10 ** exponent;
  return Number(`${lead >= 5 ? 5 : lead >= 2 ? 2 : 1}e${exponent}`);
}
