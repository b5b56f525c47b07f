// Files of train: trajectories in a format, and the runs of chosen pixels of a file.
import type {
  EngineInfo,
  SpectrumSpec,
  SweepSpec,
  Trajectories,
  TrajectorySpec,
} from '../engine.ts';
import { checkRoom, chunksOf, fieldOf, formatOf } from '../fields/formats/index.ts';
import { mlpOfFlat } from '../fields/formats/mlp.ts';
import { weightsJson, weightsSafetensors } from '../fields/formats/weights.ts';
import { pixelRun } from '../fields/pixel-run.ts';
import { stackedTrajectories, trajectoriesSource, trajectoryFields } from '../fields/sources.ts';
import { quote } from '../math/format.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { specAt } from './base-spec.ts';
import { Failure } from './failure.ts';
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
  const of = specOf(file);
  const chosen = pixels.split(';').map((text): ChosenPixel => {
    const [i = '', j = '0', ...rest] = text.split(',');
    if (rest.length > 0) throw new RangeError(`--pixels: ${quote(text)} is not COLUMN,ROW`);
    const at = (word: string) => integer(word.trim(), '--pixels', 0, 2 ** 32 - 1);
    const pixel: [number, number] = [at(i), at(j)];
    return { pixel, spec: pixelRun(of, pixel, every) };
  });
  return { of, chosen };
}

/** The sweep or spectrum that a file is of, or the spec of one as JSON. Throws a Failure for any other. */
function specOf(path: string): SweepSpec | SpectrumSpec {
  const { kind, spec } = specAt(path, ' cannot be read');
  if (kind === 'sweep' || kind === 'spectrum') return spec as SweepSpec | SpectrumSpec;
  throw new Failure(
    kind === 'train'
      ? `"${path}" is of training runs, which train --spec ${path} does again; pixels to choose has a sweep or spectrum`
      : `"${path}" is of a ${kind}, and has no runs to choose from: a sweep or spectrum has`,
  );
}

/** Writes the weights of a network at a θ to a file, in the format of its name. Throws where it could not be written. */
export function writerOf(path: string, { network, values, theta, id }: ProblemInfo, force = false) {
  if (!network) throw new RangeError(`--weights-to: problem "${id}" is no network`);
  const [suffix] = /\.(safetensors|json)$/i.exec(path) ?? [];
  if (!suffix) {
    throw new RangeError(`--weights-to: "${path}" does not end in .safetensors or .json`);
  }
  checkOutput(path, force);
  const { spec, names } = network;
  return (end: ArrayLike<number>) => {
    const all = new Map(theta.map((name, c) => [name, end[c]!]));
    const numbers = names.map((name) => all.get(name) ?? values[name]!);
    const { activations, gains, loss } = spec;
    const mlp = mlpOfFlat(spec.layers, spec.bias, numbers, { activations, gains, loss });
    const bytes =
      suffix.toLowerCase() === '.json'
        ? new TextEncoder().encode(weightsJson(mlp))
        : weightsSafetensors(mlp);
    return writeFile(path, [bytes]);
  };
}
