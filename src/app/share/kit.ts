// What the parts of the share dialog have in common.
import { Check, Copy } from 'lucide';
import { element } from '../../views/dom.ts';
import { icon } from '../../views/icon.ts';
import { type Name, t } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import type { Studio } from './picture.ts';

/** A way to share, in a tab of its own. */
export interface SharePart {
  readonly name: Name;
  readonly root: HTMLElement;
  /** Shows what the page shows now. */
  open(): void;
  /** Stops what runs. */
  close(): void;
}

export interface ShareHouse extends Studio {
  readonly say: Say;
}

const COPIED_MS = 2500;

/** Copies a text; where the browser forbids it, selects it in its field. Returns whether it was copied. */
export async function copyFrom(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return false;
  }
}

/** A button whose words change for a moment once it has copied what a field holds. */
export function copyButton(
  name: Name,
  field: HTMLInputElement | HTMLTextAreaElement,
  tell: (copied: boolean) => void,
): HTMLButtonElement {
  const button = element('button', { type: 'button' });
  const show = (done: boolean) => {
    const words = done ? t('Copied') : t(name);
    button.replaceChildren(icon(done ? Check : Copy), ' ', words);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  show(false);
  button.addEventListener('click', async () => {
    const copied = await copyFrom(field);
    tell(copied);
    if (!copied) return;
    show(true);
    clearTimeout(timer);
    timer = setTimeout(show, COPIED_MS, false);
  });
  return button;
}

/** A choice with its name before it. */
export function choice<Value extends string | number>(
  name: Name,
  options: readonly (readonly [value: Value, words: string])[],
  first: Value,
  onChange: () => void,
) {
  const select = element('select');
  const fill = (next: typeof options) =>
    select.replaceChildren(
      ...next.map(([value, words]) =>
        element('option', { value: String(value), textContent: words }),
      ),
    );
  let all = options;
  fill(options);
  select.value = String(first);
  select.addEventListener('change', onChange);
  const root = element('label', {}, element('span', { textContent: t(name) }), select);
  return {
    root,
    select,
    get value(): Value {
      return all[Math.max(0, select.selectedIndex)]![0];
    },
    /** Offers others; keeps the chosen one where it still is offered. */
    offer(next: typeof options) {
      const { value } = select;
      all = next;
      fill(next);
      if (next.some(([each]) => String(each) === value)) select.value = value;
    },
  };
}
