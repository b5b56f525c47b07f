// The words of every language have the same keys and, in each, the same placeholders: tests/node/lessons-words.test.ts.
import type en from './en.ts';

export type WordKey = keyof typeof en;
export type Words = Readonly<Record<WordKey, string>>;

/** Languages that there are words in, by their BCP 47 tags, each loaded by itself. */
export const LANGUAGES = {
  en: { name: 'English', load: async (): Promise<Words> => (await import('./en.ts')).default },
  ko: { name: '한국어', load: async (): Promise<Words> => (await import('./ko.ts')).default },
} as const;

export type Language = keyof typeof LANGUAGES;
