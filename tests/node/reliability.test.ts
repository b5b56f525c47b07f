import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

test('every fault in docs/reliability.md names tests that there are', () => {
  const [, table = ''] = read('docs/reliability.md').split('| fault | how it is injected |');
  const rows = table
    .split('\n\n')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  expect(rows.length).toBeGreaterThan(10);
  const missing = rows.filter((row) => {
    const named = [...row.matchAll(/`(tests\/[\w/.-]+)`: ([^;|]+?) *(?=[;|])/g)];
    const isThere = (file: string, name: string) =>
      read(file)
        .split(/\(\s*'/)
        .some((text) => text.startsWith(name));
    return named.length === 0 || named.some(([, file, name]) => !isThere(file!, name!));
  });
  expect(missing).toEqual([]);
});
