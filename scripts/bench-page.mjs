// Opens bench/index.html in a headless Chromium, served by Vite.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { CHROMIUM_FLAGS } from './browser.mjs';
import { chromiumOrExit } from './get-chromium.mjs';

/**
 * @param {{software: boolean, path?: string, ready?: string,
 *   onProgress?: (share: number, doing: string) => void}} options
 */
export async function openBenchPage({
  software,
  path = '/bench/index.html',
  ready = 'window.bench',
  onProgress,
}) {
  const executablePath = chromiumOrExit();
  const server = await createServer({
    // From the repository's root, wherever it is called.
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    // Of this page alone: the packages of bench/peers need not be there.
    optimizeDeps: { include: ['comlink'], entries: [path.slice(1)] },
  });
  await server.listen();
  const port = new URL(server.resolvedUrls?.local[0] ?? '').port;
  const browser = await chromium.launch({
    executablePath,
    args: software
      ? CHROMIUM_FLAGS
      : ['--no-sandbox', '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--no-first-run'],
  });
  const page = await browser.newPage();
  page.on('console', (message) => {
    const [, share, doing] = /^(\d\.\d{3}) (.*)$/.exec(message.text()) ?? [];
    if (share !== undefined && doing !== undefined) onProgress?.(Number(share), doing);
  });
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${port}${path}`);
  await page.waitForFunction(ready, undefined, { timeout: 120_000 });
  return {
    page,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
