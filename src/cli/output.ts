// Files under their final name are whole: written beside it first, synced, then renamed.
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Failure, fileFailure } from './failure.ts';

/** Throws a Failure when a result could not be put there, before anything is computed. */
export function checkOutput(path: string, force: boolean): void {
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Failure(`"${path}": there is no folder "${folder}"`);
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw fileFailure(folder, error);
  }
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) throw new Failure(`"${path}" is a folder`);
  if (!force) throw new Failure(`"${path}" is there already: --force overwrites it`);
}

/** All of the bytes, however many calls it takes. */
export function writeAll(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, at + done);
  }
}

/** Makes a rename last through a power cut. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Writes a file piece by piece: it appears under its name once it is whole, and not at all when
 * that fails. Between pieces the signal is heeded.
 */
export async function writeFile(
  path: string,
  chunks: Iterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(beside, 'w');
    try {
      let at = 0;
      for (const chunk of chunks) {
        writeAll(file, chunk, at);
        at += chunk.length;
        // Lets a Ctrl-C in.
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
      }
      ftruncateSync(file, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
    syncFolder(path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw (error as NodeJS.ErrnoException).code ? fileFailure(path, error) : error;
  }
}
