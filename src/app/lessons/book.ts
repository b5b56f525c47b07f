// The words that the lessons are read in, and the change to those of another language.
import formulas from '../../lessons/formulas.tex';
import { LANGUAGES, type Language } from '../../lessons/words/words.ts';
import type { Say } from '../jobs/view.ts';
import { languageFrom, rememberLanguage, withLanguage } from './language.ts';
import type { Memory } from './memory.ts';
import type { Reading } from './reading.ts';

/** A language with its words, and the formulas of all. */
export type Book = Pick<Reading, 'language' | 'words' | 'formulas'>;

export interface Books {
  /** That which is open. */
  readonly now: Book;
  /** Opens that of another language, for the next visit and in the address too. */
  change(language: Language): Promise<void>;
}

export async function createBooks(memory: Memory, tell: Say): Promise<Books> {
  const load = async (language: Language): Promise<Book> => ({
    language,
    words: await LANGUAGES[language].load(),
    formulas,
  });
  const { language, fault } = languageFrom(window.location.search, memory, navigator.languages);
  if (fault) tell(fault);
  let now = await load(language);
  return {
    get now() {
      return now;
    },
    async change(next) {
      now = await load(next);
      rememberLanguage(memory, next);
      history.replaceState(null, '', withLanguage(window.location.href, next));
    },
  };
}
