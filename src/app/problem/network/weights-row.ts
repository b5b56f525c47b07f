// The weights of the network: from a file, to files, and as a PyTorch program.
import { button, element, saveFile } from '../../../views/dom.ts';
import { t, translated } from '../../../words/words.ts';
import type { Say } from '../../jobs/view.ts';
import { infoOf } from '../../state/problem.ts';
import type { Store } from '../../state/store.ts';
import { choiceBox, fieldRow } from '../kit.ts';
import type { RoomContext } from '../room.ts';
import type { WeightsFile } from './weights.ts';

const save = ({ name, type, content }: WeightsFile) => saveFile(name, type, content);

/** What reads and writes files is loaded when it is first used. */
export function weightsRows({
  store,
  now,
  say,
}: Pick<RoomContext, 'store' | 'now' | 'say'>): HTMLElement {
  let of: 'run' | 'start' = 'run';
  const which = choiceBox(
    'weights of',
    [
      { value: 'run', text: 'the run, now' },
      { value: 'start', text: 'the start' },
    ],
    (value) => {
      of = value as typeof of;
    },
    'of the first run on the map at the step that is shown; or of where runs start',
  );
  which.show(of);
  const values = () => (of === 'run' ? now.values() : null) ?? infoOf(store.state).values;
  const failed = (error: Error) => say(error.message, 20);
  const files = () => import('./weights.ts');
  const saver = (
    title: string,
    make: (parts: Awaited<ReturnType<typeof files>>) => void,
    text: string,
  ) => small(text, () => void files().then(make).catch(failed), title);
  return element(
    'details',
    { className: 'made-more' },
    element('summary', { textContent: t('Weights: files, PyTorch') }),
    fieldRow('open', opener(store, say)).element,
    fieldRow('save', which.element).element,
    fieldRow(
      '',
      saver('weights as JSON', (of) => save(of.jsonFile(store.state, values())), 'JSON'),
      saver(
        'weights as safetensors, f64',
        (of) => save(of.safetensorsFile(store.state, values())),
        'safetensors',
      ),
      small(
        'PyTorch…',
        () =>
          void import('./pytorch-dialog.ts')
            .then(({ showPytorch }) => showPytorch(store.state, values(), say))
            .catch(failed),
        'a program that rebuilds the network, and reaches the same loss',
      ),
    ).element,
  );
}

function small(text: string, action: () => void, title: string): HTMLButtonElement {
  const made = button(translated(text), action, translated(title));
  made.classList.add('small');
  return made;
}

/** A button that opens a file with weights. */
function opener(store: Store, say: Say): HTMLElement {
  const picker = element('input', { type: 'file', accept: '.json,.safetensors', hidden: true });
  picker.addEventListener('change', () => {
    const [file] = picker.files ?? [];
    picker.value = '';
    if (!file) return;
    import('./weights-dialog.ts')
      .then(({ openWeights }) => openWeights(file, store, say))
      .catch((error: Error) =>
        say(
          t('{name} cannot be used: {why}', { name: file.name, why: translated(error.message) }),
          20,
        ),
      );
  });
  const open = small('JSON or safetensors…', () => picker.click(), 'or drop the file on the page');
  return element('span', {}, open, picker);
}
