// A choice of the hidden layers' activation.
import type { WordKey } from '../../lessons/words/words.ts';
import type { Activation, NetworkRef } from '../../problems/networks/spec.ts';
import { element } from '../../views/dom.ts';
import type { Change } from './controls.ts';
import { type Reading, textNodes } from './reading.ts';

export function activationElement(
  reading: Reading,
  label: WordKey,
  of: readonly Activation[],
  change: Change,
): HTMLElement {
  let said: NetworkRef | null = null;
  const select = element(
    'select',
    {},
    ...of.map((value) =>
      element('option', { value, textContent: reading.words[`activations.${value}`] }),
    ),
  );
  select.addEventListener('change', () =>
    change.set({ network: { ...said, activation: select.value as Activation } }),
  );
  reading.live(({ state: { network } }) => {
    said = network?.said ?? null;
    const now = network?.model.spec.activations[0];
    if (now) select.value = now;
  });
  return element(
    'label',
    { className: 'lesson-activation' },
    element('span', {}, ...textNodes(reading, label)),
    select,
  );
}
