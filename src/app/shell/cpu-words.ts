// That the CPU computes, and why, in words.
import { t, translated } from '../../words/words.ts';

/** A reason within a sentence: translated, without its own full stop. */
export const reasonInWords = (why: string): string => translated(why.replace(/\.+$/, ''));

export const onCpuInWords = (why: string): string =>
  t('Computing on the CPU: {why}.', { why: reasonInWords(why) });
