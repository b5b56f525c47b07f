// The colour bar of a heatmap: a horizontal strip with its ticks, and the isolines' levels on it.

import type { Colours } from '../fields/colour-scale.ts';
import { type ColormapName, colorAt, hasColormap } from '../fields/palettes.ts';
import { t } from '../words/words.ts';
import { element } from './dom.ts';
import { placeOnBar } from './place-on-bar.ts';
import { CHARACTER, laidTicks, typeScale } from './tick-layout.ts';

export interface ColourBarSpec extends Colours {
  label: string;
  colormap: ColormapName;
  /** Values marked on the bar. */
  levels: readonly number[];
  /** Share of the samples at which the value is undefined, 0 to 1. */
  undefinedAt: number;
}

/** Milliseconds between two layouts at least: while dragging the range changes with every picture. */
const EVERY_MS = 150;
/** With a picture where one is drawn so soon after: a frame of its own would hold that up. */
const LINGER_MS = 80;

export interface ColourBar {
  show(spec: ColourBarSpec): void;
  /** Lays out now what would be laid out soon. */
  flush(): void;
}

/** A colour bar in `root`. It follows at a few layouts a second, and the last one always counts. */
export function createColourBar(root: HTMLElement): ColourBar {
  let shown = '';
  let wanted = '';
  let laidOutAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let layOutWanted: (() => void) | null = null;
  let newest: ColourBarSpec | null = null;
  let width = 0;
  const flush = () => {
    clearTimeout(timer);
    layOutWanted?.();
    layOutWanted = null;
  };
  const show = (spec: ColourBarSpec) => {
    newest = spec;
    const { ranks, ...plain } = spec;
    wanted = JSON.stringify([plain, ranks?.id, hasColormap(spec.colormap), width]);
    clearTimeout(timer);
    layOutWanted = null;
    if (wanted === shown) return;
    layOutWanted = () => {
      shown = wanted;
      laidOutAt = performance.now();
      layOut(root, spec);
    };
    const rest = laidOutAt + EVERY_MS - performance.now();
    // On the screen with the picture that it is of; but the first picture does not wait for it.
    if (rest <= 0 && shown) flush();
    else timer = setTimeout(() => requestAnimationFrame(flush), Math.max(0, rest + LINGER_MS));
  };
  // Asked at every picture, the browser would lay out the page for the answer.
  new ResizeObserver(() => {
    width = root.clientWidth;
    if (newest) show(newest);
  }).observe(root);
  return { flush, show };
}

function layOut(root: HTMLElement, spec: ColourBarSpec): void {
  const { label, colormap, scale, range, ranks, levels, undefinedAt } = spec;
  const stops = Array.from({ length: 17 }, (_, i) => colorAt(colormap, i / 16));
  const share = placeOnBar(spec);

  const words = ranks ? `${label}, ${t('by rank')}` : label;
  const name = element('span', { className: 'bar-label', textContent: words });
  if (undefinedAt > 0) {
    const share = undefinedAt < 0.001 ? '< 0.1' : (100 * undefinedAt).toFixed(1);
    const textContent = t('undefined at {share} %', { share });
    name.append(element('span', { className: 'bar-holes', textContent }));
  }
  const strip = element('div', { className: 'bar-strip' });
  strip.style.background = `linear-gradient(to right, ${stops.join(', ')})`;
  for (const level of levels) {
    const mark = element('i');
    mark.style.left = percent(share(level));
    strip.append(mark);
  }
  root.replaceChildren(name, strip);
  const { ticks, prefix } = laidTicks(range, scale === 'log' ? scale : 'linear', share, {
    ...(ranks && { among: ranks.ticks }),
    ...{ length: strip.clientWidth || 300, every: 60, longest: LONGEST },
    sizeOf: (text) => typeScale() * (CHARACTER * text.length + GAP),
  });
  if (prefix) name.firstChild!.textContent = `${words}, ${prefix}`;
  for (const tick of ticks) {
    const text = element('span', { className: 'bar-tick', textContent: tick.label });
    text.style.left = percent(share(tick.value));
    strip.append(text);
  }
}

/** Characters of a label, beyond which what all have in common goes to the bar's name; and pixels to the next. */
const [LONGEST, GAP] = [9, 14];

const percent = (share: number) => `${(100 * share).toFixed(3)}%`;
