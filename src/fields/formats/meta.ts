// What a file says of itself, read from where it lies: of a large one only what is asked for is in memory.
import { readMeta } from './index.ts';
import { type NpzContents, readNpzMeta } from './npz.ts';
import { checkTold, type FileMeta, latin1, TOLD_LIMIT } from './source.ts';

/** A file that is read in pieces. */
export interface FileInPieces {
  /** In bytes. */
  readonly size: number;
  /** Bytes from a place on, fewer where the file ends. */
  read(at: number, length: number): Uint8Array;
}

/** The meta of .png, .npy and .csv files stands at their beginning, unless there are many data in it. */
const HEAD = 2 ** 22;
/** What stands around it: signatures, headers, the first line of a .csv. */
const AROUND = 2 ** 20;

/** What a file says of itself, with the rows of its data. Throws an Error that says why it says nothing. */
export function metaOf(file: FileInPieces): { meta: FileMeta; contents?: NpzContents } {
  const start = latin1(file.read(0, 4));
  if (start === 'PK\x03\x04') return readNpzMeta(file.size, file.read);
  if (start === 'PAR1') {
    // Its footer has everything: the length of the metadata and "PAR1" are the last 8 bytes.
    const end = file.read(Math.max(0, file.size - 8), 8);
    const said = end.length === 8 ? new DataView(end.buffer, end.byteOffset).getUint32(0, true) : 0;
    const length = Math.min(file.size, said + 8);
    checkTold(length);
    const footer = file.read(Math.max(4, file.size - length), length);
    const ends = new Uint8Array(4 + footer.length);
    ends.set(file.read(0, 4));
    ends.set(footer, 4);
    return { meta: readMeta(ends) };
  }
  const head = file.read(0, Math.min(file.size, HEAD));
  if (head.length === file.size) return { meta: readMeta(head) };
  try {
    return { meta: readMeta(head) };
  } catch {
    return { meta: readMeta(file.read(0, Math.min(file.size, TOLD_LIMIT + AROUND))) };
  }
}
