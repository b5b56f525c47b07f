// Where in a formula's text a fault is shown.
import { t, translated } from '../../../words/words.ts';

export interface Fault {
  readonly message: string;
  /** In UTF-16 units from 0; null for what has no place of its own. */
  readonly position: number | null;
}

/** What was thrown at a text, as a fault. Throws whatever is no RangeError, which is no fault of the text. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof RangeError)) throw error;
  const { position, reason } = error as { position?: unknown; reason?: unknown };
  return typeof position === 'number'
    ? { message: String(reason), position }
    : { message: error.message, position: null };
}

/** A number or a name, or else one character whatever it takes. */
const WORD = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[\p{L}_][\p{L}\p{N}_]*|./suy;

/**
 * The part of a text that stands at a position, to be underlined: [from, to) in UTF-16 units. Empty at the end of
 * the text, where something is missing.
 */
export function faultSpan(text: string, position: number): [from: number, to: number] {
  const from = Math.min(text.length, Math.max(0, position));
  WORD.lastIndex = from;
  return [from, from + (WORD.exec(text)?.[0].length ?? 0)];
}

/** A fault in one sentence: its place counted from 1, where there is one. */
export function faultInWords({ message, position }: Fault, text: string): string {
  const said = translated(message);
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  if (position === null) return sentence;
  if (position >= text.length) return t('At the end: {fault}', { fault: said });
  const before = text.slice(0, position).split('\n');
  const column = Array.from(before.at(-1)!).length + 1;
  return before.length > 1
    ? t('Line {line}, character {column}: {fault}', { line: before.length, column, fault: said })
    : t('Character {column}: {fault}', { column, fault: said });
}
