import type { Command } from 'commander';
import { frameSteps, NEVER, type SweepSpec, type TrajectorySpec } from '../engine.ts';
import { withoutRows } from '../fields/formats/data.ts';
import { formatOf } from '../fields/formats/index.ts';
import { metaOf } from '../fields/formats/meta.ts';
import type { FieldInfo, FileMeta, GridSource } from '../fields/formats/source.ts';
import { bands, componentsOf } from '../fields/formats/source.ts';
import { axisName } from '../fields/sources.ts';
import { TRUST_FIELD } from '../fields/trust.ts';
import { isObject } from '../math/objects.ts';
import { describe } from '../problems/registry.ts';
import { checkedSpec, type Kind, specInJson } from './base-spec.ts';
import { print, withSignal } from './common.ts';
import { Failure } from './failure.ts';
import { damageOf, jsonOfFile, type OpenFile, openFile, sourceOfFile } from './result-file.ts';
import { measured, statisticsOf } from './statistics.ts';
import { withoutSeam } from './sweep-tiles.ts';
import { trustStatistics } from './trust.ts';

interface InfoFlags {
  json?: true;
}

export function addInfo(program: Command): void {
  program
    .command('info')
    .description('what a result or a spec is of, what is in it, and whether it is damaged')
    .argument('<file>', 'a result in any format, or a spec as JSON')
    .option('--json', 'one line of JSON on stdout')
    .addHelpText(
      'after',
      `
Prints {file, bytes, kind, version, engine, adapter, precision, shard, size, axes, fields, outcomes, medianStepsToThreshold,
trust, dimension, damage, spec}. The numbers are looked at in .npz and .npy files, and the checksums of an .npz; exit code 1 when
one does not match. Of training runs size is {runs, steps, every, frames}, and holds says it in words. dimension is that of the border of the solved area of a whole sweep of up to 2^24 runs, of an .npz
or of an .npy of its outcomes, by boxes (solved) and by pairs of pixels (pairs): the slope and its standardError, the range of
sizes that were fitted (scales), sizes with their counts or shares, and the local slope from each to the next. --json prints the rows of a problem's data too.

Examples:
  gradscape info basins.npz
  gradscape info part1.npz --json | jq .spec > spec.json`,
    )
    .action(info);
}

async function info(path: string, flags: InfoFlags): Promise<void> {
  const file = openFile(path);
  try {
    const json = jsonOfFile(file);
    if (isObject(json)) return print(flags, aboutSpec(path, file, specInJson(json)));
    const about = await withSignal((signal) => aboutResult(path, file, flags, signal));
    print(flags, about);
    if (about.damage) throw new Failure(`"${path}" is damaged: ${about.damage}`);
  } finally {
    file.close();
  }
}

/** Does something with a file; what it throws is of the file. */
function of<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new Failure(`"${path}": ${(error as Error).message}`);
  }
}

function aboutSpec(path: string, { size: bytes }: OpenFile, value: unknown) {
  const { kind, spec } = of(path, () => checkedSpec(value));
  return { file: path, bytes, kind, ...aboutGrid(kind, spec), spec };
}

async function aboutResult(path: string, file: OpenFile, { json }: InfoFlags, signal: AbortSignal) {
  const { meta, contents } = of(path, () => metaOf(file));
  const { kind, version, engine, adapter, adapters, precision, shard } = meta;
  const damage = contents ? await damageOf(contents, file, signal) : null;
  const format = of(path, () => formatOf(path));
  const whole = of(path, () => sourceOfFile(file, meta, format, contents));
  const source = whole && withoutSeam(whole);
  return {
    file: path,
    bytes: file.size,
    kind,
    version,
    engine,
    adapter,
    ...(adapters && { adapters }),
    precision,
    ...(shard && { shard }),
    ...aboutGrid(kind, meta.spec),
    ...(source && { fields: source.fields.map((field) => aboutField(source, field)) }),
    ...(source && statisticsIn(source)),
    damage,
    spec: json ? meta.spec : withoutRows(meta).spec,
  };
}

/** What the outcomes of a sweep come to, and their border's dimension, as far as the file has the fields for it. */
function statisticsIn(source: GridSource) {
  const has = (field: string) => source.fields.some(({ name }) => name === field);
  const ofTrust = has(TRUST_FIELD.name) ? trustStatistics(source) : {};
  if (!has('outcome')) return ofTrust;
  const { measure } = source.meta.spec as Pick<SweepSpec, 'measure'>;
  return {
    ...ofTrust,
    ...(has('stepsToThreshold') && statisticsOf(source)),
    ...measured(
      source,
      { measure: measure && has(measure) ? measure : undefined },
      source.meta.shard,
    ),
  };
}

/** Size and axes, as far as the spec says them. */
function aboutGrid(kind: Kind | FileMeta['kind'], spec: object) {
  const known = spec as Partial<SweepSpec> & {
    window?: { x: unknown; y: unknown };
    rate?: object;
    count?: number;
  };
  const { width, height, window, rate, count, problem, steps } = known;
  const names = problem && describe(problem).plane.names;
  if (kind === 'landscape' && names && window) {
    const axes = [
      { name: names[0], range: window.x },
      { name: names[1], range: window.y },
    ];
    return { size: { width, height }, axes };
  }
  if (kind === 'spectrum') return { size: { count, steps }, axes: [{ name: 'lr', ...rate }] };
  if (kind === 'sweep' && problem && known.x && known.y) {
    const axes = [known.x, known.y].map(({ quantity, range, scale }) => {
      return { name: axisName(describe(problem), quantity), range, scale };
    });
    return { size: { width, height, steps }, axes };
  }
  return aboutRuns(spec);
}

/** How many training runs and steps, and at which steps their iterates are kept. */
function aboutRuns(spec: object) {
  const { of, pixels, starts, startsIn, problem, ...own } = spec as Partial<TrajectorySpec> & {
    of?: { steps: number };
    pixels?: readonly unknown[];
  };
  const { steps = 0, every = 1 } = { steps: of?.steps, ...own };
  const each = problem && startsIn === 'theta' ? describe(problem).theta.length : 2;
  const runs = pixels?.length ?? (starts?.length ?? 0) / each;
  const kept =
    every === 1 ? 'those after each step' : `those after each ${every} steps and the last`;
  return {
    size: { runs, steps, every, frames: frameSteps({ steps, every }).length },
    holds: `iterates and losses of ${runs} run${runs === 1 ? '' : 's'} × ${steps} steps: the start and ${kept}`,
  };
}

/** Cells looked at at once. */
const BAND = 2 ** 18;

/** A field with the least and the largest of its values; a vector's over all components. */
function aboutField(source: GridSource, field: FieldInfo) {
  let [min, max, none] = [Infinity, -Infinity, 0];
  for (const [from, to] of bands(source, BAND)) {
    const cells = source.read(field, from, to);
    for (let k = 0; k < cells.length; k++) {
      const value = cells[k]!;
      if (Number.isNaN(value) || (field.type === '<u4' && value === NEVER)) none++;
      else {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
  }
  const { name, type } = field;
  const components = componentsOf(field);
  return { name, type, ...(components > 1 && { components }), min, max, ...(none > 0 && { none }) };
}
