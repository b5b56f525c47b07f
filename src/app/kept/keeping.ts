// What the browser keeps for its user: saved views and pinned runs.
import type { State } from '../state/state.ts';
import { createLasting } from './lasting.ts';

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

const all = createLasting<Kept>('gradscape.kept', (found) => ({ ...NOTHING, ...found }));

/** Whether what is kept outlasts the page. */
export const isLasting = all.outlasts;

export const kept = all.read;

/** Changes what is kept, after whatever another page has changed. Resolves to what it is then. */
export const keep = all.change;

export const newId = (): string => crypto.randomUUID();
