// What makes the built page an app that can be installed and works without a network: its manifest, and the service worker
// with the list of all files that were built.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

export const WORKER = 'service-worker.js';
/** What the source of the worker calls the list. */
const PLACE = '__FILES__';
/** Files beside the page that nobody needs on the way: what it is made of, in words. */
const LEFT_OUT = [WORKER, 'licenses.md', 'sbom.json'];

/** Light and dark, as src/app/shell/base.css has the page. */
const PAGE = { light: '#f6f7f9', dark: '#10141b' };

const MANIFEST = {
  name: 'Gradscape: loss landscapes, live',
  short_name: 'Gradscape',
  description: 'Explore loss landscapes on the GPU: every pixel is a training run.',
  lang: 'en',
  // All addresses are relative to this file: the page runs in any folder.
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: PAGE.light,
  theme_color: PAGE.light,
  categories: ['education', 'science'],
  icons: [
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
};

/** All files of a folder, by their paths in it. @param {string} folder */
const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .sort();

/**
 * The files of a built page: path, '' for the page itself, and hash as the browser checks it; and what names them all.
 * @param {string} folder
 */
export function listOf(folder) {
  const files = Object.fromEntries(
    filesOf(folder)
      .filter((path) => !LEFT_OUT.includes(path))
      .map((path) => {
        const hash = createHash('sha256').update(readFileSync(join(folder, path)));
        return [path === 'index.html' ? '' : path, `sha256-${hash.digest('base64')}`];
      }),
  );
  const id = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  return { id, files };
}

/** A plugin of Vite that adds both to the built page. */
export const offline = () => ({
  name: 'offline',
  apply: /** @type {const} */ ('build'),
  /** @this {import('vite').Rolldown.PluginContext} */
  buildStart() {
    this.emitFile({
      type: 'chunk',
      id: 'src/app/offline/service-worker.ts',
      fileName: WORKER,
      preserveSignature: false,
    });
    const source = JSON.stringify(MANIFEST, null, 2);
    this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source });
  },
  transformIndexHtml: () => [
    { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' } },
    { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './icons/apple-180.png' } },
    ...Object.entries(PAGE).map(([scheme, content]) => ({
      tag: 'meta',
      attrs: { name: 'theme-color', media: `(prefers-color-scheme: ${scheme})`, content },
    })),
  ],
  // When everything is on the disk as it will be served.
  /** @param {{dir?: string | undefined}} options */
  writeBundle({ dir = 'dist' }) {
    const path = join(dir, WORKER);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(PLACE)) throw new Error(`${path} has no place for the list of files`);
    // Browsers differ in whether a worker may be a module.
    if (/\b(?:import|export)\b/.test(text)) throw new Error(`${path} is not of one piece`);
    writeFileSync(path, text.replaceAll(PLACE, JSON.stringify(listOf(dir))));
  },
});
