/**
 * Measures until it is as it should be, three times at most: what other programs of the machine do to one of them they do
 * not do to all.
 */
export async function measured<T>(
  measure: () => Promise<T>,
  isFine: (measured: T) => boolean,
): Promise<T> {
  let last = await measure();
  for (let i = 1; i < 3 && !isFine(last); i++) last = await measure();
  return last;
}
