// --dry-run against the files that the very jobs then write.
import { expect, test } from 'vitest';
import { bytesOf, hasGpu, json, runTogether, useFolder } from './terminal.ts';

useFolder();

const map = ['sweep', '--lr=30', '--steps=60', '--size=40x30'];
const rates = ['spectrum', '--lr=1:300:log', '--steps=90', '--count=70', '--last=16'];

test('the bytes of a dry run are the file’s, or at least as many where it is deflated, a fifth off in a text', async () => {
  const jobs = [
    [...map, '--trust', '--also=period,gradient', '--out=a.npz'],
    [...map, '--trust', '--field=trust', '--out=b.npy'],
    [...rates, '--trust', '--also=period', '--out=d.npz'],
    [...map, '--shard=2/3', '--out=f.npz'],
    ['landscape', '--curvature', '--size=20', '--out=g.npz'],
    [...map, '--trust', '--compress', '--out=h.npz'],
    [...map, '--trust', '--out=j.csv'],
    ['landscape', '--curvature', '--size=60x50', '--out=k.csv'],
  ].map((job) => [...job, '--engine=cpu', '--json']);
  const ends = await runTogether(jobs.flatMap((job) => [[...job, '--dry-run'], job]));
  expect(ends.map(({ code, stderr }) => [code, stderr])).toEqual(ends.map(() => [0, '']));
  for (const [i, job] of jobs.entries()) {
    const [{ file, bytes, text }] = JSON.parse(ends[2 * i]!.stdout).files;
    const real = bytesOf(file).length;
    if (text.startsWith('at most ')) {
      expect(bytes, job.join(' ')).toBeGreaterThan(real);
    } else if (text.startsWith('about ')) {
      expect(Math.abs(bytes / real - 1), job.join(' ')).toBeLessThan(0.2);
    } else expect(bytes, job.join(' ')).toBe(real);
  }
  const said = ends.map(({ stdout }) => JSON.parse(stdout).files?.[0].text.split(' ')[0]);
  expect(said.filter((word) => word === 'at')).toHaveLength(1);
  expect(said.filter((word) => word === 'about')).toHaveLength(2);
});

test.skipIf(!hasGpu)('a dry run of a GPU’s shard counts its seam', async () => {
  const job = [...map, '--shard=2/3', '--engine=gpu', '--out=seam.npz'];
  const { files } = await json(...job, '--dry-run');
  await json(...job);
  expect(files[0].bytes).toBe(bytesOf('seam.npz').length);
});
