// The words of every language have the same keys and, in each, the same placeholders: tests/node/lessons.test.ts.
import type { Language } from '../../words/words.ts';
import type en from './en.ts';

export type WordKey = keyof typeof en;
export type Words = Readonly<Record<WordKey, string>>;

/** The page's languages, by their BCP 47 tags, each loaded by itself. */
export const LANGUAGES: Readonly<Record<Language, { load(): Promise<Words> }>> = {
  en: { load: async () => (await import('./en.ts')).default },
  ko: { load: async () => (await import('./ko.ts')).default },
};
