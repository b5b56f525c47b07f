// What the open view means for the parts that several of them share.
import type { Name } from '../../words/words.ts';
import type { State } from './state.ts';

/** What the views are called, in the order of their tabs. */
export const VIEW_NAMES: Readonly<Record<State['tab'], Name>> = {
  landscape: 'Landscape',
  basins: 'Basins',
  sweep: 'Sweep',
  spectrum: 'Spectrum',
  benchmark: 'Benchmark',
  lessons: 'Lessons',
};

/** The view that is on show: that which is open, or beside a lesson. */
export const viewOf = ({ tab, picture }: Pick<State, 'tab' | 'picture'>): State['tab'] =>
  tab === 'lessons' ? picture : tab;

/** Whether that is a map of runs. */
export const isMap = (view: State['tab']): boolean => view === 'basins' || view === 'sweep';

/** Whether the landscape shows the state's own runs, and takes starts: in its own view and beside a lesson. */
export const hasOwnRuns = (state: Pick<State, 'tab' | 'picture'>): boolean =>
  viewOf(state) === 'landscape';
