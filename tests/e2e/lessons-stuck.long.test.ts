// Why it gets stuck, on the built page: each step has its own picture beside it, which lives and says the same as the text.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { toHash } from '../../src/app/state/url.ts';
import { stuck } from '../../src/lessons/stuck.ts';
import en from '../../src/lessons/words/en.ts';
import ko from '../../src/lessons/words/ko.ts';
import { axeSource, overflowing, violations } from './everyone.ts';
import { figuresOn, readPrinted } from './lesson-figures.ts';
import { phone } from './lesson-page.ts';
import {
  apart,
  inAddress,
  pixelsOf,
  set,
  settled,
  stateOf,
  useChromium,
  withPage,
} from './page.ts';

useChromium();

const linkTo = (step: string) =>
  toHash({ ...DEFAULT_STATE, tab: 'lessons', lesson: `stuck.${step}` });

/** The picture that is on show. */
const SURFACE = ':is(#surface, .map-plot .surface):visible';

async function pictureOf(page: Page): Promise<number[]> {
  const box = await page.locator(SURFACE).first().boundingBox();
  return pixelsOf(page, box!);
}

const coloursIn = (rgba: number[]) =>
  new Set(Array.from({ length: rgba.length / 4 }, (_, i) => rgba.slice(4 * i, 4 * i + 3).join()))
    .size;

/** A figure of the text, as a number. */
async function figure(page: Page, name: string): Promise<number> {
  const found = (await figuresOn(page)).find(([shown]) => shown === name);
  return found ? readPrinted(found[1]).value : Number.NaN;
}

const numbersIn = (text: string | null) => (text ?? '').match(/[\d.]+/g)!.map(Number);

/** What each picture has to say, besides being there. */
const SAYS: Record<string, (page: Page) => Promise<void>> = {
  async plateau(page) {
    expect(await figure(page, 'loss')).toBeCloseTo(1.5027, 4);
    expect(await page.locator('#legend').textContent()).toContain('100');
  },
  async valley(page) {
    const chart = page.locator('.along-runs canvas');
    expect(await chart.isVisible()).toBe(true);
    expect(await figure(page, 'floor.w12')).toBeCloseTo(7.09098, 5);
  },
  async basin(page) {
    // The first row of the card's table is of the solved.
    const row = await page.locator('#map-info .info-table tbody tr').first().textContent();
    await page.getByRole('button', { name: /정답 보기|Show the answer/ }).click();
    const rectangle = await figure(page, 'rectangle');
    expect(Math.abs(rectangle - numbersIn(row).at(-1)!)).toBeLessThan(2.5);
    const said = await page.locator('.ask-result').textContent();
    expect(numbersIn(said).some((n) => Math.abs(n - numbersIn(row).at(-1)!) < 0.06)).toBe(true);
  },
  async border(page) {
    const [two, four, eight] = await Promise.all(
      [2, 4, 8].map((size) => figure(page, `boxes.${size}`)),
    );
    expect(two! / four!).toBeGreaterThan(2);
    expect(four! / eight!).toBeGreaterThan(2);
    const counted = page.locator('#map-info details tbody tr').nth(1);
    expect((await counted.textContent())!.replace(/\s/g, '')).toContain(`2${two}`);
  },
  async critical(page) {
    expect(await page.locator('.band canvas').isVisible()).toBe(true);
    await page.getByRole('button', { name: /정답 보기|Show the answer/ }).click();
    const critical = await figure(page, 'critical');
    expect(critical).toBeCloseTo(3467.45, 1);
    // The runs of the picture say so, too: all below it stay, and none above.
    const row = await page.locator('#map-info .info-table tbody tr').first().textContent();
    const { range } = (await stateOf(page)).spectrum.rate;
    const share = Math.log(critical / range[0]) / Math.log(range[1] / range[0]);
    expect(Math.abs(numbersIn(row).at(-1)! - 100 * share)).toBeLessThan(0.3);
  },
  async edge(page) {
    expect(await page.locator('.along-runs canvas').isVisible()).toBe(true);
    expect(Math.abs((await figure(page, 'product.3000')) - 2)).toBeLessThan(0.1);
    expect(await figure(page, 'limit')).toBeCloseTo(2 / 0.3, 4);
  },
};

const VIEWS: Record<string, string> = { basin: 'basins', border: 'basins', critical: 'spectrum' };

/** Presses a choice that does not hold, or makes the steps fewer. */
async function change(page: Page): Promise<void> {
  const choice = page.locator('.lesson-choices [aria-pressed="false"]').last();
  if ((await choice.count()) > 0) {
    await choice.press('Enter');
    return settled(page);
  }
  await set(page, { steps: 30 });
}

test.each([
  ['in English on a desktop', en, 'en', 'light', { viewport: { width: 1280, height: 800 } }],
  ['in Korean on a phone', ko, 'ko', 'dark', phone],
] as const)(
  'the six steps %s, by keyboard: the right picture is beside each, says what the text says, and follows a change; axe-core finds nothing serious',
  (_, words, lang, theme, options) =>
    withPage({ ...options, at: `?lang=${lang}${linkTo('plateau')}` }, async (page) => {
      await page.evaluate(axeSource);
      await set(page, { view: { theme } });
      for (const [i, { id, title }] of stuck.steps.entries()) {
        if (i > 0) await page.locator('.lesson-body h2').press('ArrowRight');
        await expect.poll(async () => (await stateOf(page)).lesson).toBe(`stuck.${id}`);
        await settled(page);
        expect(await page.locator('.lesson-body h2').textContent()).toBe(words[title]);
        expect(await page.locator('#stage').getAttribute('data-picture')).toBe(
          VIEWS[id] ?? 'landscape',
        );
        const before = await pictureOf(page);
        expect(coloursIn(before), id).toBeGreaterThan(10);
        await SAYS[id]!(page);
        expect(await overflowing(page), id).toEqual([]);
        // One of each kind of picture; the parts of the others are those of other lessons.
        if (['basin', 'critical', 'edge'].includes(id))
          expect(await violations(page), id).toEqual([]);
        // A second time on the phone would show nothing new.
        if (lang === 'ko') continue;
        await change(page);
        expect(apart(await pictureOf(page), before), id).toBeGreaterThan(0.05);
        expect((await stateOf(page)).lesson).toBe(`stuck.${id}`);
      }
    }),
);

/** Colours of the picture on the sheet that would be printed now. */
const coloursPrinted = (page: Page) =>
  page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
    const map = document.querySelector<HTMLCanvasElement>('.paper-map canvas')!;
    const copy = new OffscreenCanvas(map.width, map.height).getContext('2d', {
      willReadFrequently: true,
    })!;
    copy.drawImage(map, 0, 0);
    const { data } = copy.getImageData(0, 0, map.width, map.height);
    window.dispatchEvent(new Event('afterprint'));
    return new Set(data.filter((_, i) => i % 4 === 1)).size;
  });

test('a link with a map beside its step opens it, its sheet has the map, its run opens in the landscape beside, and the next lesson has that, too', () =>
  withPage({ at: `?lang=en${linkTo('basin')}` }, async (page) => {
    await expect.poll(async () => (await stateOf(page)).picture).toBe('basins');
    await settled(page);
    const shown = (await figuresOn(page)).toSorted();
    await inAddress(page);
    await page.reload();
    await page.waitForFunction(() => window.gradscape !== undefined);
    await expect.poll(async () => (await figuresOn(page)).toSorted()).toEqual(shown);
    await settled(page);
    expect(await coloursPrinted(page)).toBeGreaterThan(20);
    await page.locator('#map-info .info-run button').click();
    await settled(page);
    expect(await stateOf(page)).toMatchObject({ tab: 'lessons', picture: 'landscape' });
    expect(await page.locator('#plot').isVisible()).toBe(true);
    await set(page, { lesson: 'stuck.critical' });
    expect((await stateOf(page)).picture).toBe('spectrum');
    await set(page, { lesson: 'homework.forward' });
    expect((await stateOf(page)).picture).toBe('landscape');
  }));
