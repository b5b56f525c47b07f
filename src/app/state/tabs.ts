// What the open view means for the parts that several of them share.
import type { State } from './state.ts';

/** Whether the landscape shows the state's own runs, and takes starts: in its own view and beside a lesson. */
export const hasOwnRuns = ({ tab }: Pick<State, 'tab'>): boolean =>
  tab === 'landscape' || tab === 'lessons';
