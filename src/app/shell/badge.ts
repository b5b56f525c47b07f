// Which engine does the work, and why it is not the GPU.
import type { ProblemRef } from '../../problems/problem.ts';
import { t, translated } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';

export function showEngine(
  badge: HTMLElement,
  engines: Engines,
  say: Say,
  problem: () => ProblemRef,
): void {
  let about = '';
  engines.onChange.subscribe(() => {
    const { why } = engines;
    const { name, adapter, precision } = engines.current.info;
    const label = document.createElement('span');
    label.textContent = `${name === 'gpu' ? 'GPU · ' : ''}${translated(adapter)} · ${precision}`;
    badge.replaceChildren(label);
    badge.dataset.engine = name;
    const reason = translated(why?.replace(/\.+$/, '') ?? '');
    about = t('Engine: {name}', { name: label.textContent });
    if (why) {
      about += `. ${t('No GPU: {why}', { why: reason })}`;
      say(t('Computing on the CPU: {why}.', { why: reason }), 10);
    }
    badge.title = about;
  });
  /** How far from f64 depends on the weights as they are when it is asked. */
  const tell = async () => {
    if (engines.current.info.precision !== 'f32') return;
    const { f32InWords } = await import('./f32-words.ts');
    const words = f32InWords(problem());
    badge.title = words ? `${about}. ${words}` : about;
  };
  badge.addEventListener('pointerenter', tell);
  badge.addEventListener('focus', tell);
  badge.addEventListener('click', async () => {
    await tell();
    say(badge.title);
  });
}
