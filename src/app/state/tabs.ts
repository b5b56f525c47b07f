// What the open view means for the parts that several of them share.
import type { State } from './state.ts';

/** The view that is on show: that which is open, or beside a lesson. */
export const viewOf = ({ tab, picture }: Pick<State, 'tab' | 'picture'>): State['tab'] =>
  tab === 'lessons' ? picture : tab;

/** Whether that is a map of runs. */
export const isMap = (view: State['tab']): boolean => view === 'basins' || view === 'sweep';

/** Whether the landscape shows the state's own runs, and takes starts: in its own view and beside a lesson. */
export const hasOwnRuns = (state: Pick<State, 'tab' | 'picture'>): boolean =>
  viewOf(state) === 'landscape';
