// The state in a link: #{"steps":1000,…}, what differs from the defaults, as JSON.

import { isObject } from '../../math/objects.ts';
import { problemOf as made } from '../../problems/registry.ts';
import { t, translated } from '../../words/words.ts';
import { fitted } from './fitted.ts';
import { packedParts, planeFitsLink, unpackedParts } from './packed.ts';
import { difference } from './patch.ts';
import { DEFAULT_STATE, patched, type State } from './state.ts';

/** The fragment for a state, '' for the defaults. Another problem has defaults of its own. */
export function toHash(whole: State): string {
  const state = forLink(whole);
  const other = madeOtherwise(state);
  const first = fitted(DEFAULT_STATE, other);
  const short = planeFitsLink(state) ? state : onPlaneOf(first, state);
  const changed = packedParts({ ...other, ...(difference(short, first) ?? {}) }, state);
  return Object.keys(changed).length === 0 ? '' : `#${encodeURIComponent(JSON.stringify(changed))}`;
}

/** The state without the data and weights that are too long for a link. */
function forLink(state: State): State {
  const { data, network } = state;
  if (fitsLink(data) && weightsFitLink(network)) return state;
  const { weights, ...rest } = network ?? {};
  const drawn = weightsFitLink(network) ? network : rest;
  try {
    return patched(state, { data: fitsLink(data) ? data : null, network: drawn });
  } catch {
    // A network that no set of data fits.
    return patched(state, { data: null, network: null });
  }
}

/** A state on the plane of another, with what may be too long for a link and what lies on that plane. */
function onPlaneOf(
  { plane, parameters, trained, window, starts, map, spectrum }: State,
  state: State,
): State {
  const { component } = spectrum;
  return {
    ...state,
    ...{ plane, parameters, trained, window, starts },
    map: { ...state.map, start: map.start },
    spectrum: { ...state.spectrum, start: spectrum.start, component },
  };
}

/** What a state's problem is made of, where that is not the default. */
function madeOtherwise({ problem, formula, data, network }: State) {
  return {
    ...(problem === DEFAULT_STATE.problem ? {} : { problem }),
    ...(formula === null ? {} : { formula }),
    ...(data === null ? {} : { data }),
    ...(network === null ? {} : { network }),
  };
}

/** Rows of data that a link still carries: some 8 kB of it. */
const LINK_ROWS = 200;

/** Whether data is short enough for a link. */
export const fitsLink = (data: State['data']): boolean =>
  !Array.isArray(data) || data.length <= LINK_ROWS;

/** Weights that a link still carries, of up to 20 characters each. */
const LINK_WEIGHTS = 400;

/** Whether a network's weights are few enough for a link. */
export const weightsFitLink = (network: State['network']): boolean =>
  (network?.weights?.length ?? 0) <= LINK_WEIGHTS;

/** The id of the problem in a fragment, if it names one: it may have to be loaded first. */
export function problemOfHash(hash: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(hash.slice(1))).problem;
  } catch {
    return undefined;
  }
}

export interface LinkState {
  state: State;
  /** What could not be read, and what is shown instead. */
  fault?: string;
  /** A formula that could not be read, to be mended. */
  draft?: string;
}

/**
 * The state a fragment names. A bad one gives the defaults and says why in `fault`. `kept` is that of the page before it was
 * opened in another language, which may have more than fits into a link.
 */
export function fromHash(hash: string, kept?: unknown): LinkState {
  try {
    if (kept) return { state: patched(DEFAULT_STATE, kept) };
  } catch {}
  if (hash.length <= 1) return { state: DEFAULT_STATE };
  let patch: unknown;
  try {
    patch = JSON.parse(decodeURIComponent(hash.slice(1)));
    patch = unpackedParts(patch);
    return { state: patched(DEFAULT_STATE, patch) };
  } catch (error) {
    const why =
      error instanceof RangeError
        ? translated(error.message)
        : t('“{text}” is not a state', { text: hash.slice(0, 40) });
    const mended = withoutFormula(patch) ?? problemAlone(patch, why);
    if (mended) return mended;
    return {
      state: DEFAULT_STATE,
      fault: t('The link could not be read ({why}): showing the defaults.', { why }),
    };
  }
}

/** What is left of a link whose formula is at fault: its problem, with the formula that it has by itself. */
function withoutFormula(patch: unknown): LinkState | null {
  if (!isObject(patch) || typeof patch.formula !== 'string') return null;
  const { problem, formula: draft, parameters: _, trained: __, plane: ___, ...rest } = patch;
  let why = '';
  try {
    made({ id: String(problem), formula: draft });
  } catch (error) {
    why = (error as Error).message.replace(/^formula, /, '');
  }
  if (!why) return null;
  // Other parts of it may be at fault too, or belong to that formula alone.
  for (const part of [{ ...rest, problem }, { problem }]) {
    try {
      const state = patched(DEFAULT_STATE, part);
      return {
        state,
        fault: t(
          'The formula of the link could not be read ({why}). It is in the editor, to be mended; the map shows another.',
          { why: translated(why) },
        ),
        draft,
      };
    } catch {}
  }
  return null;
}

/** What is left of a link of which something else is at fault: its problem, with its formula or data. */
function problemAlone(patch: unknown, why: string): LinkState | null {
  if (!isObject(patch) || patch.problem === undefined) return null;
  const { problem, formula = null, data = null, network = null } = patch;
  try {
    const state = patched(DEFAULT_STATE, { problem, formula, data, network });
    return {
      state,
      fault: t('The link could not be read in full ({why}): showing its problem alone.', { why }),
    };
  } catch {
    return null;
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
    fault: t('?engine={asked} is not one of auto, gpu, cpu: choosing by itself.', { asked }),
  };
}
