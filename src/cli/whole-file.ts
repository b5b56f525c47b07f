// A file that is read whole, of a limited size.
import { closeSync, openSync, readSync } from 'node:fs';
import { Failure, fileFailure } from './failure.ts';

/**
 * The bytes of a file that is read whole, of a pipe too. Throws a Failure that says why it cannot be read, or for more than
 * `most` bytes, of which no more are read.
 */
export function bytesOf(path: string, most: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let total = 0;
  try {
    const file = openSync(path, 'r');
    try {
      while (total <= most) {
        const piece = new Uint8Array(2 ** 20);
        const got = readSync(file, piece);
        if (got === 0) break;
        pieces.push(piece.subarray(0, got));
        total += got;
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw fileFailure(path, error);
  }
  if (total > most) throw new Failure(`"${path}": more than the ${most} bytes that are read`);
  return Buffer.concat(pieces);
}
