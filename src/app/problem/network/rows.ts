// Rows of what a network is: a variant of the problem, layers, activations, loss.
import {
  type Activation,
  LOSSES,
  type LossKind,
  type NetworkSpec,
} from '../../../problems/networks/spec.ts';
import type { Variant } from '../../../problems/problem.ts';
import { t } from '../../../words/words.ts';
import { choiceBox, fieldRow, tickBox } from '../kit.ts';
import { ACTIVATION_CHOICES } from './activations.ts';
import {
  type Edit,
  hiddenActivation,
  LOSS_NAMES,
  variantOf,
  withActivation,
  withChange,
  withLayer,
  withLoss,
  withoutLayer,
  withUnits,
} from './edits.ts';
import { createLayersRow } from './layers.ts';
import { lossFault } from './losses.ts';
import type { Edits, Row } from './row.ts';

/** Networks of the problem that are worth a look. */
export function variantsRow(
  variants: () => readonly Variant[],
  take: (variant: Variant) => void,
): Row {
  const box = choiceBox('variant', [], (value) => {
    row.attempt(() => {
      take(variants()[Number(value)]!);
      return undefined;
    });
  });
  const row = fieldRow('variant', box.element);
  return {
    element: row.element,
    show(edited) {
      const all = variants();
      row.element.hidden = all.length === 0;
      const now = variantOf(all, edited);
      const choices = all.map(({ label }, i) => ({ value: String(i), text: label }));
      const own = now < 0 ? [{ value: '-1', text: 'your own' }] : [];
      box.show(String(now), [...choices, ...own]);
    },
  };
}

export function layersRow(edits: Edits, each: () => boolean): Row {
  const attempt = (make: () => readonly Edit[]) => row.attempt(() => edits.make(make()));
  const layers = createLayersRow({
    onUnits: (layer, units) => attempt(() => withUnits(edits.edited, layer, units)),
    onAdd: () => void attempt(() => withLayer(edits.edited)),
    onRemove: (layer) => void attempt(() => withoutLayer(edits.edited, layer)),
    onActivation: (layer, activation) =>
      void attempt(() => withActivation(edits.edited, activation, layer)),
  });
  const row = fieldRow('', layers.element);
  return { element: row.element, show: ({ spec }) => layers.show(spec, each()) };
}

const EACH = 'each';

/** The activation of the hidden layers, of all or of each its own, and whether there are biases. */
export function activationRow(edits: Edits, onEach: () => void): Row & { readonly each: boolean } {
  let wanted = false;
  let of: NetworkSpec | null = null;
  let isEach = false;
  const box = choiceBox('activation of hidden layers', [], (value) => {
    wanted = value === EACH;
    if (wanted) return onEach();
    row.attempt(() => edits.make(withActivation(edits.edited, value as Activation, 'all')));
  });
  const bias = tickBox('biases', (on) => {
    row.attempt(() => edits.make(withChange(edits.edited, { bias: on })));
  });
  const row = fieldRow('activation', box.element, bias.element);
  return {
    element: row.element,
    get each() {
      return isEach;
    },
    show({ spec, base }) {
      // Another problem.
      if (base.spec !== of) wanted = false;
      of = base.spec;
      const hidden = hiddenActivation(spec);
      const isOne = typeof hidden === 'string';
      const none = spec.layers.length === 2;
      isEach = !none && (wanted || !isOne);
      const several = spec.layers.length > 3 || isEach;
      box.show(isEach ? EACH : isOne ? hidden : '', [
        ...(none ? [{ value: '', text: 'no hidden layer' }] : ACTIVATION_CHOICES),
        ...(several ? [{ value: EACH, text: 'each layer its own' }] : []),
      ]);
      box.element.disabled = none;
      bias.show(spec.bias);
    },
  };
}

/** The loss, of those that fit, and the last activation. */
export function lossRow(edits: Edits): Row {
  const loss = choiceBox('loss', [], (value) => {
    row.attempt(() => edits.make(withLoss(edits.edited, value as LossKind)));
  });
  const output = choiceBox('activation of the outputs', ACTIVATION_CHOICES, (value) => {
    row.attempt(() => edits.make(withChange(edits.edited, { output: value as Activation })));
  });
  loss.element.className = 'wide';
  const row = fieldRow('loss', loss.element, output.element);
  return {
    element: row.element,
    show({ spec, data }) {
      const rows = Array.isArray(data) ? data : null;
      loss.show(
        spec.loss,
        LOSSES.map((value) => ({
          value,
          text: t(LOSS_NAMES[value]) + (value === 'binary-cross-entropy' ? ' (σ)' : ''),
          fault: value === spec.loss ? null : lossFault(spec, rows, value),
        })),
      );
      output.show(spec.activations.at(-1)!);
      // The others go with one alone.
      output.element.hidden = spec.loss.endsWith('cross-entropy');
    },
  };
}
