// The network as a PyTorch program: shown, copied, saved.
import './weights.css';
import { headOf } from '../../../views/dialog.ts';
import { button, element, saveFile } from '../../../views/dom.ts';
import { t } from '../../../words/words.ts';
import type { Say } from '../../jobs/view.ts';
import type { State } from '../../state/state.ts';
import { pytorchFile } from './weights.ts';

/** Characters that are laid out at once; the file has them all. */
const SHOWN = 20_000;

/** Shows the program of a network with these values. Throws a RangeError for one with too much data. */
export function showPytorch(
  state: State,
  values: Readonly<Record<string, number>>,
  say: Say,
): void {
  const { name, type, content, needs } = pytorchFile(state, values);
  const isCut = content.length > SHOWN;
  const copy = button(t('Copy'), async () => {
    try {
      await navigator.clipboard.writeText(content);
      copy.textContent = t('Copied');
    } catch (error) {
      say(t('It could not be copied: {why}', { why: (error as Error).message }));
    }
  });
  copy.className = 'primary';
  const save = () => {
    saveFile(name, type, content);
    if (needs) saveFile(needs.name, needs.type, needs.content);
  };
  const code = element('pre', {
    tabIndex: 0,
    textContent: isCut ? `${content.slice(0, SHOWN)}\n…` : content,
  });
  code.setAttribute('aria-label', t('the program'));
  const dialog = element('dialog', { className: 'weights-dialog wide' });
  dialog.append(
    headOf(dialog, t('The network in PyTorch')),
    element('p', {
      textContent: needs
        ? t(
            'It reads its weights from {name}, which is saved with it, and checks that its loss is the same as here.',
            { name: needs.name },
          )
        : t(
            'It rebuilds the network with the weights and data of now, and checks that its loss is the same as here.',
          ),
    }),
    code,
    element(
      'div',
      { className: 'weights-buttons' },
      copy,
      button(t('Save {name}', { name: needs ? `${name}, ${needs.name}` : name }), save),
    ),
  );
  dialog.setAttribute('aria-label', t('the network in PyTorch'));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
