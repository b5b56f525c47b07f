// What the page draws of runs, held against the map under it, pixel by pixel.
import createREGL from 'regl';
import { expect, test } from 'vitest';
import type { Landscape, Window } from '../../src/engine.ts';
import type { PlanePaths } from '../../src/fields/on-plane.ts';
import { COLORMAP_NAMES, type ColormapName, loadColormaps } from '../../src/fields/palettes.ts';
import { OPTIMIZER_STYLES } from '../../src/views/colours.ts';
import { createHeatmap } from '../../src/views/heatmap.ts';
import type { PathSet } from '../../src/views/path-store.ts';
import { createPaths } from '../../src/views/paths.ts';

const SIZE = { width: 400, height: 640 };
const VIEW: Window = { x: [0, 1], y: [0, 1] };
const KINDS = Object.keys(OPTIMIZER_STYLES) as (keyof typeof OPTIMIZER_STYLES)[];

/** A loss that rises from left to right: every colour of a map, one after the other. */
function ramp(of: (x: number) => number = (x) => x): Landscape {
  const [width, height] = [200, 2];
  const loss = Float32Array.from({ length: width * height }, (_, k) =>
    of(((k % width) + 0.5) / width),
  );
  const gradient = Float32Array.from({ length: 2 * loss.length }, (_, k) => {
    const x = ((k >> 1) % width) / width;
    return k % 2 === 0 ? (of(x + 1e-3) - of(x)) / 1e-3 : 0;
  });
  const spec = { problem: { id: 'xor' }, window: VIEW, width, height };
  return { spec, loss, gradient } as unknown as Landscape;
}

/** Where the i-th run is at a share of the width: across the whole map, up or down. */
const heightOf = (i: number, of: number, x: number) =>
  0.04 + (0.92 * (i + 0.5)) / of + 0.06 * (x - 0.5);

const setsOf = (runs: number): PathSet[] =>
  KINDS.map((kind, set) => {
    const of = runs * KINDS.length;
    const points = Array.from({ length: runs }, (_, run) =>
      [-0.1, 0.3, 0.5, 1.1].flatMap((x) => [x, heightOf(set * runs + run, of, x)]),
    ).flat();
    const paths = {
      points: Float64Array.from(points),
      loss: new Float64Array(points.length / 2),
      frameSteps: Uint32Array.of(0, 1, 2, 3),
    };
    return { ...OPTIMIZER_STYLES[kind], trajectories: paths as unknown as PlanePaths };
  });

/**
 * Draws to a canvas of its own; the pixels of the map alone, and with paths, row 0 at the bottom. By depth a path is one
 * pass, and three without.
 */
function drawn(byDepth = true) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SIZE);
  const gl = canvas.getContext('webgl', {
    alpha: false,
    antialias: false,
    preserveDrawingBuffer: true,
  })!;
  const extensions = [
    ...['OES_texture_float', 'OES_standard_derivatives', 'OES_element_index_uint'],
    ...(byDepth ? ['EXT_frag_depth'] : []),
  ];
  const regl = createREGL({ gl, extensions });
  const heatmap = createHeatmap(regl);
  const paths = createPaths(regl);
  heatmap.upload(ramp());
  const pixels = () => {
    const bytes = new Uint8Array(4 * SIZE.width * SIZE.height);
    gl.readPixels(0, 0, SIZE.width, SIZE.height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    return bytes;
  };
  return {
    of(colormap: ColormapName, sets: readonly PathSet[], highlight: null) {
      const style = { colormap, scale: 'linear', range: [0, 1], levels: [] } as const;
      heatmap.draw(VIEW, SIZE, style);
      const ground = pixels();
      paths.upload(sets);
      paths.draw(VIEW, SIZE, { head: 9, highlight, ratio: 1 });
      return { ground, seen: pixels() };
    },
    /** How many pixels of a row an isoline changes. */
    withLevel(level: number, of: (x: number) => number) {
      heatmap.upload(ramp(of));
      const style = { colormap: 'viridis', scale: 'linear', range: [0, 1] } as const;
      const [plain, lined] = [[], [level]].map((levels) => {
        heatmap.draw(VIEW, SIZE, { ...style, levels });
        return pixels().subarray(0, 4 * SIZE.width);
      }) as [Uint8Array, Uint8Array];
      return plain.filter((byte, k) => k % 4 === 1 && Math.abs(byte - lined[k]!) > 2).length;
    },
    end: () => regl.destroy(),
  };
}

/** Relative luminance, as WCAG 2 defines it. */
function luminance(bytes: Uint8Array, at: number): number {
  const part = (c: number) => {
    const v = bytes[4 * at + c]! / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
}

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

test.each([
  [1, 'one pass'],
  [8, 'one pass'],
  [1, 'three passes'],
  [8, 'three passes'],
] as const)(
  'on every colour map each optimizer’s path, among %i of its own, drawn in %s, stands out 3 : 1 from the map under it, all along',
  async (runs, passes) => {
    await loadColormaps();
    const canvas = drawn(passes === 'one pass');
    // Arrowheads, which only few have, are wider than a line.
    const reach = runs === 1 ? 8 : 4;
    for (const colormap of COLORMAP_NAMES) {
      const { ground, seen } = canvas.of(colormap, setsOf(runs), null);
      const of = runs * KINDS.length;
      for (let i = 0; i < of; i++) {
        for (let column = 2; column < SIZE.width; column += 7) {
          const y = heightOf(i, of, (column + 0.5) / SIZE.width) * SIZE.height;
          let best = 0;
          for (let row = Math.round(y) - reach; row < Math.round(y) + reach; row++) {
            const k = row * SIZE.width + column;
            best = Math.max(best, contrast(luminance(seen, k), luminance(ground, k)));
          }
          expect(best, `${colormap}, path ${i}, column ${column}`).toBeGreaterThanOrEqual(3);
        }
      }
    }
    canvas.end();
  },
);

test('a path that crosses itself and turns back has the same line and casing in one pass as in three', () => {
  const turning = Array.from({ length: 60 }, (_, k) => [
    0.5 + 0.4 * Math.cos(2.3 * k),
    0.5 + (k % 7 === 0 ? 0.2 : 0.35) * Math.sin(1.7 * k),
  ]).flat();
  const paths = {
    points: Float64Array.from(turning),
    loss: new Float64Array(60),
    frameSteps: Uint32Array.from({ length: 60 }, (_, k) => k),
  };
  const sets = [{ ...OPTIMIZER_STYLES.gd, trajectories: paths as unknown as PlanePaths }];
  const [one, three] = [true, false].map((byDepth) => {
    const canvas = drawn(byDepth);
    const { ground, seen } = canvas.of('viridis', sets, null);
    canvas.end();
    return { ground, seen };
  }) as [Record<'ground' | 'seen', Uint8Array>, Record<'ground' | 'seen', Uint8Array>];
  expect(one.ground).toEqual(three.ground);
  let touched = 0;
  let apart = 0;
  for (let k = 0; k < SIZE.width * SIZE.height; k++) {
    const furthest = (a: Uint8Array, b: Uint8Array) =>
      Math.max(...[0, 1, 2].map((c) => Math.abs(a[4 * k + c]! - b[4 * k + c]!)));
    if (furthest(three.seen, three.ground) > 0) touched++;
    // Edges that lie over each other are blended once or twice.
    if (furthest(one.seen, three.seen) > 64) apart++;
  }
  console.info(`${apart} of ${touched} pixels differ`);
  expect(touched).toBeGreaterThan(0.05 * SIZE.width * SIZE.height);
  expect(apart).toBeLessThan(0.01 * touched);
});

test('a plateau whose loss is a level exactly is not flooded by that isoline, which its slope has', () => {
  const canvas = drawn();
  const flat = canvas.withLevel(0.5, (x) => Math.min(0.5, x));
  const sloping = canvas.withLevel(0.5, (x) => x);
  canvas.end();
  expect(flat).toBeLessThan(8);
  expect(sloping).toBeGreaterThan(0);
  expect(sloping).toBeLessThan(8);
});

test('a thousand runs of each optimizer leave the map to be seen: nine tenths of the pixels keep half of it', () => {
  const canvas = drawn();
  const { ground, seen } = canvas.of('viridis', setsOf(1000), null);
  let hidden = 0;
  let touched = 0;
  for (let k = 0; k < SIZE.width * SIZE.height; k++) {
    const apart = [0, 1, 2].map((c) => Math.abs(seen[4 * k + c]! - ground[4 * k + c]!));
    if (Math.max(...apart) > 0) touched++;
    if (Math.max(...apart) > 128) hidden++;
  }
  canvas.end();
  expect(touched).toBeGreaterThan(0.3 * SIZE.width * SIZE.height);
  expect(hidden).toBeLessThan(0.1 * SIZE.width * SIZE.height);
});
