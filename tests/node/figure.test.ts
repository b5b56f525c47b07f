// Pictures with axes, from a result to the bytes of an SVG, a PDF and a PNG.
import { unzlibSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import '../../src/library.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { SweepSpec } from '../../src/engine.ts';
import { encodeFigure, type FigureOptions, figureScene } from '../../src/fields/figure/index.ts';
import { outlinesOf, textWidth } from '../../src/fields/figure/letters.ts';
import { encode, readMeta } from '../../src/fields/formats/index.ts';
import { pictureOf } from '../../src/fields/formats/picture.ts';
import type { GridSource } from '../../src/fields/formats/source.ts';
import { inflatedZip } from '../../src/fields/formats/zip-deflate.ts';
import { OUTCOME_COLORS, TRUST_COLORS } from '../../src/fields/palettes.ts';
import { landscapeSource, spectrumSource, sweepSource } from '../../src/fields/sources.ts';
import { TRUST_FIELD } from '../../src/fields/trust.ts';
import { describe } from '../../src/problems/registry.ts';

const problem = { id: 'himmelblau' };
let landscape: GridSource;
let sweep: GridSource;
let spectrum: GridSource;

beforeAll(async () => {
  const engine = createCpuEngine(inlinePool());
  const { info } = engine;
  const window = { x: [-5, 5] as [number, number], y: [-5, 5] as [number, number] };
  landscape = landscapeSource(
    await engine.landscape({ problem, window, width: 20, height: 20 }),
    info,
  );
  const runs = {
    problem,
    optimizer: { kind: 'gd', learningRate: 0.01 },
    start: [0, 0],
    steps: 40,
    threshold: 0.01,
  } as const;
  const spec = {
    ...runs,
    x: { quantity: 'learningRate', range: [0.001, 1], scale: 'log' },
    y: { quantity: 'start.y', range: [-5, 5], scale: 'linear' },
    width: 24,
    height: 12,
  } as unknown as SweepSpec;
  sweep = sweepSource(await engine.sweep(spec), info);
  const rate = { range: [0.001, 0.1] as [number, number], scale: 'log' as const };
  const { theta } = describe(problem);
  spectrum = spectrumSource(
    await engine.spectrum({
      ...runs,
      optimizer: { ...runs.optimizer },
      start: [1, 1],
      rate,
      count: 60,
      last: 16,
      component: theta[0]!,
    }),
    info,
  );
});

const svg = async (source: GridSource, options: FigureOptions = {}) =>
  new TextDecoder().decode(await encodeFigure(source, 'svg', options));
const texts = (file: string) => [...file.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

test('a landscape’s figure names its axes, the title and the loss beside its colour bar', async () => {
  const words = texts(await svg(landscape, { title: 'A & B < C' }));
  expect(words[0]).toBe('A &amp; B &lt; C');
  for (const word of ['x', 'y', 'loss', '−4', '0', '4']) expect(words).toContain(word);
});

test('a sweep’s figure has powers of ten on its log axis, and the shares of its outcomes come to 100 %', async () => {
  const words = texts(await svg(sweep));
  for (const word of ['learning rate η', 'start y', '0.001', '0.01', '0.1', '1']) {
    expect(words).toContain(word);
  }
  const shares = words.flatMap((word) => /^[a-z]+ ([\d.]+) %$/.exec(word!)?.[1] ?? []);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.reduce((sum, share) => sum + Number(share), 0)).toBeCloseTo(100, 0);
});

test('a figure and a picture of trust have its words and colours, not those of the outcomes', async () => {
  const codes = Uint8Array.from({ length: 24 * 12 }, (_, i) => (i < 72 ? 1 : 0));
  const trusted: GridSource = {
    ...sweep,
    fields: [...sweep.fields, TRUST_FIELD],
    read: (field, from, to) =>
      field === TRUST_FIELD ? codes.subarray(24 * from, 24 * to) : sweep.read(field, from, to),
  };
  const file = await svg(trusted, { field: 'trust' });
  expect(texts(file)).toEqual(expect.arrayContaining(['trusted 75 %', 'sensitive 25 %']));
  expect(texts(file).join()).not.toContain('held');
  const { palette } = pictureOf(trusted, { field: 'trust' });
  expect([...palette!]).toEqual(TRUST_COLORS.flat());
  expect([...pictureOf(trusted, { field: 'outcome' }).palette!]).toEqual(OUTCOME_COLORS.flat());
});

test('nothing of a legend reaches into its neighbour or beyond the sheet, however narrow that is', async () => {
  const mark = [{ points: [-4, -4, 4, -4, 4, 4, -4, 4], fill: '#c01020' }];
  const lines = [{ color: '#c01020', width: 2 }];
  const legend = ['gradient descent, η = 0.25, 150 runs', 'Adam, η = 0.001', 'saddle'].map(
    (text, i) => ({ text, mark, lines: i < 2 ? lines : [] }),
  );
  for (const width of [5, 7, 8.5, 14]) {
    const scene = await figureScene(landscape, { legend, width });
    const first = scene.marks.findIndex((each) => each.kind === 'shape');
    const boxes = scene.marks.slice(first).flatMap((each) => {
      if (each.kind === 'text') {
        const [x, y] = each.at;
        return [[x, y - 5, x + textWidth(each.text, each.size), y + 1.5]];
      }
      if (each.kind !== 'shape') return [];
      const xs = each.points.filter((_, i) => i % 2 === 0);
      const ys = each.points.filter((_, i) => i % 2 === 1);
      return [[Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]];
    }) as [number, number, number, number][];
    expect(boxes.length).toBeGreaterThanOrEqual(6);
    for (const [i, a] of boxes.entries()) {
      expect(a[2]).toBeLessThanOrEqual(scene.width);
      expect(a[3]).toBeLessThanOrEqual(scene.height);
      for (const b of boxes.slice(i + 1)) {
        const apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
        expect([apart, width, a, b]).toEqual([true, width, a, b]);
      }
    }
  }
});

test('a spectrum’s figure has three panels above one axis, or the one that is named', async () => {
  expect(texts(await svg(spectrum))).toEqual(
    expect.arrayContaining(['last 16 of x', 'final loss', 'steps to threshold', 'learning rate η']),
  );
  expect(texts(await svg(spectrum, { field: 'loss' }))).not.toContain('last 16 of x');
  await expect(svg(spectrum, { field: 'point' })).rejects.toThrow(/"point" is not one of iterates/);
});

test('a PDF’s table points at its objects, and its streams inflate to what is drawn', async () => {
  const bytes = await encodeFigure(sweep, 'pdf', { title: 'η (é) ‖' });
  const file = Buffer.from(bytes).toString('latin1');
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)![1]);
  expect(file.slice(table, table + 4)).toBe('xref');
  const places = [...file.slice(table).matchAll(/^(\d{10}) 00000 n /gm)].map(([, at]) =>
    Number(at),
  );
  expect(places.length).toBe(6);
  for (const [i, at] of places.entries()) {
    expect(file.slice(at, at + 8)).toBe(`${i + 1} 0 obj\n`);
  }
  const streams = [...file.matchAll(/\/Length (\d+) >>\nstream\n/g)].map((match) =>
    unzlibSync(bytes.subarray(match.index + match[0].length).subarray(0, Number(match[1]))),
  );
  const [content, image] = streams;
  expect(new TextDecoder().decode(content)).toMatch(/^1 0 0 -1 0 [\d.]+ cm\n.* h.* f Q/ms);
  expect(image!.length).toBe(24 * 12);
  expect(file).toContain('/Title <FEFF03b7002000280');
});

test('a PNG is of 600 dots per inch, carries the spec, and shows the map’s colours in their places', async () => {
  const bytes = await encodeFigure(landscape, 'png', { width: 5, title: '' });
  const png = Buffer.from(bytes);
  expect(png.readUInt32BE(16)).toBe(Math.round((5 / 2.54) * 600));
  expect(png.readUInt32BE(png.indexOf('pHYs') + 4)).toBe(23622);
  expect(readMeta(bytes)).toEqual(landscape.meta);
  const data: Buffer[] = [];
  for (let at = png.indexOf('IDAT') - 4; png.toString('latin1', at + 4, at + 8) === 'IDAT'; ) {
    const length = png.readUInt32BE(at);
    data.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const rows = unzlibSync(Buffer.concat(data));
  const width = png.readUInt32BE(16);
  const [, x, y, w, h] = /<image x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/
    .exec(await svg(landscape, { width: 5, title: '' }))!
    .map(Number) as [number, number, number, number, number];
  const at = (u: number, v: number) => {
    const [i, j] = [Math.round(((x + u * w) * 600) / 72), Math.round(((y + v * h) * 600) / 72)];
    const start = j * (3 * width + 1) + 1 + 3 * i;
    return [...rows.subarray(start, start + 3)];
  };
  // viridis: its highest colour at the corner (5, 5), near its lowest at the minimum (3, 2).
  expect(at(0.02, 0.98)).not.toEqual(at(0.8, 0.3));
  const [red, green, blue] = at(0.82, 0.32);
  expect([red! < 75, green! < 20, blue! < 100]).toEqual([true, true, true]);
});

test('letters are as wide as Helvetica’s, and what has no outline is its letter without accents, or a box', () => {
  expect(textWidth('Learning rate', 1000)).toBe(5892);
  expect(outlinesOf('ĕ', 10)).toEqual(outlinesOf('e', 10));
  expect(outlinesOf('漢', 10).length).toBeGreaterThan(5);
});

test('figures of no size, no format or too many cells are refused with the allowed range', async () => {
  await expect(svg(landscape, { width: 4 })).rejects.toThrow(/4 cm: its width must be 5 to 40/);
  await expect(svg({ ...sweep, width: 8192, height: 8192 })).rejects.toThrow(/4096 × 4096/);
  await expect(svg(landscape, { field: 'gradient' })).rejects.toThrow(/vector/);
});

test('a compressed npz is smaller, inflates to the stored one bit for bit, and says when it is damaged', () => {
  const stored = encode(sweep, 'npz');
  const small = encode(sweep, 'npz', { compress: true });
  expect(small.length).toBeLessThan(0.8 * stored.length);
  const read = (at: number, length: number) => small.subarray(at, at + length);
  expect(inflatedZip(small.length, read)).toEqual(new Uint8Array(stored));
  expect(readMeta(small)).toEqual(sweep.meta);
  const broken = small.slice();
  broken[60]! ^= 4;
  expect(() => readMeta(broken)).toThrow(/damaged/);
  expect(() => encode(sweep, 'csv', { compress: true })).toThrow(/only a .npz/);
  // The directory claims more bytes of spec.json than its packed ones can become, or places a member inside another.
  const bytes = Buffer.from(small);
  const entry = bytes.indexOf('spec.json', bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))) - 46;
  const claiming = Buffer.from(small);
  claiming.writeUInt32LE(2 ** 31, entry + 24);
  expect(() => readMeta(claiming)).toThrow(/spec.json is damaged/);
  const other = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), entry + 4);
  const overlapping = Buffer.from(small);
  bytes.copy(overlapping, other + 42, entry + 42, entry + 46);
  expect(() => readMeta(overlapping)).toThrow(/not a whole .npz/);
});
