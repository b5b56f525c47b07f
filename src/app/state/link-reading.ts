// What a link says, as a state: every part is taken by itself, so that a bad one costs no other.
import { CheckError, check } from '../../check.ts';
import { type Leaf, patchOf } from './link-parts.ts';
import { defaultAxis } from './map-axes.ts';
import { unpackedParts } from './packed.ts';
import { isWhole, merge } from './patch.ts';
import { possibleAxes } from './possible-axes.ts';
import { DEFAULT_STATE, patched, type State, stateSchema } from './state.ts';

/** A leaf, with its name in the link. */
export interface Part extends Leaf {
  readonly name: string;
}

export interface Refused {
  readonly part: Part;
  /** What is wrong with it, after its name. */
  readonly fault: string;
}

const MADE = ['network', 'data', 'formula'];
const LAID = ['plane', 'trained'];
const WHAT = ['problem', ...MADE, ...LAID];
/** What is of a problem, or of a formula, alone. */
const OF_IT = ['parameters', 'ownRates'];

/** What the message of a refusal says, after the name of the part in the link. */
function faultOf(error: unknown, group: readonly Part[]): string {
  if (!(error instanceof RangeError)) throw error;
  const [part] = group;
  const name = group.length === 1 ? part!.name : wholeOf(part!);
  const { path, fault } =
    error instanceof CheckError ? error : { path: null, fault: error.message };
  if (path !== null) return `${name}: ${fault}`;
  const [, rest] = /^state\.[\w.]+: (.+)$/s.exec(fault) ?? [];
  return rest ? `${name}: ${rest}` : fault.replace(/^state\./, '');
}

/** The state that parts make of the defaults, and those of them that are refused. */
export function stateOfParts(parts: readonly Part[]): { state: State; refused: Refused[] } {
  if (parts.length === 0) return { state: DEFAULT_STATE, refused: [] };
  try {
    return { state: withParts(DEFAULT_STATE, parts), refused: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return oneByOne(parts);
}

const withParts = (state: State, parts: readonly Part[]): State =>
  patched(state, unpackedParts(patchOf(parts), state));

/** Parts that mean something together only: the objects that are replaced as a whole, the directions of a plane. */
function wholeOf({ path }: Part): string {
  const whole = path.findIndex((key) => isWhole(key));
  if (whole >= 0) return path.slice(0, whole + 1).join('.');
  return path[0] === 'plane' ? path.slice(0, 2).join('.') : path.join('.');
}

function grouped(parts: readonly Part[]): Part[][] {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = wholeOf(part);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()];
}

/** States that are made, at most, of a link with something wrong in it: what is not tried by then is refused. */
const MOST_TRIES = 400;

/** What has been taken so far, and the state that it makes. */
interface Taken {
  readonly state: State;
  readonly parts: readonly Part[];
  readonly tries: { left: number };
}

/**
 * Takes groups one by one, and those that were refused again, as another may have made room for them, until none gets any
 * further. `anew` where they are to be taken together with those before.
 */
function taking(from: Taken, groups: Part[][], refused: Refused[], anew = false): Taken {
  const { tries } = from;
  let { state, parts } = from;
  let left = groups;
  let faults: Refused[] = [];
  for (let before = -1; left.length !== before; ) {
    before = left.length;
    faults = [];
    left = left.filter((group) => {
      const next = [...parts, ...group];
      if (tries.left-- <= 0) {
        faults.push({ part: group[0]!, fault: 'too much of the link is wrong to try it' });
        return true;
      }
      try {
        state = anew ? withParts(DEFAULT_STATE, next) : withParts(state, group);
        parts = next;
        return false;
      } catch (error) {
        faults.push({ part: group[0]!, fault: faultOf(error, group) });
        return true;
      }
    });
  }
  refused.push(...faults);
  return { state, parts, tries };
}

/** Groups that go together, if they do; else each by itself. */
function together(from: Taken, groups: Part[][], refused: Refused[], anew = false): Taken {
  if (groups.length === 0) return from;
  const none: Refused[] = [];
  const all = taking(from, [groups.flat()], none, anew);
  return none.length === 0 ? all : taking(from, groups, refused, anew);
}

/**
 * Where a link's axes are none of its optimizers' they give way to others, and the words say to which. The range of an
 * axis that is not there is none of the one in its place.
 */
function withPossibleAxes(
  state: State,
  parts: readonly Part[],
  refused: Refused[],
): ReturnType<typeof stateOfParts> {
  const isQuantity = ({ part: { path } }: Refused) =>
    path[0] === 'sweep' &&
    (path[1] === 'x' || path[1] === 'y') &&
    (path[2] === 'quantity' || path.length === 2);
  const lost = refused.filter(isQuantity).map(({ part }) => part.path[1] as 'x' | 'y');
  if (lost.length === 0) return { state, refused };
  const wanted = patchOf(parts.filter(({ path }) => path[0] === 'sweep')).sweep;
  const { optimizer, compare } = state.map;
  const kinds = compare === 'none' ? [optimizer] : [optimizer, compare];
  try {
    const whole = check(stateSchema.entries.sweep, merge(state.sweep, wanted), 'sweep');
    const { sweep, said } = possibleAxes(state, kinds, whole);
    const others = refused.filter((each) => !isQuantity(each));
    const { part } = refused.find(isQuantity)!;
    if (said) {
      const fault = said.replace(/\.$/, '');
      return { state: patched(state, { sweep }), refused: [...others, { part, fault }] };
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const axes = lost.map((axis) => [axis, defaultAxis(state.sweep[axis].quantity, state)]);
  return { state: patched(state, { sweep: Object.fromEntries(axes) }), refused };
}

function oneByOne(parts: readonly Part[]): { state: State; refused: Refused[] } {
  const refused: Refused[] = [];
  const of = (keys: readonly string[], is = true) =>
    grouped(parts.filter(({ path }) => keys.includes(path[0]!) === is));
  let now: Taken = { state: DEFAULT_STATE, parts: [], tries: { left: MOST_TRIES } };
  now = taking(now, of(['problem']), refused);
  // A formula or data belong to their problem, and what they are of to them.
  if (refused.length === 0) now = together(now, of(MADE), refused, true);
  if (refused.length === 0) now = together(now, of(LAID), refused);
  now = taking(now, of([...WHAT, ...(refused.length === 0 ? [] : OF_IT)], false), refused);
  return withPossibleAxes(now.state, parts, refused);
}
