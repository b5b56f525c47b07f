// Which steps were seen and what was answered: kept in this browser, for its reader alone.
import type { Memory } from './memory.ts';

/** What became of a question: the answer as typed, and whether it was right or shown. */
export interface Answer {
  readonly typed: string;
  readonly how: 'right' | 'wrong' | 'shown';
}

export interface Progress {
  /** The step that was open last; null for none. */
  readonly last: string | null;
  seen(step: string): boolean;
  see(step: string): void;
  answer(step: string, ask: string): Answer | null;
  keep(step: string, ask: string, answer: Answer): void;
}

interface Kept {
  last: string | null;
  seen: string[];
  answers: Record<string, Answer>;
}

const KEY = 'progress';
const HOWS: readonly unknown[] = ['right', 'wrong', 'shown'];

export function createProgress(memory: Memory): Progress {
  let kept = keptIn(memory.read(KEY));
  const write = (next: Kept) => {
    kept = next;
    memory.write(KEY, JSON.stringify(kept));
  };
  return {
    get last() {
      return kept.last;
    },
    seen: (step) => kept.seen.includes(step),
    see(step) {
      const seen = kept.seen.includes(step) ? kept.seen : [...kept.seen, step];
      write({ ...kept, last: step, seen });
    },
    answer: (step, ask) => kept.answers[`${step}.${ask}`] ?? null,
    keep(step, ask, answer) {
      write({ ...kept, answers: { ...kept.answers, [`${step}.${ask}`]: answer } });
    },
  };
}

/** What of the text is as it was written; a text that somebody else wrote is forgotten. */
function keptIn(text: string | null): Kept {
  const none: Kept = { last: null, seen: [], answers: {} };
  try {
    const { last, seen, answers } = JSON.parse(text ?? '{}') as Partial<Kept>;
    const strings = Array.isArray(seen) ? seen.filter((each) => typeof each === 'string') : [];
    const entries = Object.entries(answers ?? {}).filter(
      ([, answer]) => typeof answer?.typed === 'string' && HOWS.includes(answer.how),
    );
    return {
      last: typeof last === 'string' ? last : null,
      seen: strings,
      answers: Object.fromEntries(entries),
    };
  } catch {
    return none;
  }
}
