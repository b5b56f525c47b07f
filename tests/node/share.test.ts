// What is shared: figures with things drawn over them, addresses of embeds, windows of a zoom.
import { beforeAll, expect, test } from 'vitest';
import '../../src/library.ts';
import { embedAddress, embedSnippet, partsOf } from '../../src/app/share/embed-address.ts';
import { shareAt, windowOnWay } from '../../src/app/share/film.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { Drawn } from '../../src/fields/figure/drawn.ts';
import { encodeFigure } from '../../src/fields/figure/index.ts';
import type { GridSource } from '../../src/fields/formats/source.ts';
import { landscapeSource } from '../../src/fields/sources.ts';

let source: GridSource;
beforeAll(async () => {
  const engine = createCpuEngine(inlinePool());
  const window = { x: [0, 10] as [number, number], y: [0, 10] as [number, number] };
  const spec = { problem: { id: 'himmelblau' }, window, width: 12, height: 12 };
  source = landscapeSource(await engine.landscape(spec), engine.info);
});

const line = (points: number[], more: object = {}): Drawn => ({
  ...{ kind: 'line', points, color: '#ff0000', width: 2 },
  ...more,
});
const svg = async (drawn: Drawn[]) =>
  new TextDecoder().decode(await encodeFigure(source, 'svg', { drawn, width: 10 }));

test('a path is cut off at the edges of its panel: what leaves and comes back is two pieces, all of them inside', async () => {
  const file = await svg([line([5, 5, 5, 20, 8, 20, 8, 5, -40, 5])]);
  const [, x, y, w, h] = /<image x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/
    .exec(file)!
    .map(Number) as [number, number, number, number, number];
  const pieces = [...file.matchAll(/<polyline points="([^"]+)"[^>]*stroke="#ff0000"/g)].map(
    ([, points]) => points!.split(' ').map(Number),
  );
  expect(pieces.length).toBe(2);
  for (const [i, value] of pieces.flat().entries()) {
    const [from, size] = i % 2 === 0 ? [x, w] : [y, h];
    expect(value).toBeGreaterThanOrEqual(from - 0.01);
    expect(value).toBeLessThanOrEqual(from + size + 0.01);
  }
  // (5, 5) is the middle of the panel, and the first piece goes straight up.
  const [px, py, qx, qy] = pieces[0]! as [number, number, number, number];
  expect([px, py].map(Math.round)).toEqual([x + w / 2, y + h / 2].map(Math.round));
  expect([Math.round(qx), Math.round(qy)]).toEqual([Math.round(px), Math.round(y)]);
});

test('dashes and opacity of a path are in the SVG and the PDF, and a marked place is red in the PNG', async () => {
  const faint = line([1, 1, 9, 9], { dash: [4, 2], opacity: 0.5 });
  const square: Drawn = {
    ...{ kind: 'mark', at: [5, 2] },
    pieces: [{ points: [-4, -4, 4, -4, 4, 4, -4, 4], fill: '#ff0000' }],
  };
  const file = await svg([faint, square]);
  expect(file).toMatch(/stroke-dasharray="4 2" stroke-opacity="0.5"/);
  const pdf = Buffer.from(await encodeFigure(source, 'pdf', { drawn: [faint] })).toString('latin1');
  expect(pdf).toContain('/ExtGState << /S50 << /CA 0.5 /ca 0.5 >> >>');
  const [plain, marked] = await Promise.all(
    [[], [faint, square]].map((drawn) =>
      encodeFigure(source, 'png', { drawn, dpi: 72, width: 10 }),
    ),
  );
  expect(Buffer.from(plain!).readUInt32BE(16)).toBe(Math.round((10 / 2.54) * 72));
  expect(Buffer.from(plain!).equals(Buffer.from(marked!))).toBe(false);
});

test('an embed’s address keeps the state, names its parts in one order, and its snippet is HTML that says no more than that', () => {
  const address = embedAddress('https://a.b/c/?lang=ko&show=x#start=1,2&y=3', ['bar', 'chart']);
  expect(address).toBe('https://a.b/c/?lang=ko&embed=1&show=chart,bar#start=1,2&y=3');
  expect(partsOf(new URL(address).search)).toEqual({ parts: ['chart', 'bar'], unknown: [] });
  expect(partsOf('?show=bar,magic,%20chart,magic')).toEqual({
    parts: ['chart', 'bar'],
    unknown: ['magic'],
  });
  const snippet = embedSnippet(address, { width: null, height: 300 }, 'η "1" <b>');
  expect(snippet).toContain(
    'src="https://a.b/c/?lang=ko&amp;embed=1&amp;show=chart,bar#start=1,2&amp;y=3"',
  );
  expect(snippet).toContain('title="η &quot;1&quot; &lt;b&gt;" width="100%" height="300"');
});

test('a zoom’s window shrinks by the same factor from frame to frame, stays within the one before, and ends exactly', () => {
  const home = { x: [-20, 20] as [number, number], y: [-20, 20] as [number, number] };
  const there = { x: [1.25, 1.2501] as [number, number], y: [-3, -2.9997] as [number, number] };
  const windows = Array.from({ length: 41 }, (_, k) => windowOnWay(home, there, k / 40));
  expect(windows[0]).toEqual(home);
  expect(windows[40]).toEqual(there);
  for (const side of ['x', 'y'] as const) {
    const factor = ((there[side][1] - there[side][0]) / 40) ** (1 / 40);
    for (let k = 1; k < 41; k++) {
      const [a, b] = [windows[k - 1]![side], windows[k]![side]];
      expect((b[1] - b[0]) / (a[1] - a[0])).toBeCloseTo(factor, 6);
      expect(b[0] >= a[0] - 1e-9 && b[1] <= a[1] + 1e-9).toBe(true);
    }
  }
  expect(shareAt(0, 60)).toBe(0);
  expect(shareAt(59, 60)).toBe(1);
});
