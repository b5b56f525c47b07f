// What lies over the landscape while its runs take long, or wait to be asked for: Cancel, or how many steps there are to run.
import './long-work.css';
import { grouped } from '../../math/format.ts';
import { button, element } from '../../views/dom.ts';
import { t } from '../../words/words.ts';
import type { Explorer } from './explorer.ts';

export interface LongWork {
  /** Share done; null where nothing is under way. */
  progress(share: number | null): void;
  /** Steps that wait for a click; null where none do. */
  held(steps: number | null): void;
}

/** What is done sooner needs no Cancel. */
const CANCEL_AFTER_MS = 700;

export function createLongWork(area: HTMLElement, explorer: Explorer): LongWork {
  const root = element('div', { className: 'long-work', hidden: true });
  area.append(root);
  const cancel = button(t('Cancel'), () => explorer.cancel(), t('Stop computing'));
  let waiting: number | null = null;
  let since: number | null = null;
  const show = (...children: (Node | string)[]) => {
    root.hidden = children.length === 0;
    root.replaceChildren(...children);
  };
  function update() {
    if (waiting !== null) {
      const steps = grouped(waiting);
      const run = button(t('Run {steps} steps', { steps }), explorer.runHeld);
      run.className = 'primary';
      return show(t('The runs have not been started.'), run);
    }
    const long = since !== null && performance.now() - since > CANCEL_AFTER_MS;
    if (!long) return show();
    // The focus stays where it is.
    if (cancel.parentElement !== root) show(cancel);
  }
  return {
    progress(share) {
      since = share === null ? null : (since ?? performance.now());
      update();
    },
    held(steps) {
      if (steps === waiting) return;
      waiting = steps;
      update();
    },
  };
}
