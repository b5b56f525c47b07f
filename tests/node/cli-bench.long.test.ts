// What bench measures from the command line.
import { expect, test } from 'vitest';
import { runHurried, runTogether, useFolder } from './terminal.ts';

// Every test starts processes, and some of them share two cores with all the others.

useFolder();

test('bench measures jobs on every engine there is, and refuses an engine or a job that is none', async () => {
  const refused = await runTogether([
    ['bench', '--engine', 'tpu'],
    ['bench', '--only', 'sweep-sgd'],
  ]);
  expect(refused).toMatchObject([
    { code: 2, stderr: expect.stringMatching(/--engine: "tpu"/) },
    { code: 2, stderr: expect.stringMatching(/--only: "sweep-sgd" is not/) },
  ]);
  // Networks compile longest: of them one will do.
  const ids = ['sweep-gd', 'xor9'];
  const { stdout } = await runHurried('bench', '--quick', '--json', '--only', ids.join(','));
  const report = JSON.parse(stdout);
  const engines = report.adapter === null ? ['cpu-1', 'cpu'] : ['gpu', 'cpu-1', 'cpu'];
  const wanted = ids.flatMap((id) => engines.map((engine) => `${id} ${engine}`));
  const rows = report.rows as { id: string; engine: string; rate: number }[];
  expect(rows.map(({ id, engine }) => `${id} ${engine}`).sort()).toEqual(wanted.sort());
  expect(rows.every(({ rate }) => rate > 0)).toBe(true);
});
