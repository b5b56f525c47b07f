// The room of the problem, on top of the panel: where what the problem in view is made of is edited.
import './room.css';
import { isSameList } from '../../math/objects.ts';
import { t } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import { isMadeOf } from '../state/problem.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import type { Told } from '../state/topic.ts';

/** An editor of what problems are made of: of a formula, or of data. */
export interface Editor {
  readonly element: HTMLElement;
  /**
   * Shows what the state's problem is made of; called when it comes into view and after every change of the state
   * while it is. `draft` is a text of a link that could not be read, to be mended.
   */
  show(state: State, draft?: string): void;
  /** Another problem has come into view: whatever is under way must not change the state any more. */
  hide(): void;
  /** Goes on where a user begins. */
  focus(): void;
}

/** What editors are given. */
export interface RoomContext {
  readonly store: Store;
  /** Changes the state; says what is refused. */
  readonly set: (patch: StatePatch) => void;
  readonly say: Say;
  /** Where the run in view is at the step shown. */
  readonly now: {
    /** Values of all parameters by name; null while there is no run. */
    values(): Readonly<Record<string, number>> | null;
    readonly onChange: Told<void>;
  };
  /** Brings the panel into view where it is a drawer. */
  readonly reveal: () => void;
}

export interface ProblemRoom {
  /** Shows the state's editors; resolves when the browser has painted it. */
  introduce(state: State, draft?: string): Promise<void>;
  /** Resolves when the editor of the newest state is there. */
  shown(): Promise<void>;
  /** Shows the editor as after a choice by hand: in view, with the keyboard. */
  open(): Promise<void>;
}

interface EditorKind {
  edits(state: State): boolean;
  load(context: RoomContext): Promise<Editor>;
}

/** Which problem is edited by what; of several, one below the other. */
const KINDS: readonly EditorKind[] = [
  {
    edits: (state) => isMadeOf(state, 'formula'),
    load: async (context) => (await import('./formula/editor.ts')).createFormulaEditor(context),
  },
  {
    edits: (state) => isMadeOf(state, 'network'),
    load: async (context) => (await import('./network/editor.ts')).createNetworkEditor(context),
  },
  {
    edits: (state) => isMadeOf(state, 'data'),
    load: async (context) => (await import('./data/part.ts')).createDataPart(context),
  },
];

export function createProblemRoom(root: HTMLElement, context: RoomContext): ProblemRoom {
  const { store, say } = context;
  const loaded = new Map<EditorKind, Promise<Editor>>();
  let shown: readonly Editor[] = [];
  /** The newest state that was to be shown: an editor that comes late shows that. */
  let newest = store.state;

  const editorOf = (kind: EditorKind): Promise<Editor> => {
    const loading = loaded.get(kind) ?? kind.load(context);
    loaded.set(kind, loading);
    loading.catch(() => loaded.delete(kind));
    return loading;
  };

  async function show(state: State, draft?: string): Promise<void> {
    newest = state;
    const kinds = KINDS.filter((each) => each.edits(state));
    if (kinds.length === 0) return put([]);
    try {
      const editors = await Promise.all(kinds.map(editorOf));
      // Gone on to another problem meanwhile.
      if (!KINDS.every((kind) => kind.edits(newest) === kinds.includes(kind))) return;
      put(editors);
      for (const editor of editors) editor.show(newest, draft);
    } catch (error) {
      // What is about to run is seen all the same.
      const text =
        state.formula === null
          ? ''
          : `. ${t('The formula: {formula}', { formula: state.formula })}`;
      say(t('The editor could not be loaded: {why}', { why: (error as Error).message }) + text, 30);
    }
  }

  function put(editors: readonly Editor[]) {
    if (isSameList(editors, shown)) return;
    for (const editor of shown) if (!editors.includes(editor)) editor.hide();
    shown = editors;
    root.hidden = editors.length === 0;
    root.replaceChildren(...editors.map((editor) => editor.element));
  }

  let showing = show(store.state);
  store.subscribe((state) => {
    showing = show(state);
  });
  return {
    shown: () => showing,
    async introduce(state, draft) {
      await show(state, draft);
      await painted();
    },
    async open() {
      await showing;
      context.reveal();
      // A keyboard on the screen would cover what there is to see first.
      if (!matchMedia('(pointer: coarse)').matches) shown[0]?.focus();
    },
  };
}

/** Resolves after a frame that was begun later than now has been painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
