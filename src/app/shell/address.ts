// The address and the browser's history follow the state's own: an entry for each gesture, whose link is written anew as the
// gesture goes on. The state's history is the whole truth; the browser's has as much of it as the browser takes.
import type { StateHistory } from '../state/history.ts';
import type { State } from '../state/state.ts';
import { isWholeInLink, toHash } from '../state/url.ts';

/** A link is written anew when the state has rested so long: for each, Chromium makes the page's icon again, too. */
const REST_MS = 400;
/** And when it has waited so long. */
const LONGEST_MS = 2000;
/** Browsers refuse to rewrite the address faster: Safari 100 times in 30 s, Chromium 200. */
const MOST = 80;
const MOST_MS = 30_000;
/** How long the browser is waited for to go elsewhere in its history. */
const TRAVEL_MS = 1500;
/** Gestures that are made up for when the browser takes entries again; it keeps some fifty of a page at all. */
const MADE_UP = 20;

/** What an entry of the browser's history says besides its link. */
export interface Mark {
  /** The visit of the page that it is of. */
  readonly visit: number;
  /** Its gesture. */
  readonly id: number;
  /** The state, where a link has no room for it. */
  readonly state?: State;
}

/** An entry of the browser's history: the gesture, and the state that its link is of; null where that is not known. */
interface Slot {
  readonly id: number;
  readonly written: State | null;
}

export interface Address {
  /** The state is another, or another entry of its history is shown. `now` where it waits for no others. */
  follow(now: boolean): void;
  /** The browser has gone to a link that is not of this visit; what it says is in the state now. `isNew` where it has been typed. */
  adopt(isNew: boolean): void;
  /** The gesture that the browser has gone back or forward to; null where it was sent there, undefined where it is unknown. */
  arrived(mark: Mark): number | null | undefined;
}

/** `now` is the state on show, which may have another step than the history's. */
export function createAddress(history: StateHistory<State>, now: () => State): Address {
  const visit = performance.timeOrigin;
  const here = () => history.entries[history.at]!;
  let slots: Slot[] = [{ id: here().id, written: here().state }];
  let slot = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  let travelling: ReturnType<typeof setTimeout> | undefined;
  /** When the browser's history was last written to. */
  const times: number[] = [];

  const isKnown = (id: number) => history.entries.some((entry) => entry.id === id);

  /** Writes an entry of the browser's history. Returns false where it is refused, as it is, without a word, in Chromium. */
  function write(how: 'pushState' | 'replaceState', id: number, state: State): boolean {
    const time = performance.now();
    while (times.length > 0 && time - times[0]! > MOST_MS) times.shift();
    if (times.length >= MOST) return false;
    times.push(time);
    const { pathname, search } = window.location;
    const link = toHash(state) || pathname + search;
    for (const kept of isWholeInLink(state) ? [{}] : [{ state }, {}]) {
      try {
        window.history[how]({ visit, id, ...kept } satisfies Mark, '', link);
        if (window.history.state?.id !== id) return false;
        if (how === 'pushState') slots.splice(++slot, slots.length);
        slots[slot] = { id, written: state };
        // The browser forgets its oldest.
        const forgotten = Math.max(0, slots.length - window.history.length);
        slots.splice(0, forgotten);
        slot -= forgotten;
        return true;
      } catch {
        // Too large a state, or too often.
      }
    }
    return false;
  }

  /** Whether the entry before has its last link. */
  function closed(): boolean {
    const { id, written } = slots[slot]!;
    const entry = history.entries.find((each) => each.id === id);
    return !entry || entry.state === written || write('replaceState', id, entry.state);
  }

  function travel(by: number) {
    travelling = setTimeout(() => {
      // It does not go there: from here on there are no others.
      travelling = undefined;
      slots = [{ ...slots[slot]!, written: null }];
      slot = 0;
      step();
    }, TRAVEL_MS);
    window.history.go(by);
  }

  /** Brings the browser's history to where the state's is. */
  function step() {
    clearTimeout(waiting);
    waiting = undefined;
    if (travelling !== undefined) return;
    const { id } = here();
    const place = slots.findLastIndex((each) => each.id <= id && isKnown(each.id));
    const to = Math.max(0, place);
    if (to !== slot) return travel(to - slot);
    const { id: shown, written } = slots[slot]!;
    const next = slots[slot + 1];
    const done =
      shown === id
        ? written === now() || write('replaceState', id, now())
        : place < 0 || (next && isKnown(next.id))
          ? write('replaceState', id, now())
          : closed() && pushed(shown, id);
    if (done) return;
    since = performance.now();
    waiting = setTimeout(step, 1000);
  }

  /** The gestures since one, each an entry. */
  function pushed(since: number, last: number): boolean {
    const missing = history.entries.filter(({ id }) => id > since && id <= last).slice(-MADE_UP);
    return missing.every(({ id, state }) => write('pushState', id, id === last ? now() : state));
  }

  begin(visit, here().id, now());
  return {
    follow(soon) {
      const time = performance.now();
      if (waiting === undefined) since = time;
      clearTimeout(waiting);
      waiting = setTimeout(step, soon ? 0 : Math.min(REST_MS, since + LONGEST_MS - time));
    },
    adopt(isNew) {
      slots = [...(isNew ? slots.slice(0, slot + 1) : []), { id: here().id, written: null }];
      slot = slots.length - 1;
      step();
    },
    arrived({ visit: of, id }) {
      const place = of === visit ? slots.findIndex((each) => each.id === id) : -1;
      if (place < 0) return undefined;
      slot = place;
      const sent = travelling !== undefined;
      clearTimeout(travelling);
      travelling = undefined;
      if (sent) step();
      return sent ? null : id;
    },
  };
}

/** The entry where it begins, under the link that it came with. */
function begin(visit: number, id: number, state: State) {
  const mark: Mark = { visit, id, ...(isWholeInLink(state) ? {} : { state }) };
  try {
    window.history.replaceState(mark, '');
  } catch {
    // Too large a state.
    window.history.replaceState({ visit, id } satisfies Mark, '');
  }
}
