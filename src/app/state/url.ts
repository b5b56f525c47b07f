// The state in a link: #{"steps":1000,…}, what differs from the defaults, as JSON.
import { fitted } from './fitted.ts';
import { DEFAULT_STATE, difference, patched, type State } from './state.ts';

/** The fragment for a state, '' for the defaults. Another problem has defaults of its own. */
export function toHash(state: State): string {
  const { problem } = state;
  const other = problem === DEFAULT_STATE.problem ? {} : { problem };
  const changed = { ...other, ...(difference(state, fitted(DEFAULT_STATE, other)) ?? {}) };
  return Object.keys(changed).length === 0 ? '' : `#${encodeURIComponent(JSON.stringify(changed))}`;
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
