// Five stops through the page (driver.js): shown when it is asked for, left at any time.
import { type DriveStep, driver } from 'driver.js';
import 'driver.js/dist/driver.css';
import './tour.css';
import { t } from '../../words/words.ts';

/** The first of these that is on screen. */
const shown = (...parts: string[]): string =>
  parts.find((part) => {
    const box = document.querySelector(part)?.getBoundingClientRect();
    return box !== undefined && box.width > 0 && box.left < innerWidth && box.right > 0;
  }) ?? 'main';

function steps(): DriveStep[] {
  const stop = (element: string, title: string, description: string): DriveStep => ({
    element,
    popover: { title, description },
  });
  return [
    stop(
      shown('#plot', '#stage'),
      t('The map'),
      t(
        'Every point is one choice of the two parameters at the axes, its colour the loss. Click to train from there; drag a start, or the map; wheel or pinch to zoom.',
      ),
    ),
    stop(
      shown('.transport', '#stage'),
      t('A run, step by step'),
      t(
        'Play, scrub or step through the training. The curves show the loss at every step; what you point at lights up in both.',
      ),
    ),
    stop(
      shown('#panel', '#panel-toggle'),
      t('Optimizers and all settings'),
      t(
        'Switch on momentum, RMSprop or Adam, and turn their learning rates: every path follows at once. What is trained, the plane and the view are here too.',
      ),
    ),
    stop(
      shown('#tabs button:nth-child(2)', '#tabs'),
      t('Basins: every pixel is a training run'),
      t(
        'Which starts are solved, and which get stuck? Basins trains from every pixel at once. Sweep and Spectrum do the same over learning rates.',
      ),
    ),
    stop(
      shown('#gallery-open', '#share', '.top'),
      t('Gallery and sharing'),
      t(
        'Pictures to begin with, keys 1 to 9. Whatever you find is in the address: share it as a link.',
      ),
    ),
  ];
}

/** Begins the tour where the page is. */
export function startTour(): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  driver({
    steps: steps(),
    animate: !still,
    smoothScroll: !still,
    showProgress: true,
    progressText: t('{n} of {m}', { n: '{{current}}', m: '{{total}}' }),
    nextBtnText: t('Next'),
    prevBtnText: t('Back'),
    doneBtnText: t('Done'),
    overlayOpacity: 0.55,
    stagePadding: 5,
    stageRadius: 9,
    popoverClass: 'tour',
    onPopoverRender({ closeButton }) {
      closeButton.setAttribute('aria-label', t('Leave the tour'));
    },
  }).drive();
}
