// Play, pause, step and scrub through the steps of the runs.
import { grouped } from '../../math/format.ts';
import type { Scale } from '../../math/grid.ts';
import { shareOfStep, stepAtShare } from '../../views/step-axis.ts';
import { whenOther } from '../../views/when-other.ts';
import { t } from '../../words/words.ts';
import { createTopic, type Told } from '../state/topic.ts';

export interface PlaybackElements {
  toStart: HTMLButtonElement;
  back: HTMLButtonElement;
  play: HTMLButtonElement;
  on: HTMLButtonElement;
  scrubber: HTMLInputElement;
  now: HTMLElement;
  speed: HTMLSelectElement;
}

export interface Playback {
  readonly onStep: Told<number>;
  /** Told when it has come to rest at a step, null for the end: not at each that passes. */
  readonly onRest: Told<number | null>;
  /** What each key does, by its name. */
  readonly keys: Readonly<Record<string, () => void>>;
  /** The number of steps there are; a present at the end stays at the end. */
  setSteps(steps: number): void;
  /** How the steps are laid out along the scrubber, which it plays along. */
  setScale(scale: Scale): void;
  /** Shows a step, null for the end, without telling that it rests there. */
  show(step: number | null): void;
  /** Goes to a step, in the course of a drag; `rest` ends that. */
  scrub(step: number): void;
  rest(): void;
}

/** A whole play takes so long at once the speed, whatever the number of steps. */
const PLAY_SECONDS = 6;
/** Positions of the scrubber. */
const SCRUBBER = 1000;
/** Steps that follow each other as fast are one movement. */
const REST_MS = 150;

/** The button's sign. */
const PLAY = 'M4 2.5v11l9-5.5z';
const PAUSE = 'M4 3h3v10H4zM9 3h3v10H9z';

export function createPlayback(elements: PlaybackElements): Playback {
  const { toStart, back, play, on, scrubber, speed } = elements;
  const onStep = createTopic<number>();
  const onRest = createTopic<number | null>();
  let steps = 0;
  let step = 0;
  let scale: Scale = 'log';
  let playing = false;
  let lastTime = 0;
  /** Where it is to rest, whatever number of steps there is; null for the end. */
  let wanted: number | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const tell = createTelling(elements);
  const show = () => {
    scrubber.value = String(SCRUBBER * shareOfStep(step, steps, scale));
    tell(step, steps, playing);
  };
  const seek = (next: number) => {
    step = Math.min(Math.max(next, 0), steps);
    show();
    onStep.publish(step);
  };
  const rest = () => {
    if (resting === undefined) return;
    clearTimeout(resting);
    resting = undefined;
    onRest.publish(wanted);
  };
  const moveTo = (next: number) => {
    playing = false;
    seek(next);
    wanted = step >= steps ? null : step;
    clearTimeout(resting);
    resting = setTimeout(rest, REST_MS);
  };
  const tick = (time: number) => {
    if (!playing) return;
    const seconds = Math.min(0.1, (time - lastTime) / 1000);
    lastTime = time;
    const share = shareOfStep(step, steps, scale) + (seconds * Number(speed.value)) / PLAY_SECONDS;
    seek(stepAtShare(share, steps, scale));
    if (step >= steps) moveTo(steps);
    else requestAnimationFrame(tick);
  };
  const toggle = () => {
    if (playing) return moveTo(Math.floor(step));
    clearTimeout(resting);
    resting = undefined;
    playing = true;
    if (step >= steps) seek(0);
    requestAnimationFrame((time) => {
      lastTime = time;
      tick(time);
    });
    show();
  };
  const faster = (by: number) => {
    const next = speed.selectedIndex + by;
    if (next >= 0 && next < speed.options.length) speed.selectedIndex = next;
  };
  const actions = {
    ' ': toggle,
    ',': () => moveTo(Math.ceil(step) - 1),
    '.': () => moveTo(Math.floor(step) + 1),
    Home: () => moveTo(0),
    End: () => moveTo(steps),
    '<': () => faster(-1),
    '>': () => faster(1),
  };
  toStart.addEventListener('click', actions.Home);
  back.addEventListener('click', actions[',']);
  on.addEventListener('click', actions['.']);
  play.addEventListener('click', toggle);
  scrubber.addEventListener('input', () => {
    moveTo(Math.round(stepAtShare(Number(scrubber.value) / SCRUBBER, steps, scale)));
  });
  scrubber.addEventListener('change', rest);
  scrubber.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    // As far as a range goes by itself, and a step at least: where that is wider than a key goes, it would stay.
    const next = Math.round(stepAtShare(shareOfStep(step, steps, scale) + by / 100, steps, scale));
    moveTo(by * (next - step) > 0 ? next : Math.round(step) + by);
  });

  return {
    onStep,
    onRest,
    keys: actions,
    setSteps(next) {
      steps = next;
      seek(playing ? step : (wanted ?? next));
    },
    setScale(next) {
      scale = next;
      show();
    },
    show(next) {
      clearTimeout(resting);
      resting = undefined;
      playing = false;
      wanted = next;
      seek(next ?? steps);
    },
    scrub: moveTo,
    rest,
  };
}

/** Says the step, and what the button does. */
function createTelling({ scrubber, now, play }: PlaybackElements) {
  let told = { step: 0, steps: 0, playing: false };
  scrubber.max = String(SCRUBBER);
  scrubber.step = 'any';
  const place = whenOther(
    () => `${grouped(told.step)} / ${grouped(told.steps)}`,
    (text) => {
      now.textContent = text;
      const { step, steps } = told;
      const at = t('step {step} of {steps}', { step: Math.floor(step), steps });
      scrubber.setAttribute('aria-valuetext', at);
    },
  );
  const sign = whenOther(
    () => told.playing,
    (playing) => {
      play.querySelector('path')!.setAttribute('d', playing ? PAUSE : PLAY);
      play.setAttribute('aria-label', t(playing ? 'Pause' : 'Play'));
    },
  );
  return (step: number, steps: number, playing: boolean) => {
    told = { step, steps, playing };
    place.update();
    sign.update();
  };
}
