// A number in the panel: lil-gui's slider, linear or logarithmic, with a field beside it that takes any
// allowed number, also beyond the slider, and refuses the rest with a reason instead of clamping it.
import type { GUI } from 'lil-gui';
import { whenOther } from '../../views/when-other.ts';
import { translated } from '../../words/words.ts';
import { addHint } from './hints.ts';
import { createNumberInput, inShort, type NumberInput } from './number-input.ts';

export interface NumberField extends NumberInput {
  /** What it does, in a line. */
  hint?: string | undefined;
  /** Why the number is of no use now, in words; null when it is. It cannot be changed then. */
  unused?(): string | null;
  /** A choice in the same row. */
  beside?: {
    label: string;
    title: string;
    options: Readonly<Record<string, string>>;
    get(): string;
    set(value: string): void;
  };
}

export function addNumber(
  folder: GUI,
  field: NumberField,
): { update(): void; show(on: boolean): void; readonly element: HTMLElement } {
  const { label, get, min, max, step, scale = 'linear' } = field;
  const toSlider = (value: number) =>
    scale === 'log' ? Math.log10(Math.max(value, 1e-30)) : value;
  // A slider's step on a log scale would give 0.09772372…: two or three digits are what a hand can set.
  const fromSlider = (u: number) => (scale === 'log' ? Number((10 ** u).toPrecision(3)) : u);
  const proxy = {
    get value() {
      return toSlider(get());
    },
    set value(u: number) {
      display.forget();
      attempt(fromSlider(u));
    },
  };
  const controller = folder.add(
    proxy,
    'value',
    toSlider(min),
    toSlider(max),
    scale === 'log' ? 0.01 : step,
  );
  controller.name(label);

  // lil-gui's own input would show the logarithm and clamp silently.
  const { input: ours, update: updateInput, attempt } = createNumberInput(field);
  controller.domElement.querySelector('input')!.replaceWith(ours);
  controller.domElement.classList.toggle('with-choice', field.beside !== undefined);
  const besideField = field.beside && addBeside(ours, field.beside);
  const { domElement: element, $name } = controller;
  const why = () => field.unused?.() ?? field.hint ?? '';
  const updateHint = field.hint || field.unused ? addHint(element, $name, why) : null;

  // lil-gui shows a value that it has set at once; ours comes with all others.
  const { updateDisplay } = controller;
  const display = whenOther(get, () => updateDisplay.call(controller));
  controller.updateDisplay = () => controller;
  const update = () => {
    display.update();
    besideField?.();
    const unused = field.unused?.() ?? null;
    ours.disabled = unused !== null;
    const whole = String(get());
    const title = unused ?? (inShort(get()) === whole ? '' : whole);
    if (ours.title !== title) ours.title = title;
    element.classList.toggle('unused', unused !== null);
    updateHint?.();
    updateInput();
  };
  // It is left, too, when it goes with a problem whose state is gone already: there is nothing to show of that.
  ours.addEventListener('blur', () => queueMicrotask(() => ours.isConnected && update()));
  update();
  return { element, update, show: (visible) => void controller.show(visible) };
}

/** A choice behind a field; returns what shows its value as it is now. */
function addBeside(
  field: HTMLElement,
  { label, title, options, get, set }: NonNullable<NumberField['beside']>,
): () => void {
  const select = document.createElement('select');
  select.className = 'beside';
  select.setAttribute('aria-label', label);
  select.title = title;
  for (const [text, value] of Object.entries(options)) {
    select.add(new Option(translated(text), value));
  }
  select.addEventListener('change', () => set(select.value));
  field.after(select);
  return () => {
    const value = get();
    if (select.value !== value) select.value = value;
  };
}
