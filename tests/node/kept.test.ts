// What the browser keeps: as a file and back, what a bad file says, the table of runs and its CSV.
import { describe, expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import {
  isLasting,
  keep,
  kept,
  type PinnedRun,
  type SavedView,
} from '../../src/app/kept/keeping.ts';
import { csvOf, fileOf, joined, keptOfFile } from '../../src/app/kept/kept-file.ts';
import { runsToPin } from '../../src/app/kept/pinning.ts';
import { runsCsv, sorted } from '../../src/app/kept/runs-table.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';

const at = '2026-11-22T09:00:00.000Z';
const view = (id: string, patch: object = {}): SavedView => ({
  id,
  name: `the view ${id}`,
  at,
  state: patched(DEFAULT_STATE, patch),
});
const run = (id: string, more: Partial<PinnedRun> = {}): PinnedRun => ({
  id,
  at,
  problem: 'XOR',
  optimizer: 'gd',
  settings: { learningRate: 30, schedule: '{"kind":"step"}' },
  start: [1, -2.5],
  steps: 500,
  threshold: 0.1,
  outcome: 0,
  solvedAt: 12,
  loss: 0.05,
  state: DEFAULT_STATE,
  ...more,
});

test('all that is kept is one file, and the same when it is read again', () => {
  const all = {
    views: [
      view('a', { problem: 'formula', formula: 'a*x^2', parameters: { a: 2 } }),
      { ...view('b'), picture: 'data:image/jpeg;base64,AAAA' },
    ],
    runs: [run('r'), run('s', { start: null, solvedAt: null, loss: null })],
  };
  expect(keptOfFile(fileOf(all))).toEqual(all);
});

describe('a file is checked as whatever comes from outside', () => {
  const good = JSON.parse(fileOf({ views: [view('a')], runs: [run('r')] }));
  test.each<[string, (file: typeof good) => unknown, RegExp]>([
    ['no JSON', () => undefined, /^it is not JSON$/],
    ['a list', () => [], /file/],
    ['another file', () => ({ spec: {} }), /"gradscape" is missing|"spec" is not known/],
    [
      'a newer version',
      (file) => ({ ...file, version: 2 }),
      /file\.version: 2 is not the version 1/,
    ],
    [
      'a view without a name',
      ({ views: [{ name: _, ...rest }], ...file }) => ({ ...file, views: [rest] }),
      /"name" is missing/,
    ],
    [
      'a picture from elsewhere',
      (file) => ({ ...file, views: [{ ...file.views[0], picture: 'https://a.b/c.png' }] }),
      /picture: it is not a picture/,
    ],
    [
      'a bad state',
      (file) => ({ ...file, views: [{ ...file.views[0], state: { steps: -1 } }] }),
      /file\.views\.0\.state\.steps: -1 is not an integer from 0/,
    ],
    ['a bad loss', (file) => ({ ...file, runs: [{ ...file.runs[0], loss: 'small' }] }), /loss/],
    [
      'an optimizer that is none',
      (file) => ({ ...file, runs: [{ ...file.runs[0], optimizer: 'sgd' }] }),
      /"sgd" is not one of gd, /,
    ],
    [
      'an unknown key',
      (file) => ({ ...file, runs: [{ ...file.runs[0], evil: 1 }] }),
      /"evil" is not known/,
    ],
  ])('%s', (_, change, message) => {
    const content = JSON.stringify(change(good)) ?? 'nothing';
    expect(() => keptOfFile(content)).toThrow(RangeError);
    expect(() => keptOfFile(content)).toThrow(message);
  });
});

test('what is imported twice is there once, and what was there stays', () => {
  const before = { views: [view('a'), view('b')], runs: [run('r')] };
  const more = { views: [{ ...view('a'), name: 'renamed' }], runs: [run('s')] };
  const after = joined(before, more);
  expect(after.views.map(({ name }) => name)).toEqual(['the view b', 'renamed']);
  expect(after.runs.map(({ id }) => id)).toEqual(['r', 's']);
});

test('where the browser keeps nothing, it is kept until the page is closed', async () => {
  // Node has no IndexedDB.
  expect(await kept()).toEqual({ views: [], runs: [] });
  await keep((before) => joined(before, { views: [view('a')], runs: [] }));
  expect((await kept()).views).toEqual([view('a')]);
  expect(isLasting()).toBe(false);
});

test('runs are sorted by a column up and down, what was never reached last going up, and equal ones stay', () => {
  const runs = [
    run('a', { solvedAt: null }),
    run('b', { solvedAt: 3 }),
    run('c', { solvedAt: 1 }),
    run('d', { solvedAt: 3 }),
  ];
  const by = ({ solvedAt }: PinnedRun) => solvedAt ?? Number.POSITIVE_INFINITY;
  expect(
    sorted(runs, by, false)
      .map(({ id }) => id)
      .join(''),
  ).toBe('cbda');
  expect(
    sorted(runs, by, true)
      .map(({ id }) => id)
      .join(''),
  ).toBe('abdc');
});

test('the CSV of runs has every number in full, quotes quotes, and holds no formula of a spreadsheet', () => {
  const text = runsCsv([run('a', { loss: 0.1 + 0.2, problem: '=1+1' })]);
  const [, row] = text.split('\r\n');
  expect(row).toBe(
    `'=1+1,gd,"{""learningRate"":30,""schedule"":""{\\""kind\\"":\\""step\\""}""}",1,-2.5,500,0.1,solved,12,0.30000000000000004,${at}`,
  );
  expect(csvOf([['a,b', null, -1]])).toBe('"a,b",,-1\r\n');
});

test('the landscape’s runs are one for each optimizer and start, and each opens alone', () => {
  const state = patched(DEFAULT_STATE, {
    starts: {
      points: [
        [1, 2],
        [3, 4],
      ],
    },
  });
  const runs = runsToPin(state);
  expect(runs.map(({ optimizer, start }) => [optimizer.kind, ...start])).toEqual([
    ['gd', 1, 2],
    ['adam', 1, 2],
    ['gd', 3, 4],
    ['adam', 3, 4],
  ]);
  const opened = patched(state, runs[3]!.opened);
  expect(opened.starts.points).toEqual([[3, 4]]);
  expect([opened.optimizers.gd.on, opened.optimizers.adam.on]).toEqual([false, true]);
  const many = patched(state, { starts: { pattern: 'grid', gridSize: 9 } });
  expect(runsToPin(many)).toHaveLength(24);
});
