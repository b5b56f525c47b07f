// The words that the lessons are read in: those of the page's language.
import formulas from '../../lessons/formulas.tex';
import { LANGUAGES } from '../../lessons/words/words.ts';
import { language } from '../../words/words.ts';
import type { Reading } from './reading.ts';

/** A language with its words, and the formulas of all. */
export type Book = Pick<Reading, 'language' | 'words' | 'formulas'>;

export const openBook = async (): Promise<Book> => ({
  language,
  words: await LANGUAGES[language].load(),
  formulas,
});
