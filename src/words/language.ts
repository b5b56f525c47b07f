// Which language the page is in: that of the address, else the one chosen last, else the browser's.
import { quote } from '../math/format.ts';
import { LANGUAGES, type Language, t } from './words.ts';

/** Where the browser keeps the choice. */
export const KEY = 'gradscape.language';

const isLanguage = (text: string | null | undefined): text is Language =>
  !!text && Object.hasOwn(LANGUAGES, text);

/**
 * `search` is the address's query, `chosen` what `rememberLanguage` wrote, `preferred` the browser's languages, the dearest
 * first. A `?lang=` that is none of ours is passed over, and is `unknown`.
 */
export function languageFrom(
  search: string,
  chosen: string | null,
  preferred: readonly string[],
): { language: Language; unknown?: string } {
  const asked = new URLSearchParams(search).get('lang');
  if (isLanguage(asked)) return { language: asked };
  const known = [chosen, ...preferred.map((tag) => tag.split('-')[0])];
  const language = known.find(isLanguage) ?? 'en';
  return asked === null ? { language } : { language, unknown: asked };
}

/** Begins to speak the reader's language. Resolves to what is wrong with the choice of it, if anything is. */
export async function chooseLanguage(): Promise<string | undefined> {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // Forbidden.
  }
  const { language, unknown } = languageFrom(location.search, chosen, navigator.languages);
  if (language !== 'en') {
    try {
      (await import('./korean.ts')).speakKorean();
    } catch (error) {
      return `The Korean words could not be loaded: ${(error as Error).message}`;
    }
  }
  return (
    unknown &&
    t('?lang={asked} is not one of {all}: showing {language}.', {
      asked: quote(unknown),
      all: Object.keys(LANGUAGES).join(', '),
      language,
    })
  );
}
