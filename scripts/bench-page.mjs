// Opens bench/index.html, or the explorer, in a headless Chromium: built as it ships, since what is not bundled is inlined
// less and runs slower. Pages that bring packages of their own are served by Vite as they are.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, createServer, preview } from 'vite';
import { CHROMIUM_FLAGS } from './browser.mjs';
import { chromiumOrExit } from './get-chromium.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OWN = '/bench/index.html';
/** Those with packages of their own. */
const PEERS = '/bench/peers/';

/**
 * Serves one of the repository's own pages as it would ship, from a folder that goes with it.
 *
 * @param {string} path
 */
async function serveBuilt(path) {
  const outDir = await mkdtemp(join(tmpdir(), 'gradscape-bench-'));
  await build({
    root: ROOT,
    mode: 'production',
    logLevel: 'error',
    publicDir: false,
    build: { outDir, emptyOutDir: false, rolldownOptions: { input: join(ROOT, path) } },
  });
  const server = await preview({
    root: ROOT,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  return {
    port: new URL(server.resolvedUrls?.local[0] ?? '').port,
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

/**
 * From the repository's root, wherever it is called.
 *
 * @param {string} path
 */
async function serveSources(path) {
  const server = await createServer({
    root: ROOT,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    // Of this page alone: the packages of bench/peers need not be there.
    optimizeDeps: { include: ['comlink'], entries: [path.slice(1)] },
  });
  await server.listen();
  const port = new URL(server.resolvedUrls?.local[0] ?? '').port;
  return { port, close: () => server.close() };
}

/**
 * @param {{software: boolean, path?: string, ready?: string,
 *   before?: () => void, viewport?: {width: number, height: number},
 *   onProgress?: (share: number, doing: string) => void}} options `ready` is what the window has then, and `before` runs
 *   in the page before its own code.
 */
export async function openBenchPage({
  software,
  path = OWN,
  ready = 'bench',
  before,
  viewport,
  onProgress,
}) {
  const executablePath = chromiumOrExit();
  const server = await (path.startsWith(PEERS) ? serveSources : serveBuilt)(path);
  const browser = await chromium.launch({
    executablePath,
    args: software
      ? CHROMIUM_FLAGS
      : ['--no-sandbox', '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--no-first-run'],
  });
  const page = await browser.newPage({ ...(viewport && { viewport }), serviceWorkers: 'block' });
  if (before) await page.addInitScript(before);
  page.on('console', (message) => {
    const [, share, doing] = /^(\d\.\d{3}) (.*)$/.exec(message.text()) ?? [];
    if (share !== undefined && doing !== undefined) onProgress?.(Number(share), doing);
  });
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.port}${path}`);
  // Not as text, which the page's policy keeps from being run.
  await page.waitForFunction((name) => name in window, ready, { timeout: 120_000 });
  return {
    page,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
