// The steps of a chart set by hand: by a drag along it, a touch, or its keys, as a slider's.
import { t } from '../words/words.ts';
import type { StepAxis } from './loss-chart.ts';
import { shareOfStep, stepAtShare } from './step-axis.ts';

export interface Scrubbing {
  /** A step is wanted. */
  scrub(step: number): void;
  /** It is the one, for now. */
  rest(): void;
}

/** Share of the axis of a page. */
const PAGE = 0.1;

/** `over`: what the curves are drawn in. `say` tells readers of the page which step is shown. */
export function attachScrubbing(
  root: HTMLElement,
  over: () => HTMLElement,
  axis: () => StepAxis,
  { scrub, rest }: Scrubbing,
): { say(step: number): void } {
  let held: number | null = null;
  let now = 0;
  root.tabIndex = 0;
  root.setAttribute('role', 'slider');
  root.setAttribute('aria-label', t('Step, along the curves'));
  root.classList.add('scrubs');

  const to = (share: number) => {
    const { steps, scale } = axis();
    scrub(Math.round(stepAtShare(Math.min(1, Math.max(0, share)), steps, scale)));
  };
  const follow = ({ clientX }: PointerEvent) => {
    const { left, width } = over().getBoundingClientRect();
    if (width > 0) to((clientX - left) / width);
  };
  root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    held = event.pointerId;
    root.setPointerCapture(held);
    follow(event);
  });
  root.addEventListener('pointermove', (event) => {
    if (event.pointerId === held) follow(event);
  });
  for (const type of ['pointerup', 'pointercancel'] as const) {
    root.addEventListener(type, (event) => {
      if (event.pointerId !== held) return;
      held = null;
      rest();
    });
  }
  const paged = (by: number) => {
    const { steps, scale } = axis();
    to(shareOfStep(now, steps, scale) + by);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => scrub(Math.ceil(now) - 1),
    ArrowDown: () => scrub(Math.ceil(now) - 1),
    ArrowRight: () => scrub(Math.floor(now) + 1),
    ArrowUp: () => scrub(Math.floor(now) + 1),
    PageDown: () => paged(-PAGE),
    PageUp: () => paged(PAGE),
    Home: () => to(0),
    End: () => to(1),
  };
  root.addEventListener('keydown', (event) => {
    const key = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!key) return;
    event.preventDefault();
    // The page's own keys step, too.
    event.stopPropagation();
    key();
  });
  return {
    say(step) {
      now = step;
      const { steps } = axis();
      root.setAttribute('aria-valuemin', '0');
      root.setAttribute('aria-valuemax', String(steps));
      root.setAttribute('aria-valuenow', String(Math.floor(step)));
      root.setAttribute(
        'aria-valuetext',
        t('step {step} of {steps}', { step: Math.floor(step), steps }),
      );
    },
  };
}
