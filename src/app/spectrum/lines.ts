// Lines over the plots of the spectrum: critical learning rates, and the curve of Lyapunov exponents.
import type { Scale } from '../../math/grid.ts';
import type { Lyapunov } from '../../reference.ts';
import type { Polyline } from '../../views/contour.ts';
import type { LevelLine } from '../../views/overlay.ts';
import type { CriticalRate } from './critical.ts';

const placeOf = (rate: number, scale: Scale) => (scale === 'log' ? Math.log10(rate) : rate);

/** Uprights at critical learning rates, over a plot whose values go from `low` to `high`. */
export function uprights(
  rates: readonly CriticalRate[],
  scale: Scale,
  [low, high]: readonly [number, number],
  labelled: boolean,
): LevelLine[] {
  return rates.map(({ rate, label }, i) => {
    const x = placeOf(rate, scale);
    return {
      lines: [Float64Array.of(x, low, x, high)],
      color: 'var(--upright)',
      dash: [5, 4],
      label: labelled ? label : '',
      // Below the strip of outcomes, one under the other.
      labelAt: [x, high - (high - low) * (0.1 + 0.08 * i)],
    };
  });
}

/** Values at the bottom and the top of the plot of exponents: superstable dips go on below. */
export function exponentRange({ exponents }: Lyapunov): [number, number] {
  const known = exponents.filter(Number.isFinite).sort();
  const low = known[Math.floor(0.03 * known.length)] ?? -1;
  const high = Math.max(0.1, known.at(-1) ?? 0);
  const bottom = Math.min(low, -0.1);
  return [bottom - 0.1 * (high - bottom), high + 0.15 * (high - bottom)];
}

/** The curve, in pieces between runs that diverged, and the line between order and chaos. */
export function exponentLines({ rates, exponents }: Lyapunov, scale: Scale): LevelLine[] {
  const pieces: number[][] = [];
  let open = false;
  for (const [i, exponent] of exponents.entries()) {
    const known = Number.isFinite(exponent);
    if (known && !open) pieces.push([]);
    if (known) pieces.at(-1)!.push(placeOf(rates[i]!, scale), exponent);
    open = known;
  }
  const zero: Polyline = Float64Array.of(
    placeOf(rates[0]!, scale),
    0,
    placeOf(rates.at(-1)!, scale),
    0,
  );
  return [
    { lines: [zero], color: 'var(--zero)', dash: [3, 3], label: '' },
    {
      lines: pieces.map((piece) => Float64Array.from(piece)),
      color: 'var(--exponent)',
      dash: [],
      label: '',
    },
  ];
}
