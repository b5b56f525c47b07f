// What the page says to its user: one line that goes away by itself, with something to do about it.
import { translated } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';

export function createNotice(root: HTMLElement): Say {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    root.hidden = true;
  };
  return (message, seconds = 8, action) => {
    clearTimeout(timer);
    root.hidden = message === null;
    root.textContent = translated(message ?? '');
    if (message === null) return;
    if (action) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = action.label;
      button.addEventListener('click', () => {
        hide();
        action.run();
      });
      root.append(' ', button);
    }
    timer = setTimeout(hide, seconds * 1000);
  };
}
