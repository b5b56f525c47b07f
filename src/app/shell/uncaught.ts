// What nobody has caught, and parts of the page that could not be loaded, end in words.
import { t, translated } from '../../words/words.ts';

/** What browsers say of a module or a style sheet that does not come. */
const NOT_LOADED = /preload CSS|dynamically imported module|module script failed/i;

/** Told by Vite's loader of every dynamic import that fails, before the import rejects with `payload`. */
type PreloadError = Event & { payload: Error };

/**
 * Tells each fault once; it stays in the console, for whoever looks there. An import that fails rejects with an error in
 * words, whoever asked for it; the next one tries again.
 */
export function tellUncaught(warn: (message: string, seconds: number) => void): void {
  const told = new Set<string>();
  const missing = new WeakSet<object>();
  const tell = (error: unknown) => {
    if (!(error instanceof Error) || error.name === 'AbortError') return;
    const why = translated(error.message);
    if (missing.has(error))
      return warn(t('A part of the page could not be loaded: {why}', { why }), 20);
    if (!told.has(why)) warn(t('Something went wrong: {why}', { why }), 20);
    told.add(why);
  };
  window.addEventListener('error', ({ error }) => tell(error));
  window.addEventListener('unhandledrejection', ({ reason }) => tell(reason));
  window.addEventListener('vite:preloadError', (event) => {
    const { payload } = event as PreloadError;
    if (!NOT_LOADED.test(payload.message)) return;
    missing.add(payload);
    payload.message = t('the server does not answer (are you offline?); try again');
    // Browsers ask again for a module, but the loader no more for a style sheet.
    for (const kind of ['online', 'click', 'keydown']) {
      window.addEventListener(kind, styleAgain, true);
    }
  });
}

/** Asks again for each style sheet that did not come. */
function styleAgain(): void {
  for (const link of document.head.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) {
    if (!link.sheet) link.replaceWith(link.cloneNode());
  }
}
