// Rates of laps.
import type { Lap } from './repeat.ts';

/** Work per second, from the call to the result read back. */
export const ratesOf = (laps: readonly Lap[], work: number) =>
  laps.map(({ ms }) => (1000 * work) / ms);

/** Rates on the device alone, or null where it has no timestamps. */
export function kernelRates(laps: readonly Lap[], work: number): number[] | null {
  if (laps.some(({ kernelMs }) => !kernelMs)) return null;
  return laps.map(({ kernelMs }) => (1000 * work) / kernelMs!);
}

/** Of a roofline: on the device alone where that is known. */
export const rooflineRates = (laps: readonly Lap[], { work }: { work: number }) =>
  kernelRates(laps, work) ?? ratesOf(laps, work);
