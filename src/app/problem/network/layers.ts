// The layers of a network as a row of boxes: units of each, one more or one less of them.
import type { Activation, NetworkSpec } from '../../../problems/networks/spec.ts';
import { button, element } from '../../../views/dom.ts';
import { t } from '../../../words/words.ts';
import { type ChoiceBox, choiceBox, type NumberBox, numberBox } from '../kit.ts';
import { ACTIVATION_CHOICES } from './activations.ts';

export interface LayersHandlers {
  /** Whether it was taken. */
  onUnits(layer: number, units: number): boolean;
  onAdd(): void;
  onRemove(layer: number): void;
  onActivation(layer: number, activation: Activation): void;
}

export interface LayersRow {
  readonly element: HTMLElement;
  /** `each`: a choice of activation in every hidden layer's box. */
  show(spec: NetworkSpec, each: boolean): void;
}

interface Box {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  readonly remove: HTMLButtonElement;
  readonly units: NumberBox;
  readonly activation: ChoiceBox;
}

export function createLayersRow(handlers: LayersHandlers): LayersRow {
  const { onUnits, onAdd, onRemove, onActivation } = handlers;
  const row = element('div', { className: 'layers', role: 'group' });
  row.setAttribute('aria-label', t('layers'));
  const add = button('+', onAdd, t('one more hidden layer'));
  add.className = 'layer-add';
  add.append(element('span', { textContent: t('layer') }));
  const boxes: Box[] = [];
  let spec: NetworkSpec | null = null;

  const build = (): Box => {
    const at = () => boxes.indexOf(box);
    const units = numberBox({ label: t('units'), set: (value) => onUnits(at(), value) });
    const step = (by: number) => () => void onUnits(at(), spec!.layers[at()]! + by);
    const activation = choiceBox('activation', ACTIVATION_CHOICES, (value) =>
      onActivation(at(), value as Activation),
    );
    const title = element('span');
    const remove = button('×', () => {
      const gone = at();
      onRemove(gone);
      // The box is another layer's now, or none's.
      boxes[Math.min(gone, boxes.length - 1)]?.units.element.focus();
    });
    const box: Box = {
      title,
      remove,
      units,
      activation,
      element: element(
        'div',
        { className: 'layer', role: 'group' },
        element('div', { className: 'layer-head' }, title, remove),
        units.element,
        element(
          'div',
          { className: 'layer-steps' },
          button('−', step(-1), t('one unit less')),
          button('+', step(1), t('one unit more')),
        ),
        activation.element,
      ),
    };
    return box;
  };

  return {
    element: row,
    show(next, each) {
      spec = next;
      const { layers } = next;
      while (boxes.length > layers.length) boxes.splice(-2, 1)[0]!.element.remove();
      // New ones before the outputs, where the button is that adds them: none that is there moves, or loses the keyboard.
      while (boxes.length < layers.length) {
        const box = build();
        if (boxes.length < 2) boxes.push(box);
        else boxes.splice(-1, 0, box);
        row.insertBefore(box.element, boxes.length > 2 ? add : null);
        if (boxes.length === 2) box.element.before(add);
      }
      for (const [l, box] of boxes.entries()) showBox(box, l, next, each);
    },
  };
}

function showBox(box: Box, l: number, { layers, activations }: NetworkSpec, each: boolean): void {
  const isHidden = l > 0 && l < layers.length - 1;
  const name = isHidden ? t('hidden layer {n}', { n: l }) : t(l === 0 ? 'inputs' : 'outputs');
  box.title.textContent = isHidden ? String(l) : t(l === 0 ? 'in' : 'out');
  box.element.classList.toggle('hidden-layer', isHidden);
  box.element.setAttribute('aria-label', name);
  box.remove.hidden = !isHidden;
  box.remove.title = t('remove {name}', { name });
  box.units.element.setAttribute('aria-label', isHidden ? t('units of {name}', { name }) : name);
  box.units.show(layers[l]!);
  box.activation.element.hidden = !each || !isHidden;
  box.activation.element.setAttribute('aria-label', t('activation of {name}', { name }));
  if (isHidden) box.activation.show(activations[l - 1]!);
}
