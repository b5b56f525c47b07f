// Training runs on the command line: what their files say of themselves, and how they stop.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at, hasGpu, runTogether, start, useFolder } from './terminal.ts';

useFolder();

test('info of training runs says how many there are and what is kept; --spec of them names what runs them again', async () => {
  const ends = await runTogether([
    ['train', '--steps=20', '--every=6', '--out=run.npz'],
    ['sweep', '--size=16', '--steps=9', '--engine=cpu', '--out=map.npz'],
    ['train', '--of=map.npz', '--pixels=1,2;3,4', '--out=two.csv'],
    ['info', 'run.npz'],
    ['info', 'two.csv'],
    ['sweep', '--spec=run.npz'],
    ['train', '--spec=two.csv'],
    ['train', '--of=run.npz', '--pixels=1,2'],
  ]);
  expect(ends.slice(0, 5).map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
  expect(JSON.parse(ends[3]!.stdout)).toMatchObject({
    kind: 'trajectories',
    size: { runs: 1, steps: 20, every: 6, frames: 5 },
    holds:
      'iterates and losses of 1 run × 20 steps: the start and those after each 6 steps and the last',
  });
  expect(JSON.parse(ends[4]!.stdout)).toMatchObject({
    size: { runs: 2, steps: 9, every: 1, frames: 10 },
    holds: 'iterates and losses of 2 runs × 9 steps: the start and those after each step',
  });
  expect(ends.slice(5).map(({ stderr }) => stderr.replace(/ See .*/, '').trim())).toEqual([
    'gradscape: --spec: "run.npz" is of training runs (trajectories): gradscape train --spec run.npz runs it again.',
    'gradscape: "two.csv": it holds runs chosen of another result, a sweep: gradscape train --of SWEEP_FILE --pixels "1,2;3,4" runs them again',
    'gradscape: "run.npz" is of training runs, which train --spec run.npz does again; pixels to choose has a sweep or spectrum',
  ]);
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The processes that a process has started for the GPU: stopped before they are that, they would stop it too. */
const gpusOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(
      (child) => child && readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('gpu-worker'),
    )
    .map(Number);

test.each(['cpu', ...(hasGpu && process.platform === 'linux' ? ['gpu'] : [])])(
  'Ctrl-C ends a training run on the %s with exit code 130, one line and no file, though its GPU does not answer',
  async (engine) => {
    const network = ['--problem=spiral', '--layers=2,12,12,1', '--steps=5000000', '--every=100000'];
    const { child, ended } = start(
      'train',
      ...network,
      `--engine=${engine}`,
      `--out=${engine}.npz`,
    );
    while (!readdirSync(at()).includes(`${engine}.npz.lock`)) await wait(20);
    const gpus = () => (engine === 'gpu' ? gpusOf(child.pid!) : []);
    while (engine === 'gpu' && gpus().length === 0) await wait(20);
    for (const gpu of gpus()) process.kill(gpu, 'SIGSTOP');
    child.kill('SIGINT');
    expect(await ended).toEqual({
      code: 130,
      signal: null,
      stdout: '',
      stderr: 'gradscape: stopped\n',
    });
    expect(readdirSync(at()).filter((name) => name.startsWith(engine))).toEqual([]);
  },
);
