// The editor of a network: its layers, activations, loss, start and batches. Loaded when first used.
import './network.css';
import { beyondKernel } from '../../../gpu/kernels/network-limits.ts';
import { grouped } from '../../../math/format.ts';
import { element } from '../../../views/dom.ts';
import { t } from '../../../words/words.ts';
import { infoOf } from '../../state/problem.ts';
import type { State } from '../../state/state.ts';
import { quiet } from '../kit.ts';
import type { Editor, RoomContext } from '../room.ts';
import { editedOf, editsOf, type Row } from './row.ts';
import { activationRow, layersRow, lossRow, variantsRow } from './rows.ts';
import { moreRows, startRow, trainingRow } from './training-rows.ts';
import { weightsRows } from './weights-row.ts';

export function createNetworkEditor(context: RoomContext): Editor {
  const { store } = context;
  const edits = editsOf(store, () => update());
  const activation = activationRow(edits, () => update());
  const layers = layersRow(edits, () => activation.each);
  const variants = variantsRow(
    () => infoOf(store.state).variants ?? [],
    ({ network, data = null }) =>
      store.set({ network: Object.keys(network).length > 0 ? network : null, data }),
  );
  const before: readonly Row[] = [variants];
  const after: readonly Row[] = [
    lossRow(edits),
    startRow(edits),
    trainingRow(edits),
    moreRows(edits),
  ];
  const inOrder = [...before, layers, activation, ...after];
  const size = element('span', { className: 'network-size' });
  const engine = element('p', { className: 'network-engine', hidden: true });
  const summary = element('summary', {}, t('Network'), size);
  const root = element(
    'details',
    { className: 'network-part', open: true },
    summary,
    element(
      'div',
      { className: 'made-rows' },
      engine,
      ...inOrder.map((row) => row.element),
      weightsRows(context),
    ),
  );
  let shown: State | null = null;

  function update() {
    if (!shown) return;
    const edited = editedOf(shown);
    const { names, train, test } = infoOf(shown).network!;
    size.textContent = sizeOf(names.length, train.count, test.count);
    const beyond = beyondKernel(infoOf(shown).network!);
    engine.textContent = beyond;
    engine.hidden = beyond === null || shown.engine === 'cpu';
    // The layers' boxes show what the choice of activations says.
    for (const row of [activation, ...before, layers, ...after]) row.show(edited);
  }
  return {
    element: root,
    show(state) {
      const same = shown && infoOf(shown).network === infoOf(state).network;
      shown = state;
      // Paths, windows, rates: nothing that is seen here.
      if (same) return;
      quiet();
      update();
    },
    hide() {
      shown = null;
    },
    focus: () => summary.focus(),
  };
}

/** Parameters and points in words. */
function sizeOf(parameters: number, train: number, test: number): string {
  const points =
    test > 0
      ? t('{train} + {test} points', { train, test })
      : train === 1
        ? t('1 point')
        : t('{n} points', { n: grouped(train) });
  const size =
    parameters === 1 ? t('1 parameter') : t('{n} parameters', { n: grouped(parameters) });
  return `${size} · ${points}`;
}
