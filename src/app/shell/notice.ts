// What the page says to its user: one line over the picture that goes away by itself or when it is told to, with something to
// do about it.
import { CircleCheck, type IconNode, Info, TriangleAlert, X } from 'lucide';
import { button, element } from '../../views/dom.ts';
import { icon } from '../../views/icon.ts';
import { t, translated } from '../../words/words.ts';
import type { NoticeKind, Say } from '../jobs/view.ts';

/** Characters of a message at most. */
const LONGEST = 300;
/** Characters of it that are looked at. */
const MOST_READ = 10_000;
/** How often it looks where that is by now. */
const FOLLOWED_MS = 100;
/** CSS pixels from the edges of what it lies on. */
const EDGE = 12;

const ICONS: Readonly<Record<NoticeKind, IconNode>> = {
  information: Info,
  done: CircleCheck,
  warning: TriangleAlert,
};

/** The message, or as much as a glance takes, and how much more there was. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const more = t('… and {n} characters more', { n: text.length - LONGEST });
  return text.slice(0, LONGEST) + more;
}

/** Near the lower edge of the largest picture in view: what is below it and above it is to be used and read. */
function place(root: HTMLElement): void {
  const boxes = [...document.querySelectorAll('.surface')].map((e) => e.getBoundingClientRect());
  const sheets = document.querySelectorAll('.panel.open, .inspector:not([hidden])');
  const tops = [...sheets]
    .map((each) => each.getBoundingClientRect())
    .filter(({ left, top }) => left <= 0 && top > window.innerHeight / 3)
    .map(({ top }) => top);
  const covered = Math.min(window.innerHeight, ...tops);
  const largest = boxes
    .filter(({ width, top }) => width > 200 && top < covered - 60)
    .sort((a, b) => b.width * b.height - a.width * a.height)[0];
  const on = largest ?? new DOMRect(0, 0, window.innerWidth, window.innerHeight);
  const bottom = Math.min(on.bottom, covered, window.innerHeight);
  root.style.maxWidth = `${Math.min(600, on.width - 2 * EDGE)}px`;
  root.style.bottom = `${window.innerHeight - bottom + EDGE}px`;
  const left = on.left + (on.width - root.offsetWidth) / 2;
  root.style.left = `${Math.max(EDGE, left)}px`;
}

export function createNotice(root: HTMLElement): Say {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    root.hidden = true;
  };
  /** The page may have another shape a moment later: what is said of a change comes before that. */
  let next: ReturnType<typeof setTimeout> | undefined;
  let stands: (() => boolean) | undefined;
  const follow = () => {
    clearTimeout(next);
    if (stands?.() === false) hide();
    if (root.hidden) return;
    place(root);
    next = setTimeout(follow, FOLLOWED_MS);
  };
  return (message, seconds = 8, action, kind = 'information') => {
    clearTimeout(timer);
    root.hidden = message === null;
    if (message === null) return root.replaceChildren();
    root.dataset.kind = kind;
    stands = action?.stands;
    const text = element('span', { className: 'text' });
    root.replaceChildren(icon(ICONS[kind]), text);
    text.textContent = shortened(translated(message.slice(0, MOST_READ)));
    if (action) {
      const act = button(action.label, () => {
        hide();
        action.run();
      });
      root.append(' ', act);
    }
    const shut = button('', hide);
    shut.className = 'shut';
    shut.ariaLabel = t('Dismiss');
    shut.append(icon(X));
    root.append(shut);
    follow();
    timer = setTimeout(hide, seconds * 1000);
  };
}
