// Which of the single starts are hidden: each keeps its mark when others come and go.
import { isObject } from '../../math/objects.ts';
import type { State } from './state.ts';

/** The single starts as text, in the order of their runs: those off the plane first. */
const rowsOf = ({ off, points }: State['starts']): string[] =>
  [...off, ...points].map((start) => JSON.stringify(start));

/**
 * A state in which the same starts are hidden as before the change that made it: those that are left, by their values,
 * and where there are as many as before, by their places. Other starts altogether are all shown.
 */
export function withHidden(state: State, before: State, patch: unknown): State {
  const { starts } = state;
  const given = isObject(patch) && isObject(patch.starts) ? patch.starts : {};
  if ('hidden' in given) return withMarks(state, starts.hidden);
  const others = state.problem !== before.problem || ('points' in given && 'pattern' in given);
  return withMarks(state, others ? [] : moved(starts.hidden, before.starts, starts));
}

/** Ascending, once each, of starts that there are. */
function withMarks(state: State, marks: number[]): State {
  const { starts } = state;
  const count = starts.off.length + starts.points.length;
  const hidden = [...new Set(marks)].filter((k) => k < count).sort((a, b) => a - b);
  return `${hidden}` === `${starts.hidden}` ? state : { ...state, starts: { ...starts, hidden } };
}

function moved(hidden: number[], before: State['starts'], now: State['starts']): number[] {
  if (hidden.length === 0 || (before.off === now.off && before.points === now.points))
    return hidden;
  const [was, is] = [rowsOf(before), rowsOf(now)];
  if (was.length === is.length) return hidden;
  const places: number[] = [];
  for (const k of hidden) {
    // Of starts at one place the first that is left: they come in their order.
    const place = is.findIndex((row, i) => row === was[k] && !places.includes(i));
    if (place >= 0) places.push(place);
  }
  return places;
}
