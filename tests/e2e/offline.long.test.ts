// The page without a network, and a newer version of it on the server.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { listOf } from '../../scripts/offline.mjs';
import {
  inAddress,
  noticeOf,
  pressInBar,
  ready,
  set,
  stateOf,
  useChromium,
  withPage,
} from './page.ts';

useChromium();

const dist = resolve(import.meta.dirname, '../../dist');
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** Serves a folder under /sub/ as plain web servers do, without compression, and stops answering when it is told to. */
async function serve(first: string) {
  let folder: string | null = first;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://localhost').pathname.replace('/sub/', '');
    if (folder === null) return request.socket.destroy();
    try {
      const file = join(folder, path || 'index.html');
      response.setHeader('Content-Type', TYPES[extname(file)] ?? 'text/plain');
      response.end(readFileSync(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sub/`,
    /** From now on; null is a network that is gone. */
    give: (next: string | null) => {
      folder = next;
      server.closeAllConnections();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The built page as a newer version would be: every file that has a hash in its name has another one. */
function newerVersion(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradscape-newer-'));
  const names = readdirSync(join(dist, 'assets'));
  const newer = new Map(
    names.map((name) => [
      name,
      name.replace(/.(\.\w+)$/, (_, end) => `${name.endsWith(`~${end}`) ? '_' : '~'}${end}`),
    ]),
  );
  const renamed = (text: string) =>
    names.reduce((all, name) => all.replaceAll(name, newer.get(name)!), text);
  cpSync(join(dist, 'icons'), join(folder, 'icons'), { recursive: true });
  cpSync(join(dist, 'assets'), join(folder, 'assets'), {
    recursive: true,
    filter: (path) => path.endsWith('assets'),
  });
  for (const name of names) {
    const bytes = readFileSync(join(dist, 'assets', name));
    const isText = /\.(js|css)$/.test(name);
    writeFileSync(
      join(folder, 'assets', newer.get(name)!),
      isText ? renamed(bytes.toString()) : bytes,
    );
  }
  for (const name of ['index.html', 'manifest.webmanifest'])
    writeFileSync(join(folder, name), renamed(readFileSync(join(dist, name), 'utf8')));
  const worker = readFileSync(join(dist, 'service-worker.js'), 'utf8');
  const [before, after] = [listOf(dist), listOf(folder)].map((list) => JSON.stringify(list));
  expect(worker).toContain(before);
  writeFileSync(
    join(folder, 'service-worker.js'),
    worker.replace(before!, () => after!),
  );
  return folder;
}

const scriptOf = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLScriptElement>('script[type=module]')!.src);
const cachesOf = (page: Page) => page.evaluate(() => caches.keys());
/** For what takes as long as the files of a version to come. */
const PATIENT = { timeout: 60_000 };
/** Until a page is under the care of a worker, which has all of its files. */
const cared = (page: Page) =>
  page.waitForFunction(
    () => navigator.serviceWorker.controller?.state === 'activated',
    undefined,
    PATIENT,
  );

/** What the browser itself says of a network that is gone. */
const GONE = /ERR_(EMPTY_RESPONSE|CONNECTION)|fetching the script/;

test('after one visit the page works without a network, every view of it; a newer version waits until it is asked for', async () => {
  const newer = newerVersion();
  const server = await serve(dist);
  try {
    const options = { url: server.url, serviceWorkers: 'allow', allowed: GONE } as const;
    await withPage(options, async (page) => {
      await cared(page);
      server.give(null);

      await page.goto(`${server.url}?engine=cpu#lr=30`);
      await ready(page);
      expect((await stateOf(page)).optimizers.gd.learningRate).toBe(30);
      await set(page, { map: { resolution: 32, steps: 100 }, spectrum: { steps: 100 } });
      for (const tab of ['basins', 'sweep', 'spectrum', 'lessons', 'benchmark'] as const) {
        await set(page, { tab });
        expect(await noticeOf(page)).toBeNull();
      }
      await set(page, { tab: 'landscape' });
      for (const [button, dialog] of [
        ['#share', '#share-dialog'],
        ['#saved-open', 'dialog:visible'],
        ['#gallery-open', '#gallery'],
        ['#help-open', '#help'],
        ['#problem-open', '#problems'],
      ] as const) {
        await pressInBar(page, button);
        await page.locator(dialog).waitFor();
        await page.keyboard.press('Escape');
      }
      const missing = await page.evaluate(
        async (paths) => {
          const answers = await Promise.all(paths.map(async (path) => (await fetch(path)).ok));
          return paths.filter((_, i) => !answers[i]);
        },
        Object.keys(listOf(dist).files).filter(Boolean),
      );
      expect(missing).toEqual([]);

      server.give(newer);
      const older = await scriptOf(page);
      const other = await page.context().newPage();
      await other.goto(server.url);
      await ready(other);
      // It, too, is of the version that is here.
      expect(await scriptOf(other)).toBe(older);
      const notice = page.locator('#notice', { hasText: 'A new version is ready.' });
      await notice.waitFor(PATIENT);
      expect(await scriptOf(page)).toBe(older);
      await set(page, { optimizers: { gd: { learningRate: 7 } } });
      await inAddress(page);
      await Promise.all([
        page.waitForEvent('load', PATIENT),
        notice.getByRole('button', { name: 'Reload' }).click(),
      ]);
      await ready(page);
      expect(await scriptOf(page)).not.toBe(older);
      expect((await stateOf(page)).optimizers.gd.learningRate).toBe(7);
      // The other page finds its own files, which no server has any more, as long as it is open.
      await set(other, { tab: 'spectrum' });
      expect(await scriptOf(other)).toBe(older);
      expect(await cachesOf(page)).toHaveLength(2);
      await other.close();
      await expect
        .poll(async () => {
          await page.evaluate(() => navigator.serviceWorker.controller?.postMessage('opened'));
          return cachesOf(page);
        }, PATIENT)
        .toHaveLength(1);
    });
  } finally {
    await server.close();
    rmSync(newer, { recursive: true });
  }
});
