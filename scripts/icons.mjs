// npm run icons: the icons of the installed page, from the picture that index.html names as its icon, into public/icons/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { chromiumOrExit } from './get-chromium.mjs';

const OUT = 'public/icons';
/** Of a maskable icon a system may show no more than the middle circle, of 0.8 of its side. */
const SAFE = 0.66;
/** @type {readonly {name: string, side: number, covers: boolean}[]} what covers has no round corners of its own */
const ICONS = [
  { name: 'icon-192.png', side: 192, covers: false },
  { name: 'icon-512.png', side: 512, covers: false },
  { name: 'maskable-512.png', side: 512, covers: true },
  { name: 'apple-180.png', side: 180, covers: true },
];

const [, picture] =
  /<link rel="icon" href="(data:[^"]+)"/.exec(readFileSync('index.html', 'utf8')) ?? [];
if (!picture) throw new Error('index.html names no icon');
const colour = /rect [^>]*fill='%23([0-9a-f]{6})'/.exec(picture)?.[1];
const executablePath = chromiumOrExit();
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const { name, side, covers } of ICONS) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const within = Math.round(side * (covers ? SAFE : 1));
  await page.setContent(
    `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:${covers ? `#${colour}` : 'none'}}</style>
    <img src="${picture}" width="${within}" height="${within}">`,
  );
  const png = await page.screenshot({ omitBackground: true });
  writeFileSync(`${OUT}/${name}`, png);
  console.log(`${OUT}/${name}, ${png.length} bytes`);
  await page.close();
}
await browser.close();
