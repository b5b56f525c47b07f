// Serves the built page to all end-to-end tests, and builds it first where it is missing or stale. Starts their
// Chromiums.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { preview } from 'vite';
import type { TestProject } from 'vitest/node';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser.mjs';
import { BUILD_INPUTS, versionOf } from '../../scripts/version.mjs';

const root = resolve(import.meta.dirname, '../..');

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built page is served, with a slash at the end. */
    url: string;
    /** A Chromium for each worker, as Playwright's addresses; none where every file starts its own. */
    chromiums: string[];
  }
}

function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Whether the built page is of this version. */
function names(version: string): boolean {
  const assets = join(root, 'dist/assets');
  return readdirSync(assets).some((name) =>
    readFileSync(join(assets, name), 'utf8').includes(version),
  );
}

function buildIfStale() {
  const built = join(root, 'dist/index.html');
  const changed = Math.max(...BUILD_INPUTS.map((path) => newest(join(root, path))));
  if (existsSync(built) && statSync(built).mtimeMs >= changed && names(versionOf(root))) return;
  // A process of its own: this one's NODE_ENV is "test", which would be built into the page.
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`vite build ended with status ${status}`);
}

export default async function setup(project: TestProject) {
  buildIfStale();
  const server = await preview({
    root,
    logLevel: 'silent',
    preview: {
      ...{ host: '127.0.0.1', port: 0, strictPort: false, open: false },
      // As of a site whose files have a hash in their names: what a browser has it does not ask for again, and
      // keeps compiled.
      headers: { 'Cache-Control': 'max-age=3600' },
    },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  project.provide('url', `http://127.0.0.1:${address.port}/`);
  const workers = Number(project.config.maxWorkers);
  const executablePath = findChromium();
  const chromiums = await Promise.all(
    Array.from({ length: workers > 1 ? workers : 0 }, () =>
      chromium.launchServer({
        // A software adapter that is also to composite takes a quarter of the time for that.
        args: [
          ...CHROMIUM_FLAGS,
          '--disable-gpu-compositing',
          '--disable-gpu-rasterization',
          // A page beside another of ours is in its process, which has the scripts compiled.
          '--process-per-site',
        ],
        ...(executablePath ? { executablePath } : {}),
      }),
    ),
  );
  project.provide(
    'chromiums',
    chromiums.map((running) => running.wsEndpoint()),
  );
  return async () => {
    await Promise.all([server.close(), ...chromiums.map((running) => running.close())]);
  };
}
