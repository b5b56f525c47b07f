// The critical learning rates of the minima that a spectrum's runs settle in.
import type { Spectrum, Window } from '../../engine.ts';
import { minimaOfRuns, sharesMinima } from '../../fields/minima.ts';
import { criticalLearningRate, STABLE_UP_TO } from '../../problems/curvature.ts';
import { describe } from '../../problems/registry.ts';
import { plain } from '../../views/ticks.ts';
import type { Engines } from '../jobs/engines.ts';

export interface CriticalRate {
  rate: number;
  label: string;
}

/** Lines drawn at most, of the minima that most runs settle in. */
const MOST = 3;
/** Of rates nearer to each other than this share, as those of minima that mirror each other, one is drawn. */
const SAME = 1e-3;

/** None for an optimizer that scales each component by itself, and where an axis of the plane is not trained. */
export async function criticalRates(
  spectrum: Spectrum,
  window: Window,
  engines: Engines,
  signal: AbortSignal,
): Promise<CriticalRate[]> {
  const { problem, optimizer } = spectrum.spec;
  const bound = STABLE_UP_TO[optimizer.kind];
  if (!bound || !sharesMinima(describe(problem))) return [];
  const { minima } = await minimaOfRuns(spectrum, problem, window, engines.cpu, { signal });
  const rates: CriticalRate[] = [];
  for (const { sharpness } of minima) {
    const rate = criticalLearningRate(optimizer, sharpness);
    if (rate === null || rates.some((known) => Math.abs(known.rate - rate) < SAME * rate)) continue;
    rates.push({ rate, label: `${bound}/λmax = ${plain(rate)}` });
  }
  return rates.slice(0, MOST);
}
