// Finds a Chromium to test with, and how to start it so that WebGPU works without a GPU.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** Flags that give Chromium a software WebGPU adapter where there is no GPU. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Two tests lose the GPU process on purpose; without this the third page gets no WebGPU.
  '--disable-domain-blocking-for-3d-apis',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where a Chromium is: $CHROMIUM_PATH alone where it is set, else those on PATH, in the usual places,
 * and Playwright's own. Throws when CHROMIUM_PATH names no program.
 */
export function chromiumPlaces(env = process.env) {
  if (env.CHROMIUM_PATH) {
    if (isExecutable(env.CHROMIUM_PATH)) return [env.CHROMIUM_PATH];
    throw new Error(`CHROMIUM_PATH is "${env.CHROMIUM_PATH}", which is not a program`);
  }
  const onPath = (env.PATH ?? '').split(delimiter).flatMap((dir) => NAMES.map((n) => join(dir, n)));
  return [...onPath, ...PLACES, chromium.executablePath()].filter(isExecutable);
}

/** The first of these places; null when there is none. */
export const findChromium = (env = process.env) => chromiumPlaces(env)[0] ?? null;

export const HOW_TO_INSTALL = `There is no Chromium to work with. Install one:
  Debian, Ubuntu   apt-get install chromium
  any system       npx playwright install chromium
or name one:       CHROMIUM_PATH=/path/to/chromium npm test`;
