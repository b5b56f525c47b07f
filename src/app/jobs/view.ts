// What every view of the page is to the rest of it.
import type { Landscape, Spectrum, Sweep } from '../../engine.ts';
import type { State } from '../state/state.ts';

/** What there is to save of a view. */
export type Result =
  | { kind: 'landscape'; value: Landscape }
  | { kind: 'sweep'; value: Sweep }
  | { kind: 'spectrum'; value: Spectrum };

export interface View {
  /** Shows what the state wants, or hides when another tab is open; called after every change. */
  request(state: State): void;
  /** Fits it to its place on the page, which may have another size now. */
  resize(): void;
  /** The finished results on show; none while another tab is open. */
  results(): Result[];
  /** Resolves when what is drawn is what the newest state wants. */
  settled(): Promise<void>;
  /** Stops what runs; what is there stays. */
  cancel(): void;
}

/** Says something to the user, for so many seconds, with something to do about it; null says no more. */
export type Say = (
  message: string | null,
  seconds?: number,
  action?: { label: string; run: () => void },
) => void;
