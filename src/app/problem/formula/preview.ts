// The picture of a formula while it is typed: f64 on the main thread, coarse at once and finer in slices.
import type { Landscape } from '../../../engine.ts';
import { coloursOf, holesIn, rangeOf } from '../../../fields/landscape.ts';
import { placeOnBar } from '../../../views/place-on-bar.ts';
import { readable } from '../../../views/ticks.ts';
import { t } from '../../../words/words.ts';
import { problemOf } from '../../state/problem.ts';
import type { State } from '../../state/state.ts';
import { createPause, paint, sketchOf } from '../picture.ts';

/** CSS pixels. */
const SIZE = { width: 120, height: 80 };
/**
 * Samples, first and last, and for how many milliseconds nothing else has its turn. An evaluation of 500 nodes takes
 * some 8 µs: the first picture 7 ms, of the 100 in which it must be there.
 */
const GRIDS = [
  { width: 36, height: 24, slice: 30 },
  { width: 120, height: 80, slice: 7 },
];

export interface Preview {
  readonly element: HTMLElement;
  /** Draws what a state would show; the newest call wins. */
  draw(state: State): void;
  /** Grey, as of a text that is not the one in the field. */
  fade(faded: boolean): void;
  stop(): void;
}

export function createPreview(): Preview {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', t('preview of the formula'));
  const caption = document.createElement('p');
  const element = document.createElement('div');
  element.className = 'formula-preview';
  element.append(canvas, caption);
  let drawing = new AbortController();
  let drawn = '';

  async function draw(state: State, signal: AbortSignal) {
    const ref = problemOf(state);
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const pixels = { width: SIZE.width * ratio, height: SIZE.height * ratio };
    for (const { width, height, slice } of GRIDS) {
      const pause = createPause(slice);
      const sketch = await sketchOf(ref, state.window, width, height, pause, signal);
      const { landscape } = sketch;
      const shade = placeOnBar(coloursOf(landscape, state.view));
      paint(canvas, sketch, pixels, state.view.colormap, shade);
      caption.textContent = captionOf(landscape);
    }
  }
  return {
    element,
    draw(state) {
      const { window: at, view } = state;
      const key = JSON.stringify([problemOf(state), at, view]);
      if (key === drawn) return;
      drawn = key;
      drawing.abort();
      drawing = new AbortController();
      const { signal } = drawing;
      draw(state, signal).catch((error) => {
        if (!signal.aborted) throw error;
      });
    },
    fade: (faded) => void element.classList.toggle('faded', faded),
    stop() {
      drawing.abort();
      drawn = '';
    },
  };
}

/** The range of the losses in view, and how much of the view has none. */
function captionOf(landscape: Landscape): string {
  const holes = holesIn(landscape) / landscape.loss.length;
  if (holes === 1) return t('Undefined everywhere in this window.');
  const [lo, hi] = rangeOf(landscape).map((loss) => readable(loss, 3));
  const value = flatLoss(landscape);
  const range = value === null ? t('{lo} to {hi}', { lo: lo!, hi: hi! }) : readable(value, 3);
  if (holes === 0) return t('Loss {range} in this window.', { range });
  const percent = 100 * holes;
  const share =
    percent < 1 ? t('less than 1') : percent > 99 ? t('more than 99') : Math.round(percent);
  return t('Loss {range} in this window, undefined on {share} % of it.', { range, share });
}

/** The loss of a landscape that has only one, whose range is widened to have colours; null of any other. */
function flatLoss({ loss }: Landscape): number | null {
  const [first] = loss.filter((value) => !Number.isNaN(value));
  const flat = loss.every((value) => value === first || Number.isNaN(value));
  return flat && first !== undefined ? first : null;
}
