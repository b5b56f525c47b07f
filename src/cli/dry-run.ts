// `--dry-run`: how large a job is, and how long it may take. The time is an estimate: some of the very job, on the very
// engine, is timed.
import type { Engine, LandscapeSpec, SpectrumSpec, SweepSpec, TrajectorySpec } from '../engine.ts';
import { encode, type Format, type FormatOptions } from '../fields/formats/index.ts';
import { npyHeader, shapeOf } from '../fields/formats/npy.ts';
import { npzPlan } from '../fields/formats/npz.ts';
import { cellBytes, fieldByName, type GridSource, metaJson } from '../fields/formats/source.ts';
import { landscapeSource, spectrumSource, sweepSource } from '../fields/sources.ts';
import { trustBy } from '../fields/trust-by.ts';
import { amount, duration } from '../math/format.ts';
import { seededRandom } from '../math/rng.ts';
import type { Reference } from '../reference.ts';
import { LEAST_ITERATES } from '../results.ts';

type Shape = Omit<GridSource, 'read'>;

/** The same job of so much more work for each of its steps, as when all of its runs are done twice. */
export const timesWork = (trial: Trial, factor: number): Trial => ({
  ...trial,
  work: factor * trial.work,
});

/** How much a job does, and a piece of it to try. */
export interface Trial {
  /** Work of the whole job: cells of a landscape, steps of all runs else. */
  work: number;
  unit: string;
  /** Does about so much of it; gives how much it was. */
  run(work: number): Promise<number>;
}

/** Seconds of work after which a trial tells enough. */
const ENOUGH = 0.5;

/** Times a trial: four times the work each time, until it takes long enough to tell. */
export async function estimateOf(
  { work, unit, run }: Trial,
  now: () => number = () => performance.now() / 1000,
) {
  const begun = now();
  await run(1);
  const start = now() - begun;
  for (let tried = Math.min(work, 4096); ; tried = Math.min(4 * tried, work)) {
    const before = now();
    const done = await run(tried);
    const took = now() - before;
    if (took < ENOUGH && done < work && tried < work) continue;
    const seconds = start + (took * work) / Math.max(1, done);
    return {
      seconds: Number(seconds.toPrecision(2)),
      text: `about ${duration(seconds)}`,
      from: `a trial of ${amount(done, unit)} in ${took.toFixed(2)} s, of ${amount(work, unit)} in all`,
    };
  }
}

/**
 * Runs and steps that come to about so much work: many runs of few steps first, as jobs are; of runs whose period is asked
 * for no fewer steps than that takes.
 */
function piece(work: number, runs: number, { steps, also }: SweepSpec | SpectrumSpec) {
  const each = Math.min(steps, 200);
  const least = also?.includes('period') ? LEAST_ITERATES : 1;
  const count = Math.max(1, Math.min(runs, 2 ** 18, Math.floor(work / Math.max(1, each))));
  return { count, steps: Math.min(steps, Math.max(least, Math.round(work / count))) };
}

export function sweepTrial(engine: Engine, spec: SweepSpec, pixels: number): Trial {
  const random = seededRandom(1);
  return {
    work: pixels * Math.max(1, spec.steps),
    unit: 'steps',
    async run(work) {
      const { count, steps } = piece(work, pixels, spec);
      const all = spec.width * spec.height;
      // Of all the map: some regions may end sooner than others.
      const some = Uint32Array.from({ length: count }, () => Math.floor(random() * all));
      await engine.sweepPixels({ ...spec, steps }, some);
      return count * Math.max(1, steps);
    },
  };
}

export function spectrumTrial(engine: Engine, spec: SpectrumSpec): Trial {
  return {
    work: spec.count * Math.max(1, spec.steps),
    unit: 'steps',
    async run(work) {
      const { count, steps } = piece(work, spec.count, spec);
      await engine.spectrum({ ...spec, count, steps, last: Math.min(spec.last, steps) });
      return count * Math.max(1, steps);
    },
  };
}

export function landscapeTrial(
  job: (spec: LandscapeSpec) => Promise<unknown>,
  spec: LandscapeSpec,
): Trial {
  return {
    work: spec.width * spec.height,
    unit: 'cells',
    async run(work) {
      const width = Math.min(spec.width, Math.ceil(Math.sqrt(work)));
      const height = Math.min(spec.height, Math.ceil(work / width));
      await job({ ...spec, width, height });
      return width * height;
    },
  };
}

export function trainTrial(engine: Engine, spec: TrajectorySpec): Trial {
  return {
    work: Math.max(1, spec.steps),
    unit: 'steps',
    async run(work) {
      const steps = Math.min(spec.steps, Math.max(1, Math.round(work)));
      await engine.trajectories({ ...spec, steps });
      return Math.max(1, steps);
    },
  };
}

/** What a result has beside what its spec asks for. */
export interface Besides {
  trust?: true | undefined;
  curvature?: Reference['curvature'] | undefined;
}

/** A small result of the same kind, of which formats of unknown length are made to see. */
export async function sampleOf(
  engine: Engine,
  spec: LandscapeSpec | SweepSpec | SpectrumSpec,
  { trust, curvature }: Besides = {},
): Promise<GridSource> {
  const side = 48;
  const { info } = engine;
  if ('window' in spec) {
    const small = { ...spec, width: side, height: side };
    const result = await engine.landscape(small);
    const told = trust ? await trustBy(engine, result) : null;
    return landscapeSource(result, info, await curvature?.(small), told);
  }
  const steps = Math.min(spec.steps, 100);
  if ('rate' in spec) {
    const small = { ...spec, count: side, steps, last: Math.min(spec.last, steps) };
    const result = await engine.spectrum(small);
    return spectrumSource(result, info, trust ? await trustBy(engine, result) : null);
  }
  const result = await engine.sweep({ ...spec, width: side, height: side, steps });
  return sweepSource(result, info, trust ? await trustBy(engine, result) : null);
}

/**
 * By how much, at most, what does not deflate grows: 5 bytes for each block of 7,000 symbols, and what stands around each
 * member.
 */
const deflatedAtMost = (bytes: number, members: number) =>
  Math.ceil(bytes * (1 + 5 / 7000)) + 64 * members;

/** Bytes of a result as a file: exact where cells have their places, else told from a sample, or the most it can be. */
export async function bytesOfFile(
  shape: Shape,
  format: Format,
  { field, compress }: Pick<FormatOptions, 'field' | 'compress'>,
  sample: () => Promise<GridSource>,
): Promise<{ bytes: number | null; text: string }> {
  const cells = shape.width * shape.height;
  const exactly = (bytes: number) => ({ bytes, text: amount(bytes, 'B') });
  if (format === 'npz') {
    const frame = npzPlan(shape).frame(shape.fields.map(() => 0));
    const end = frame.at(-1)!;
    const whole = end.at + end.bytes.length;
    if (!compress) return exactly(whole);
    const most = deflatedAtMost(whole, frame.length);
    return {
      bytes: most,
      text: `at most ${amount(most, 'B')}: how far it deflates its cells decide`,
    };
  }
  if (format === 'npy') {
    const one = fieldByName(shape.fields, field ?? 'loss');
    const header = npyHeader(one.type, shapeOf(one, shape), { ...shape.meta, field: one.name });
    return exactly(header.length + cells * cellBytes(one));
  }
  if (format === 'csv' || format === 'parquet') {
    const small = await sample();
    const spec = metaJson(shape.meta).length;
    const each = (encode(small, format).length - spec) / (small.width * small.height);
    const bytes = Math.round(spec + each * cells);
    return { bytes, text: `about ${amount(bytes, 'B')}` };
  }
  return { bytes: null, text: 'as much as the picture takes' };
}
