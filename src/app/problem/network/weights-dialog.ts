// The weights of a file: shown as they are understood before the network becomes that of the file.
import './weights.css';
import { checkWeightBytes, readWeights } from '../../../fields/formats/weights.ts';
import {
  type Chosen,
  networkOf,
  type Understood,
  understood,
} from '../../../fields/weights-network.ts';
import {
  type Activation,
  LOSSES,
  type LossKind,
  type NetworkRef,
  OUTPUTS,
} from '../../../problems/networks/spec.ts';
import { headOf } from '../../../views/dialog.ts';
import { button, element } from '../../../views/dom.ts';
import { readable } from '../../../views/ticks.ts';
import { t, translated } from '../../../words/words.ts';
import type { Say } from '../../jobs/view.ts';
import { infoOf } from '../../state/problem.ts';
import { patched, type State, type StatePatch } from '../../state/state.ts';
import type { Store } from '../../state/store.ts';
import { choiceBox, fieldRow } from '../kit.ts';
import { ACTIVATION_CHOICES } from './activations.ts';
import { changed, LOSS_NAMES } from './edits.ts';
import { lossFault } from './losses.ts';
import { baseOf } from './row.ts';
import { lossOfValues } from './weights.ts';

/** The problem that a file's network becomes where the one in view is none. */
const OWN = 'network';

/** Multiply-adds that a loss may take while a user waits for it. */
const QUICK = 3e8;

/** Asks whether the network becomes that of a file. Rejects with a RangeError of one line for a file that has none. */
export async function openWeights(file: File, store: Store, say: Say): Promise<void> {
  checkWeightBytes(file.size);
  const mlp = readWeights(new Uint8Array(await file.arrayBuffer()));
  const { network } = infoOf(store.state);
  const found = understood(mlp, network?.spec ?? null);
  const chosen: { -readonly [Key in keyof Chosen]: Chosen[Key] } = {
    hidden: found.hidden.map(({ value }) => value),
    output: found.output.value,
    loss: found.loss.value,
  };
  const result = element('p', { className: 'weights-result', role: 'status' });
  let patch: StatePatch | null = null;
  const use = button(t('Use these weights'), () => {
    dialog.close();
    try {
      if (patch) store.set(patch);
    } catch (error) {
      say((error as Error).message);
    }
  });
  use.className = 'primary';
  const update = () => {
    const taken = takenBy(store.state, found, chosen);
    patch = 'patch' in taken ? taken.patch : null;
    result.textContent = 'patch' in taken ? inWords(taken.state) : taken.fault;
    result.classList.toggle('bad', patch === null);
    use.disabled = patch === null;
  };
  const dialog = element('dialog', { className: 'weights-dialog' });
  dialog.append(
    headOf(dialog, t('Weights of “{name}”', { name: file.name })),
    element('p', { textContent: sizeOf(found) }),
    ...(found.unknown
      ? [element('p', { className: 'bad', textContent: translated(found.unknown) })]
      : []),
    rowsFor(found, chosen, store.state, update),
    result,
    element(
      'div',
      { className: 'weights-buttons' },
      use,
      button(t('Cancel'), () => dialog.close()),
    ),
  );
  dialog.setAttribute('aria-label', t('weights of a file'));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  update();
  dialog.showModal();
}

function sizeOf({ layers, weights, bias }: Understood): string {
  const size = { layers: layers.join('-'), n: weights.length };
  return bias
    ? t('A network of {layers}, {n} parameters, with biases.', size)
    : t('A network of {layers}, {n} parameters, without biases.', size);
}

/** Where a network of its shape has its data, and its loss there. */
function inWords(state: State): string {
  const { network, data, values } = infoOf(state);
  const { train, names } = network!;
  const set = Array.isArray(state.data) ? t('your points') : String(state.data ?? data!.set);
  const n = train.count;
  const on = n === 1 ? t('On {set}, 1 point', { set }) : t('On {set}, {n} points', { set, n });
  if (train.count * names.length > QUICK) return `${on}.`;
  return t('{on}, its loss is {loss}.', { on, loss: readable(lossOfValues(state, values)) });
}

/** The change that makes the network that of a file, and the state after it; or why it is refused. */
function takenBy(
  state: State,
  found: Understood,
  chosen: Chosen,
): { patch: StatePatch; state: State } | { fault: string } {
  const isNetwork = infoOf(state).network !== undefined;
  const problem = isNetwork ? state.problem : OWN;
  const base = baseOf(problem);
  const next: NetworkRef = networkOf(found, chosen, isNetwork ? state.network : null);
  const network = changed({ base, network: next }, {});
  // With the data there are; with a set that has such columns.
  const patches: StatePatch[] = isNetwork
    ? [{ network }, { network, data: null }]
    : [{ problem, network }];
  let fault = '';
  for (const patch of patches) {
    try {
      return { patch, state: patched(state, patch) };
    } catch (error) {
      fault ||= translated((error as Error).message.replace(/^state\.(network\.)?/, ''));
    }
  }
  return { fault };
}

/** A choice for each activation and for the loss; what the file says itself is said to be so. */
function rowsFor(
  { hidden, output, loss, layers }: Understood,
  chosen: { -readonly [Key in keyof Chosen]: Chosen[Key] },
  state: State,
  onChange: () => void,
): HTMLElement {
  const note = (isSaid: boolean) =>
    element('span', {
      textContent: t(isSaid ? 'as the file says' : 'supposed: the file does not say'),
    });
  const rows = hidden.map(({ value, isSaid }, l) => {
    const box = choiceBox(
      t('activation of {name}', { name: t('hidden layer {n}', { n: l + 1 }) }),
      ACTIVATION_CHOICES,
      (next) => {
        chosen.hidden = chosen.hidden.with(l, next as Activation);
        onChange();
      },
    );
    box.show(value);
    return fieldRow(t('layer {n}', { n: l + 1 }), box.element, note(isSaid)).element;
  });
  const own = Array.isArray(state.data) ? state.data : null;
  const losses = LOSSES.map((value) => ({
    value,
    text: LOSS_NAMES[value],
    fault: lossFault({ layers }, null, value) && lossFault({ layers }, own, value),
  }));
  const last = choiceBox('activation of the outputs', ACTIVATION_CHOICES, (next) => {
    chosen.output = next as Activation;
    onChange();
  });
  const lossBox = choiceBox('loss', losses, (next) => {
    chosen.loss = next as LossKind;
    chosen.output = usualOutput(chosen.loss);
    show();
    onChange();
  });
  const lastRow = fieldRow('outputs', last.element, note(output.isSaid));
  const show = () => {
    last.show(chosen.output);
    lossBox.show(chosen.loss);
    lastRow.element.hidden = chosen.loss.endsWith('cross-entropy');
  };
  show();
  const lossRow = fieldRow('loss', lossBox.element, note(loss.isSaid));
  return element('div', { className: 'made-rows' }, ...rows, lossRow.element, lastRow.element);
}

const usualOutput = (loss: LossKind): Activation => OUTPUTS[loss];
