// How far a result can be trusted, by running it again one f32 ulp away.
import type {
  Engine,
  JobOptions,
  Landscape,
  Spectrum,
  SpectrumSpec,
  Sweep,
  SweepSpec,
} from '../engine.ts';
import { landscapeTrust, movedLandscapes } from './landscape-trust.ts';
import { perturbed, spectrumTrust, trustOf } from './trust.ts';

/** The runs an ulp away: of them no further results are looked at, of which some would ask for last iterates. */
export function movedSpec<T extends SweepSpec | SpectrumSpec>(spec: T): Omit<T, 'also'> {
  const { also: _, ...rest } = perturbed(spec);
  return rest;
}

/**
 * [run] of TRUST, of a sweep or a spectrum: TRUSTED where the same run from a start, with learning rates and
 * fixed parameters, one f32 ulp away comes to the same outcome and, within 1 %, the same loss and place (of a sweep with a
 * measure: to the same sign of that); SENSITIVE where it does not: rounding chose what is in the result; HELD where an
 * f32 run of Adam or RMSprop rests at a place that its own step makes unstable and only rounding keeps it.
 * `engine` should be the one that computed the result; it takes as long again. Where the sweep was made without `points` places
 * are not compared and no run is told to be held. Of a landscape, [cell]: TRUSTED where the picture of it can be believed,
 * see `landscapeTrust`: its window an f32 ulp away, either way, shows the same; it takes twice as long again. Rejects as `Engine.sweep` does.
 */
export async function trustBy(
  engine: Engine,
  result: Sweep | Spectrum | Landscape,
  options: JobOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  if (!('outcome' in result)) {
    const moved: Landscape[] = [];
    for (const spec of movedLandscapes(result.spec)) {
      moved.push(await engine.landscape(spec, options));
    }
    return landscapeTrust(result, moved);
  }
  if ('rates' in result) {
    const spec = { ...movedSpec(result.spec), last: 0 };
    return spectrumTrust(result, await engine.spectrum(spec, options));
  }
  return trustOf(result, await engine.sweep(movedSpec(result.spec), options));
}
