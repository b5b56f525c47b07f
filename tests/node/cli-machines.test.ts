// Who may write a file, where several processes would. The recipes for many machines: cli-machines.long.test.ts.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { takeLock } from '../../src/cli/lock.ts';
import { isAlive, thisProcess } from '../../src/cli/process-identity.ts';
import { at, run, start, useFolder } from './terminal.ts';

useFolder();

test('two processes on one file refuse each other; after a crash the next one takes the lock over', async () => {
  const long = start('sweep', '--size=256', '--steps=100000', '--engine=cpu', '--out=one.npz');
  while (!existsSync(at('one.npz.lock'))) await wait(5);
  const refused = await run('sweep', '--size=16', '--engine=cpu', '--out=one.npz', '--force');
  expect(refused.stderr).toBe(
    `gradscape: "one.npz" is being written by process ${long.child.pid} on ${hostname()}\n`,
  );
  expect(refused.code).toBe(1);
  long.child.kill('SIGKILL');
  await long.ended;
  const next = await run(
    'sweep',
    '--size=16',
    '--steps=2',
    '--engine=cpu',
    '--out=one.npz',
    '--force',
  );
  expect(next.stderr).toBe(
    `gradscape: the lock of process ${long.child.pid} on ${hostname()}, which is gone, is taken over\n`,
  );
  expect([next.code, existsSync(at('one.npz.lock'))]).toEqual([0, false]);
});

test('a lock of another machine is waited for: taken when nothing beats, left alone while it does', async () => {
  const path = at('far.npz');
  const holder = { gradscape: 'lock', host: 'far', machine: 'another', pid: 1, started: '1' };
  const write = (beat: number) =>
    writeFileSync(
      `${path}.lock`,
      `${JSON.stringify({ ...holder, token: 'theirs' })}${String(beat).padStart(12)}\n`,
    );
  write(0);
  // What its clock says is nothing to go by.
  utimesSync(`${path}.lock`, 0, 0);
  let beats = 0;
  const beating = setInterval(() => write(++beats), 20);
  const said: string[] = [];
  const options = { beat: 100, patience: 300, say: (text: string) => said.push(text) };
  await expect(takeLock(path, options)).rejects.toThrow(
    '"far.npz" is being written by process 1 on far'.replace('far.npz', path),
  );
  clearInterval(beating);
  // Its holder comes to its end, or this process is stopped, while it is waited for.
  setTimeout(() => rmSync(`${path}.lock`), 100);
  (await takeLock(path, options)).release();
  write(0);
  const stopped = AbortSignal.timeout(30);
  const ended = await takeLock(path, { ...options, signal: stopped }).catch((error) => error);
  expect(ended).toBe(stopped.reason);
  const lock = await takeLock(path, options);
  expect(said.at(-1)).toMatch(/process 1 on far, which is gone, is taken over/);
  lock.check();
  // Another process that did not hear of this one in time.
  write(7);
  expect(() => lock.check()).toThrow(/is being written by process 1 on far/);
  lock.release();
  expect(readFileSync(`${path}.lock`, 'utf8')).toContain('theirs');
});

test('a process is gone for sure where its number says so, and not by the name of its host alone', () => {
  const self = thisProcess();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  expect([isAlive(self), isAlive({ ...self, pid })]).toEqual([true, false]);
  const { platform } = process;
  Object.defineProperty(process, 'platform', { value: 'freebsd' });
  vi.stubEnv('PATH', '');
  // No ps can be run here.
  const seen = [isAlive(self), isAlive({ ...self, pid })];
  Object.defineProperty(process, 'platform', { value: platform });
  vi.unstubAllEnvs();
  expect(seen).toEqual([true, null]);
});

test('train is stopped by Ctrl-C, and no second process writes its file meanwhile', async () => {
  const flags = ['train', '--lr=0.1', '--steps=100000000', '--every=1000000', '--out=long.npz'];
  const { child, ended } = start(...flags);
  while (!existsSync(at('long.npz.lock')) && child.exitCode === null) await wait(5);
  const other = await run('train', '--steps=1', '--out=long.npz', '--force');
  expect(other.stderr).toContain(`"long.npz" is being written by process ${child.pid}`);
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
  expect(existsSync(at('long.npz'))).toBe(false);
});
