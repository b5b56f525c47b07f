// A band over the spectrum's plots: what the iterates of each learning rate do, and a legend of it.

import { behaviourColor } from '../../fields/categories.ts';
import {
  CHAOTIC,
  CONVERGING,
  LEAST_ITERATES,
  PERIOD_TOLERANCE,
  UNBOUNDED,
} from '../../fields/periods.ts';
import { behaviourBand } from '../../fields/pictures.ts';
import { element, swatch } from '../../views/dom.ts';
import { type Name, t } from '../../words/words.ts';

/** What the legend tells apart, and a behaviour that has its colour. */
const KINDS: readonly (readonly [name: Name, example: number])[] = [
  ['fixed point (period 1)', 1],
  ['period 2', 2],
  ['period 4', 4],
  ['period 8', 8],
  ['period 16, 32, …', 16],
  ['another period', 3],
  ['chaotic', CHAOTIC],
  ['still moving', CONVERGING],
  ['diverged', UNBOUNDED],
];

export interface Band {
  readonly root: HTMLElement;
  readonly legend: HTMLElement;
  /** The behaviours of learning rates that lie between two places of the plots; null for none. */
  show(behaviours: Uint8Array | null, placed: readonly [number, number], about: string): void;
  /** Puts it where the plots, which show from one place to another, have its learning rates. */
  place(view: readonly [number, number]): void;
}

export function createBand(): Band {
  const canvas = element('canvas');
  const root = element('div', { className: 'band' }, canvas);
  const entries = KINDS.map(([name, example]) => legendEntry(t(name), example));
  const note = element('span');
  // All of it from the start: the plots below must not jump.
  const legend = element('div', { className: 'band-legend' }, ...entries, note);
  let placed: readonly [number, number] = [0, 1];
  return {
    root,
    legend,
    show(behaviours, at, about) {
      placed = at;
      legend.title = root.title = about;
      canvas.hidden = !behaviours;
      note.textContent = behaviours ? '' : about;
      dimAbsent(entries, behaviours);
      if (!behaviours) return;
      const width = Math.min(behaviours.length, 4096);
      const { rgba } = behaviourBand(behaviours, width);
      Object.assign(canvas, { width, height: 1 });
      const bytes = new Uint8ClampedArray(rgba);
      canvas.getContext('2d')!.putImageData(new ImageData(bytes, width, 1), 0, 0);
    },
    place([from, to]) {
      const share = (at: number) => `${(100 * at) / (to - from)}%`;
      canvas.style.left = share(placed[0] - from);
      canvas.style.width = share(placed[1] - placed[0]);
    },
  };
}

function legendEntry(name: string, example: number): HTMLElement {
  return element('span', {}, swatch(behaviourColor(example)), name);
}

/** Those that no learning rate has. */
function dimAbsent(entries: readonly HTMLElement[], behaviours: Uint8Array | null): void {
  const colours = new Set([...new Set(behaviours ?? [])].map((one) => String(behaviourColor(one))));
  for (const [i, [, example]] of KINDS.entries()) {
    entries[i]!.classList.toggle('absent', !colours.has(String(behaviourColor(example))));
  }
}

/** How periods are told, in a sentence, for iterates of a precision. */
export function howPeriodsAreTold(last: number, precision: 'f32' | 'f64'): string {
  if (last < LEAST_ITERATES) {
    return t('At least {least} last iterates must be kept to tell periods: they are {last}.', {
      least: LEAST_ITERATES,
      last,
    });
  }
  return t(
    'Period p: of the last {last} iterates all that are p apart differ by at most {tolerance}·max(1, |iterate|), {precision}; periods up to {most} are told.',
    {
      last,
      tolerance: String(PERIOD_TOLERANCE[precision]),
      precision,
      most: Math.floor(last / 2),
    },
  );
}
