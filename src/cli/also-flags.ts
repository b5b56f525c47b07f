// --also of sweep and spectrum: what else is handed back of every run; and of a sweep, further files of the same result.
import { ALSO, type Also } from '../engine.ts';
import { FORMATS } from '../fields/formats/index.ts';
import { listed, quote } from '../math/format.ts';
import { type CommonFlags, checkReference, note } from './common.ts';

const isName = (word: string): word is Also => (ALSO as readonly string[]).includes(word);

/** The names and the files among the values of --also. Throws a RangeError for what is neither. */
export function alsoOf(values: readonly string[] = []) {
  const names: Also[] = [];
  const files: string[] = [];
  for (const value of values) {
    const words = value.split(',');
    if (words.every(isName)) names.push(...words);
    else if (FORMATS.some((format) => value.toLowerCase().endsWith(`.${format}`))) {
      files.push(value);
    } else {
      const wrong = words.find((word) => !isName(word))!;
      throw new RangeError(
        `--also: ${quote(wrong)} is not one of ${listed(ALSO)}, nor a file that ends in .${FORMATS.join(', .')}`,
      );
    }
  }
  return { names, files };
}

/** The names alone, where there are no further files. */
export function alsoNames(values?: readonly string[]): Also[] {
  const { names, files } = alsoOf(values);
  if (files.length === 0) return names;
  throw new RangeError(`--also: ${quote(files[0])} is not one of ${listed(ALSO)}`);
}

/**
 * The flags with the engine that does what is asked for: Lyapunov exponents the CPU's alone. Throws a RangeError where
 * another is named.
 */
export function withAlso<Flags extends CommonFlags>(
  flags: Flags,
  also: readonly Also[] = [],
): Flags {
  if (!also.includes('lyapunov')) return flags;
  checkReference(flags, 'Lyapunov exponents');
  if (flags.engine === 'auto') note(flags, 'Lyapunov exponents: the CPU engine does the work');
  return { ...flags, engine: 'cpu' };
}
