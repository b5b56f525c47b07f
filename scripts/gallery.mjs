// npm run gallery: the small pictures of the gallery, from the real page, into src/app/gallery/thumbs/. With names of
// pictures only those.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { CHROMIUM_FLAGS } from './browser.mjs';
import { chromiumOrExit } from './get-chromium.mjs';

const OUT = 'src/app/gallery/thumbs';
const SIZE = { width: 320, height: 200 };
/** Bytes of a picture: all of them are loaded with the gallery. */
const MOST = 15_000;
/** As long a picture may take to settle; what is there by then is taken. */
const PATIENCE_MS = 90_000;

const wanted = process.argv.slice(2);
const executablePath = chromiumOrExit();
mkdirSync(OUT, { recursive: true });
const server = await preview({ logLevel: 'silent' });
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });

/** What of the page shows a view best.
 * @type {Record<string, string>} */
const PARTS = {
  landscape: '#plot',
  basins: '.map-plot',
  sweep: '.map-plot',
  spectrum: '#spectrum .map-plot',
};

/** A page at its beginning, with the gallery open. */
async function openGallery() {
  const page = await browser.newPage({
    viewport: { width: 1180, height: 760 },
    serviceWorkers: 'block',
  });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.addInitScript(() => localStorage.setItem('gradscape.welcome', 'dismissed'));
  await page.goto(`${url}?lang=en`);
  await page.waitForFunction(() => 'gradscape' in window);
  await page.locator('#gallery-open').click();
  await page.locator('.gallery-card').first().waitFor();
  return page;
}

/**
 * The picture of a part of the page, cut to shape, as WebP of at most MOST bytes.
 * @param {import('playwright').Page} page
 * @param {Buffer} png
 * @param {boolean} stretched  instead of cut
 * @returns {Promise<number[]>}
 */
async function small(page, png, stretched) {
  return page.evaluate(
    async ({ data, size, most, whole }) => {
      const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const scale = Math.max(size.width / image.width, size.height / image.height);
      const cut = [size.width / scale, size.height / scale];
      const [w = 0, h = 0] = whole ? [image.width, image.height] : cut;
      const canvas = Object.assign(document.createElement('canvas'), size);
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.imageSmoothingQuality = 'high';
      const [x, y] = [(image.width - w) / 2, (image.height - h) / 2];
      context.drawImage(image, x, y, w, h, 0, 0, size.width, size.height);
      for (let quality = 0.86; ; quality -= 0.06) {
        /** @type {Blob} */
        const blob = await new Promise((resolve) =>
          canvas.toBlob((made) => resolve(/** @type {Blob} */ (made)), 'image/webp', quality),
        );
        if (blob.size > most && quality > 0.1) continue;
        return [...new Uint8Array(await blob.arrayBuffer())];
      }
    },
    { data: png.toString('base64'), size: SIZE, most: MOST, whole: stretched },
  );
}

const first = await openGallery();
const ids = await first
  .locator('.gallery-card')
  .evaluateAll((cards) => cards.map((card) => card.dataset.picture ?? ''));
await first.close();
for (const [i, id] of ids.entries()) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const page = await openGallery();
  await page.locator('.gallery-card').nth(i).click();
  // A pointer over the picture would show a run of it.
  await page.mouse.move(1, 1);
  const tab = await page.evaluate(() => window.gradscape.state.tab);
  const part = page
    .locator(PARTS[tab] ?? '#plot')
    .filter({ visible: true })
    .first();
  await part.waitFor();
  await page.evaluate(
    (ms) => Promise.race([window.gradscape.settled(), new Promise((go) => setTimeout(go, ms))]),
    PATIENCE_MS,
  );
  const surface = part.locator('.relief canvas, .surface').filter({ visible: true }).first();
  // Without what lies over the picture: buttons, a notice.
  await page.addStyleTag({
    content:
      '.plot-area button, .map-plot button, .cursor, .plot-tools, .notice, .readout { display: none !important }',
  });
  await page.waitForTimeout(400);
  const bytes = await small(page, await surface.screenshot(), tab === 'spectrum');
  writeFileSync(`${OUT}/${id}.webp`, Uint8Array.from(bytes));
  console.log(`${OUT}/${id}.webp ${bytes.length} bytes`);
  await page.close();
}
const stale = readdirSync(OUT).filter((file) => !ids.includes(file.replace(/\.webp$/, '')));
if (stale.length > 0) console.log(`no longer used: ${stale.join(', ')}`);
await browser.close();
await server.close();
