// What is pointed at lights up wherever it is: in formulas, in tables, in the drawing, and on the map beside.
import { createTopic, type Told } from '../state/topic.ts';

export interface Lights {
  /** The part pointed at, by its name; null for none. */
  readonly onChange: Told<string | null>;
  /** Lights up what was made since. */
  again(): void;
  clear(): void;
}

/** Listens within `root`, whose parts say their names in data-part. */
export function createLights(root: HTMLElement): Lights {
  const onChange = createTopic<string | null>();
  let lit: string | null = null;
  const again = () => {
    for (const part of root.querySelectorAll('[data-part]')) {
      part.classList.toggle('lit', lit !== null && part.getAttribute('data-part') === lit);
    }
  };
  const light = (next: string | null) => {
    if (next === lit) return;
    lit = next;
    again();
    onChange.publish(lit);
  };
  const partAt = ({ target }: Event) =>
    (target instanceof Element && target.closest('[data-part]')?.getAttribute('data-part')) || null;
  root.addEventListener('pointerover', (event) => light(partAt(event)));
  root.addEventListener('pointerleave', () => light(null));
  root.addEventListener('focusin', (event) => light(partAt(event)));
  root.addEventListener('focusout', () => light(null));
  return { onChange, again, clear: () => light(null) };
}
