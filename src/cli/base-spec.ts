// `--spec`: the spec of a file, run again. Flags that are given beside it go before it.

import type { LandscapeSpec, SpectrumSpec, SweepSpec, TrajectorySpec } from '../engine.ts';
import { metaOf } from '../fields/formats/meta.ts';
import { isObject, type JsonObject } from '../math/objects.ts';
import { checkLandscape, checkSpectrum, checkSweepInParts, checkTrajectories } from '../specs.ts';
import { Failure } from './failure.ts';
import type { ProblemFlags } from './problem-flags.ts';
import { jsonOfFile, type OpenFile, openFile } from './result-file.ts';

/** What a spec may be of, each the command that runs it. */
const CHECKS = {
  landscape: checkLandscape,
  sweep: checkSweepInParts,
  spectrum: checkSpectrum,
  train: checkTrajectories,
} as const;
export type Kind = keyof typeof CHECKS;

interface Specs {
  landscape: LandscapeSpec;
  sweep: SweepSpec;
  spectrum: SpectrumSpec;
  train: TrajectorySpec;
}

/** What a spec of each kind has and no other. */
const MARKS: readonly (readonly [key: string, kind: Kind])[] = [
  ['window', 'landscape'],
  ['rate', 'spectrum'],
  ['starts', 'train'],
  ['x', 'sweep'],
];

/** The kind of a spec and the spec, checked. Throws an Error or RangeError that says what is wrong with it. */
export function checkedSpec(value: unknown): { kind: Kind; spec: Specs[Kind] } {
  if (isObject(value) && 'of' in value && ('pixels' in value || 'runs' in value)) {
    const kind = isObject(value.of) && 'rate' in value.of ? 'spectrum' : 'sweep';
    throw new Error(
      `it holds runs chosen of another result, a ${kind}: gradscape train --of ${kind.toUpperCase()}_FILE --pixels "${pixelsIn(value)}" runs them again`,
    );
  }
  const kind = isObject(value) ? MARKS.find(([key]) => key in value)?.[1] : undefined;
  if (!kind) throw new Error('it holds no spec of a landscape, sweep, spectrum or training run');
  return { kind, spec: CHECKS[kind](value) };
}

/** Pixels as --pixels takes them: those of a file of chosen runs, or of what `train` printed of them. */
function pixelsIn({ pixels, runs }: JsonObject): string {
  const list: unknown = pixels ?? (Array.isArray(runs) ? runs.map((run) => run?.pixel) : []);
  return Array.isArray(list) ? list.slice(0, 8).join(';') + (list.length > 8 ? ';…' : '') : '…';
}

/** What a kind is called in a sentence. */
const NAMES: Readonly<Record<Kind, string>> = {
  landscape: 'a landscape',
  sweep: 'a sweep',
  spectrum: 'a spectrum',
  train: 'training runs (trajectories)',
};

/** The spec that JSON holds: itself, or what a command printed with its spec in it. */
export const specInJson = (value: JsonObject): unknown =>
  isObject(value.spec) ? value.spec : value;

/** The spec in a file that is open: JSON, or a result in any format. */
function specInFile(file: OpenFile): unknown {
  const json = jsonOfFile(file);
  return isObject(json) ? specInJson(json) : metaOf(file).meta.spec;
}

/** The spec in a file, checked. Throws a Failure; `says` is what it says of the file before it says why. */
export function specAt(path: string, says = ''): ReturnType<typeof checkedSpec> {
  const file = openFile(path);
  try {
    return checkedSpec(specInFile(file));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`"${path}"${says}: ${(error as Error).message}`);
  } finally {
    file.close();
  }
}

export interface SpecFlags {
  spec?: string;
}

export const SPEC_FLAG = [
  '--spec <file>',
  'runs the spec of a file again: JSON, or a result in any format; flags beside it go first',
] as const;

/** What another problem can take over of a spec. */
const OF_ANY_PROBLEM = ['optimizer', 'steps', 'every', 'width', 'height', 'count', 'last'];

/**
 * The spec that the flags name, for a command of its kind; nothing where they name none. Of a spec of another problem
 * than --problem there are only steps, sizes and the optimizer.
 */
export function baseOf<K extends Kind>(
  { spec: path, problem }: SpecFlags & Pick<ProblemFlags, 'problem'>,
  wanted: K,
): Partial<Specs[K]> {
  if (path === undefined) return {};
  const { kind, spec } = specAt(path);
  if (kind !== wanted) {
    throw new RangeError(
      `--spec: "${path}" is of ${NAMES[kind]}: gradscape ${kind} --spec ${path} runs it again`,
    );
  }
  if (problem === undefined || problem === spec.problem.id) return spec as Specs[K];
  const kept = Object.entries(spec).filter(([key]) => OF_ANY_PROBLEM.includes(key));
  return Object.fromEntries(kept) as Partial<Specs[K]>;
}
