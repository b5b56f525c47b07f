// Sweeps on many machines: the recipes as they stand, with real processes.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { takeLock } from '../../src/cli/lock.ts';
import { at, bytesOf, json, run, runProgram, useFolder } from './terminal.ts';

useFolder();

const root = resolve(import.meta.dirname, '../..');
const recipes = join(root, 'recipes');
const bin = at('bin');
/** Of three shards, each of several tiles: long enough that one can be killed between two of them. */
const FLAGS = ['--size=96', '--steps=400', '--lr=30', '--engine=cpu'];

/** What sbatch does with an array, without the queue: a task for each number, all at once, told what SLURM tells them. */
const SBATCH = `#!/bin/bash
array=; script=
while (( $# )); do
  case $1 in --array=*) array=\${1#--array=} ;; *) script=$1; shift; break ;; esac
  shift
done
[[ $array ]] || array=$(sed -n 's/^#SBATCH --array=//p' "$script")
ids=()
for part in \${array//,/ }; do
  for ((i = \${part%-*}; i <= \${part#*-}; i++)); do ids+=("$i"); done
done
export SLURM_ARRAY_TASK_COUNT=\${#ids[@]} SLURM_ARRAY_TASK_MIN=\${ids[0]} SLURM_ARRAY_TASK_MAX=\${ids[-1]} SLURM_ARRAY_TASK_STEP=1
for id in "\${ids[@]}"; do SLURM_ARRAY_TASK_ID=$id bash "$script" "$@" & done
wait
`;

beforeAll(() => {
  mkdirSync(bin);
  const main = join(root, 'lib/cli/main.js');
  for (const [name, text] of [
    ['sbatch', SBATCH],
    ['gradscape', `#!/bin/bash\nexec "${process.execPath}" "${main}" "$@"\n`],
  ] as const) {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
});

const recorded = (name: string) => {
  const journal = at(`${name}.partial.tiles`);
  return existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 2 : 0;
};
const pidIn = (lock: string) => Number(/"pid":(\d+)/.exec(readFileSync(at(lock), 'utf8'))?.[1]);
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** A module of the command line as a file that Node runs. */
async function bundleOf(path: string): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: path,
      outDir: at('module'),
      rolldownOptions: { output: { entryFileNames: 'module.js' } },
    },
  });
  return at('module/module.js');
}

test('three tasks of a SLURM array, one killed with −9 and run again, merge to the file of a single run, byte for byte', async () => {
  const script = join(recipes, 'sweep.slurm');
  const array = runProgram(bin, 'sbatch', ['--array=1-3', script, ...FLAGS]);
  while (recorded('part-2.npz') < 1) await wait(5);
  const pid = pidIn('part-2.npz.lock');
  process.kill(pid, 'SIGKILL');
  await array;
  const [missing, whole] = await Promise.all([
    run('merge', 'part-1.npz', 'part-2.npz', 'part-3.npz', '--missing'),
    run('sweep', ...FLAGS, '--out=single.npz', '--quiet'),
  ]);
  expect([missing.stdout, missing.code, whole.code]).toEqual(['2\n', 0, 0]);
  expect(recorded('part-2.npz')).toBeGreaterThan(0);

  const again = ['--array=2', script, ...FLAGS];
  const { stdout } = await runProgram(bin, 'sbatch', again, { GRADSCAPE_SHARDS: '3' });
  expect(JSON.parse(stdout).shard).toEqual({ index: 2, of: 3 });
  await json('merge', 'part-1.npz', 'part-2.npz', 'part-3.npz', '--out=merged.npz');
  expect(bytesOf('merged.npz').equals(bytesOf('single.npz'))).toBe(true);
  for (const left of ['part-2.npz.lock', 'part-2.npz.partial'])
    expect(existsSync(at(left))).toBe(false);
});

test('a pod of the Indexed Job does the shard of its index, and the manifest counts its completions alike', async () => {
  const job = parse(readFileSync(join(recipes, 'sweep-job.yaml'), 'utf8'));
  const { completionMode, completions, template } = job.spec;
  const [{ command, args, env }] = template.spec.containers;
  expect([job.apiVersion, job.kind, completionMode]).toEqual(['batch/v1', 'Job', 'Indexed']);
  const told = Object.fromEntries(env.map(({ name, value }: never) => [name, value]));
  expect(told.GRADSCAPE_SHARDS).toBe(String(completions));
  const [shell, ...rest] = [...command, ...args];
  const pod = { ...told, GRADSCAPE_SHARDS: '3', RESULTS: at('pods'), SWEEP: FLAGS.join(' ') };
  mkdirSync(at('pods'));
  await runProgram(bin, shell, rest, { ...pod, JOB_COMPLETION_INDEX: '2' });
  expect(bytesOf('pods/part-2.npz').equals(bytesOf('part-3.npz'))).toBe(true);
});

test.skipIf(!has('parallel'))(
  'the recipe of GNU parallel makes the file of a single run',
  async () => {
    const script = join(recipes, 'sweep-parallel.sh');
    await runProgram(bin, script, ['3', 'parallel.npz', ...FLAGS]);
    expect(bytesOf('parallel.npz').equals(bytesOf('single.npz'))).toBe(true);
    expect(existsSync(at('parallel.npz.part1.npz'))).toBe(false);
  },
);

test.skipIf(!has('shellcheck'))(
  'shellcheck has nothing to say of the recipes and the completion of bash',
  async () => {
    writeFileSync(at('completion.bash'), (await run('completion', 'bash')).stdout);
    const files = ['sweep.slurm', 'sweep-parallel.sh'].map((name) => join(recipes, name));
    const { stdout } = spawnSync('shellcheck', ['-s', 'bash', ...files, at('completion.bash')]);
    expect(String(stdout)).toBe('');
  },
);

test('of six processes that find a stale lock at once one takes it', async () => {
  const path = at('race.npz');
  const first = await takeLock(path);
  const text = readFileSync(`${path}.lock`, 'utf8');
  first.release();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(`${path}.lock`, text.replace(`"pid":${process.pid}`, `"pid":${pid}`));
  const module = pathToFileURL(await bundleOf('src/cli/lock.ts')).href;
  // All begin together, and the one that has it keeps it until all have answered.
  const code = `import { takeLock } from '${module}';
    import { existsSync, writeFileSync } from 'node:fs';
    const until = async (name) => { while (!existsSync(name)) await new Promise((r) => setTimeout(r, 1)); };
    const [i] = process.argv.slice(1);
    writeFileSync('ready' + i, '');
    await until('go');
    const said = await takeLock('race.npz').then(() => 'taken', (error) => error.message);
    console.log(said);
    writeFileSync('said' + i, '');
    await until('stop');`;
  const argv = ['--input-type=module', '-e', code];
  const each = [0, 1, 2, 3, 4, 5];
  const six = each.map((i) => runProgram(bin, process.execPath, [...argv, `${i}`]));
  for (const [wanted, next] of [
    ['ready', 'go'],
    ['said', 'stop'],
  ]) {
    while (!each.every((i) => existsSync(at(`${wanted}${i}`)))) await wait(5);
    writeFileSync(at(next!), '');
  }
  const said = (await Promise.all(six)).map(({ stdout }) => stdout.trim());
  expect(said.filter((line) => line === 'taken')).toHaveLength(1);
  expect(said.filter((line) => /is being written by (another )?process/.test(line))).toHaveLength(
    5,
  );
});
