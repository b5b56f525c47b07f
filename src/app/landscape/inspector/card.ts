// The card of the step inspector: what it says of a step, and the buttons that copy it.
import { Copy, X } from 'lucide';
import { grouped } from '../../../math/format.ts';
import { button, element } from '../../../views/dom.ts';
import { icon } from '../../../views/icon.ts';
import { attachHandle } from '../../../views/sheet.ts';
import { exactly, readable } from '../../../views/ticks.ts';
import { t } from '../../../words/words.ts';
import type { EnginesIterate, StepTable } from './step-table.ts';

export interface Card {
  show(table: StepTable, run: string, steps: number, engine: EnginesIterate['precision']): void;
  /** Says why there is nothing to show, or how far it is. */
  say(text: string): void;
}

export interface CardHandlers {
  onCopy(as: 'json' | 'text'): void;
  onClose(): void;
}

/** Weights that stand side by side, with what is told of them below each other; of more each has a line. */
const SIDE_BY_SIDE = 3;
/** Weights that are shown; the copies have all. */
const ROWS = 200;

export function createCard(root: HTMLElement, { onCopy, onClose }: CardHandlers): Card {
  const iconButton = (node: typeof Copy, text: string, label: string, onClick: () => void) => {
    const made = button('', onClick, label);
    made.setAttribute('aria-label', label);
    made.append(icon(node), ...(text ? [text] : []));
    return made;
  };
  const shut = iconButton(X, '', t('Close the inspector'), onClose);
  shut.classList.add('inspector-shut');
  // On a phone it is a sheet, closed and made higher as the controls are.
  const handle = element('button', { type: 'button', className: 'sheet-handle' });
  handle.ariaLabel = t('Close the inspector');
  attachHandle(handle, root, onClose);
  const title = element('h2', { textContent: t('The optimizer at this step') });
  const run = element('p', { className: 'inspector-run' });
  const says = element('p', { className: 'inspector-says' });
  const table = element('div', { className: 'inspector-table', tabIndex: 0 });
  table.setAttribute('role', 'region');
  table.setAttribute('aria-label', t('Numbers of this step'));
  const note = element('p', { className: 'inspector-note' });
  const copies = element(
    'div',
    { className: 'inspector-copies' },
    iconButton(Copy, 'JSON', t('Copy as JSON'), () => onCopy('json')),
    iconButton(Copy, t('Text'), t('Copy as text with tabs'), () => onCopy('text')),
  );
  const head = element('header', {}, title, copies, shut);
  root.replaceChildren(handle, head, run, says, table, note);
  return {
    show(of, name, steps, engine) {
      run.textContent = t('{run}, step {step} of {steps}', {
        run: name,
        step: grouped(of.step),
        steps: grouped(steps),
      });
      says.textContent = stateInWords(of);
      table.replaceChildren(of.names.length > SIDE_BY_SIDE ? byWeights(of) : byQuantities(of));
      note.textContent = agreementInWords(of, engine);
      copies.hidden = false;
    },
    say(text) {
      says.textContent = text;
    },
  };
}

function stateInWords({ ended, diverged, loss }: StepTable): string {
  const told = t('loss {loss}', { loss: exactly(loss) });
  if (!ended) return told;
  return `${told}. ${diverged ? t('It has diverged and stays here.') : t('It has stopped here.')}`;
}

function agreementInWords({ apart, names }: StepTable, precision: 'f32' | 'f64'): string {
  const parts = [t('In f64, recomputed from the exact start.')];
  if (apart === null) parts.push(t('The engine has not kept this iterate.'));
  else if (apart.most === 0) parts.push(t('The engine’s iterate is the same, bit for bit.'));
  else {
    const most = readable(apart.most, 3);
    parts.push(
      t('The engine’s iterate, in {precision}, is off by at most {most} ({name}).', {
        precision,
        most,
        name: apart.name,
      }),
    );
  }
  if (names.length > ROWS) {
    parts.push(
      t('The first {n} of {all} weights; a copy has all.', { n: ROWS, all: names.length }),
    );
  }
  return parts.join(' ');
}

/** A line for each quantity, a column for each weight. */
function byQuantities({ names, columns }: StepTable): HTMLTableElement {
  const made = element('table');
  const head = made.createTHead().insertRow();
  head.append(element('td'), ...names.map((textContent) => element('th', { textContent })));
  const body = made.createTBody();
  for (const { key, label, values } of columns) {
    const row = body.insertRow();
    const name = element(
      'th',
      { scope: 'row', title: t(label) },
      element('b', { textContent: key }),
    );
    name.append(element('span', { textContent: t(label) }));
    row.append(name);
    for (const value of values) row.insertCell().textContent = exactly(value);
  }
  return made;
}

/** A line for each weight, a column for each quantity. */
function byWeights({ names, columns }: StepTable): HTMLTableElement {
  const made = element('table', { className: 'wide' });
  const head = made.createTHead().insertRow();
  head.append(element('td'));
  for (const { key, label } of columns) {
    const name = element('th', { title: t(label) }, element('b', { textContent: key }));
    head.append(name);
  }
  const body = made.createTBody();
  for (const [i, name] of names.slice(0, ROWS).entries()) {
    const row = body.insertRow();
    row.append(element('th', { scope: 'row', textContent: name }));
    for (const { values } of columns) row.insertCell().textContent = exactly(values[i]!);
  }
  return made;
}
