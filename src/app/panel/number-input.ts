// A field that takes any allowed number, as text, and refuses the rest with a reason instead of clamping it.
import type { Scale } from '../../math/grid.ts';
import { refusalOf } from '../state/store.ts';

export interface NumberInput {
  label: string;
  get(): number;
  /** Throws a RangeError for a value that is not allowed. */
  set(value: number): void;
  /** The usual range, which sets how far an arrow key goes. */
  min: number;
  max: number;
  step?: number | undefined;
  scale?: Scale | undefined;
  /** Told of a refused value; null when all is well again. */
  onRefused(message: string | null): void;
}

/** Digits shown where nobody is at the field; where one is, all that tell the number from any other. */
const DIGITS = 7;
export const inShort = (value: number): string => String(Number(value.toPrecision(DIGITS)));

export interface CreatedInput {
  readonly input: HTMLInputElement;
  /** Shows the number as it is now, unless it is being typed. */
  update(): void;
  /** Sets a number that may be refused, quoted as it was typed. Returns whether it was taken. */
  attempt(value: number, typed?: string): boolean;
}

export function createNumberInput(of: NumberInput): CreatedInput {
  const { label, get, set, min, max, step, scale = 'linear', onRefused } = of;
  const input = document.createElement('input');
  input.type = 'text';
  // A phone's keys for decimals have no minus.
  input.inputMode = min < 0 ? 'text' : step === 1 ? 'numeric' : 'decimal';
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.setAttribute('aria-label', label);

  function attempt(value: number, typed?: string): boolean {
    const refusal = refusalOf(() => set(value));
    // What is no number is quoted as it was typed.
    const quoted = Number.isNaN(value) && typed !== undefined ? JSON.stringify(typed) : 'NaN';
    onRefused(refusal?.replace('NaN', quoted) ?? null);
    return refusal === null;
  }
  const update = () => {
    if (document.activeElement === input) return;
    const text = inShort(get());
    if (input.value !== text) input.value = text;
    input.classList.remove('bad');
  };
  input.addEventListener('focus', () => {
    // Unless it is what was typed and refused.
    if (!input.classList.contains('bad')) input.value = String(get());
  });
  input.addEventListener('change', () => {
    const text = input.value.trim().replace('−', '-').replace(',', '.');
    // Number('') is 0, which nobody typed.
    input.classList.toggle('bad', !attempt(text === '' ? Number.NaN : Number(text), input.value));
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') input.blur();
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const up = event.key === 'ArrowUp' ? 1 : -1;
    const by = (step ?? (max - min) / 100) * (event.shiftKey ? 10 : 1);
    const next =
      scale === 'log' ? get() * 10 ** (0.05 * up * (event.shiftKey ? 5 : 1)) : get() + up * by;
    if (attempt(Number(next.toPrecision(6)))) input.value = String(get());
  });
  return { input, update, attempt };
}
