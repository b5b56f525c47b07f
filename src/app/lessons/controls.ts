// What changes the page's state from within the text: fields of weights, learning rates and steps, and buttons.
import type { Choice, Control, Drawing } from '../../lessons/lesson.ts';
import { numberText } from '../../lessons/numbers.ts';
import type { WordKey } from '../../lessons/words/words.ts';
import { button, element } from '../../views/dom.ts';
import { difference, merge } from '../state/patch.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { type Reading, textNodes } from './reading.ts';
import { SETTINGS, withParameter } from './settings.ts';

/** What the fields do to the page. */
export interface Change {
  set(patch: StatePatch): void;
  parameter(name: string, value: number): void;
  /** Whether a patch would change nothing. */
  holds(patch: StatePatch): boolean;
}

export const changeOf = (store: Store, set: (patch: StatePatch) => void): Change => ({
  set,
  parameter: (name, value) => set(withParameter(store.state, name, value)),
  holds: (patch) => difference(merge(store.state, patch), store.state) === undefined,
});

/** Places of a slider. */
const PLACES = 400;

/** A number as a field has it, without the noise of a sum. */
const inField = (value: number) => String(Number(value.toPrecision(10)));

/** Calls back with the number when it is one and another than before. */
function numberField(label: string, current: () => number, onChange: (value: number) => void) {
  const input = element('input', { type: 'number', step: 'any', ariaLabel: label });
  input.addEventListener('change', () => {
    if (Number.isFinite(input.valueAsNumber)) onChange(input.valueAsNumber);
    // What was refused, or was no number, gives way to what is.
    input.value = inField(current());
  });
  return input;
}

/** A setting as a slider and a number. */
export function controlElement(
  reading: Reading,
  control: Control,
  label: WordKey,
  change: Change,
): HTMLElement {
  const { min, max, whole, of, patch } = SETTINGS[control];
  let value = min;
  const put = (next: number) => change.set(patch(whole ? Math.round(next) : next));
  const words: string = reading.words[label];
  const field = numberField(words, () => value, put);
  const slider = element('input', {
    type: 'range',
    min: '0',
    max: String(PLACES),
    ariaLabel: words,
  });
  const span = Math.log(max / min);
  slider.addEventListener('input', () => {
    const raw = min * Math.exp((span * slider.valueAsNumber) / PLACES);
    put(Number(raw.toPrecision(3)));
  });
  reading.live(({ state }) => {
    value = of(state);
    if (document.activeElement !== field) field.value = inField(value);
    const place = (PLACES * Math.log(Math.max(value, min) / min)) / span;
    slider.value = String(Math.round(place));
    slider.setAttribute('aria-valuetext', field.value);
  });
  return element(
    'div',
    { className: 'lesson-control' },
    element('span', {}, ...textNodes(reading, label)),
    slider,
    field,
  );
}

/** The same on paper: what it is set to. */
export function controlOnPaper(reading: Reading, control: Control, label: WordKey): HTMLElement {
  const value = element('span');
  reading.live(({ state }) => {
    value.textContent = numberText(SETTINGS[control].of(state), reading.language);
  });
  return element('p', { className: 'paper-setting' }, ...textNodes(reading, label), ': ', value);
}

/** Buttons, of which that is marked whose patch holds. */
export function choicesElement(
  reading: Reading,
  label: WordKey,
  choices: readonly Choice[],
  change: Change,
): HTMLElement {
  const buttons = choices.map((choice) => {
    const patch = choice.patch as StatePatch;
    const made = button(reading.words[choice.label], () => change.set(patch));
    reading.live(() => made.setAttribute('aria-pressed', String(change.holds(patch))));
    return made;
  });
  const words: string = reading.words[label];
  const group = element('div', { className: 'lesson-choices', role: 'group' }, ...buttons);
  group.setAttribute('aria-label', words);
  return element(
    'div',
    { className: 'lesson-choice' },
    element('span', { textContent: words }),
    group,
  );
}

/** A name of letters and digits, the digits as its index. */
function symbol(name: string): HTMLElement[] {
  const [, letter = name, index = ''] = /^(\p{L}+)([\d.]*)$/u.exec(name) ?? [];
  const low = index ? [element('sub', { textContent: index })] : [];
  return [element('span', {}, element('i', { textContent: letter }), ...low)];
}

/** A field for every weight and bias of a drawing. */
export function weightFields(reading: Reading, drawing: Drawing, change: Change): HTMLElement {
  const biases = drawing.units.flatMap(({ bias, biasSymbol }) =>
    bias === undefined ? [] : [{ name: bias, symbol: biasSymbol }],
  );
  const fields = [...drawing.weights, ...biases].map(({ name, symbol: called = name }) => {
    let value = 0;
    const field = numberField(
      name,
      () => value,
      (next) => change.parameter(name, next),
    );
    reading.live(({ state }) => {
      value = state.parameters[name] ?? Number.NaN;
      if (document.activeElement !== field) field.value = inField(value);
    });
    const label = element('label', {}, ...symbol(called), field);
    label.dataset.part = name;
    return label;
  });
  return element(
    'details',
    { className: 'lesson-weights' },
    element('summary', { textContent: reading.words['view.weights'] }),
    element('div', { className: 'lesson-fields' }, ...fields),
    element('p', { className: 'lesson-soft', textContent: reading.words['view.weights.note'] }),
  );
}
