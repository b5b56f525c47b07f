// Rows of the data that a network is trained on: how points of a set are drawn, and which are kept for testing.
import { drawnWith } from '../../../problems/networks/data.ts';
import { element } from '../../../views/dom.ts';
import { t } from '../../../words/words.ts';
import { fieldRow, numberBox, seedBox, typedNumber } from '../kit.ts';
import { withChange } from './edits.ts';
import type { Edits } from './row.ts';

export interface DrawnRows {
  readonly element: HTMLElement;
  /** `set`: its name, null for points of one's own. */
  show(edited: Edits['edited'], set: string | null): void;
}

/** A share as it is shown, in percent. */
const percent = (share: number) => String(Number((100 * share).toPrecision(6)));

export function drawnRows(edits: Edits): DrawnRows {
  const change = (row: () => ReturnType<typeof fieldRow>, key: string) => (value: number) =>
    row().attempt(() => edits.make(withChange(edits.edited, { [key]: value })));
  const points = numberBox({
    label: t('points of the set'),
    step: 10,
    set: change(() => drawn, 'points'),
  });
  const noise = numberBox({
    label: t('noise'),
    title: t('standard deviation of the noise on each point'),
    step: 0.05,
    set: change(() => drawn, 'noise'),
  });
  const seed = seedBox(
    'seed of the points',
    'other points',
    change(() => split, 'dataSeed'),
  );
  const noiseLabel = element('span', { textContent: t('noise') });
  const drawn = fieldRow('points', points.element, noiseLabel, noise.element);
  const test = numberBox({
    label: t('share of the points kept for testing, in percent'),
    title: t('drawn hollow; the loss on them is the test loss'),
    step: 0.05,
    read: (text) => typedNumber(text.replace('%', '')) / 100,
    write: percent,
    set: change(() => split, 'test'),
  });
  const testLabel = element('span', { textContent: t('test') });
  const share = element('span', { className: 'share' }, testLabel, test.element, '%');
  const split = fieldRow('seed', seed.element, share);
  for (const { element: field } of [points, noise, test]) field.classList.add('short');
  return {
    element: element('div', { className: 'made-rows drawn' }, drawn.element, split.element),
    show({ spec }, set) {
      const parts = drawnWith(set);
      drawn.element.hidden = parts.length === 0;
      for (const each of [noise.element, noiseLabel]) each.hidden = !parts.includes('noise');
      points.show(spec.points);
      noise.show(spec.noise);
      seed.show(spec.dataSeed);
      test.show(spec.test);
      seed.element.hidden = parts.length === 0;
      testLabel.hidden = parts.length === 0;
      split.name(parts.length === 0 ? 'test' : 'seed');
    },
  };
}
