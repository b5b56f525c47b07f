// The runs that a student made, kept in this browser between visits.
import { choiceId, RUN_OPTIMIZERS, type RunChoice } from '../../lessons/run-plan.ts';
import { ACTIVATIONS } from '../../problems/networks/spec.ts';
import type { Memory } from './memory.ts';

/** How a run ended: after all its epochs, early, or beyond all bounds. */
const ENDS = ['all', 'stopped', 'diverged'] as const;

export interface KeptRun {
  readonly choice: RunChoice;
  /** What else it was made with: see settingsOf of runner.ts. */
  readonly of: string;
  readonly end: (typeof ENDS)[number];
  /** Epochs until it ended. */
  readonly epochs: number;
  /** Losses at the start and at the end, NaN where there are none. */
  readonly train: readonly [first: number, last: number];
  readonly test: readonly [first: number, last: number];
  /** Where it ended. */
  readonly theta: readonly number[];
}

export interface Kept {
  readonly runs: ReadonlyMap<string, KeptRun>;
  /** Rows of the student's own. */
  readonly own: readonly RunChoice[];
  /** The run made last, by the id of its choice. */
  readonly last: string | null;
}

const KEY = 'runs';
/** More rows than there are choices were written by somebody else. */
const MOST = 200;

const isChoice = (it: unknown): it is RunChoice => {
  const { activation, batch, optimizer } = (it ?? {}) as Partial<RunChoice>;
  return (
    ACTIVATIONS.some((known) => known === activation) &&
    Number.isInteger(batch) &&
    (batch as number) > 0 &&
    RUN_OPTIMIZERS.some((known) => known === optimizer)
  );
};

const numbersIn = (it: unknown): number[] =>
  // JSON has no NaN or infinity: they come back as null.
  Array.isArray(it) ? it.map((value) => (typeof value === 'number' ? value : Number.NaN)) : [];

function runIn(it: unknown): KeptRun | null {
  const { choice, of, end, epochs, train, test, theta } = (it ?? {}) as Record<string, unknown>;
  const [first, last] = [numbersIn(train), numbersIn(test)];
  const known = ENDS.find((each) => each === end);
  if (!isChoice(choice) || typeof of !== 'string' || !known) return null;
  if (!Number.isInteger(epochs) || first.length !== 2 || last.length !== 2) return null;
  return {
    choice,
    of,
    end: known,
    epochs: epochs as number,
    train: [first[0]!, first[1]!],
    test: [last[0]!, last[1]!],
    theta: numbersIn(theta),
  };
}

/** What of the browser's text is as it was written. */
export function readKept(memory: Memory): Kept {
  const none: Kept = { runs: new Map(), own: [], last: null };
  try {
    const { runs, own, last } = JSON.parse(memory.read(KEY) ?? '{}') as Record<string, unknown>;
    const all = (Array.isArray(runs) ? runs : []).slice(0, MOST).map(runIn);
    return {
      runs: new Map(all.flatMap((run) => (run ? [[choiceId(run.choice), run]] : []))),
      own: (Array.isArray(own) ? own : []).slice(0, MOST).filter(isChoice),
      last: typeof last === 'string' ? last : null,
    };
  } catch {
    return none;
  }
}

export function writeKept(memory: Memory, { runs, own, last }: Kept): void {
  memory.write(KEY, JSON.stringify({ runs: [...runs.values()], own, last }));
}
