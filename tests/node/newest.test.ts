import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newestWins } from '../../src/app/jobs/newest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A job that takes 100 ms, or until it is aborted, and keeps a diary. */
function diary(graceMs: number) {
  const lines: string[] = [];
  const errors: unknown[] = [];
  const newest = newestWins<string>(
    (request, signal) =>
      new Promise((resolve, reject) => {
        lines.push(`start ${request}`);
        const timer = setTimeout(() => {
          lines.push(`end ${request}`);
          if (request === 'bad') reject(new Error('bad job'));
          else resolve();
        }, 100);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          lines.push(`abort ${request}`);
          reject(signal.reason);
        });
      }),
    (error) => errors.push(error),
    graceMs,
  );
  return { newest, lines, errors };
}
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('of the requests made while a job runs only the last one is done', async () => {
  const { newest, lines, errors } = diary(1000);
  for (const request of ['a', 'b', 'c', 'd']) newest.request(request);
  await after(500);
  expect(lines).toEqual(['start a', 'end a', 'start d', 'end d']);
  expect(errors).toEqual([]);
});

test('without grace a new request aborts the running job at once, which is no error', async () => {
  const { newest, lines, errors } = diary(0);
  newest.request('a');
  await after(10);
  newest.request('b');
  await after(200);
  expect(lines).toEqual(['start a', 'abort a', 'start b', 'end b']);
  expect(errors).toEqual([]);
});

test('with 60 ms of grace a job is aborted when it is 60 ms old, not before', async () => {
  const { newest, lines } = diary(60);
  newest.request('a');
  await after(20);
  newest.request('b');
  await after(39);
  expect(lines).toEqual(['start a']);
  await after(2);
  expect(lines).toEqual(['start a', 'abort a', 'start b']);
  // The old job's timer does not reach the new one.
  await after(99);
  expect(lines.at(-1)).toBe('end b');
});

test('a job that ends within its grace is followed by the waiting one', async () => {
  const { newest, lines } = diary(150);
  newest.request('a');
  await after(50);
  newest.request('b');
  await after(300);
  expect(lines).toEqual(['start a', 'end a', 'start b', 'end b']);
});

test('cancel aborts the running job whatever its grace, and forgets the waiting one', async () => {
  const { newest, lines, errors } = diary(1000);
  newest.request('a');
  newest.request('b');
  await after(10);
  newest.cancel();
  await after(500);
  expect(lines).toEqual(['start a', 'abort a']);
  expect(errors).toEqual([]);
  newest.request('c');
  await after(200);
  expect(lines.slice(2)).toEqual(['start c', 'end c']);
});

test('a job that fails is told once, and the next one runs', async () => {
  const { newest, lines, errors } = diary(1000);
  newest.request('bad');
  newest.request('b');
  await after(500);
  expect(errors).toEqual([new Error('bad job')]);
  expect(lines).toEqual(['start bad', 'end bad', 'start b', 'end b']);
});
