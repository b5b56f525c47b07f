// How the command line ends: exit codes, and one line on stderr that says why.
import { inFlags } from './in-flags.ts';

/** Everything was done. */
export const DONE = 0;
/** Something failed on the way: a file, the device, a bound of `verify`. */
export const FAILED = 1;
/** The command line itself is wrong: an unknown flag, a value that cannot be read or is out of range. */
export const USAGE = 2;
/** Stopped by Ctrl-C, as shells report it: 128 + SIGINT. */
const STOPPED = 130;

/** A failure whose message is all that the user needs. */
export class Failure extends Error {
  override name = 'Failure';
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than allowed here',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EPIPE: 'its reader is gone',
  EIO: 'it cannot be read or written',
};

/** A system error on a file in words, quoting the file. */
export function fileFailure(path: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure(`"${path}": ${inWords(error)}`);
}

/** The same of stdout. */
export const streamFailure = (name: string, error: unknown) =>
  new Failure(`${name}: ${inWords(error)}`);

function inWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && SYSTEM[code]) ?? message;
}

/** The exit code that an error asks for. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof DOMException && error.name === 'AbortError') return STOPPED;
  // Every check of a value throws a RangeError.
  return error instanceof RangeError ? USAGE : FAILED;
}

/** One line without the trappings. */
export function lineOf(error: unknown): string {
  const message = inFlags(error instanceof Error ? error : new Error(String(error)));
  return `gradscape: ${message.trim().replace(/\s*\n\s*/g, ' ')}`;
}
