// Text as outlines and its width, in the type of glyphs.ts.
import { GLYPHS } from './glyphs.ts';

interface Glyph {
  width: number;
  outline: string;
}

const glyphs = new Map<string, Glyph>(
  GLYPHS.map((glyph) => {
    const [, letter, width, outline] = /^(.) (\d+) (.*)$/u.exec(glyph)!;
    return [letter!, { width: Number(width), outline: outline! }];
  }),
);

/** What stands for a letter that there is no outline of: its letter without accents, else an open box. */
const BOX: Glyph = { width: 556, outline: 'm60 0l0 690l430 0l0-690zm50 50l330 0l0 590l-330 0z' };

function glyphOf(letter: string): Glyph {
  return glyphs.get(letter) ?? glyphs.get(letter.normalize('NFD')[0]!) ?? BOX;
}

/** The width of a text, in the unit of its size. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += glyphOf(letter).width;
  return (width * size) / 1000;
}

/** A step of an outline: m and l have one point, q its control point and its end, z none. y goes up. */
export interface OutlineStep {
  op: 'm' | 'l' | 'q' | 'z';
  points: number[];
}

/** Outlines of the letters of a text that starts at (0, 0), in the unit of its size. */
export function outlinesOf(text: string, size: number): OutlineStep[] {
  const scale = size / 1000;
  const steps: OutlineStep[] = [];
  let from = 0;
  for (const letter of text) {
    const { width, outline } = glyphOf(letter);
    let [x, y] = [from, 0];
    for (const [, op, rest] of outline.matchAll(/([mlqz])([^mlqz]*)/g)) {
      const numbers = (rest!.match(/-?\d+/g) ?? []).map(Number);
      const points: number[] = [];
      for (let i = 0; i < numbers.length; i += 2) {
        x += numbers[i]!;
        y += numbers[i + 1]!;
        points.push(x * scale, y * scale);
      }
      steps.push({ op: op as OutlineStep['op'], points });
    }
    from += width;
  }
  return steps;
}

/** Where a text begins that is to have its start, its middle or its end at 0. */
export function anchored(anchor: 'start' | 'middle' | 'end', width: number): number {
  return anchor === 'start' ? 0 : anchor === 'middle' ? -width / 2 : -width;
}
