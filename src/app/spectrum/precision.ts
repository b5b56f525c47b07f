// How far an f32 spectrum can be trusted: a sample of its learning rates, run again in f64 and an f32 ulp away.
import type { RunResults, Spectrum, SpectrumSpec } from '../../engine.ts';
import { perturbed, spectrumTrust, trustCounts } from '../../fields/trust.ts';
import { seededRandom } from '../../math/rng.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { type PrecisionCheck, sampleSize } from '../jobs/precision.ts';

/** Neighbouring learning rates that are run together. */
const TOGETHER = 64;

/** The spectrum of rates [from, to) of a spectrum. */
function partOf({ rate, ...spec }: SpectrumSpec, from: number, to: number): SpectrumSpec {
  const { scale, range } = rate;
  const [lo, hi] = scale === 'log' ? range.map(Math.log10) : range;
  const edge = (i: number) => {
    const u = i / spec.count;
    const at = lo! * (1 - u) + hi! * u;
    return scale === 'log' ? 10 ** at : at;
  };
  const held = (value: number) => Math.min(range[1], Math.max(range[0], value));
  const part: SpectrumSpec['rate'] = { scale, range: [held(edge(from)), held(edge(to))] };
  return { ...spec, rate: part, count: to - from, last: 0 };
}

/** The first rates of the parts that are looked at: all of a spectrum that is no larger than the sample. */
export function sampledParts(spec: SpectrumSpec): [from: number, to: number][] {
  const { count } = spec;
  const wanted = sampleSize(spec);
  // Noise goes by a run's place among all: only the first ones keep theirs.
  if (count <= wanted || spec.optimizer.noise) return [[0, Math.min(count, wanted)]];
  const random = seededRandom(1);
  const length = Math.min(TOGETHER, wanted);
  const parts = Math.floor(wanted / length);
  // One in each of as many stretches, so that they do not overlap.
  return Array.from({ length: parts }, (_, p) => {
    const first = Math.floor((p * count) / parts);
    const room = Math.floor(((p + 1) * count) / parts) - first - length;
    const from = first + Math.floor(random() * (room + 1));
    return [from, from + length];
  });
}

/** Compares outcomes in f64, and with everything an f32 ulp away on the engine in use. */
export async function checkSpectrumPrecision(
  spectrum: Spectrum,
  engines: Engines,
  signal: AbortSignal,
): Promise<PrecisionCheck> {
  const different: number[] = [];
  const trust: number[] = [];
  const parts = sampledParts(spectrum.spec);
  for (const [from, to] of parts) {
    const spec = partOf(spectrum.spec, from, to);
    const { outcome } = await engines.cpu.spectrum(spec, { signal });
    for (let k = from; k < to; k++) {
      if (spectrum.outcome[k] !== outcome[k - from]) different.push(k);
    }
    const moved = await engines.run((engine) => engine.spectrum(perturbed(spec), { signal }));
    trust.push(...spectrumTrust(resultsOf(spectrum, spec, from, to), moved));
  }
  const of = trust.length;
  const what = t('same outcome');
  const also = movedInWords(trust);
  return { same: of - different.length, of, what, whose: 'learning rates', also, different };
}

/** `trustInWords` in the page's language. */
function movedInWords(trust: readonly number[]): string {
  const [trusted, sensitive, held] = trustCounts(trust);
  const share = (part: number) => ((100 * part) / Math.max(1, trust.length)).toFixed(1);
  const kept =
    held > 0 ? t(', held where it is by rounding: {share} %', { share: share(held) }) : '';
  return (
    t('moved by one f32 ulp: the same for {same} %, another for {other} %', {
      same: share(trusted),
      other: share(sensitive),
    }) + kept
  );
}

function resultsOf(whole: Spectrum, spec: SpectrumSpec, from: number, to: number): Spectrum {
  const n = whole.point.length / whole.outcome.length;
  const part: RunResults = {
    point: whole.point.slice(n * from, n * to),
    loss: whole.loss.slice(from, to),
    stepsToThreshold: whole.stepsToThreshold.slice(from, to),
    outcome: whole.outcome.slice(from, to),
  };
  return { spec, rates: whole.rates.slice(from, to), iterates: new Float32Array(0), ...part };
}
