// What the flags of a sweep ask for, checked before anything is opened.
import { type Axis, MEASURES, type Measure, type SweepSpec } from '../engine.ts';
import {
  checkCompress,
  checkRoom,
  type Format,
  type FormatOptions,
  fieldOf,
} from '../fields/formats/index.ts';
import { pictureField } from '../fields/formats/picture.ts';
import { axisName, runFields } from '../fields/sources.ts';
import type { Optimizer } from '../optimizers.ts';
import { isLine } from '../problems/plane.ts';
import type { ProblemInfo, ProblemRef, UsualSweep } from '../problems/problem.ts';
import { describe, problemOf as madeProblem } from '../problems/registry.ts';
import { type Usual, usualOf } from '../problems/usual.ts';
import { axesFault } from '../quantities.ts';
import { GRID_LIMIT } from '../schemas.ts';
import { checkSweepInParts } from '../specs.ts';
import { alsoOf } from './also-flags.ts';
import { baseOf } from './base-spec.ts';
import { type CommonFlags, type FileFlags, formatOptions, type JobFlags } from './common.ts';
import { type FigurePlan, figuresOf, optionsAmong } from './figure-flags.ts';
import { formatOfOutput, STDOUT } from './output.ts';
import { problemOf } from './problem-flags.ts';
import { hasMoved, type RunFlags, runParts } from './run-flags.ts';
import { type Part, shard } from './shard.ts';
import { rowsOf, type Tile, tilesOf, tilingOf } from './tiles.ts';
import { withTrust } from './trust.ts';
import { axis, type OptimizerFlags, optimizer, sizeOf } from './values.ts';

export interface SweepFlags extends CommonFlags, FileFlags, JobFlags, RunFlags, OptimizerFlags {
  engine: CommonFlags['engine'];
  x?: string;
  y?: string;
  size?: string;
  /** Further results, and further files of the same. */
  also?: string[];
  measure?: Measure;
  /** true for --points, false for --no-points. */
  points?: boolean;
  resume?: true;
  shard?: string;
  trust?: true;
}

/** Pixels each way. */
export const SIZE = 512;

/** What a command line asks for, checked. */
export interface Plan {
  spec: SweepSpec;
  /** The shard that is asked for. */
  part: Part | undefined;
  tiles: Tile[];
  out: string | undefined;
  also: readonly string[];
  formatOf(file: string): Format;
  optionsFor(file: string): FormatOptions;
  figures: FigurePlan;
}

/** The spec that the flags describe; what they leave out is as in --spec, or usual for the problem. */
function specOf(flags: SweepFlags): SweepSpec {
  const base = baseOf(flags, 'sweep');
  const problem = problemOf(flags, base.problem);
  const info = describe(problem);
  const usual = usualOf(problem);
  const method = optimizer(flags, usual, base.optimizer);
  const own = base.x || flags.x || flags.y ? undefined : ownSweep(problem, method, info, usual);
  const measure = flags.measure ?? base.measure ?? measureOf(own);
  const points = flags.points ?? base.points;
  const { names } = alsoOf(flags.also);
  const also = names.length > 0 ? names : (base.also ?? []);
  return checkSweepInParts({
    problem,
    optimizer: method,
    ...runParts(flags, info, base, own?.steps ?? usual.longSteps),
    ...axesOf(flags, info, method, base, own),
    ...sizeOf(flags, base, SIZE),
    ...(points !== undefined && { points }),
    ...(measure && { measure }),
    ...(also.length > 0 && { also }),
  });
}

/** Both axes. Throws a RangeError for two that do not go together. */
function axesOf(
  flags: SweepFlags,
  info: ProblemInfo,
  method: Optimizer,
  base: Partial<SweepSpec>,
  own: OwnSweep | undefined,
): Pick<SweepSpec, 'x' | 'y'> {
  const x = axisOf(flags.x, '--x', 'x', info, method, axisIn(base.x, flags) ?? own?.x);
  const y = axisOf(flags.y, '--y', 'y', info, method, axisIn(base.y, flags) ?? own?.y);
  const named = (quantity: Axis['quantity']) => axisName(info, quantity);
  const fault = axesFault(method.kind, info, x.quantity, y.quantity, named);
  if (fault !== null) throw new RangeError(`--x, --y: ${fault}`);
  return { x, y };
}

interface OwnSweep {
  x: Axis | UsualSweep['x'];
  y: Axis | UsualSweep['y'];
  steps?: number;
  colours?: UsualSweep['colours'];
}

/** The map of a problem that is worth most, where that is none of starts; on a line these are but one axis. */
function ownSweep(
  problem: ProblemRef,
  { kind }: Optimizer,
  { plane, window }: ProblemInfo,
  { sweep }: Usual,
): OwnSweep | undefined {
  const own = madeProblem(problem).sweep;
  if (own && kind === 'gd') return own;
  if (!isLine(plane)) return undefined;
  return {
    x: { quantity: 'learningRate', range: sweep, scale: 'log' },
    y: { quantity: 'start.x', range: window.x, scale: 'linear' },
  };
}

const measureOf = (own: OwnSweep | undefined): Measure | undefined =>
  MEASURES.find((measure) => measure === own?.colours);

/** An axis of a spec, unless it is of starts on a plane that the flags lay anew. */
function axisIn(axis: Axis | undefined, flags: SweepFlags): Axis | undefined {
  return axis?.quantity.startsWith('start.') && hasMoved(flags) ? undefined : axis;
}

/** Throws a RangeError for what a shard cannot be asked for. */
function checkWhole(part: Part | undefined, { figure, compress }: SweepFlags): void {
  for (const [flag, given] of Object.entries({ '--figure': figure, '--compress': compress })) {
    if (part && given) throw new RangeError(`${flag}: it does not go with --shard`);
  }
}

export function planOf(flags: SweepFlags): Plan {
  const spec = specOf(flags);
  const part = flags.shard === undefined ? undefined : shard(flags.shard);
  const tiles = tilesOf(tilingOf(spec), part);
  const options = formatOptions(flags);
  const { out } = flags;
  const { files: also } = alsoOf(flags.also);
  if (also.length > 0 && (out === undefined || part)) {
    throw new RangeError('--also: it goes with --out, and not with --shard');
  }
  const formatOf = (file: string) =>
    formatOfOutput(file, file === STDOUT ? flags.format : undefined);
  if (out !== undefined) formatOfOutput(out, flags.format);
  const figures = figuresOf(flags, spec, options, also);
  checkWhole(part, flags);
  const others = also.length + figures.files.length;
  const optionsFor = (file: string) => optionsAmong(options, formatOf(file), others);
  const { fields } = withTrust(flags, { fields: runFields(spec) });
  if (figures.files.length > 0) pictureField(fields, options.field);
  for (const file of out === undefined ? [] : [out, ...also]) {
    fieldOf(fields, formatOf(file), optionsFor(file).field);
    checkRoom(formatOf(file), spec);
    checkCompress(formatOf(file), optionsFor(file).compress);
  }
  if (part && out !== undefined && formatOf(out) !== 'npz') {
    throw new RangeError(`--shard: "${out}" is not an .npz file, which merge could read`);
  }
  if ((out === undefined || out === STDOUT) && flags.resume) {
    throw new RangeError('--resume: there is no --out whose run could go on');
  }
  if (out === undefined && spec.width * rowsOf(tiles) > GRID_LIMIT ** 2) {
    throw new RangeError(
      `--size ${spec.width}x${spec.height}: more than ${GRID_LIMIT ** 2} pixels need --out`,
    );
  }
  return { spec, part, tiles, out, also, formatOf, optionsFor, figures };
}

/** An axis as its flag says, or as it is by default, or a coordinate of the start. */
function axisOf(
  text: string | undefined,
  flag: string,
  coordinate: 'x' | 'y',
  info: ProblemInfo,
  method: Optimizer,
  byDefault: OwnSweep['x'] | undefined,
): Axis {
  if (text !== undefined) return axis(text, flag, info, method);
  if (byDefault) return { ...byDefault, range: [...byDefault.range] };
  return { quantity: `start.${coordinate}`, range: info.window[coordinate], scale: 'linear' };
}
