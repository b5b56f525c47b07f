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
import { dirname, resolve } from 'node:path';
import { type Format, formatOf } from '../fields/formats/index.ts';
import { Failure, fileFailure, streamFailure } from './failure.ts';
import { takeLock } from './lock.ts';

/** The name that means stdout. */
export const STDOUT = '-';

/** The format of a result: that of the file's name, or of stdout what the flag says. */
export function formatOfOutput(path: string, format: Format | undefined): Format {
  if (path === STDOUT) return format ?? 'npz';
  if (format === undefined) return formatOf(path);
  throw new RangeError(`--format ${format}: it goes with --out -, of "${path}" the name says it`);
}

/** Throws a Failure when a result could not be put there, before anything is computed. */
export function checkOutput(path: string, force: boolean): void {
  if (path === STDOUT) {
    if (!process.stdout.isTTY) return;
    throw new RangeError('--out -: stdout is a terminal: send it to a file or another program');
  }
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

/** Throws a RangeError where two of the files that flags name are one, in whichever way it is written. */
export function checkNames(
  files: Readonly<Record<string, string | undefined | readonly string[]>>,
): void {
  const seen = new Set<string>();
  for (const [flag, named] of Object.entries(files)) {
    for (const file of [named ?? []].flat()) {
      const name = file === STDOUT ? file : resolve(file);
      if (seen.has(name)) throw new RangeError(`${flag}: "${file}" is named twice`);
      seen.add(name);
    }
  }
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

/** What another process may do to the output of this one. */
export interface OutputGuard {
  /** Throws a Failure when another process writes it too. */
  check(): void;
  /** Tells others that this one is at work, where that takes long without a pause. */
  beat(): void;
}

/** For what no other process can write. */
export const UNGUARDED: OutputGuard = { check() {}, beat() {} };

export interface OutputOptions {
  /** Whether a file that is there is no reason to refuse; asked again under the lock. */
  mayReplace(): boolean;
  say(text: string): void;
  signal: AbortSignal;
}

/**
 * Does a job that writes a file, which no other process writes at the same time. Throws a Failure when the file could not
 * be put there or another process is at it, and what the signal is aborted with while it waits to know.
 */
export async function withOutput<T>(
  path: string | undefined,
  { mayReplace, say, signal }: OutputOptions,
  job: (guard: OutputGuard) => Promise<T>,
): Promise<T> {
  if (path !== undefined) checkOutput(path, mayReplace());
  if (path === undefined || path === STDOUT) return job(UNGUARDED);
  const lock = await takeLock(path, { say, signal });
  try {
    // The process that had the lock may have made it.
    checkOutput(path, mayReplace());
    return await job(lock);
  } finally {
    lock.release();
  }
}

/** Bytes to stdout, as fast as they are read. */
async function writeStdout(chunks: Iterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
  for (const chunk of chunks) {
    // What a source hands on is good until it is asked for more.
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(chunk.slice(), (error) =>
        error ? reject(streamFailure('stdout', error)) : resolve(),
      );
    });
    signal?.throwIfAborted();
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
  if (path === STDOUT) return writeStdout(chunks, signal);
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
