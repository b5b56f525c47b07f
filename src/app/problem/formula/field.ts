// A text field for a formula: monospace, as high as its text, with a fault underlined where it stands.

import { t } from '../../../words/words.ts';
import { faultSpan } from './fault.ts';

export interface Field {
  readonly element: HTMLElement;
  readonly area: HTMLTextAreaElement;
  /** Underlines what stands at a position, null for nothing. */
  mark(position: number | null): void;
  /** Replaces the text as if it had been pasted, so that undo brings the old one back. */
  paste(text: string): void;
  /** Replaces the text, and what could be undone is forgotten. */
  put(text: string): void;
}

export function createField(describedBy: string): Field {
  const area = document.createElement('textarea');
  area.rows = 1;
  area.spellcheck = false;
  area.setAttribute('autocapitalize', 'off');
  area.setAttribute('autocomplete', 'off');
  area.setAttribute('autocorrect', 'off');
  area.setAttribute('aria-label', t('formula'));
  area.setAttribute('aria-describedby', describedBy);
  // The same text in the same place under it: it makes the field as high as its text, and carries the underline.
  const mirror = document.createElement('div');
  mirror.className = 'mirror';
  mirror.setAttribute('aria-hidden', 'true');
  const element = document.createElement('div');
  element.className = 'formula-field';
  element.append(mirror, area);
  let position: number | null = null;

  const update = () => {
    const { value } = area;
    area.setAttribute('aria-invalid', String(position !== null));
    // A line that ends the text has no height without something on it.
    if (position === null) return mirror.replaceChildren(value, '\u200b');
    const [from, to] = faultSpan(value, position);
    const mark = document.createElement('mark');
    mark.textContent = value.slice(from, to).trim() ? value.slice(from, to) : '\u00a0';
    mirror.replaceChildren(value.slice(0, from), mark, value.slice(to), '\u200b');
  };
  return {
    element,
    area,
    mark(at) {
      position = at;
      update();
    },
    paste(text) {
      const begun = document.activeElement === area;
      area.focus();
      area.select();
      // The one way to change a text so that the browser's own undo knows of it.
      if (!document.execCommand('insertText', false, text)) {
        area.value = text;
        area.dispatchEvent(new Event('input', { bubbles: true }));
      }
      // A keyboard on the screen would cover what has been asked for.
      if (!begun && matchMedia('(pointer: coarse)').matches) area.blur();
    },
    put(text) {
      if (area.value !== text) area.value = text;
      update();
    },
  };
}
