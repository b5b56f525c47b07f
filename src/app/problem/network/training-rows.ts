// Rows of how a network is trained: where it starts from, batches, early stopping, seeds.
import { DRAWS, type Draw } from '../../../problems/networks/spec.ts';
import { element } from '../../../views/dom.ts';
import { t } from '../../../words/words.ts';
import { choiceBox, fieldRow, seedBox } from '../kit.ts';
import { withChange } from './edits.ts';
import type { Edits, Row } from './row.ts';

const DRAW_NAMES: Readonly<Record<Draw, string>> = {
  pytorch: 'PyTorch’s',
  uniform: 'uniform ±1/√fan-in',
  xavier: 'Xavier',
  he: 'He',
  normal: 'normal',
};
/** Weights that were given one by one, by a file. */
const GIVEN = 'given';

/** How the parameters are drawn, and the seed. */
export function startRow(edits: Edits): Row {
  const draws = choiceBox(
    'initialisation',
    [],
    (value) => {
      row.attempt(() => edits.make(withChange(edits.edited, { initialisation: value as Draw })));
    },
    'how weights and biases are drawn; “PyTorch’s” are the very numbers of nn.Linear after manual_seed',
  );
  const seed = seedBox('seed of the start', 'another start', (value) =>
    row.attempt(() => edits.make(withChange(edits.edited, { seed: value }))),
  );
  const row = fieldRow(
    'start',
    draws.element,
    element('span', { textContent: t('seed') }),
    seed.element,
  );
  return {
    element: row.element,
    show({ spec }) {
      const given = spec.weights !== null;
      draws.show(given ? GIVEN : spec.initialisation, [
        ...(given ? [{ value: GIVEN, text: 'from a file' }] : []),
        ...DRAWS.map((value) => ({ value, text: DRAW_NAMES[value] })),
      ]);
      seed.show(spec.seed);
    },
  };
}

const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096];
/** By how little an epoch's mean loss may change for a run to stop. */
const STOPS = [1e-3, 1e-4, 1e-5, 1e-6, 1e-8];

/** Points of a batch, and early stopping. */
export function trainingRow(edits: Edits): Row {
  const batch = choiceBox(
    'batch',
    [],
    (value) => {
      row.attempt(() => edits.make(withChange(edits.edited, { batch: Number(value) })));
    },
    'points that each step takes; mini-batches are drawn without replacement, in another order in each epoch',
  );
  const stop = choiceBox(
    'early stopping',
    [],
    (value) => {
      const stopAt = value === '' ? null : Number(value);
      row.attempt(() => edits.make(withChange(edits.edited, { stopAt })));
    },
    'a run stops when the mean loss of an epoch differs from that of the epoch before by no more',
  );
  const row = fieldRow(
    'batch',
    batch.element,
    element('span', { textContent: t('stop') }),
    stop.element,
  );
  return {
    element: row.element,
    show({ spec, points }) {
      const sizes = [...new Set([...SIZES.filter((size) => size < points), spec.batch])]
        .filter((size) => size > 0)
        .sort((a, b) => a - b);
      batch.show(String(spec.batch), [
        { value: '0', text: 'all points' },
        ...sizes.map((size) => ({ value: String(size), text: String(size) })),
      ]);
      const stops = [...new Set([...STOPS, ...(spec.stopAt === null ? [] : [spec.stopAt])])];
      stop.show(spec.stopAt === null ? '' : String(spec.stopAt), [
        { value: '', text: 'never' },
        ...stops.map((at) => ({
          value: String(at),
          text: `≤ ${at.toExponential().replace('-', '−')}`,
        })),
      ]);
    },
  };
}

const listed = (text: string) =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);

/** What few ask for, folded away: seeds of the batches' order and of the test points, gains. */
export function moreRows(edits: Edits): Row {
  const shuffle = seedBox('seed of the order of points in mini-batches', 'another order', (value) =>
    order.attempt(() => edits.make(withChange(edits.edited, { shuffleSeed: value }))),
  );
  const order = fieldRow('order', shuffle.element);
  const kept = seedBox('seed of the choice of test points', 'other test points', (value) =>
    split.attempt(() => edits.make(withChange(edits.edited, { splitSeed: value }))),
  );
  const split = fieldRow('test set', kept.element);
  const field = element('input', { type: 'text', autocomplete: 'off', className: 'gains' });
  field.setAttribute('aria-label', t('gains'));
  field.title = t('what multiplies the weighted sums of each layer, before its activation');
  field.addEventListener('change', () => {
    const taken = gains.attempt(() =>
      edits.make(withChange(edits.edited, { gains: listed(field.value) })),
    );
    field.classList.toggle('bad', !taken);
  });
  const gains = fieldRow('gains', field);
  const root = element(
    'details',
    { className: 'made-more' },
    element('summary', { textContent: t('More') }),
    order.element,
    split.element,
    gains.element,
  );
  return {
    element: root,
    show({ spec }) {
      shuffle.show(spec.shuffleSeed);
      kept.show(spec.splitSeed);
      field.classList.remove('bad');
      field.value = spec.gains.map((gain) => Number(gain.toPrecision(6))).join(', ');
    },
  };
}
