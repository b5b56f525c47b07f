// The building blocks of the panel: rows bound to one place of the state each.
import type { GUI } from 'lil-gui';
import type { State, StatePatch } from '../state/state.ts';
import { refusalOf, type Store } from '../state/store.ts';
import { addNumber, type NumberField } from './number-field.ts';

export interface PanelKit {
  readonly state: State;
  /** Changes the state; a refused value is said and the controls show what still holds. */
  set(patch: StatePatch): void;
  /** Changes the state; throws a RangeError when it is refused. */
  put(patch: StatePatch): void;
  number(folder: GUI, field: Omit<NumberField, 'onRefused'>): { show(on: boolean): void };
  choice<T>(
    folder: GUI,
    label: string,
    get: () => T,
    set: (value: T) => void,
    options?: object,
  ): { show(on: boolean): void };
  button(folder: GUI, label: string, action: () => void): { show(on: boolean): void };
  /** Calls it now and after every change of the state. */
  always(update: () => void): void;
  /** Shows the state as it is now. */
  update(): void;
}

export function createPanelKit(
  store: Store,
  onRefused: (message: string | null) => void,
): PanelKit {
  const updates: (() => void)[] = [];
  const update = () => {
    for (const each of updates) each();
  };
  return {
    get state() {
      return store.state;
    },
    put: (patch) => store.set(patch),
    set(patch) {
      const refusal = refusalOf(() => store.set(patch));
      onRefused(refusal);
      if (refusal) update();
    },
    number(folder, field) {
      const added = addNumber(folder, { ...field, onRefused });
      updates.push(added.update);
      return added;
    },
    choice(folder, label, get, set, options) {
      const proxy = {
        get value() {
          return get();
        },
        set value(value) {
          set(value);
        },
      };
      const controller = options ? folder.add(proxy, 'value', options) : folder.add(proxy, 'value');
      controller.name(label);
      updates.push(() => controller.updateDisplay());
      return controller;
    },
    button: (folder, label, action) => folder.add({ action }, 'action').name(label),
    always(each) {
      each();
      updates.push(each);
    },
    update,
  };
}
