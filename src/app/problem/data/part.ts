// The editor of a problem's data in its place on the page: what the state has is shown, what is edited goes there.
import { rowsOf } from '../../../problems/data.ts';
import { testRows } from '../../../problems/networks/model.ts';
import { element } from '../../../views/dom.ts';
import { t } from '../../../words/words.ts';
import { infoOf } from '../../state/problem.ts';
import type { State } from '../../state/state.ts';
import { drawnRows } from '../network/drawn.ts';
import { changed } from '../network/edits.ts';
import { editedOf, editsOf } from '../network/row.ts';
import type { Editor, RoomContext } from '../room.ts';
import { createDataEditor } from './editor.ts';
import type { Found } from './import.ts';

export function createDataPart({ store, now }: RoomContext): Editor {
  const body = element('div');
  const summary = element('summary', { textContent: t('Data') });
  const drawn = drawnRows(editsOf(store, () => update()));
  const root = element('details', { open: true, className: 'data-part' }, summary, body);
  let shown: State | null = null;
  let asked = false;

  const editor = createDataEditor(body, {
    below: drawn.element,
    onChange: (data) => store.set({ data: data === defaultSet() ? null : data }),
    async read(text) {
      const reading = await import('../network/own-data.ts');
      return readTable(reading, text);
    },
  });
  const defaultSet = () => {
    const { sets = {}, set } = infoOf(store.state).data ?? {};
    return set ?? Object.keys(sets)[0];
  };

  /** A network becomes what a table takes; any other problem has its columns. */
  function readTable(
    { readCsv, readNetworkTable }: typeof import('../network/own-data.ts'),
    text: string,
  ): Found {
    const { network, data } = infoOf(store.state);
    if (!network) {
      const columns = data!.columns;
      const table = readCsv(text, columns);
      return { table, columns, take: () => store.set({ data: table.rows }) };
    }
    const { change, ...found } = readNetworkTable(text, network.spec);
    const take = () => {
      const of = editedOf(store.state);
      const reshaped = change && changed(of, { weights: undefined, ...change });
      store.set({ data: found.table.rows, ...(change && { network: reshaped }) });
    };
    return { ...found, take };
  }

  function update() {
    asked = false;
    const data = shown && infoOf(shown).data;
    if (!shown || !data) return;
    const { data: given } = shown;
    const names = Object.keys(data.sets);
    const { line, values, network } = infoOf(shown);
    const rows = rowsOf(data, given ?? undefined);
    const chosen =
      given === null ? (data.set ?? names[0]!) : typeof given === 'string' ? given : null;
    drawn.element.hidden = !network;
    if (network) drawn.show(editedOf(shown), chosen);
    editor.show({
      columns: data.columns,
      rows,
      sets: names,
      chosen,
      // A run of the problem before may still be on the map.
      line: line?.({ ...values, ...now.values() }) ?? null,
      classes: data.classes ?? 2,
      folded: network !== undefined,
      isTest: network && network.spec.test > 0 ? testRows(rows.length, network.spec) : null,
    });
  }
  /** The fit follows a run that is played: once a frame is enough. */
  now.onChange.subscribe(() => {
    if (asked || !shown || !infoOf(shown).line) return;
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
