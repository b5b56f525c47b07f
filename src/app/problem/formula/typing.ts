// What becomes of a text while it is typed: the last good one holds until another has rested.
import type { Fault } from './fault.ts';

/** Something done later, unless it is called off; setTimeout but in tests. */
export type Later = (action: () => void, ms: number) => () => void;

export const later: Later = (action, ms) => {
  const timer = setTimeout(action, ms);
  return () => clearTimeout(timer);
};

/** How long typing must have rested before its text counts. */
export const REST_MS = 200;

export interface TypingEvents {
  /** What is wrong with a text, null where nothing is. */
  faultOf(text: string): Fault | null;
  /** Makes a text that has no fault count. Returns why it was refused all the same, null where it was not. */
  apply(text: string): Fault | null;
  /** The text, or what is known of it, has changed. */
  onChange(): void;
}

export interface Typing {
  /** The text as it stands, and the last one that counted. */
  readonly text: string;
  readonly good: string;
  readonly fault: Fault | null;
  /** The text is another now: by a key, a paste, an undo. */
  type(text: string): void;
  /** The text counts now, without rest, unless it has a fault. */
  finish(): void;
  /** Back to the last good text. */
  revert(): void;
  /** Another text counts, from elsewhere. What is being typed goes, unless it was typed over that very text. */
  reset(good: string): void;
  /** A text from elsewhere that does not count yet, as if it had been typed. */
  draft(text: string): void;
  /** Nothing is applied any more; the text stays. */
  stop(): void;
}

export function createTyping(events: TypingEvents, wait: Later = later): Typing {
  let text = '';
  let good = '';
  let fault: Fault | null = null;
  let callOff: (() => void) | null = null;

  const stop = () => {
    callOff?.();
    callOff = null;
  };
  const finish = () => {
    stop();
    if (fault || text === good) return;
    // What `apply` sets off asks for `good`, and must find the new one.
    const before = good;
    good = text;
    const refused = events.apply(text);
    if (refused) [good, fault] = [before, refused];
    events.onChange();
  };
  const put = (next: string) => {
    stop();
    text = next;
    fault = text === good ? null : events.faultOf(text);
    events.onChange();
  };
  return {
    get text() {
      return text;
    },
    get good() {
      return good;
    },
    get fault() {
      return fault;
    },
    type(next) {
      put(next);
      if (!fault && text !== good) callOff = wait(finish, REST_MS);
    },
    finish,
    revert: () => put(good),
    reset(next) {
      if (next === good) return;
      good = next;
      put(next);
    },
    draft: put,
    stop,
  };
}
