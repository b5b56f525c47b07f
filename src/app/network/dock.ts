// The dock beside the landscape: what is looked at, the network, its samples, and the plot of its data.
import './network.css';
import { button, element } from '../../views/dom.ts';
import { type Name, t } from '../../words/words.ts';

export interface Dock {
  readonly graph: HTMLElement;
  /** Where a small network's samples are listed. */
  readonly table: HTMLElement;
  readonly surface: HTMLElement;
  /** Where θ comes from, and the losses there. */
  say(source: string, losses: string): void;
  /** Which sample the units show; `own`: it is not the mean. */
  saySample(text: string, own: boolean): void;
  /** What is pointed at; null for what is shown otherwise. */
  note(text: string | null): void;
  /** What the plot below is of. */
  caption(text: string): void;
  /** Outputs of which one is shown; none to choose from where there are fewer than two. */
  offerOutputs(count: number, chosen: number): void;
  /** Open, shut, or not there at all, with the button that opens it. */
  show(how: 'open' | 'shut' | 'none'): void;
}

export interface DockHandlers {
  /** It is wanted open, or shut. */
  onOpen(open: boolean): void;
  /** Another sample, so many further; null for the mean. */
  onSample(by: number | null): void;
  onOutput(output: number): void;
}

const HINT = 'Point at an edge, a unit or the data.' satisfies Name;

export function createDock(root: HTMLElement, plot: HTMLElement, handlers: DockHandlers): Dock {
  const open = button(t('Network'), () => handlers.onOpen(true), t('What the network does here'));
  open.className = 'network-open';
  open.setAttribute('aria-controls', root.id);
  open.setAttribute('aria-expanded', 'false');
  const shut = button('×', () => handlers.onOpen(false), t('Close'));
  shut.className = 'network-shut';
  shut.setAttribute('aria-label', t('Close the network'));
  const source = element('p', { className: 'network-source' });
  const losses = element('p', { className: 'network-losses' });
  const graph = element('div', { className: 'network-graph' });
  const note = element('p', { className: 'network-note', textContent: t(HINT) });
  const sample = element('span', { className: 'network-sample' });
  const step = (text: string, by: number, label: string) => {
    const made = button(text, () => handlers.onSample(by), label);
    made.setAttribute('aria-label', label);
    return made;
  };
  const mean = button(t('mean'), () => handlers.onSample(null), t('Fill the units by their means'));
  const samples = element(
    'div',
    { className: 'network-samples' },
    step('‹', -1, t('Sample before')),
    sample,
    mean,
    step('›', 1, t('Next sample')),
  );
  const table = element('div', { className: 'network-table', hidden: true });
  const caption = element('span', {});
  const outputs = element('select', {});
  outputs.setAttribute('aria-label', t('Output'));
  outputs.addEventListener('change', () => handlers.onOutput(Number(outputs.value)));
  const head = element('p', { className: 'network-caption' }, caption, outputs);
  const surface = element('div', { className: 'network-surface' });
  root.append(
    element(
      'header',
      { className: 'network-head' },
      element('h2', { textContent: t('What the network does') }),
      shut,
    ),
    source,
    losses,
    graph,
    note,
    samples,
    table,
    head,
    surface,
  );
  plot.append(open);

  return {
    graph,
    table,
    surface,
    say(where, loss) {
      source.textContent = where;
      losses.textContent = loss;
    },
    saySample(text, own) {
      sample.textContent = text;
      mean.hidden = !own;
    },
    note(text) {
      note.textContent = text ?? t(HINT);
    },
    caption(text) {
      caption.textContent = text;
    },
    offerOutputs(count, chosen) {
      outputs.hidden = count < 2;
      if (outputs.options.length !== count) {
        outputs.replaceChildren(
          ...Array.from({ length: count }, (_, o) =>
            element('option', { value: String(o), textContent: t('output {n}', { n: o + 1 }) }),
          ),
        );
      }
      outputs.value = String(chosen);
    },
    show(how) {
      root.hidden = how !== 'open';
      open.hidden = how !== 'shut';
      plot.classList.toggle('with-network-button', how === 'shut');
      root.parentElement!.classList.toggle('with-network', how === 'open');
    },
  };
}
