// What is said of a key that is not known.
import { listed, quote } from './format.ts';
import { nearest } from './nearest.ts';

/** The key, and the nearest of those that there are, or where none is near all of them. */
export function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  const others = near ? `did you mean "${near}"?` : `there are ${listed(known)}`;
  return `${quote(key)} is not known: ${others}`;
}
