// The change to another language.
import { KEY } from './language.ts';
import type { Language } from './words.ts';

/** The address with the language in it, so that a copied link keeps it. */
export function withLanguage(address: string, language: Language): string {
  const url = new URL(address);
  url.searchParams.set('lang', language);
  return url.href;
}

/** Opens the page anew in another language, for the next visit too. `hash` and `state` are what it shows now. */
export function changeLanguage(language: Language, hash: string, state: object): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Full, or forbidden: the address has it.
  }
  const url = new URL(withLanguage(location.href, language));
  url.hash = hash;
  // With what a link has no room for.
  history.replaceState({ state }, '', url);
  location.reload();
}
