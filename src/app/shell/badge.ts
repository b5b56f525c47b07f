// Which engine does the work, and why it is not the GPU.
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';

export function showEngine(badge: HTMLElement, engines: Engines, say: Say): void {
  engines.onChange.subscribe(() => {
    const { why } = engines;
    const { name, adapter, precision } = engines.current.info;
    const label = document.createElement('span');
    label.textContent = `${name === 'gpu' ? 'GPU · ' : ''}${adapter} · ${precision}`;
    badge.replaceChildren(label);
    badge.dataset.engine = name;
    badge.title = `Engine: ${label.textContent}${why ? `. No GPU: ${why}` : ''}`;
    if (why) say(`Computing on the CPU: ${why.replace(/\.+$/, '')}.`, 10);
  });
  badge.addEventListener('click', () => say(badge.title));
}
