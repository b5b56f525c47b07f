// What the browser keeps for its user: saved views and pinned runs, under one key of IndexedDB. Where there is none, as in
// some private windows, they are kept until the page is closed.
import { get, update } from 'idb-keyval';
import type { State } from '../state/state.ts';

/** A view as it was, to be opened again. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** When it was saved, ISO 8601. */
  readonly at: string;
  readonly state: State;
  /** A small picture of it, a data: URL. */
  readonly picture?: string | undefined;
}

/** A run that was pinned to be compared with others. */
export interface PinnedRun {
  readonly id: string;
  readonly at: string;
  /** What the problem is called. */
  readonly problem: string;
  readonly optimizer: string;
  /** Of the optimizer, by name: numbers, or what else it has as text. */
  readonly settings: Readonly<Record<string, number | string>>;
  /** On the plane of the maps; null for a start off it. */
  readonly start: readonly number[] | null;
  readonly steps: number;
  /** The loss at which it counts as solved. */
  readonly threshold: number;
  /** See OUTCOMES. */
  readonly outcome: number;
  /** The first step at which the loss was at most the threshold; null for none. */
  readonly solvedAt: number | null;
  /** The last loss; null where it is no number any more. */
  readonly loss: number | null;
  /** What shows it in the landscape. */
  readonly state: State;
}

export interface Kept {
  readonly views: readonly SavedView[];
  readonly runs: readonly PinnedRun[];
}

export const NOTHING: Kept = { views: [], runs: [] };

const KEY = 'gradscape.kept';

/** What is kept where the browser keeps nothing. */
let passing: Kept | null = null;

/** Whether what is kept outlasts the page. */
export const isLasting = (): boolean => passing === null;

export async function kept(): Promise<Kept> {
  if (passing) return passing;
  try {
    return { ...NOTHING, ...(await get<Kept>(KEY)) };
  } catch {
    passing = NOTHING;
    return passing;
  }
}

/** Changes what is kept, after whatever another page has changed. Resolves to what it is then. */
export async function keep(change: (before: Kept) => Kept): Promise<Kept> {
  let now = NOTHING;
  if (!passing) {
    try {
      await update<Kept>(KEY, (before) => {
        now = change({ ...NOTHING, ...before });
        return now;
      });
      return now;
    } catch {
      passing = NOTHING;
    }
  }
  passing = change(passing);
  return passing;
}

export const newId = (): string => crypto.randomUUID();
