// A number in the panel: lil-gui's slider, linear or logarithmic, with a field beside it that takes any
// allowed number, also beyond the slider, and refuses the rest with a reason instead of clamping it.
import type { GUI } from 'lil-gui';
import type { Scale } from '../../math/grid.ts';
import { translated } from '../../words/words.ts';
import { refusalOf } from '../state/store.ts';

export interface NumberField {
  label: string;
  get(): number;
  /** Throws a RangeError for a value that is not allowed. */
  set(value: number): void;
  /** Range of the slider. */
  min: number;
  max: number;
  step?: number;
  scale?: Scale;
  /** Told of a refused value; null when all is well again. */
  onRefused(message: string | null): void;
  title?: string;
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
): { update(): void; show(on: boolean): void } {
  const { label, get, set, min, max, step, scale = 'linear', onRefused } = field;
  const toSlider = (value: number) =>
    scale === 'log' ? Math.log10(Math.max(value, 1e-30)) : value;
  // A slider's step on a log scale would give 0.09772372…: two or three digits are what a hand can set.
  const fromSlider = (u: number) => (scale === 'log' ? Number((10 ** u).toPrecision(3)) : u);
  const proxy = {
    get value() {
      return toSlider(get());
    },
    set value(u: number) {
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
  if (field.title) controller.domElement.title = field.title;

  // lil-gui's own input would show the logarithm and clamp silently.
  const ours = document.createElement('input');
  ours.type = 'text';
  ours.inputMode = 'decimal';
  ours.setAttribute('aria-label', label);
  const theirs = controller.domElement.querySelector('input')!;
  theirs.replaceWith(ours);
  controller.domElement.classList.toggle('with-choice', field.beside !== undefined);
  const besideField = field.beside && addBeside(ours, field.beside);

  function attempt(value: number, typed?: string): boolean {
    const refusal = refusalOf(() => set(value));
    // What is no number is quoted as it was typed.
    const quoted = Number.isNaN(value) && typed !== undefined ? JSON.stringify(typed) : 'NaN';
    onRefused(refusal?.replace('NaN', quoted) ?? null);
    return refusal === null;
  }
  const update = () => {
    controller.updateDisplay();
    besideField?.();
    const unused = field.unused?.() ?? null;
    ours.disabled = unused !== null;
    ours.title = unused ?? '';
    controller.domElement.classList.toggle('unused', unused !== null);
    if (document.activeElement !== ours) {
      ours.value = String(Number(get().toPrecision(7)));
      ours.classList.remove('bad');
    }
  };
  ours.addEventListener('change', () => {
    const text = ours.value.trim().replace('−', '-').replace(',', '.');
    // Number('') is 0, which nobody typed.
    ours.classList.toggle('bad', !attempt(text === '' ? Number.NaN : Number(text), ours.value));
  });
  ours.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') ours.blur();
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const up = event.key === 'ArrowUp' ? 1 : -1;
    const by = (step ?? (max - min) / 100) * (event.shiftKey ? 10 : 1);
    const next =
      scale === 'log' ? get() * 10 ** (0.05 * up * (event.shiftKey ? 5 : 1)) : get() + up * by;
    if (attempt(Number(next.toPrecision(6)))) ours.value = String(Number(get().toPrecision(7)));
  });
  ours.addEventListener('blur', update);
  update();
  return { update, show: (visible) => controller.show(visible) };
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
    select.value = get();
  };
}
