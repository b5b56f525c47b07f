// The state in a link: #{"steps":1000,…}, what differs from the defaults, as JSON.
import { fitted } from './fitted.ts';
import { difference } from './patch.ts';
import { DEFAULT_STATE, patched, type State } from './state.ts';

/** The fragment for a state, '' for the defaults. Another problem has defaults of its own. */
export function toHash(state: State): string {
  const other = madeOtherwise(state);
  const short = fitsLink(state.data) ? state : { ...state, data: null };
  const changed = { ...other, ...(difference(short, fitted(DEFAULT_STATE, other)) ?? {}) };
  return Object.keys(changed).length === 0 ? '' : `#${encodeURIComponent(JSON.stringify(changed))}`;
}

/** What a state's problem is made of, where that is not the default. */
function madeOtherwise({ problem, formula, data }: State) {
  return {
    ...(problem === DEFAULT_STATE.problem ? {} : { problem }),
    ...(formula === null ? {} : { formula }),
    ...(data === null || !fitsLink(data) ? {} : { data }),
  };
}

/** Rows of data that a link still carries: some 8 kB of it. */
const LINK_ROWS = 200;

/** Whether data is short enough for a link. */
export const fitsLink = (data: State['data']): boolean =>
  !Array.isArray(data) || data.length <= LINK_ROWS;

/** The id of the problem in a fragment, if it names one: it may have to be loaded first. */
export function problemOfHash(hash: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(hash.slice(1))).problem;
  } catch {
    return undefined;
  }
}

/** The state a fragment names. A bad one gives the defaults and says why in `fault`. */
export function fromHash(hash: string): { state: State; fault?: string } {
  if (hash.length <= 1) return { state: DEFAULT_STATE };
  try {
    const patch: unknown = JSON.parse(decodeURIComponent(hash.slice(1)));
    return { state: patched(DEFAULT_STATE, patch) };
  } catch (error) {
    const why =
      error instanceof RangeError ? error.message : `“${hash.slice(0, 40)}” is not a state`;
    return {
      state: DEFAULT_STATE,
      fault: `The link could not be read (${why}): showing the defaults.`,
    };
  }
}

/** The engine a query forces, `?engine=cpu` or `?engine=gpu`; null for none or a wrong one. */
export function engineFromQuery(search: string): {
  engine: State['engine'] | null;
  fault?: string;
} {
  const asked = new URLSearchParams(search).get('engine');
  if (asked === null) return { engine: null };
  if (asked === 'cpu' || asked === 'gpu' || asked === 'auto') return { engine: asked };
  return {
    engine: null,
    fault: `?engine=${asked} is not one of auto, gpu, cpu: choosing by itself.`,
  };
}
