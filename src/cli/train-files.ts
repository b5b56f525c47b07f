// Files of train: trajectories in a format, and the runs of chosen pixels of a file.
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type {
  EngineInfo,
  SpectrumSpec,
  SweepSpec,
  Trajectories,
  TrajectorySpec,
} from '../engine.ts';
import { checkRoom, chunksOf, fieldOf, formatOf, readMeta } from '../fields/formats/index.ts';
import { metaWithData, readNpz } from '../fields/formats/npz.ts';
import type { FileMeta } from '../fields/formats/source.ts';
import { pixelRun } from '../fields/pixel-run.ts';
import { stackedTrajectories, trajectoriesSource, trajectoryFields } from '../fields/sources.ts';
import { quote } from '../math/format.ts';
import { checkSpectrum, checkSweepInParts } from '../specs.ts';
import { Failure, fileFailure } from './failure.ts';
import { checkOutput, writeFile } from './output.ts';
import { integer } from './values.ts';

/** Writes what train computed to --out. Throws, before anything is computed, where that could not be. */
export function trajectoryWriter(
  out: string,
  spec: TrajectorySpec,
  { field, force = false }: { field?: string | undefined; force?: boolean | undefined },
) {
  const json = out.toLowerCase().endsWith('.json');
  const format = json ? null : formatOf(out);
  if (format === 'png')
    throw new RangeError(
      `--out: "${out}": runs have no picture; a .npz, .npy, .csv, .parquet or .json has them`,
    );
  if (format) {
    fieldOf(trajectoryFields(spec.problem), format, field);
    checkRoom(format, spec);
  }
  checkOutput(out, force);
  /** `printed` is what goes into a .json. */
  return (runs: readonly Trajectories[], of: object | null, info: EngineInfo, printed: object) => {
    if (!format) return writeFile(out, [new TextEncoder().encode(`${JSON.stringify(printed)}\n`)]);
    const source = trajectoriesSource(stackedTrajectories(runs), info);
    const named = of ? { ...source, meta: { ...source.meta, spec: of } } : source;
    return writeFile(out, chunksOf(named, format, { field }));
  };
}

/** A pixel of a sweep, or a learning rate of a spectrum. */
export interface ChosenPixel {
  pixel: [column: number, row: number];
  spec: TrajectorySpec;
}

/** The runs of pixels "12,40;13,40" of the sweep or spectrum that a file is of. Throws a RangeError or a Failure. */
export function runsOfFile(file: string, pixels: string, every: number) {
  const { kind, spec } = metaOfFile(file);
  const of = specOf(file, kind, spec);
  const chosen = pixels.split(';').map((text): ChosenPixel => {
    const [i = '', j = '0', ...rest] = text.split(',');
    if (rest.length > 0) throw new RangeError(`--pixels: ${quote(text)} is not COLUMN,ROW`);
    const at = (word: string) => integer(word.trim(), '--pixels', 0, 2 ** 32 - 1);
    const pixel: [number, number] = [at(i), at(j)];
    return { pixel, spec: pixelRun(of, pixel, every) };
  });
  return { of, chosen };
}

function specOf(file: string, kind: string, spec: object): SweepSpec | SpectrumSpec {
  const check = { sweep: checkSweepInParts, spectrum: checkSpectrum }[kind];
  try {
    if (check) return check(spec);
  } catch (error) {
    throw new Failure(`"${file}": ${(error as Error).message}`);
  }
  throw new Failure(
    `"${file}" is of ${kind}, and has no runs to choose from: a sweep or spectrum has`,
  );
}

/** What a file says of itself; of an .npz, which may be larger than memory, only that is read. */
function metaOfFile(file: string): Pick<FileMeta, 'kind' | 'spec'> {
  let bytes: Uint8Array;
  try {
    if (!file.toLowerCase().endsWith('.npz')) bytes = new Uint8Array(readFileSync(file));
    else return npzMeta(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw fileFailure(file, error);
    throw new Failure(`"${file}" cannot be read: ${(error as Error).message}`);
  }
  try {
    return file.toLowerCase().endsWith('.json') ? jsonSpec(bytes) : readMeta(bytes);
  } catch (error) {
    throw new Failure(`"${file}" cannot be read: ${(error as Error).message}`);
  }
}

function npzMeta(file: string): FileMeta {
  const handle = openSync(file, 'r');
  try {
    const read = (at: number, length: number) => {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, readSync(handle, bytes, 0, length, at));
    };
    return metaWithData(readNpz(fstatSync(handle).size, read), read);
  } finally {
    closeSync(handle);
  }
}

/** A spec as JSON, or what a command printed of it. */
function jsonSpec(bytes: Uint8Array): Pick<FileMeta, 'kind' | 'spec'> {
  const parsed = JSON.parse(new TextDecoder().decode(bytes)) as { spec?: object } | null;
  const spec = parsed?.spec ?? parsed ?? {};
  return { kind: 'rate' in spec ? 'spectrum' : 'sweep', spec };
}
