// The page in Korean: nothing that a person reads is left in English, in any view, and English shows no Korean.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { StatePatch } from '../../src/app/state/state.ts';
import { overflowing } from './everyone.ts';
import { lastNotice, set, settled, still, useChromium, withPage } from './page.ts';

useChromium();

/** Names, signs and units that stand in Korean text too. */
const NAMES = [
  ...[
    'Gradscape',
    'XOR',
    'OR',
    'AND',
    'Adam',
    'RMSprop',
    'PyTorch',
    'Xavier',
    'He',
    'fan-in',
    'tanh',
    'ReLU',
  ],
  ...['GPU', 'CPU', 'WebGPU', 'google', 'swiftshader', 'f32', 'f64', 'ulp', 'nats?', 'MiB', 'ms'],
  ...[
    'npz',
    'npy',
    'csv',
    'parquet',
    'png',
    'svg',
    'pdf',
    'CSV',
    'JSON',
    'safetensors',
    'Markdown',
  ],
  ...[
    'viridis',
    'cividis',
    'magma',
    'weight_decay',
    'manual_seed',
    'nn\\.Linear',
    'window\\.gradscape',
    'English',
    'Language',
  ],
  ...[
    'Esc',
    'Ctrl',
    'Enter',
    'Escape',
    'C',
    'Shift',
    'Enter',
    'Space',
    'Home',
    'End',
    'Shift',
    'Alt',
    'Page Up',
    'Page Down',
    'Delete',
    'Tab',
  ],
  ...[
    'exp',
    'log',
    'sqrt',
    'sin',
    'cos',
    'tan',
    'sigmoid',
    'abs',
    'min',
    'max',
    'pow',
    'pi',
    'ln',
    'xy',
    'et al',
    'network\\.py',
    'Li',
  ],
  ...[
    'Sohl-Dickstein',
    'label',
    '[dw]?[A-Za-z]\\d+(?:\\.\\d+)*',
    'λmax',
    'λmin',
    'H-H',
    'lambda',
    'η',
    'Lyapunov',
  ],
].join('|');

/** What a person reads or is read to, element by element: texts, and attributes that are read out. */
function readable(): { where: string; text: string }[] {
  const found: { where: string; text: string }[] = [];
  const add = (element: Element, text: string | null, what = '') => {
    if (!text?.trim()) return;
    const { id, className } = element;
    const name = `${element.tagName.toLowerCase()}${id ? `#${id}` : ''} ${String(className)}`;
    found.push({ where: `${name.slice(0, 60)} ${what}`, text: text.trim() });
  };
  const isShown = (element: Element) =>
    element.checkVisibility() &&
    !element.closest('math, kbd, code, pre, [lang="en"]:not(html), script, style');
  for (const element of document.querySelectorAll('body, body *')) {
    if (!isShown(element)) continue;
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) add(element, node.nodeValue);
    }
    for (const name of ['title', 'aria-label', 'placeholder', 'aria-valuetext', 'alt']) {
      add(element, element.getAttribute(name), name);
    }
  }
  add(document.body, document.title, 'title of the page');
  return found;
}

async function inEnglish(page: Page, what: string): Promise<string[]> {
  const names = new RegExp(`(?<![A-Za-z])(?:${NAMES})(?![A-Za-z])`, 'g');
  const all = await page.evaluate(readable);
  expect(all.length).toBeGreaterThan(20);
  return all
    .filter(({ text }) => /[A-Za-z]{2}/.test(text.replace(names, '')))
    .map(({ where, text }) => `${what}: ${where}: ${text}`);
}

/** Opens every part of the panel that is folded. */
async function unfold(page: Page) {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('.panel .lil-closed > .lil-title')) {
      if (folded.checkVisibility()) (folded as HTMLElement).click();
    }
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
  await settled(page);
  await still(page);
}

const VIEWS: readonly (readonly [name: string, patch: StatePatch])[] = [
  ['landscape', { view: { field: 'sharpness', edge: true, alongRuns: true } }],
  ['trust', { view: { field: 'trust' } }],
  [
    'basins',
    { tab: 'basins', map: { resolution: 64, steps: 50, compare: 'adam', disagreements: true } },
  ],
  ['sweep', { tab: 'sweep', map: { resolution: 64, steps: 50 } }],
  ['spectrum', { tab: 'spectrum', spectrum: { count: 256, steps: 64, last: 32 } }],
  ['benchmark', { tab: 'benchmark' }],
  [
    'network',
    {
      tab: 'landscape',
      problem: 'circles',
      steps: 20,
      view: { field: 'loss', edge: false, alongRuns: false },
    },
  ],
  ['formula', { problem: 'formula' }],
  ['data', { problem: 'least-squares' }],
  ['own network', { problem: 'regression', steps: 20 }],
];

test('in Korean no view, section or dialog has a word of English left', () =>
  withPage({ at: '?lang=ko' }, async (page) => {
    const left: string[] = [];
    const look = async (what: string) => left.push(...(await inEnglish(page, what)));
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    await unfold(page);
    await look('start');
    for (const [name, patch] of VIEWS) {
      await set(page, patch);
      await unfold(page);
      await look(name);
    }
    await page.getByRole('button', { name: 'PyTorch…' }).click();
    await page.locator('dialog[open]').waitFor();
    await look('PyTorch');
    await page.keyboard.press('Escape');
    for (const opener of ['#help-open', '#problem-open']) {
      await page.locator(opener).click();
      await page.locator('dialog[open]').waitFor();
      await look(opener);
      await page.keyboard.press('Escape');
    }
    await page.evaluate(() => document.querySelector('#badge')!.dispatchEvent(new Event('click')));
    await expect.poll(() => page.locator('.popover').textContent()).toMatch(/^엔진/);
    await look('badge');
    await page.keyboard.press('Escape');
    await page.locator('#more').click();
    await expect.poll(() => page.locator('.popover').textContent()).toMatch(/발표 화면/);
    await look('more');
    expect([...new Set(left)]).toEqual([]);
  }));

test('on a phone in Korean nothing hangs out of the window', () =>
  withPage({ at: '?lang=ko', viewport: { width: 390, height: 844 } }, async (page) => {
    for (const tab of ['landscape', 'basins', 'spectrum', 'lessons'] as const) {
      await set(page, { tab, map: { resolution: 64, steps: 50 }, spectrum: { count: 256 } });
      expect(await overflowing(page), tab).toEqual([]);
    }
  }));

test('in English there is no Hangul but on the switch, which opens the same view in Korean', () =>
  withPage({ at: '?lang=en' }, async (page) => {
    await set(page, { tab: 'landscape', parameters: { b2: -3 } });
    await page.locator('#help-open').click();
    await page.locator('dialog[open]').waitFor();
    const hangul = (await page.evaluate(readable)).filter(({ text }) => /[가-힣]/.test(text));
    expect(hangul.map(({ text }) => text)).toEqual(['Language, 언어', '한국어']);
    await page.getByRole('button', { name: '한국어' }).click();
    await page.waitForFunction(
      () => document.documentElement.lang === 'ko' && 'gradscape' in window,
    );
    await settled(page);
    expect(await page.evaluate(() => window.gradscape.state.parameters.b2)).toBe(-3);
    await expect.poll(() => page.url()).toContain('lang=ko');
    await page.evaluate(() => localStorage.clear());
  }));

test('a ?lang= that is none is quoted, with those that there are', () =>
  withPage({ at: '?lang=tlh', locale: 'ko-KR' }, async (page) => {
    expect(await lastNotice(page)).toBe(
      '?lang="tlh": 쓸 수 있는 언어는 en, ko입니다. ko로 보여 드립니다.',
    );
  }));
