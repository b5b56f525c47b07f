// What the rows of the network's editor are, and what they change the problem by.
import { problemById } from '../../../problems/registry.ts';
import { infoOf } from '../../state/problem.ts';
import type { State, StatePatch } from '../../state/state.ts';
import { refusalOf, type Store } from '../../state/store.ts';
import type { Base, Edit, Edited } from './edits.ts';

/** A row of the editor: shows the network as it is. */
export interface Row {
  readonly element: HTMLElement;
  show(edited: Edited): void;
}

/** What rows are given. */
export interface Edits {
  /** The network as it is. */
  readonly edited: Edited;
  /** Makes the first of some changes that is taken. Returns what else it took along. Throws what refuses the first. */
  make(edits: readonly Edit[]): string | undefined;
}

/** The network of a problem that is made of one, unless it is said. */
export function baseOf(id: string): Base {
  const { network, networkAt } = problemById(id);
  return { spec: network!.spec, at: networkAt! };
}

export function editedOf(state: State): Edited {
  const { spec, train } = infoOf(state).network!;
  return {
    base: baseOf(state.problem),
    spec,
    network: state.network,
    data: state.data,
    points: train.count,
  };
}

/** `onRefused`: fields then show what still holds. */
export function editsOf(store: Store, onRefused: () => void): Edits {
  return {
    get edited() {
      return editedOf(store.state);
    },
    make(list) {
      let first: string | null = null;
      for (const { note, ...patch } of list) {
        const refusal = refusalOf(() => store.set(patch as StatePatch));
        if (refusal === null) return note;
        first ??= refusal;
      }
      onRefused();
      throw new RangeError(first ?? 'nothing to change');
    },
  };
}
