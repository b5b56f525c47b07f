// The section of the panel: what the plane is now, and the parts in which it is chosen otherwise.
import { button, element } from '../../views/dom.ts';
import { type Name, t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';
import type { Explorer } from '../landscape/explorer.ts';
import { isNetwork } from '../state/problem.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createParameters, createRandom, type Part } from './directions.ts';
import { laidAsFirst } from './lay.ts';
import type { Pointed } from './points.ts';
import { setValue } from './rows.ts';
import { createRunPart, laidAlong } from './run-part.ts';
import { createThrough } from './through.ts';

type Kind = 'parameters' | 'random' | 'principal' | 'points';
const KINDS: Readonly<Record<Kind, Name>> = {
  parameters: 'two parameters',
  random: 'random directions',
  principal: 'principal directions of a run',
  points: 'through points',
};

export interface PlaneSection {
  show(state: State): void;
  /** Other runs are on show, or another place was pointed at. */
  refresh(pointed: Pointed | null): void;
  /** Lays the plane of a run's two leading principal directions, through its end. */
  principal(set: number, run: number): void;
  settled(): Promise<void>;
}

function kindOf({ plane: { x, y } }: State): Kind {
  if ('parameter' in x && (!y || 'parameter' in y)) return 'parameters';
  return 'random' in x && (!y || 'random' in y) ? 'random' : 'points';
}

/** Whether two planes have the same directions; of long vectors some numbers tell. */
function isSame(a: State['plane'], b: State['plane']): boolean {
  const brief = (direction: State['plane']['x'] | undefined) =>
    direction && 'vector' in direction
      ? [direction.vector.length, ...direction.vector.slice(0, 32), direction.vector.at(-1)]
      : direction;
  const text = ({ x, y }: State['plane']) => JSON.stringify([brief(x), brief(y ?? undefined)]);
  return text(a) === text(b);
}

/** The plane in words. */
function wordsOf(state: State): string {
  const { x, y } = state.plane;
  const name = (direction: State['plane']['x']) => {
    if ('parameter' in direction) return direction.parameter;
    if ('vector' in direction) return t('a vector');
    const own = isNetwork(state) && direction.normalised !== false;
    const seed = { seed: direction.random };
    return own
      ? t('random direction {seed}, filter-normalised', seed)
      : t('random direction {seed}', seed);
  };
  return y
    ? t('x is {x}, y is {y}', { x: name(x), y: name(y) })
    : t('a line: x is {x}', { x: name(x) });
}

/** A list of the kinds of planes there are. */
function kindChoice(): HTMLSelectElement {
  const options = Object.entries(KINDS).map(([value, name]) =>
    element('option', { value, textContent: t(name) }),
  );
  const choice = element('select', {}, ...options);
  choice.setAttribute('aria-label', t('What the plane is'));
  return choice;
}

export function createSection(
  root: HTMLElement,
  store: Store,
  engines: Engines,
  explorer: Explorer,
  set: (patch: StatePatch) => void,
  say: Say,
): PlaneSection {
  /** What the plane in view was laid along, in words, and the part that was chosen, for as long as it is that. */
  let told: { plane: State['plane']; words: string } | null = null;
  let chosen: { plane: State['plane']; problem: string; kind: Kind } | null = null;

  let changing = false;

  /** Changes the state by a patch that may be refused while it is made. */
  function change(make: () => StatePatch, words = '') {
    changing = true;
    let done = false;
    try {
      set(make());
      done = true;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      say(error.message);
    } finally {
      changing = false;
    }
    const { plane, problem } = store.state;
    if (chosen) chosen = { ...chosen, plane, problem };
    if (words && done) told = { plane, words };
    show(store.state);
  }
  function principal(which: number, run: number) {
    const of = explorer.runs[which];
    if (!of) return say(t('There is no run whose directions could be taken.'));
    choose('principal');
    let words = '';
    change(() => {
      const along = laidAlong(store.state, of, run);
      words = along.words;
      return along.patch;
    });
    if (words) told = { plane: store.state.plane, words };
    show(store.state);
  }
  function choose(kind: Kind) {
    const { plane, problem } = store.state;
    chosen = { plane, problem, kind };
  }

  const runPart = createRunPart(explorer, principal);
  const through = createThrough(engines, change, (error) => say((error as Error).message));
  const parts: Record<Kind, Part> = {
    parameters: createParameters(change),
    random: createRandom(change, Math.random),
    principal: runPart,
    points: through,
  };
  const kinds = kindChoice();
  kinds.addEventListener('change', () => {
    const kind = kinds.value as Kind;
    choose(kind);
    if (kind === 'principal') return principal(...runPart.chosen());
    change(() => parts[kind].first(store.state) ?? {});
  });
  const back = button(
    t('As the problem has it'),
    () => {
      chosen = null;
      change(() => laidAsFirst(store.state));
    },
    t('The plane that the problem begins with, through its first values'),
  );
  const now = element('p', { className: 'plane-now' });
  root.replaceChildren(now, kinds, ...Object.values(parts).map((part) => part.element), back);

  function show(state: State) {
    // Laid otherwise, by a link or another part of the panel: the section follows.
    const other =
      chosen && (chosen.problem !== state.problem || !isSame(chosen.plane, state.plane));
    if (other && !changing) chosen = null;
    const kind = chosen?.kind ?? kindOf(state);
    setValue(kinds, kind);
    const plane = told && isSame(told.plane, state.plane) ? told.words : wordsOf(state);
    const words = t('Now {plane}.', { plane });
    if (now.textContent !== words) now.textContent = words;
    for (const [name, part] of Object.entries(parts)) {
      part.element.hidden = name !== kind;
      if (name === kind) part.show(state);
    }
  }
  show(store.state);
  return {
    show,
    principal,
    refresh(pointed) {
      runPart.show(store.state);
      through.refresh(explorer.runs, pointed);
    },
    settled: through.settled,
  };
}
