// Buttons by which the class of the next point is chosen.
import { button, element } from '../../../views/dom.ts';
import { t } from '../../../words/words.ts';
import { classColor, classLabels } from './classes.ts';

export interface ClassButtons {
  readonly element: HTMLElement;
  /** The class of the next point. */
  readonly label: number;
  /** So many classes; none hides them. */
  show(classes: number): void;
}

export function createClassButtons(): ClassButtons {
  const root = element('div', { className: 'data-classes', role: 'group' });
  root.setAttribute('aria-label', t('class of a new point'));
  let label = 1;
  let buttons: HTMLButtonElement[] = [];
  const press = () => {
    for (const each of buttons) {
      each.setAttribute('aria-pressed', String(each.dataset.label === String(label)));
    }
  };
  const build = (text: string, classes: number) => {
    const choose = () => {
      label = Number(text);
      press();
    };
    const shown = classes > 2 ? text : t('class {n}', { n: text });
    const made = button(shown, choose, t('new points are of class {n}', { n: text }));
    made.dataset.label = text;
    made.style.setProperty('--class', classColor(Number(text)));
    return made;
  };
  return {
    element: root,
    get label() {
      return label;
    },
    show(classes) {
      root.hidden = classes === 0;
      if (classes > 0 && buttons.length !== classes) {
        buttons = classLabels(classes).map((text) => build(text, classes));
        root.replaceChildren(...buttons);
        label = Math.min(label, classes - 1);
      }
      press();
    },
  };
}
