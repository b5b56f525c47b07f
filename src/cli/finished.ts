// `--resume` of a sweep that is whole already: nothing is computed, and the summary is that of the file.
import { formatOf } from '../fields/formats/index.ts';
import type { FileMeta } from '../fields/formats/source.ts';
import { TRUST_FIELD } from '../fields/trust.ts';
import { note, print } from './common.ts';
import { Failure } from './failure.ts';
import { firstDifference } from './partial.ts';
import { damageOf, metaOfFile, openFile, sourceOfFile } from './result-file.ts';
import { measured, statisticsOf } from './statistics.ts';
import type { Plan, SweepFlags } from './sweep-plan.ts';
import { withoutSeam } from './sweep-tiles.ts';
import { trustStatistics } from './trust.ts';

/** Prints what is in the file of a plan. Throws a Failure when it is damaged, or of another sweep. */
export async function printFinished(
  { spec, part, out }: Plan,
  flags: SweepFlags,
  signal: AbortSignal,
): Promise<void> {
  const path = out!;
  const file = openFile(path);
  try {
    const { meta, contents } = read(() => metaOfFile(file), path);
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
    note(flags, `"${path}" is whole already: there is nothing to do`);
    const source = contents && sourceOfFile(file, meta, formatOf(path), contents);
    const own = source && withoutSeam(source);
    const has = own?.fields.some(({ name }) => name === TRUST_FIELD.name);
    if (flags.trust && own && !has) {
      throw new Failure(
        `"${path}" has no field ${TRUST_FIELD.name}, which --trust asks for; --force overwrites it`,
      );
    }
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
