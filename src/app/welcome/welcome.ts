// What somebody sees at a first visit: a sentence that says what is on the screen, a run that plays once, and three things
// to try in the picture. Loaded beside the first landscape; its place is kept (visit.ts).
import './welcome.css';
import { isLine } from '../../problems/plane.ts';
import { element } from '../../views/dom.ts';
import { t, translated } from '../../words/words.ts';
import type { LandscapeView } from '../landscape/view.ts';
import { infoOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { showHints } from './hints.ts';
import { rememberVisit } from './visit.ts';

/** Until a run and its landscape have been looked at for a moment nothing moves. */
const LOOK_MS = 700;

/** What one sees, of the problem in view. */
export function sentenceOf(state: State): string {
  const { summary, plane, network } = infoOf(state);
  const [x, y] = plane.names;
  const what = translated(summary);
  if (isLine(plane)) {
    return t('{what} The curve is the loss at every {x}; each mark on it is a training run.', {
      what,
      x,
    });
  }
  return network
    ? t(
        '{what} Every point of the map is a choice of two weights, {x} and {y}; its colour is the loss there, and each line is a training run.',
        { what, x, y },
      )
    : t(
        '{what} Every point of the map is a choice of {x} and {y}; its colour is the loss there, and each line is a training run.',
        { what, x, y },
      );
}

/** `first`: not only the sentence. */
export function createWelcome(
  stage: HTMLElement,
  store: Store,
  landscape: LandscapeView,
  first: boolean,
): void {
  const sentence = element('p');
  const tour = element('button', {
    type: 'button',
    className: 'welcome-tour',
    textContent: t('Take the tour'),
  });
  const shut = element('button', { type: 'button', className: 'welcome-shut', textContent: '×' });
  shut.setAttribute('aria-label', t('Dismiss the welcome'));
  const root = element('section', { className: 'welcome' }, sentence, tour, shut);
  root.setAttribute('aria-label', t('Welcome'));
  stage.prepend(root);

  const show = () => {
    sentence.textContent = sentenceOf(store.state);
  };
  show();
  store.subscribe(show);
  shut.addEventListener('click', () => {
    rememberVisit('dismissed');
    root.remove();
    stage.classList.remove('with-welcome');
    hints?.dismiss();
  });
  tour.addEventListener('click', async () => {
    const { startTour } = await import('./tour.ts');
    // It is offered once; the help has it too.
    tour.remove();
    startTour();
  });

  const hints = first ? showHints(store, landscape) : null;
  if (!first) return;
  rememberVisit('seen');
  playOnce(landscape);
}

/** Plays the runs through, once they and the landscape are there; not for who wants nothing to move. */
function playOnce({ explorer, keys }: LandscapeView): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  let played = false;
  const start = () => {
    if (played || !explorer.landscape || explorer.runs.length === 0) return;
    played = true;
    setTimeout(() => {
      // Whoever has begun to do something by then looks at that.
      if (!touched) keys[' ']?.();
    }, LOOK_MS);
  };
  let touched = false;
  for (const kind of ['pointerdown', 'keydown', 'wheel']) {
    window.addEventListener(
      kind,
      () => {
        touched = true;
      },
      { once: true, capture: true, passive: true },
    );
  }
  explorer.onDraw.subscribe(start);
  start();
}
