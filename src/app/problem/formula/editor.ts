// The editor of a formula: its text, how it reads, what is wrong with it, what it looks like.
import './formula.css';
import { FUNCTIONS } from '../../../formula/index.ts';
import { problemOf as made } from '../../../problems/registry.ts';
import { button, element } from '../../../views/dom.ts';
import { t } from '../../../words/words.ts';
import { infoOf, refOf } from '../../state/problem.ts';
import { patched, type StatePatch } from '../../state/state.ts';
import type { Editor, RoomContext } from '../room.ts';
import { EXAMPLES, type Example } from './examples.ts';
import { type Fault, faultInWords, faultOf } from './fault.ts';
import { createField } from './field.ts';
import { createPreview } from './preview.ts';
import { typeset } from './typeset.ts';
import { createTyping, later } from './typing.ts';

/** How long the state must rest before the preview follows it: the map itself does so at once. */
const FOLLOW_MS = 250;

export function createFormulaEditor({ store }: RoomContext): Editor {
  const field = createField(FAULT_ID);
  const { area } = field;
  const preview = createPreview();
  const parts = partsOf(field.element, preview.element);
  let current = store.state;
  /** The state as the text would have it. */
  let wanted = current;
  /** What else a text changes: of an example its window. */
  let along: StatePatch = {};
  let typesetOf = '';
  let following = () => {};
  let writing = () => {};

  const patchOf = (formula: string): StatePatch => ({ ...along, formula });
  const typing = createTyping({
    faultOf: (text) =>
      faultIn(() => {
        // First by itself: what the state says of it has no place in the text.
        made({ ...refOf(current), formula: text });
        wanted = patched(current, patchOf(text));
      }),
    apply: (text) =>
      faultIn(() => {
        store.set(patchOf(text));
        current = store.state;
      }),
    onChange: render,
  });

  function render() {
    const { text, good, fault } = typing;
    field.put(text);
    field.mark(fault?.position ?? null);
    parts.fault.textContent = fault ? faultInWords(fault, text) : '';
    parts.fault.hidden = fault === null;
    parts.revert.hidden = text === good;
    parts.math.classList.toggle('faded', fault !== null);
    preview.fade(fault !== null);
    // What is written later would be of this text, which may not be read.
    writing();
    if (fault) return;
    following();
    preview.draw(text === good ? current : wanted);
    // The picture first: to lay out a long formula takes longer. What a link brings is there at once.
    if (text === good) write();
    else writing = later(write, 0);
  }

  function write() {
    if (typing.text !== typesetOf) typeset(parts.math, typing.text);
    typesetOf = typing.text;
  }

  function pick(example: Example) {
    const { formula } = example;
    along = placeOf(example);
    field.paste(formula);
    // The example that is there already: back to where it shows itself.
    if (formula === typing.good) store.set(along);
    typing.finish();
    along = {};
  }

  area.addEventListener('input', () => typing.type(area.value));
  area.addEventListener('keydown', (event) => {
    const { key, shiftKey, isComposing } = event;
    if (isComposing) return;
    if (key === 'Enter' && !shiftKey) typing.finish();
    else if (key === 'Escape' && typing.text !== typing.good) field.paste(typing.good);
    else return;
    event.preventDefault();
  });
  // As if it had been pasted: undo brings back what was typed.
  parts.revert.addEventListener('click', () => field.paste(typing.good));
  parts.examples.append(
    ...EXAMPLES.map((each) => button(t(each.name), () => pick(each), each.formula)),
  );

  return {
    element: parts.root,
    show(state, draft) {
      current = state;
      typing.reset(infoOf(state).formula ?? '');
      if (draft !== undefined) typing.draft(draft);
      following();
      following = later(() => {
        if (typing.text === typing.good) preview.draw(current);
      }, FOLLOW_MS);
    },
    hide() {
      typing.stop();
      following();
      preview.stop();
    },
    focus: () => area.focus(),
  };
}

const FAULT_ID = 'formula-fault';

/** Where an example shows itself, and from where to train on it. */
function placeOf({ constants = {}, x, y, start, learningRate }: Example): StatePatch {
  return {
    window: { x, y },
    parameters: constants,
    starts: { points: [start], off: [], pattern: 'none', firstRun: 0 },
    optimizers: { gd: { learningRate } },
    map: { start },
    spectrum: { start },
  };
}

/** Why a text is refused, if it is. */
function faultIn(attempt: () => unknown): Fault | null {
  try {
    attempt();
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

function partsOf(field: HTMLElement, preview: HTMLElement) {
  const fault = element('p', { className: 'formula-fault', id: FAULT_ID, role: 'status' });
  const math = element('div', { className: 'formula-math', tabIndex: 0, role: 'group' });
  math.setAttribute('aria-label', t('the formula as it is read'));
  const revert = element('button', {
    type: 'button',
    textContent: t('Revert'),
    title: t('Back to the formula that the map shows (Esc)'),
  });
  const examples = element('div', { className: 'formula-examples' });
  const root = element(
    'details',
    { className: 'formula-editor', open: true },
    element('summary', { textContent: t('Formula') }),
    field,
    fault,
    math,
    element('div', { className: 'formula-row' }, preview, revert),
    examples,
    vocabulary(),
  );
  return { root, fault, math, revert, examples };
}

/** What a formula may hold. */
function vocabulary(): HTMLElement {
  const text = t(
    'x and y (or x alone), numbers, + − * / ^ and brackets, {functions}, pi and e. Every other name is a constant of your own, with a slider under Parameters.',
    { functions: Object.keys(FUNCTIONS).join(', ') },
  );
  return element(
    'details',
    { className: 'formula-vocabulary' },
    element('summary', { textContent: t('What may I write?') }),
    element('p', { textContent: text }),
  );
}
