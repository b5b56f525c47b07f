// Which language the lessons are read in: that of the address, else the one chosen last, else the browser's.
import { LANGUAGES, type Language } from '../../lessons/words/words.ts';
import { quote } from '../../math/format.ts';
import type { Memory } from './memory.ts';

const KEY = 'language';

const isLanguage = (text: string): text is Language => Object.hasOwn(LANGUAGES, text);

/**
 * `search` is the address's query, `preferred` the browser's languages, the dearest first. A `?lang=` that is none of
 * ours is passed over, and `fault` says so.
 */
export function languageFrom(
  search: string,
  memory: Memory,
  preferred: readonly string[],
): { language: Language; fault?: string } {
  const asked = new URLSearchParams(search).get('lang');
  if (asked !== null && isLanguage(asked)) return { language: asked };
  const known = [memory.read(KEY), ...preferred.map((tag) => tag.split('-')[0])];
  const language = known.find((each): each is Language => !!each && isLanguage(each)) ?? 'en';
  if (asked === null) return { language };
  return {
    language,
    fault: `?lang=${quote(asked)} is not one of ${Object.keys(LANGUAGES).join(', ')}: showing ${language}.`,
  };
}

/** The address with the language in it, so that a copied link keeps it. */
export function withLanguage(address: string, language: Language): string {
  const url = new URL(address);
  url.searchParams.set('lang', language);
  return url.href;
}

export const rememberLanguage = (memory: Memory, language: Language): void =>
  memory.write(KEY, language);
