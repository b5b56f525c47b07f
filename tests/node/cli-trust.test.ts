// sweep --trust and spectrum --trust: the field, its counts, and what it does not go with.

import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at, bytesOf, json, run, runTogether, useFolder } from './terminal.ts';

useFolder();

test('--trust writes a field of which the printed counts are, for a sweep and a spectrum', async () => {
  const countsOf = (name: string, runs: number) => {
    const cells = bytesOf(name).subarray(-runs);
    return [0, 1, 2].map((code) => cells.filter((cell) => cell === code).length);
  };
  const flags = ['--trust', '--steps=300', '--engine=cpu', '--json', '--field=trust'];
  const map = ['--lr=30', '--size=24', '--out', at('map.npy')];
  const { trust, outcomes } = await json('sweep', ...map, ...flags);
  expect(Object.keys(trust)).toEqual(['trusted', 'sensitive', 'held']);
  expect(Object.values(trust)).toEqual(countsOf('map.npy', 576));
  expect(trust.trusted).toBeGreaterThan(500);
  expect(outcomes.solved).toBeGreaterThan(0);
  const rates = ['--lr=1:1000:log', '--count=200', '--out', at('rates.npy')];
  const spectrum = await json('spectrum', ...rates, ...flags);
  expect(Object.values(spectrum.trust)).toEqual(countsOf('rates.npy', 200));
  expect(spectrum.trust.sensitive).toBeGreaterThan(0);
  // A period is one of iterates, which the moved runs do not keep.
  const periods = [...rates.slice(0, 1), '--count=9', '--last=16', '--also=period', '--out=p.npz'];
  const also = await json('spectrum', ...periods, ...flags.slice(0, -1));
  expect(also.spec.also).toEqual(['period']);
  expect(Object.keys(also.trust)).toEqual(['trusted', 'sensitive', 'held']);
  const refused = await run('sweep', '--trust', '--shard=1/2', '--out', at('part.npz'));
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/--trust: .*--shard/)]);
});

test('a dry run counts both runs of --trust and its field, and lists the figures; --resume tells a file without it', async () => {
  const job = ['sweep', '--steps=30', '--size=16', '--engine=cpu', '--json', '--out=r.npz'];
  const more = ['--trust', '--figure=r.svg'];
  const again = [...job, '--trust', '--resume'];
  const ends = await runTogether([
    [...job, '--dry-run'],
    [...job, ...more, '--dry-run'],
    job,
    again,
    [...job, ...more, '--force'],
    again,
  ]);
  const [plain, trusted, , refused, made, whole] = ends;
  const [one, two] = [plain, trusted].map((end) => JSON.parse(end!.stdout));
  expect([one.size.bytesEach, two.size.bytesEach]).toEqual([29, 30]);
  expect([one.figures, two.figures]).toEqual([undefined, ['r.svg']]);
  // 16² runs of 30 steps.
  expect([one, two].map((dry) => dry.estimate.from.match(/of (\S+ \S+) in all/)?.[1])).toEqual([
    '7.68 ksteps',
    '15.4 ksteps',
  ]);
  expect(two.files[0].bytes).toBe(bytesOf('r.npz').length);
  expect([refused!.code, refused!.stderr]).toEqual([
    1,
    expect.stringMatching(/"r.npz" has no field trust, which --trust asks for; --force/),
  ]);
  expect([whole!.code, JSON.parse(whole!.stdout).trust]).toEqual([
    0,
    JSON.parse(made!.stdout).trust,
  ]);
  expect(existsSync(at('r.svg'))).toBe(true);
});
