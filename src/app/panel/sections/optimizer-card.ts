// A folder of the panel as a card of one row: a switch, the line and mark of the legend with the name, which unfolds the
// rest, and the learning rate, its slider below while it is of use.
import type { OptimizerKind } from '../../../optimizers.ts';
import { optimizerName } from '../../../views/colours.ts';
import { markIcon } from '../../../views/mark-icon.ts';
import { t } from '../../../words/words.ts';
import type { PlacedRow, Section } from '../kit.ts';

export interface Card {
  /** Whether its optimizer runs, and what is said in the learning rate's place. */
  show(used: boolean, instead: string): void;
}

export function createCard(
  section: Section,
  kind: OptimizerKind,
  on: PlacedRow,
  rate: PlacedRow,
): Card {
  const { element } = section;
  element.classList.add('optimizer-card');
  const title = element.querySelector<HTMLButtonElement>('.lil-title')!;
  const swatch = document.createElement('span');
  swatch.className = 'card-swatch';
  title.prepend(swatch);
  swatch.append(markIcon(kind));

  on.element.classList.add('card-switch');
  on.element
    .querySelector('input')!
    .setAttribute('aria-label', t('show {name}', { name: optimizerName(kind) }));
  rate.element.classList.add('card-rate');
  rate.element.querySelector('.lil-name')!.textContent = 'η';
  const note = document.createElement('span');
  note.className = 'card-note';
  title.before(on.element);
  title.after(rate.element, note);
  return {
    show(used, instead) {
      element.classList.toggle('off', !used);
      // There is nothing in it then.
      title.disabled = !used;
      note.textContent = instead;
      note.hidden = instead === '';
    },
  };
}
