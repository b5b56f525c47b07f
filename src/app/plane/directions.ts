// The parts of the section in which directions are chosen: two parameters, or random ones.
import type { Range } from '../../math/grid.ts';
import type { Direction } from '../../problems/plane.ts';
import { button, element } from '../../views/dom.ts';
import { t } from '../../words/words.ts';
import { infoOf, isNetwork, parameterInfos, withRole } from '../state/problem.ts';
import type { State, StatePatch } from '../state/state.ts';
import { laid, startsNow, type Values } from './lay.ts';
import { setValue } from './rows.ts';

/** A part of the section, which shows the state and asks for changes of it. */
export interface Part {
  readonly element: HTMLElement;
  show(state: State): void;
  /** What is laid when it is chosen; null for nothing yet. */
  first(state: State): StatePatch | null;
}

/** Names that a list offers at most: more can be typed. */
const OFFERED = 2000;
/** Seeds of dice. */
const SEEDS = 10_000;

/** Where the plane lies now, values of all parameters: other directions are laid through there. */
function originNow(state: State): Values {
  const { parameters, values } = infoOf(state);
  // Along a parameter's axis the origin says nothing: the first run's start is on the plane.
  const axes = [state.plane.x, state.plane.y].some((axis) => axis && 'parameter' in axis);
  return (axes && startsNow(state)[0]) || parameters.map(({ name }) => values[name]!);
}

/** The window of two parameters' axes: where a hand looks for them, or as wide about a value farther off. */
function windowOf(state: State, name: string, value: number): Range {
  const info = parameterInfos(state).find((each) => each.name === name)!;
  const [min, max] = info.usual ?? [info.min, info.max];
  const half = Math.min(10, (max - min) / 2);
  return value > min && value < max && max - min <= 100 ? [min, max] : [value - half, value + half];
}

export function laidOnParameters(state: State, x: string, y: string): StatePatch {
  const names = parameterInfos(state).map(({ name }) => name);
  for (const name of [x, ...(y ? [y] : [])]) {
    if (!names.includes(name)) throw new RangeError(`plane: “${name}” is not a parameter here`);
  }
  // A new axis takes the role of the old one where it matters who is trained.
  const roles = (before: State, name: string, axis: 'x' | 'y') =>
    isNetwork(state) ? before : ({ ...before, ...withRole(before, name, axis) } as State);
  let next = roles(state, x, 'x');
  if (y) next = roles(next, y, 'y');
  const origin = originNow(state);
  const at = (name: string) => origin[names.indexOf(name)]!;
  return laid(state, {
    origin,
    x: { parameter: x },
    y: y ? { parameter: y } : null,
    window: { x: windowOf(state, x, at(x)), y: y ? windowOf(state, y, at(y)) : [-1, 1] },
    trained: next.trained,
  });
}

export function createParameters(change: (make: () => StatePatch) => void): Part {
  const list = element('datalist', { id: 'plane-parameters' });
  const field = (axis: string) => {
    const made = element('input', { type: 'text', autocomplete: 'off', spellcheck: false });
    made.setAttribute('list', list.id);
    made.setAttribute('aria-label', t('Parameter on the {axis} axis', { axis }));
    return made;
  };
  const [x, y] = [field('x'), field('y')];
  y.placeholder = t('none: a line');
  const root = element(
    'div',
    { className: 'plane-part' },
    element('label', {}, 'x ', x),
    element('label', {}, 'y ', y),
    list,
  );
  let now: State;
  let names = '';
  for (const input of [x, y]) {
    input.addEventListener('focus', () => input.select());
    input.addEventListener('change', () =>
      change(() => laidOnParameters(now, x.value.trim(), y.value.trim())),
    );
  }
  return {
    element: root,
    show(state) {
      now = state;
      const all = parameterInfos(state);
      const key = `${all.length} ${all.at(-1)!.name} ${all[0]!.name}`;
      if (key !== names) {
        names = key;
        const offered = all.slice(0, OFFERED);
        list.replaceChildren(...offered.map(({ name }) => element('option', { value: name })));
      }
      const nameOf = (direction: Direction | null | undefined) =>
        direction && 'parameter' in direction ? direction.parameter : '';
      if (!root.contains(document.activeElement)) {
        setValue(x, nameOf(state.plane.x));
        setValue(y, nameOf(state.plane.y));
      }
    },
    first(state) {
      const { theta, trained } = infoOf(state);
      const [a, b] = theta.filter((_, c) => trained[c]);
      return laidOnParameters(state, a!, b ?? '');
    },
  };
}

export function createRandom(change: (make: () => StatePatch) => void, dice: () => number): Part {
  const seed = (axis: string) => {
    const made = element('input', { type: 'number', min: '0', step: '1' });
    made.setAttribute('aria-label', t('Seed of the {axis} direction', { axis }));
    return made;
  };
  const [x, y] = [seed('x'), seed('y')];
  const normalised = element('input', { type: 'checkbox', checked: true });
  const box = element('label', {}, normalised, ` ${t('filter-normalised')}`);
  box.title = t(
    'Each direction is, over the weights into every unit, as long as these weights are (Li et al. 2018): planes of networks whose weights have other scales can be compared.',
  );
  let now: State;
  const lay = (seeds: [number, number]) =>
    change(() => laidAtRandom(now, seeds, normalised.checked));
  const again = () => lay([Number(x.value), Number(y.value)]);
  for (const input of [x, y, normalised]) input.addEventListener('change', again);
  const roll = button(
    t('Others'),
    () => lay([Math.floor(dice() * SEEDS), Math.floor(dice() * SEEDS)]),
    t('Two other random directions'),
  );
  const root = element(
    'div',
    { className: 'plane-part' },
    element('label', {}, `${t('seeds')} `, x),
    y,
    roll,
    box,
  );
  return {
    element: root,
    show(state) {
      now = state;
      box.hidden = !isNetwork(state);
      if (root.contains(document.activeElement) && document.activeElement !== roll) return;
      const { plane } = state;
      if ('random' in plane.x) {
        setValue(x, String(plane.x.random));
        normalised.checked = plane.x.normalised !== false;
      }
      if (plane.y && 'random' in plane.y) setValue(y, String(plane.y.random));
    },
    first: (state) => laidAtRandom(state, [1, 2], true),
  };
}

/** Two random directions through where the plane lies now. */
export function laidAtRandom(
  state: State,
  [a, b]: readonly [number, number],
  normalised: boolean,
): StatePatch {
  const direction = (random: number): Direction =>
    normalised ? { random } : { random, normalised };
  const origin = originNow(state);
  const network = isNetwork(state);
  // As long as the weights are a normalised direction reaches as far with 2; one of length 1 goes by them.
  const length = Math.hypot(...origin) || 1;
  const half = network && normalised ? 2 : Number((2 * length).toPrecision(2));
  return laid(state, {
    origin,
    x: direction(a),
    y: direction(b),
    window: { x: [-half, half], y: [-half, half] },
  });
}
