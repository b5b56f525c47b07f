// The drawing language in numbers: colours that are told apart by everyone, on every ground.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OUTCOME_COLORS, rgb, TRUST_COLORS } from '../../src/fields/palettes.ts';
import { OPTIMIZER_STYLES } from '../../src/views/colours.ts';
import { casingOpacity } from '../../src/views/path-density.ts';
import { contrast, leastApart, luminance, SEEN } from '../colour-vision.ts';

const styles = Object.values(OPTIMIZER_STYLES);

test.each(Object.entries(SEEN))(
  'the optimizers’ colours are 27.5 or more apart in CIE76 under %s, those of outcomes and of trust too',
  (_, seen) => {
    expect(
      leastApart(
        styles.map(({ color }) => rgb(color)),
        seen,
      ),
    ).toBeGreaterThan(27.5);
    expect(leastApart(OUTCOME_COLORS, seen)).toBeGreaterThan(27.5);
    expect(leastApart(TRUST_COLORS, seen)).toBeGreaterThan(27.5);
  },
);

test('an optimizer’s one colour is 3 : 1 or more against the page and its cards, light and dark, and a path’s casing', () => {
  const css = readFileSync('src/app/shell/base.css', 'utf8');
  const grounds = [...css.matchAll(/--(?:page|card): (#[0-9a-f]{6});/g)].map(([, color]) => color!);
  expect(grounds.length).toBeGreaterThanOrEqual(4);
  for (const ground of [...grounds, '#ffffff']) {
    for (const { color, label } of styles) {
      const ratio = contrast(luminance(rgb(color)), luminance(rgb(ground)));
      expect(ratio, `${label} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test('no two optimizers have the same shape or dash, and a dash is as many lengths as the map’s shader takes', () => {
  expect(new Set(styles.map(({ shape }) => shape)).size).toBe(styles.length);
  expect(new Set(styles.map(({ dash }) => String(dash))).size).toBe(styles.length);
  for (const { dash } of styles) expect([0, 2, 4]).toContain(dash.length);
});

test('some hundred runs as density have a casing that stands 3:1 from the middle of viridis, thousands have none', () => {
  const ground = rgb('#21918c');
  const over = (alpha: number) => ground.map((c) => 255 * alpha + c * (1 - alpha));
  const casing = over(casingOpacity(80)) as [number, number, number];
  expect(contrast(luminance(casing), luminance(ground))).toBeGreaterThan(3);
  expect(casingOpacity(450)).toBeGreaterThan(0.1);
  expect([1000, 10_000].map(casingOpacity)).toEqual([0, 0]);
});
