// sweep --trust and spectrum --trust: the field, its counts, and what it does not go with.
import { expect, test, vi } from 'vitest';
import { at, bytesOf, json, run, useFolder } from './terminal.ts';

vi.setConfig({ testTimeout: 120_000 });

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
  const refused = await run('sweep', '--trust', '--shard=1/2', '--out', at('part.npz'));
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/--trust: .*--shard/)]);
});
