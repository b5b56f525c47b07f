// Which engine does the work; pressed, also why, how precisely, and the choice of another.

import type { ProblemRef } from '../../problems/problem.ts';
import { element } from '../../views/dom.ts';
import { t, translated } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { counted } from '../jobs/lazy-view.ts';
import { type Say, WARNING } from '../jobs/view.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { onCpuInWords, reasonInWords } from './cpu-words.ts';

export function showEngine(
  badge: HTMLElement,
  engines: Engines,
  say: Say,
  store: Store,
  set: (patch: StatePatch) => void,
  problem: () => ProblemRef,
): void {
  badge.setAttribute('aria-haspopup', 'dialog');
  badge.setAttribute('aria-expanded', 'false');
  engines.onChange.subscribe(() => {
    const { why } = engines;
    const { name, adapter, precision } = engines.current.info;
    const label = `${name === 'gpu' ? 'GPU · ' : ''}${translated(adapter)} · ${precision}`;
    // Its first word alone, where there is no room for all.
    const [, word, more] = /^([^ ,]+)(.*)$/.exec(label)!;
    badge.replaceChildren(...[word!, more!].map((textContent) => element('span', { textContent })));
    badge.dataset.engine = name;
    badge.title = t('Engine: {name}', { name: label });
    if (!why) return;
    badge.title += `. ${t('No GPU: {why}', { why: reasonInWords(why) })}`;
    say(onCpuInWords(why), 10, undefined, WARNING);
  });
  badge.addEventListener('click', async () => {
    try {
      const { openEngine } = await counted(import('./engine-popover.ts'));
      openEngine(badge, engines, store, set, problem());
    } catch (error) {
      say((error as Error).message);
    }
  });
}
