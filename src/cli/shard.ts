// Which shard of a sweep a process does: by a flag, or by what a scheduler tells each of its tasks.
import { quote } from '../math/format.ts';
import { SWEEP_SIDE_LIMIT } from '../schemas.ts';
import { integer } from './values.ts';

export interface Part {
  /** From 1 to `of`. */
  index: number;
  of: number;
}

/** How many shards there are in all, where a scheduler does not say it, or runs only some of them again. */
const COUNT = 'GRADSCAPE_SHARDS';

/** "1/4": this part of so many; "auto": what the scheduler says; "auto/8": of 8, the scheduler says which. */
export function shard(text: string, environment: NodeJS.ProcessEnv = process.env): Part {
  const [index = '', of, ...rest] = text.split('/');
  const flag = `--shard ${text}`;
  if (rest.length > 0 || of === '' || (of === undefined && index !== 'auto')) {
    throw new RangeError(`--shard: ${quote(text)} is not i/n, as in 1/4, nor auto or auto/n`);
  }
  const n = of === undefined ? undefined : integer(of, flag, 1, SWEEP_SIDE_LIMIT);
  if (index === 'auto') return ofScheduler(flag, n, environment);
  return { index: integer(index, flag, 1, n!), of: n! };
}

/**
 * SLURM numbers the tasks of an array as `sbatch --array` says; all of them together are the shards when the array has
 * no gaps. Kubernetes numbers the pods of an Indexed Job from 0 and does not tell them how many there are.
 * https://slurm.schedmd.com/job_array.html, https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
function ofScheduler(flag: string, given: number | undefined, env: NodeJS.ProcessEnv): Part {
  const value = (name: string) => integer(env[name] ?? '', `${flag}: ${name}`, 0, 2 ** 32);
  const total = given ?? (env[COUNT] ? value(COUNT) : undefined);
  const within = (index: number, of: number, what: string): Part => {
    if (index >= 1 && index <= of) return { index, of };
    throw new RangeError(`${flag}: ${what}, of ${of} shards in all`);
  };
  if (env.SLURM_ARRAY_TASK_ID) {
    const id = value('SLURM_ARRAY_TASK_ID');
    // Tasks that are given the number of all shards are numbered as these are: some of them may be run again.
    if (total !== undefined) {
      return within(id, total, `SLURM_ARRAY_TASK_ID is ${id}, no shard from 1 to ${total}`);
    }
    const [min, max] = [value('SLURM_ARRAY_TASK_MIN'), value('SLURM_ARRAY_TASK_MAX')];
    const count = value('SLURM_ARRAY_TASK_COUNT');
    const step = env.SLURM_ARRAY_TASK_STEP ? value('SLURM_ARRAY_TASK_STEP') : 1;
    if (max - min !== (count - 1) * step) {
      throw new RangeError(
        `${flag}: the array of ${count} tasks from ${min} to ${max} has gaps: say how many shards there are in all, as in --shard auto/8 or ${COUNT}=8`,
      );
    }
    return within((id - min) / step + 1, count, `SLURM_ARRAY_TASK_ID is ${id}, from ${min} on`);
  }
  if (env.JOB_COMPLETION_INDEX) {
    const index = value('JOB_COMPLETION_INDEX');
    if (total === undefined) {
      throw new RangeError(
        `${flag}: Kubernetes does not tell a pod how many there are: the manifest must, as ${COUNT}, with the number of its completions`,
      );
    }
    return within(index + 1, total, `JOB_COMPLETION_INDEX is ${index}`);
  }
  throw new RangeError(
    `${flag}: there is neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX here, so it must be i/n, as in 1/4`,
  );
}

/** Numbers as sbatch --array and people have them: 2,5-7. */
export function ranges(numbers: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const n of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === n - 1) run[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}
