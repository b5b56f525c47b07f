// The column of buttons inside a plot: nearer, farther, home, and what a plot has of its own.
import './hands.css';
import { Hand, House, type IconNode, Minus, Plus, Table } from 'lucide';
import { button, element } from '../../views/dom.ts';
import { icon } from '../../views/icon.ts';
import { t } from '../../words/words.ts';

/** The place of a plot's buttons, which is made when it is first asked for. */
export function toolsOf(area: HTMLElement): HTMLElement {
  const there = area.querySelector<HTMLElement>('.plot-tools');
  if (there) return there;
  const tools = element('div', { className: 'plot-tools' });
  tools.setAttribute('role', 'group');
  tools.setAttribute('aria-label', t('Zoom'));
  area.append(element('div', { className: 'tools-frame' }, tools));
  return tools;
}

/** A button of one sign; `title` says what it does. */
export function toolButton(sign: IconNode | string, title: string, run: () => void) {
  const made = button('', run, title);
  made.append(typeof sign === 'string' ? sign : icon(sign));
  // What is written on it is part of its name.
  made.setAttribute('aria-label', typeof sign === 'string' ? `${sign}: ${title}` : title);
  return made;
}

/** Zoom and home of a plot: what its keys do, on whatever of it is in view. */
export function addZoomTools(area: HTMLElement): void {
  const press = (key: string) => () => {
    const seen = area.querySelector('.relief:not([hidden])') ?? area.querySelector('.surface');
    seen?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  };
  const nearer = toolButton(Plus, t('Zoom in (+)'), press('+'));
  const farther = toolButton(Minus, t('Zoom out (−)'), press('-'));
  nearer.className = 'nearer';
  farther.className = 'farther';
  toolsOf(area).prepend(nearer, farther, toolButton(House, t('The whole view (0)'), press('0')));
  addTableTool(area);
}

/** What a plot shows, in numbers; where there is no room for one more button, the page's menu has it. */
function addTableTool(area: HTMLElement): void {
  const open = toolButton(Table, t('Data table: what is on show, in numbers'), () =>
    document.getElementById('tables-open')!.click(),
  );
  open.className = 'table-open';
  open.setAttribute('aria-haspopup', 'dialog');
  toolsOf(area).append(open);
}

/**
 * Where the page scrolls, one finger on a plot scrolls it and two move the plot, unless the button that this adds is
 * pressed: then one finger does. Elsewhere a finger on a plot moves that.
 */
export function addScrollTool(area: HTMLElement): void {
  const surface = area.querySelector<HTMLElement>('.surface')!;
  const hand = toolButton(Hand, t('Move the map with one finger'), () => {
    hand.setAttribute('aria-pressed', String(surface.classList.toggle('held')));
  });
  hand.className = 'hand';
  hand.setAttribute('aria-pressed', 'false');
  toolsOf(area).append(hand);
  new ResizeObserver(() => {
    const stage = area.closest('.stage');
    const scrolls = stage !== null && stage.scrollHeight > stage.clientHeight + 1;
    const mayScroll = scrolls && getComputedStyle(stage).overflowY !== 'visible';
    area.classList.toggle('in-scroll', mayScroll);
  }).observe(surface);
}
