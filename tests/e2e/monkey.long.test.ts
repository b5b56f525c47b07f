// A short monkey, of the same actions every time; `npm run monkey -- --minutes 30` is the long one.
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

test('25 random gestures, keys, sizes and changes of state go well, and the same ones again leave nothing behind', async () => {
  const cwd = resolve(import.meta.dirname, '../..');
  const args = ['scripts/monkey.mjs', '--actions', '25', '--seed', '3'];
  const said = await new Promise<string>((done) => {
    execFile(process.execPath, args, { cwd }, (_, stdout, stderr) => done(stdout + stderr));
  });
  expect(said).toMatch(/50 actions: 0 errors; nothing has grown\n$/);
});
