// The state in a link: #view=basins&lr=30&x=-20..20, what differs from the defaults, part by part. Those of before, whose
// fragment was JSON, are read too.

import { cut, quote } from '../../math/format.ts';
import { isObject } from '../../math/objects.ts';
import { OPTIMIZER_KINDS } from '../../optimizers.ts';
import { FORMULA_LIMIT } from '../../schemas.ts';
import { t, translated } from '../../words/words.ts';
import { fitted } from './fitted.ts';
import { contextIn, contextOf, inOrder, nameOf, pathOf, shortNames } from './link-names.ts';
import { leavesOf, placeOf } from './link-parts.ts';
import { type Part, type Refused, stateOfParts } from './link-reading.ts';
import { escaped, readValue, writeValue } from './link-values.ts';
import { packedParts, planeFitsLink } from './packed.ts';
import { difference } from './patch.ts';
import { renamed } from './renamed.ts';
import { DEFAULT_STATE, patched, type State } from './state.ts';

export { planeFitsLink };

/** The fragment for a state, '' for the defaults. Another problem has defaults of its own. */
export function toHash(whole: State): string {
  const state = forLink(whole);
  const { context, isOne } = contextOf(state);
  const parts: [name: string, text: string][] = [];
  for (const { path, value } of leavesOf(changedIn(state))) {
    const dotted = path.join('.');
    // Which of them run is said at once.
    if (isSwitch(dotted) && context.view === 'landscape') continue;
    const { kind } = placeOf(dotted, []);
    parts.push([nameOf(dotted, context, isOne), escaped(writeValue(value, kind, path.at(-1)!))]);
  }
  const on = context.view === 'landscape' ? kindsOn(state) : '';
  if (on !== '' && on !== kindsOn(DEFAULT_STATE)) parts.push(['opt', on]);
  const text = inOrder(parts).map(([name, value]) => `${escaped(name)}=${value}`);
  return text.length === 0 ? '' : `#${text.join('&')}`;
}

const isSwitch = (path: string) => /^optimizers\.\w+\.on$/.test(path);

/** The optimizers that are on, as a link names them. */
const kindsOn = ({ optimizers }: State): string =>
  OPTIMIZER_KINDS.filter((kind) => optimizers[kind].on).join(',') || 'none';

/** What of a state is otherwise than its problem begins. */
function changedIn(state: State): Record<string, unknown> {
  const other = madeOtherwise(state);
  const first = fitted(DEFAULT_STATE, other);
  const short = planeFitsLink(state) ? state : onPlaneOf(first, state);
  const laid = Object.entries({ plane: short.plane, trained: short.trained }).filter(
    ([key, value]) => difference(value, first[key as 'plane' | 'trained']) !== undefined,
  );
  // Axes and windows follow the plane.
  const base = fitted(DEFAULT_STATE, { ...other, ...Object.fromEntries(laid) });
  return packedParts({ ...other, ...(difference(short, base) ?? {}) }, state);
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

/** Whether a link has all of a state. */
export const isWholeInLink = (state: State): boolean =>
  fitsLink(state.data) && weightsFitLink(state.network) && planeFitsLink(state);

/** The parts of a fragment by name, each still a text; null where it is none of such. */
function textsIn(hash: string): Map<string, string> | null {
  const pairs = hash.slice(1).split('&').filter(Boolean);
  if (!pairs.some((pair) => pair.includes('='))) return null;
  return new Map(
    pairs.map((pair) => {
      const [name, ...value] = pair.split('=');
      // Copied out of the source of a page.
      return [decoded(name!).replace(/^amp;/, ''), decoded(value.join('='))];
    }),
  );
}

/** A text as it is where its escapes mean nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The patch of a link of before; null for one of today, undefined for one that cannot be read. */
function patchIn(hash: string): object | null | undefined {
  if (!/^#(\{|%7B)/i.test(hash)) return null;
  try {
    const patch: unknown = renamed(JSON.parse(decodeURIComponent(hash.slice(1))));
    return isObject(patch) ? patch : undefined;
  } catch {
    return undefined;
  }
}

/** The id of the problem in a fragment, if it names one: it may have to be loaded first. */
export function problemOfHash(hash: string): unknown {
  const patch = patchIn(hash) as { problem?: unknown } | null | undefined;
  return patch ? patch.problem : textsIn(hash)?.get('problem');
}

/** Characters of a link: those of whole states have some 100 kB at most. */
const LONGEST = 2 ** 20;

export interface LinkState {
  state: State;
  /** What could not be read, and what is shown instead. */
  fault?: string;
  /** A formula that could not be read, to be mended. */
  draft?: string;
}

/**
 * The state that a fragment names. What is bad in it is told in `fault`, and the rest holds. `kept` is that of the page
 * before it was loaded again, which may have more than fits into a link.
 */
export function fromHash(hash: string, kept?: unknown): LinkState {
  try {
    if (kept) return { state: patched(DEFAULT_STATE, kept) };
  } catch {}
  if (hash.length <= 1) return { state: DEFAULT_STATE };
  if (hash.length > LONGEST) {
    const why = t('{n} characters are more than {most}', { n: hash.length, most: LONGEST });
    return { state: DEFAULT_STATE, fault: unread(why) };
  }
  const patch = patchIn(hash);
  const texts = patch === null ? textsIn(hash) : null;
  if (!patch && !texts) {
    const why = t('“{text}” is not a state', { text: hash.slice(0, 40) });
    return { state: DEFAULT_STATE, fault: unread(why) };
  }
  const faults: string[] = [];
  const parts = texts
    ? partsOf(texts, faults)
    : leavesOf(patch).map((leaf) => ({ ...leaf, name: leaf.path.join('.') }));
  const { state, refused } = stateOfParts(parts);
  faults.push(...refused.map(({ fault }) => fault));
  return { state, ...said(faults, refused, state) };
}

/** What the parts of a link are. What is wrong with one by itself is told in `faults`. */
function partsOf(texts: ReadonlyMap<string, string>, faults: string[]): Part[] {
  const context = contextIn(texts, DEFAULT_STATE);
  return [...texts].flatMap(([name, text]): Part[] => {
    try {
      if (name === 'opt' && context.view === 'landscape') return switches(text);
      const { path, kind } = placeOf(pathOf(name, context), shortNames(context));
      return [{ name, path, value: readValue(text, kind) }];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const { message } = error;
      faults.push(message.startsWith(JSON.stringify(name)) ? message : `${name}: ${message}`);
      return [];
    }
  });
}

/** The optimizers that are to run. Throws a RangeError for one that is none. */
function switches(text: string): Part[] {
  const on = text === 'none' || text === '' ? [] : text.split(',');
  const known: readonly string[] = OPTIMIZER_KINDS;
  const bad = on.find((kind) => !known.includes(kind));
  if (bad !== undefined) {
    throw new RangeError(`${quote(bad)} is not one of ${known.join(', ')}`);
  }
  const path = (kind: string) => ['optimizers', kind, 'on'];
  return known.map((kind) => ({ name: 'opt', path: path(kind), value: on.includes(kind) }));
}

const unread = (why: string) =>
  t('The link could not be read ({why}): showing the defaults.', { why });

/** Faults that are told in full, and characters of each: names in a link are of any length. */
const TOLD = 2;
const LONGEST_FAULT = 120;
const told = (fault: string) => cut(translated(cut(fault, 1000)), LONGEST_FAULT);

/** What is said of a link that could not be read in full. */
function said(faults: string[], refused: Refused[], state: State): Omit<LinkState, 'state'> {
  if (faults.length === 0) return {};
  const formula = refused.find(({ part }) => part.path[0] === 'formula');
  if (typeof formula?.part.value === 'string' && formula.part.value.length <= FORMULA_LIMIT) {
    const why = told(formula.fault.replace(/^formula[:,] /, ''));
    return {
      fault: t(
        'The formula of the link could not be read ({why}). It is in the editor, to be mended; the map shows another.',
        { why },
      ),
      draft: formula.part.value,
    };
  }
  const more = faults.length - TOLD;
  const why =
    faults.slice(0, TOLD).map(told).join('; ') + (more > 0 ? t('; and {n} more', { n: more }) : '');
  const fault =
    state === DEFAULT_STATE
      ? unread(why)
      : t('The link could not be read in full ({why}): showing the rest of it.', { why });
  return { fault };
}
