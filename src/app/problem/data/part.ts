// The editor of a problem's data in its place on the page: what the state has is shown, what is edited goes there.
import { rowsOf } from '../../../problems/data.ts';
import { element } from '../../../views/dom.ts';
import { infoOf } from '../../state/problem.ts';
import type { State } from '../../state/state.ts';
import type { Editor, RoomContext } from '../room.ts';
import { createDataEditor } from './editor.ts';

export function createDataPart({ store, now }: RoomContext): Editor {
  const body = element('div');
  const summary = element('summary', { textContent: 'Data' });
  const root = element('details', { open: true, className: 'data-part' }, summary, body);
  let shown: State | null = null;
  let asked = false;

  const editor = createDataEditor(body, {
    onChange: (data) => store.set({ data: data === defaultSet() ? null : data }),
  });
  const defaultSet = () => Object.keys(infoOf(store.state).data?.sets ?? {})[0];

  function update() {
    asked = false;
    const data = shown && infoOf(shown).data;
    if (!shown || !data) return;
    const { data: given } = shown;
    const sets = Object.keys(data.sets);
    const { line, values } = infoOf(shown);
    editor.show({
      columns: data.columns,
      rows: rowsOf(data, given ?? undefined),
      sets,
      chosen: given === null ? sets[0]! : typeof given === 'string' ? given : null,
      // A run of the problem before may still be on the map.
      line: line?.({ ...values, ...now.values() }) ?? null,
    });
  }
  /** The fit follows a run that is played: once a frame is enough. */
  now.onChange.subscribe(() => {
    if (asked || !shown) return;
    asked = true;
    requestAnimationFrame(update);
  });
  return {
    element: root,
    show(state) {
      shown = state;
      update();
    },
    hide() {
      shown = null;
    },
    focus: () => summary.focus(),
  };
}
