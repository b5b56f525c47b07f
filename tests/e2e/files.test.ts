import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import '../../src/library.ts';
import type { EngineInfo, LandscapeSpec } from '../../src/engine.ts';
import { encodeFigure } from '../../src/fields/figure/index.ts';
import { readMeta } from '../../src/fields/formats/index.ts';
import { readNpz } from '../../src/fields/formats/npz.ts';
import { cellsOf } from '../../src/fields/formats/source.ts';
import { landscapeSource } from '../../src/fields/sources.ts';
import { saved, set, settled, stateOf, useChromium, withSharedPage } from './page.ts';

useChromium();

/** Saves the open view in a format; returns the file's name and bytes. */
async function save(page: Page, format: string) {
  // The folder starts closed, to leave room for what is used more.
  const folder = page.locator('#panel').getByRole('button', { name: 'Files' });
  if ((await folder.getAttribute('aria-expanded')) === 'false') await folder.click();
  const rows = page.locator('#panel .lil-controller');
  await rows
    .filter({ hasText: /^format/ })
    .locator('select')
    .selectOption({ label: format });
  return saved(page, () => page.getByRole('button', { name: 'Save this view' }).click());
}

const open = (page: Page, name: string, bytes: Buffer) =>
  page.evaluate(
    ({ name, base64 }) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      data.items.add(new File([content], name));
      document.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    },
    { name, base64: bytes.toString('base64') },
  );

test('a landscape saved as .png carries its spec, and dropping it shows that window again', () =>
  withSharedPage(async (page) => {
    await set(page, { window: { x: [1, 9], y: [2, 10] }, parameters: { b2: -4 } });
    const { name, bytes } = await save(page, '.png');
    expect(name).toBe('gradscape-landscape.png');
    expect(readMeta(bytes).spec).toMatchObject({
      problem: { id: 'xor', parameters: { b2: -4 } },
      window: { x: [1, 9], y: [2, 10] },
    });
    await set(page, { window: { x: [-20, 20], y: [-20, 20] }, parameters: { b2: -5 } });
    await open(page, name, bytes);
    await expect.poll(async () => (await stateOf(page)).window.x).toEqual([1, 9]);
    expect((await stateOf(page)).parameters.b2).toBe(-4);
  }));

test('a basin map saved as .npz comes back as the same map', () =>
  withSharedPage(async (page) => {
    await set(page, {
      tab: 'basins',
      optimizers: { gd: { learningRate: 7 } },
      map: { resolution: 40, steps: 90, threshold: 0.2 },
    });
    const { name, bytes } = await save(page, '.npz (all fields)');
    expect(name).toBe('gradscape-sweep-gd.npz');
    expect(readMeta(bytes)).toMatchObject({ kind: 'sweep', spec: { steps: 90, width: 40 } });
    await set(page, {
      tab: 'landscape',
      optimizers: { gd: { learningRate: 1 } },
      map: { steps: 5 },
    });
    await open(page, name, bytes);
    await expect.poll(async () => (await stateOf(page)).tab).toBe('basins');
    await settled(page);
    const { map, optimizers } = await stateOf(page);
    expect(map).toMatchObject({ optimizer: 'gd', steps: 90, threshold: 0.2, resolution: 40 });
    expect(optimizers.gd.learningRate).toBe(7);
  }));

test('a spectrum as the terminal prints it opens as JSON', () =>
  withSharedPage(async (page) => {
    const spec = {
      problem: { id: 'xor' },
      optimizer: { kind: 'momentum', learningRate: 1, momentum: 0.5 },
      start: [1, 2],
      steps: 60,
      threshold: 0.1,
      rate: { range: [1, 10], scale: 'log' },
      count: 64,
      last: 8,
      component: 'x',
    };
    await open(page, 'run.json', Buffer.from(JSON.stringify({ spec })));
    await expect.poll(async () => (await stateOf(page)).tab).toBe('spectrum');
    await settled(page);
    const { spectrum, optimizers } = await stateOf(page);
    expect(spectrum).toMatchObject({
      optimizer: 'momentum',
      start: [1, 2],
      count: 64,
      component: 'w21',
    });
    expect(optimizers.momentum.momentum).toBe(0.5);
  }));

test('a file that is none of ours is refused in words, and nothing changes', () =>
  withSharedPage(async (page) => {
    const before = await stateOf(page);
    await open(page, 'holiday.png', Buffer.from('not a picture'));
    await expect
      .poll(() => page.locator('#notice').textContent())
      .toMatch(/holiday\.png cannot be shown/);
    await open(page, 'bad.json', Buffer.from('{"window": {"x": [3, 1], "y": [0, 1]}}'));
    await expect
      .poll(() => page.locator('#notice').textContent())
      .toMatch(/bad\.json cannot be shown/);
    expect(await stateOf(page)).toEqual(before);
  }));

test('a 512² basin map from the terminal has the very outcome counts of the page’s, on the CPU engine', () =>
  withSharedPage(async (page) => {
    const flags = ['--size=512', '--steps=5', '--lr=1', '--engine=cpu', '--json', '--quiet'];
    const printed = JSON.parse(
      execFileSync('node', ['scripts/cli.mjs', 'sweep', ...flags], { encoding: 'utf8' }),
    );
    const counts = await page.evaluate(async (spec) => {
      const { outcome } = await window.gradscape.sweep(spec, { engine: 'cpu' });
      return outcome.reduce(
        (sums, o) => {
          sums[o]!++;
          return sums;
        },
        [0, 0, 0, 0, 0],
      );
    }, printed.spec);
    expect(counts).toEqual(Object.values(printed.outcomes));
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
  }));

test('a figure of the page is that of the same numbers in Node, byte for byte; a spectrum’s .png is one', () =>
  withSharedPage(async (page) => {
    // Without what the page draws over it, which the numbers do not have.
    const bare = { view: { isolines: false, marks: false }, starts: { points: [] } };
    await set(page, { tab: 'landscape', window: { x: [1, 9], y: [2, 10] }, ...bare });
    const numbers = (await save(page, '.npz (all fields)')).bytes;
    const { name, bytes } = await save(page, 'Figure .svg');
    expect(name).toBe('gradscape-landscape.svg');
    const read = (at: number, length: number) => numbers.subarray(at, at + length);
    const { meta, arrays } = readNpz(numbers.length, read);
    const cells = (field: string) => {
      const { type, shape, offset } = arrays.get(field)!;
      const size = shape.reduce((product, n) => product * n, Number(type.slice(2)));
      return cellsOf(type, new Uint8Array(read(offset, size))) as Float32Array<ArrayBuffer>;
    };
    const landscape = {
      spec: meta.spec as LandscapeSpec,
      loss: cells('loss'),
      gradient: cells('gradient'),
    };
    const { engine, adapter, precision } = meta;
    const info = { name: engine, adapter, precision } as EngineInfo;
    const source = { ...landscapeSource(landscape, info), meta };
    const { colormap, scale, range } = (await stateOf(page)).view;
    const options = { colormap, scale, range: range ?? undefined };
    expect(bytes.equals(await encodeFigure(source, 'svg', options))).toBe(true);
    await set(page, { tab: 'spectrum', spectrum: { count: 64, steps: 20, last: 8 } });
    const picture = await save(page, '.png');
    expect(picture.name).toBe('gradscape-spectrum-gd.png');
    expect(picture.bytes.readUInt32BE(16)).toBe(2008);
    expect(readMeta(picture.bytes).kind).toBe('spectrum');
  }));
