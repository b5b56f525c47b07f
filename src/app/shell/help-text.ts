// What the help dialog says, in HTML, and the choice of the language that it says it in.
import './help.css';
import { headOf } from '../../views/dialog.ts';
import { markup } from '../../views/markup.ts';
import { changeLanguage } from '../../words/switch.ts';
import { LANGUAGES, type Language, language, t, translated } from '../../words/words.ts';
import { infoOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { toHash } from '../state/url.ts';

/** Fills the dialog for what is in view. */
export function fillHelp(dialog: HTMLDialogElement, state: State): void {
  dialog.replaceChildren(headOf(dialog, t('What am I looking at?')), markup(helpText(state)));
  for (const choice of dialog.querySelectorAll<HTMLButtonElement>('.languages button')) {
    choice.addEventListener('click', () =>
      changeLanguage(choice.lang as Language, toHash(state), state),
    );
  }
  const leadsTo = (part: string, to: () => void) =>
    dialog.querySelector(part)!.addEventListener('click', () => {
      dialog.close();
      to();
    });
  leadsTo('.help-tour', async () => (await import('../welcome/tour.ts')).startTour());
  leadsTo('.help-gallery', () => document.getElementById('gallery-open')!.click());
}

const item = (text: string) => `<li>${text}</li>`;
const list = (texts: readonly string[]) => `<ul>${texts.map(item).join('')}</ul>`;

/** The help for the problem in view. Its own text of a problem is HTML, and never a user's. */
function helpText(state: State): string {
  const { about, plane } = infoOf(state);
  // Those of a network or a file are a user's.
  const [x, y] = plane.names.map((name) => name.replaceAll('<', '&lt;')) as [string, string];
  const intro = [
    translated(about.intro),
    t(
      'Every point of the map is one choice of <b>{x}</b> and <b>{y}</b>; its colour is the loss there. <b>Parameters</b>, under Controls, says which parameters are trained, which stay fixed, and which two are the map’s axes. Where more than two are trained a path leaves the map’s plane: what is drawn is its projection, fainter the farther off it is.',
      { x, y },
    ),
    t(
      'A <b>path</b> is a training run: it starts at the white ring and ends at the filled mark. Steep ground moves it fast; on a plateau the gradient all but vanishes and it is stuck, however long it trains.',
    ),
  ];
  const tries = [
    t('Drag the start about, and see which plateaus trap it.'),
    ...about.tries.map(translated),
    t('Switch on several optimizers, or a grid of starts, and press play.'),
    t('Choose another problem with the button on top, or write your own: <b>Formula</b>.'),
  ];
  return `
${intro.map((text) => `<p>${text}</p>`).join('')}
<p class="help-ways"><button type="button" class="help-tour primary">${t('Take the tour')}</button>
<button type="button" class="help-gallery">${t('Gallery')}</button>${languageChoice()}</p>
<h3>${t('Try')}</h3>
${list(tries)}
${folded().join('')}`;
}

/** What is read by those who look for it. */
function folded(): string[] {
  const part = (title: string, text: string) =>
    `<details name="help"><summary>${title}</summary>${text}</details>`;
  const keys = [
    t(
      '<kbd>Space</kbd> play or pause, <kbd>,</kbd> <kbd>.</kbd> one step back or on, <kbd>Home</kbd> <kbd>End</kbd> first or last step',
    ),
    t(
      'On the map: <kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> pan, <kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>0</kbd> reset, <kbd>Enter</kbd> add a start, <kbd>C</kbd> a cursor that the arrows move (<kbd>Shift</kbd> ten pixels, <kbd>Esc</kbd> leaves)',
    ),
    t(
      '<kbd>Ctrl</kbd> <kbd>K</kbd> every command and control, <kbd>1</kbd> to <kbd>9</kbd> pictures of the gallery, <kbd>?</kbd> this help',
    ),
    t('<kbd>Ctrl</kbd> <kbd>Z</kbd> undo, <kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>Z</kbd> do again'),
    t('In a lesson: <kbd>←</kbd> <kbd>→</kbd> the step before or after'),
  ];
  const hands = [
    t(
      'Click or tap: add a start and train from it. Drag a start: its path follows. Right click or long press: remove it.',
    ),
    t('Drag: pan. Wheel or pinch: zoom. Double click or double tap: reset the window.'),
    t('Point at a path or at a curve below: the other lights up too.'),
  ];
  const marks = t(
    '<b>▽</b> is a minimum, <b>△</b> a maximum, and two arcs that touch are a saddle. Point at one for the eigenvalues of its Hessian: beyond the learning rate 2/λmax gradient descent leaves a minimum. <b>View</b> has the sharpness λmax as a map, along the runs, and as a line at the learning rates in use; and which pixels of a deep zoom are f32 rounding.',
  );
  const maps = t(
    '<b>Basins</b> colours each start by what becomes of its run: solved (brighter when faster), stalled on a plateau, oscillating, still moving, or diverged; or, with <b>colour by</b>, by the minimum it reached. <b>Sweep</b> does the same over any two of start, learning rate and the optimizer’s other settings. <b>Spectrum</b> follows one start through thousands of learning rates, with a band of what becomes of its iterates: a fixed point, a period, chaos. Point at a pixel to see its run on the landscape and its loss curve, click to keep it. Drag or wheel moves and zooms, <kbd>Shift</kbd> and drag zooms into a box, <kbd>Alt</kbd> <kbd>←</kbd> <kbd>→</kbd> go back and forward.',
  );
  const lessons = t(
    'Exercises worked step by step beside the landscape. Every number is computed from the weights in view: change one, or drag the start, and all of it follows. Nothing is graded, and answers stay in this browser.',
  );
  const engines = t(
    'The landscape and the runs are computed with WebGPU in single precision (f32) or, where there is no WebGPU, by workers on the CPU in double precision (f64); the badge on top tells which. The readout under the pointer is always f64. For the console there is <code>window.gradscape</code>.',
  );
  return [
    part(t('Keys'), list(keys)),
    part(t('Mouse and touch'), list(hands)),
    part(t('Marks on the map'), `<p>${marks}</p>`),
    part(t('Maps: every pixel is a training run'), `<p>${maps}</p>`),
    part(t('Lessons'), `<p>${lessons}</p>`),
    part(t('Engines'), `<p>${engines}</p>`),
  ];
}

/** A button for every language, each in its own words. */
const languageChoice = (): string =>
  `<span class="languages" role="group" aria-label="Language, 언어">${Object.entries(LANGUAGES)
    .map(
      ([tag, name]) =>
        `<button type="button" lang="${tag}" aria-pressed="${tag === language}">${name}</button>`,
    )
    .join('')}</span>`;
