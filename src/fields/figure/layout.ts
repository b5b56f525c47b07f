// Where everything of a figure stands: panels one below the other with a common x axis, the colour bar at their right,
// the legend below.
import { log } from '../../math/logarithm.ts';
import { niceTicks, shortened, type Tick } from '../../math/ticks.ts';
import type { FileMeta } from '../formats/source.ts';
import { type Bar, type Content, type LegendEntry, type Panel, placeOnBar } from './content.ts';
import { drawnMarks, markAt, stroke } from './drawn.ts';
import { textWidth } from './letters.ts';
import { INK, type Mark, type Scene, type Text } from './scene.ts';
import type { FigureAxis } from './words.ts';

/** Sizes of type, in points: 7 is the least that journals take. */
const SMALL = 7;
const PLAIN = 8;

/** Points of what is drawn: thin lines that are still seen in print. */
const LINE = 0.6;
const TICK = 3;
/** Between a tick and its number, and between numbers and what is beside them. */
const GAP = 2;
const MARGIN = 3;
const BAR = 7;
const BETWEEN = 7;

/** Characters of the ticks' labels that there is room for. */
const LONGEST = { x: 9, y: 6 };

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A figure as wide as is said, in points, and as high as it comes to. */
export function sceneOf(content: Content, title: string, width: number, meta: FileMeta): Scene {
  const { panels, bar, legend } = content;
  const labels = panels.map((panel) => upwards(panel, width));
  const widest = Math.max(
    0,
    ...labels.flatMap(({ ticks }) => ticks.map(({ label }) => textWidth(label, SMALL))),
  );
  const hasY = panels.some(({ y }) => y !== null);
  const left = hasY ? MARGIN + PLAIN + GAP + widest + GAP + TICK : MARGIN + 6;
  const right = bar ? BETWEEN + BAR + barRoom(bar) : MARGIN + 8;
  const across = width - left - right;
  const marks: Mark[] = [];
  let y = MARGIN;
  if (title !== '') {
    // Below the name what it was made with, in smaller type.
    for (const [i, line] of title.split('\n').entries()) {
      y += i === 0 ? PLAIN : SMALL + GAP;
      marks.push(...titleMarks(line, width, y, i === 0 ? PLAIN : SMALL));
    }
    y += PLAIN / 2 + 1;
  } else y += PLAIN / 2;
  const top = y;
  for (const [i, panel] of panels.entries()) {
    const box = { x: left, y, width: across, height: across * panel.aspect };
    const last = i === panels.length - 1;
    marks.push(...panelMarks(panel, labels[i]!, box, last));
    y += box.height + (last ? 0 : BETWEEN);
  }
  if (bar)
    marks.push(
      ...barMarks(bar, { x: left + across + BETWEEN, y: top, width: BAR, height: y - top }),
    );
  if (panels.some(({ x }) => x !== null)) y += TICK + GAP + SMALL + GAP + PLAIN;
  const entries = legendMarks(legend, left, width - MARGIN, y + GAP + PLAIN);
  marks.push(...entries.marks);
  y = Math.max(y, entries.bottom) + MARGIN;
  return { width, height: y, title, marks, meta };
}

const text = (
  at: Text['at'],
  words: string,
  size: number,
  anchor: Text['anchor'],
  turned = false,
): Text => ({ kind: 'text', at, text: words, size, anchor, ...(turned && { turned }) });

/** Letters as large as fit, not below the least size; what is still too long ends in dots. */
function titleMarks(title: string, width: number, baseline: number, most: number): Mark[] {
  const room = width - 2 * MARGIN;
  const size = Math.max(SMALL, Math.min(most, (most * room) / textWidth(title, most)));
  let words = title;
  while (textWidth(words, size) > room + 0.01) words = `${words.slice(0, -2).trimEnd()}…`;
  return [text([width / 2, baseline], words, size, 'middle')];
}

/** As many ticks as find room for their labels. */
function upwards({ y, aspect }: Panel, width: number) {
  if (y === null) return { ticks: [] as Tick[], prefix: '' };
  const count = Math.max(3, Math.round((width * 0.7 * aspect) / 28));
  return shortened(niceTicks(...y.range, count, y.scale), LONGEST.y);
}

/** Where a value of an axis lies, 0 to 1. */
function place({ range: [lo, hi], scale }: FigureAxis, value: number): number {
  if (scale === 'linear') return (value - lo) / (hi - lo);
  return log(value / lo) / log(hi / lo);
}

function panelMarks(
  panel: Panel,
  left: ReturnType<typeof upwards>,
  box: Box,
  last: boolean,
): Mark[] {
  const { x, y, image, curve, drawn = [] } = panel;
  const at = [box.x, box.y, box.width, box.height] as const;
  const marks: Mark[] = image ? [{ kind: 'raster', at, image }] : [];
  const px = (value: number) => box.x + place(x!, value) * box.width;
  const bottom = box.y + box.height;
  const py = (value: number) => bottom - place(y!, value) * box.height;
  for (const piece of curve) {
    const points = piece.map((value, i) => (i % 2 === 0 ? px(value) : py(value)));
    marks.push({ kind: 'line', points, color: '#00539c', lineWidth: 1 });
  }
  if (y) marks.push(...drawnMarks(drawn, box, px, py));
  if (x === null) return marks;
  marks.push({ kind: 'rect', at, stroke: INK, lineWidth: LINE });
  marks.push(...alongBottom(x, box, px, last));
  if (y === null) return marks;
  for (const { value, label } of left.ticks) {
    const here = py(value);
    marks.push(tick([box.x - TICK, here, box.x, here]));
    marks.push(text([box.x - TICK - GAP, here + SMALL * 0.35], label, SMALL, 'end'));
  }
  const label = left.prefix ? `${y.label}, ${left.prefix}` : y.label;
  const size = Math.min(PLAIN, (PLAIN * (box.height + 12)) / textWidth(label, PLAIN));
  marks.push(text([MARGIN + PLAIN * 0.8, box.y + box.height / 2], label, size, 'middle', true));
  return marks;
}

const tick = (points: readonly number[]): Mark => ({
  kind: 'line',
  points,
  color: INK,
  lineWidth: LINE,
});

/** Ticks at the bottom of a panel; numbers and the axis's name at the last one. */
function alongBottom(
  x: FigureAxis,
  box: Box,
  px: (value: number) => number,
  last: boolean,
): Mark[] {
  const bottom = box.y + box.height;
  const { ticks, prefix } = ticksThatFit(x, box.width);
  const marks: Mark[] = [];
  for (const { value, label } of ticks) {
    const here = px(value);
    marks.push(tick([here, bottom, here, bottom + (last ? TICK : TICK / 2)]));
    if (last) marks.push(text([here, bottom + TICK + GAP + SMALL * 0.75], label, SMALL, 'middle'));
  }
  if (!last) return marks;
  const label = prefix ? `${x.label}, ${prefix}` : x.label;
  const baseline = bottom + TICK + GAP + SMALL + GAP + PLAIN * 0.8;
  return [...marks, text([box.x + box.width / 2, baseline], label, PLAIN, 'middle')];
}

function ticksThatFit({ range, scale }: FigureAxis, width: number) {
  for (let count = Math.max(2, Math.round(width / 28)); ; count--) {
    const found = shortened(niceTicks(...range, count, scale), LONGEST.x);
    const room = found.ticks.reduce((sum, { label }) => sum + textWidth(label, SMALL) + 8, 0);
    if (count <= 2 || room <= width) return found;
  }
}

function barTicks({ scale, ends }: Bar): Tick[] {
  if (!scale) return ends.map((label, value) => ({ value, label }));
  if (scale.ranks) return scale.ranks.ticks(6);
  const [lo, hi] = scale.range;
  // A count from 0 on a log scale is shown from 1 on.
  const least = scale.scale === 'log' ? Math.max(lo, scale.shift > 0 ? 1 : 1e-30) : lo;
  if (!(hi > least)) return [{ value: lo, label: String(Number(lo.toPrecision(4))) }];
  return niceTicks(least, hi, 6, scale.scale === 'log' ? 'log' : 'linear');
}

/** Room that a bar's numbers and its name take at its right. */
function barRoom(bar: Bar): number {
  const widest = Math.max(...barTicks(bar).map(({ label }) => textWidth(label, SMALL)));
  return TICK + GAP + widest + GAP + PLAIN + MARGIN;
}

function barMarks(bar: Bar, box: Box): Mark[] {
  const at = [box.x, box.y, box.width, box.height] as const;
  const marks: Mark[] = [{ kind: 'raster', at, image: bar.image }];
  const right = box.x + box.width;
  const along = bar.scale ? placeOnBar(bar.scale) : (value: number) => value;
  for (const { value, label } of barTicks(bar)) {
    const y = box.y + box.height * (1 - along(value));
    marks.push(tick([right, y, right + TICK, y]));
    marks.push(text([right + TICK + GAP, y + SMALL * 0.35], label, SMALL, 'start'));
  }
  marks.push({ kind: 'rect', at, stroke: INK, lineWidth: LINE });
  const x = right + barRoom(bar) - MARGIN - 1;
  const label = bar.scale?.ranks ? `${bar.label}, by rank` : bar.label;
  return [...marks, text([x, box.y + box.height / 2], label, PLAIN, 'middle', true)];
}

/** Length of a line in a legend with the mark at its end, and the room of a sign. */
const SAMPLE = 18;
const SIGN = 11;

/** Entries side by side, in as many rows as they take. A text that is longer than a row goes on in the next. */
function legendMarks(entries: readonly LegendEntry[], left: number, right: number, top: number) {
  const marks: Mark[] = [];
  // Marks are higher than letters.
  const row = SMALL + (entries.some((entry) => 'lines' in entry) ? 5 : 3);
  let [x, y] = [left, top];
  for (const entry of entries) {
    const room = ('color' in entry ? SMALL : entry.lines.length > 0 ? SAMPLE : SIGN) + GAP;
    const width = room + textWidth(entry.text, SMALL);
    if (x > left && x + width > right) [x, y] = [left, y + row];
    marks.push(...sampleOf(entry, x, y));
    const lines = brokenLines(entry.text, right - x - room);
    for (const [i, words] of lines.entries()) {
      marks.push(text([x + room, y + i * (SMALL + 2)], words, SMALL, 'start'));
    }
    y += (lines.length - 1) * (SMALL + 2);
    x = lines.length > 1 ? right : x + width + 7;
  }
  return { marks, bottom: entries.length > 0 ? y + GAP : 0 };
}

/** A text as lines that are not wider than there is room, where its words allow it. */
function brokenLines(whole: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of whole.split(' ')) {
    const before = lines.pop();
    const longer = before === undefined ? word : `${before} ${word}`;
    if (before === undefined || textWidth(longer, SMALL) <= room + 0.01) lines.push(longer);
    else lines.push(before, word);
  }
  return lines;
}

/** What stands before an entry's words. */
function sampleOf(entry: LegendEntry, x: number, y: number): Mark[] {
  if ('color' in entry) {
    const fill = `#${Array.from(entry.color, (c) => c.toString(16).padStart(2, '0')).join('')}`;
    const swatch = [x, y - SMALL * 0.8, SMALL - 1, SMALL - 1] as const;
    return [{ kind: 'rect', at: swatch, fill, stroke: INK, lineWidth: 0.3 }];
  }
  const middle = y - SMALL * 0.35;
  const end = x + (entry.lines.length > 0 ? SAMPLE - 6 : SIGN / 2);
  return [
    ...entry.lines.map((pen) => stroke([x, middle, end, middle], pen)),
    ...markAt(entry.mark, end, middle),
  ];
}
