// Play, pause, step and scrub through the steps of the runs.
import { grouped } from '../../math/format.ts';
import { t } from '../../words/words.ts';
import { createTopic, type Told } from '../state/topic.ts';

export interface PlaybackElements {
  toStart: HTMLButtonElement;
  back: HTMLButtonElement;
  play: HTMLButtonElement;
  on: HTMLButtonElement;
  scrubber: HTMLInputElement;
  now: HTMLElement;
}

export interface Playback {
  readonly onStep: Told<number>;
  /** What each key does, by its name. */
  readonly keys: Readonly<Record<string, () => void>>;
  /** The number of steps there are; a present at the end stays at the end. */
  setSteps(steps: number): void;
}

/** A whole play takes so long, whatever the number of steps. */
const PLAY_SECONDS = 6;
/** Positions of the scrubber, which is logarithmic in the step: what happens early happens fast. */
const SCRUBBER = 1000;

const icon = (d: string) => `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${d}"/></svg>`;
const PLAY = icon('M4 2.5v11l9-5.5z');
const PAUSE = icon('M4 3h3v10H4zM9 3h3v10H9z');

export function createPlayback(elements: PlaybackElements): Playback {
  const { toStart, back, play, on, scrubber, now } = elements;
  const onStep = createTopic<number>();
  let steps = 0;
  let step = 0;
  let playing = false;
  let lastTime = 0;

  const toPosition = (s: number) =>
    steps === 0 ? SCRUBBER : (SCRUBBER * Math.log1p(s)) / Math.log1p(steps);
  const fromPosition = (p: number) => Math.expm1((p / SCRUBBER) * Math.log1p(steps));

  const show = () => {
    scrubber.max = String(SCRUBBER);
    scrubber.step = 'any';
    scrubber.value = String(toPosition(step));
    now.textContent = `${grouped(step)} / ${grouped(steps)}`;
    const at = t('step {step} of {steps}', { step: Math.floor(step), steps });
    scrubber.setAttribute('aria-valuetext', at);
    play.innerHTML = playing ? PAUSE : PLAY;
    play.setAttribute('aria-label', t(playing ? 'Pause' : 'Play'));
  };
  const seek = (next: number) => {
    step = Math.min(Math.max(next, 0), steps);
    show();
    onStep.publish(step);
  };
  const pause = () => {
    playing = false;
    show();
  };
  const tick = (time: number) => {
    if (!playing) return;
    const seconds = Math.min(0.1, (time - lastTime) / 1000);
    lastTime = time;
    seek(fromPosition(toPosition(step) + (SCRUBBER * seconds) / PLAY_SECONDS));
    if (step >= steps) pause();
    else requestAnimationFrame(tick);
  };
  const toggle = () => {
    if (playing) return pause();
    playing = true;
    if (step >= steps) seek(0);
    requestAnimationFrame((time) => {
      lastTime = time;
      tick(time);
    });
    show();
  };
  const jump = (next: number) => {
    pause();
    seek(next);
  };

  toStart.addEventListener('click', () => jump(0));
  back.addEventListener('click', () => jump(Math.ceil(step) - 1));
  on.addEventListener('click', () => jump(Math.floor(step) + 1));
  play.addEventListener('click', toggle);
  scrubber.addEventListener('input', () => {
    jump(Math.round(fromPosition(Number(scrubber.value))));
  });

  return {
    onStep,
    keys: {
      ' ': toggle,
      ',': () => jump(Math.ceil(step) - 1),
      '.': () => jump(Math.floor(step) + 1),
      Home: () => jump(0),
      End: () => jump(Number.POSITIVE_INFINITY),
    },
    setSteps(next) {
      const atEnd = step >= steps;
      steps = next;
      if (atEnd && !playing) step = next;
      step = Math.min(step, steps);
      seek(step);
    },
  };
}
