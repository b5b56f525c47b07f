// The plots of the spectrum, one below the other over the same learning rates: their pictures and how they are drawn.
import type { Axis, Spectrum } from '../../engine.ts';
import { groundOf, type SpectrumQuantity, spectrumPicture } from '../../fields/pictures.ts';
import type { Scale } from '../../math/grid.ts';
import type { LevelLine, PointMark } from '../../views/overlay.ts';
import { t } from '../../words/words.ts';
import { rateMarks } from '../maps/drawing.ts';
import type { MapPlot } from '../maps/plot.ts';
import { placedRange } from '../state/map-axes.ts';
import type { State } from '../state/state.ts';

export interface Strip {
  quantity: SpectrumQuantity | 'exponent';
  plot: MapPlot;
  /** Values at the bottom and the top; on a log scale log10 of them. */
  range: [number, number];
  scale: Scale;
}

const NO_MARKS: readonly PointMark[] = [];

export const rateAxis = ({ spectrum }: State): Axis => ({
  quantity: 'learningRate',
  ...spectrum.rate,
});

/** On a light page the drawing is dark on white, as on paper. */
export const isLight = () => document.documentElement.dataset.theme === 'light';

/** Makes the picture of a strip, letting the page have its turn; throws when the job is aborted. */
export async function showPicture(
  strip: Strip,
  spectrum: Spectrum,
  signal: AbortSignal,
): Promise<void> {
  const { width: pixels, height } = strip.plot.size;
  // Fewer learning rates than pixels would leave gaps.
  const width = Math.min(pixels, spectrum.spec.count);
  if (strip.quantity === 'exponent') {
    const x = placedRange(spectrum.spec.rate);
    const picture = { width: 1, height: 1, rgba: Uint8Array.of(...groundOf(isLight()), 255) };
    return strip.plot.setPicture({ picture, window: { x, y: [-1e3, 1e3] } });
  }
  const pause = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  };
  const { picture, range, scale } = await spectrumPicture(
    spectrum,
    strip.quantity,
    width,
    height,
    pause,
    isLight(),
  );
  Object.assign(strip, { range, scale });
  strip.plot.setPicture({ picture, window: { x: placedRange(spectrum.spec.rate), y: range } });
}

export function drawStrip(
  { quantity, plot, range, scale }: Strip,
  state: State,
  lines: readonly LevelLine[],
): void {
  plot.setOverlay(NO_MARKS, lines);
  const { rate, component, last, steps } = state.spectrum;
  const names: Record<Strip['quantity'], string> = {
    iterates: t('last {n} iterates of {name}', { n: Math.min(last, steps), name: component }),
    loss: t('final loss'),
    steps: t('steps'),
    exponent: t('Lyapunov exponent'),
  };
  const marks = rateMarks({ x: { quantity: 'learningRate' }, y: { quantity: 'start.x' } });
  plot.draw(
    { x: placedRange(rateAxis(state)), y: range },
    {
      labels: [t('learning rate η'), names[quantity]],
      scales: [rate.scale, scale],
      marks: quantity === 'steps' ? marks : [],
      landscape: state.view,
      blend: 1,
      head: 0,
    },
  );
}
