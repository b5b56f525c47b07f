// The critical learning rates of the minima that a spectrum's runs settle in.
import type { Spectrum, Window } from '../../engine.ts';
import { assignedMinima, endPlaces, reachIn, sharesMinima } from '../../fields/minima.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { criticalLearningRate } from '../../problems/curvature.ts';
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

const FORMULAS: Partial<Record<OptimizerKind, string>> = {
  gd: '2/λmax',
  momentum: '2(1 + β)/λmax',
  nesterov: '2(1 + β)/((1 + 2β)λmax)',
};

/** None for an optimizer that scales each component by itself, and where an axis of the plane is not trained. */
export async function criticalRates(
  spectrum: Spectrum,
  window: Window,
  engines: Engines,
  signal: AbortSignal,
): Promise<CriticalRate[]> {
  const { problem, optimizer } = spectrum.spec;
  const info = describe(problem);
  const formula = FORMULAS[optimizer.kind];
  if (!formula || !sharesMinima(info)) return [];
  const { reach, width } = reachIn(info, window);
  const places = endPlaces(spectrum, reach);
  const refined = await engines.cpu.refine(problem, places, width, { signal });
  const rates: CriticalRate[] = [];
  for (const { sharpness } of assignedMinima(spectrum, refined, reach).minima) {
    const rate = criticalLearningRate(optimizer, sharpness);
    if (rate === null || rates.some((known) => Math.abs(known.rate - rate) < SAME * rate)) continue;
    rates.push({ rate, label: `${formula} = ${plain(rate)}` });
  }
  return rates.slice(0, MOST);
}
