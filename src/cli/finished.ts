// `--resume` of a sweep that is whole already: nothing is computed, and the summary is that of the file.

import { existsSync } from 'node:fs';
import { chunksOf, formatOf } from '../fields/formats/index.ts';
import { metaOf } from '../fields/formats/meta.ts';
import { type FileMeta, fieldByName, type GridSource } from '../fields/formats/source.ts';
import { sweepShape } from '../fields/sources.ts';
import { TRUST_FIELD } from '../fields/trust.ts';
import { note, print } from './common.ts';
import { Failure } from './failure.ts';
import { writeFigures } from './figure-flags.ts';
import { checkOutput, STDOUT, writeFile } from './output.ts';
import { firstDifference } from './partial.ts';
import { damageOf, openFile, sourceOfFile } from './result-file.ts';
import { measured, statisticsOf } from './statistics.ts';
import type { Plan, SweepFlags } from './sweep-plan.ts';
import { withoutSeam } from './sweep-tiles.ts';
import { trustStatistics, withTrust } from './trust.ts';

/**
 * Prints what is in the file of a plan, of which further files and figures that are not there are written. Throws a
 * Failure when it is damaged, of another sweep, without what the flags ask for, or of a format that is not read back.
 */
export async function printFinished(
  plan: Plan,
  flags: SweepFlags,
  signal: AbortSignal,
): Promise<void> {
  const { spec, part, out } = plan;
  const path = out!;
  const file = openFile(path);
  try {
    const { meta, contents } = read(() => metaOf(file), path);
    const wanted = flags.engine === 'auto' ? meta.engine : flags.engine;
    const difference = firstDifference(
      { spec, engine: wanted, shard: part },
      { spec: meta.spec, engine: meta.engine, shard: partIn(meta) },
      '',
    );
    if (difference) {
      throw new Failure(`"${path}" is of another sweep (${difference}); --force overwrites it`);
    }
    const damage = contents && (await damageOf(contents, file, signal));
    if (damage) throw new Failure(`"${path}" is damaged: ${damage}; --force overwrites it`);
    const source = contents && sourceOfFile(file, meta, formatOf(path), contents);
    const own = source && withoutSeam(source);
    const has = own?.fields.some(({ name }) => name === TRUST_FIELD.name);
    if (flags.trust && own && !has) {
      throw new Failure(
        `"${path}" has no field ${TRUST_FIELD.name}, which --trust asks for; --force overwrites it`,
      );
    }
    const made = await writeMissing(plan, flags, meta, own, signal);
    if (!made) note(flags, `"${path}" is whole already: there is nothing to do`);
    const { engine, adapter, precision } = meta;
    print(flags, {
      spec,
      ...(part ? { shard: part } : {}),
      engine,
      adapter,
      precision,
      ...(own && { ...statisticsOf(own), ...measured(own, spec, part) }),
      ...(own && has && trustStatistics(own)),
      file: path,
      seconds: 0,
    });
  } finally {
    file.close();
  }
}

/** Writes the further files and figures of a plan that are not there; whether there were any. */
async function writeMissing(
  { spec, out, also, figures, formatOf, optionsFor }: Plan,
  flags: SweepFlags,
  meta: FileMeta,
  kept: GridSource | null | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const isMissing = (file: string) => file === STDOUT || !existsSync(file);
  const files = also.filter(isMissing);
  const drawn = figures.files.filter(isMissing);
  const [first] = [...files, ...drawn];
  if (first === undefined) return false;
  if (!kept) {
    throw new Failure(
      `"${first}" is not there, and "${out}" is not read back: --force computes it anew`,
    );
  }
  for (const file of files) checkOutput(file, false);
  const { engine: name, adapter, precision } = meta;
  const source: GridSource = {
    ...withTrust(flags, sweepShape(spec, { name, adapter, precision })),
    meta,
    read: (field, from, to) => kept.read(fieldByName(kept.fields, field.name), from, to),
  };
  for (const file of files) {
    await writeFile(file, chunksOf(source, formatOf(file), optionsFor(file)), signal);
  }
  await writeFigures({ ...figures, files: drawn }, source, signal);
  const all = [...files, ...drawn].map((file) => `"${file}"`);
  note(flags, `"${out}" is whole already: ${all.join(', ')} written of it`);
  return true;
}

const partIn = ({ shard }: FileMeta) => shard && { index: shard.index, of: shard.of };

function read<T>(action: () => T, path: string): T {
  try {
    return action();
  } catch (error) {
    throw new Failure(
      `"${path}" is there already and no sweep to go on with: ${(error as Error).message}; --force overwrites it`,
    );
  }
}
