// Who is here: for the first time, again, or at home. What they are told is loaded later; its place is kept from the start.
import './visit.css';

/** Where the browser keeps what was seen of it. */
const KEY = 'gradscape.welcome';

/** Below so many CSS pixels a window has no room for the network beside the landscape. */
const LOW = 480;

/**
 * At a first visit true: the whole welcome; where a sentence is enough, of a link or at a second visit, false; null for who
 * has put that away, too. Keeps their places on the stage.
 */
export function openVisit({ classList }: HTMLElement): boolean | null {
  let seen: string | null;
  try {
    seen = localStorage.getItem(KEY);
  } catch {
    // Forbidden: they would be told every time.
    return null;
  }
  const embedded = new URLSearchParams(location.search).has('embed');
  if (seen === 'dismissed' || embedded) return null;
  const first = !seen && !location.hash;
  classList.add('with-welcome');
  if (first && innerHeight >= LOW) classList.add('with-network');
  return first;
}

/** What was seen of it. */
export function rememberVisit(what: 'seen' | 'dismissed'): void {
  try {
    localStorage.setItem(KEY, what);
  } catch {
    // Full.
  }
}
