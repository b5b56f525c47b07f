// A small network drawn with its weights on it; each edge is a part that lights up with the formulas.
import type { Drawing, DrawnUnit, DrawnWeight } from '../../lessons/lesson.ts';
import { numberText } from '../../lessons/numbers.ts';
import { element, svgElement } from '../../views/dom.ts';
import { strengthOf } from '../../views/network-layout.ts';
import { type Reading, type Shown, say, textNodes } from './reading.ts';

/** The drawing's own units, which are CSS pixels where the column is as wide. */
const SIZE = { width: 420, height: 216 };
/** Of units in a single row. */
const LOW = 78;
const RADIUS = 23;
/** Centres of units stay away from the borders, and from the foot, where biases stand. */
const MARGIN = { left: 30, right: 42, top: 28, bottom: 50 };
/** How far along an edge its weight stands: edges that cross in the middle are apart there. */
const ALONG = { free: 0.5, crossed: 0.27 };

type Place = readonly [x: number, y: number];

/** Where units are drawn: they fill the box, however they lie in theirs. */
function placesOf(units: readonly DrawnUnit[]): ReadonlyMap<string, Place> {
  const range = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
  const [left, right] = range(units.map(({ x }) => x));
  const [top, bottom] = range(units.map(({ y }) => y));
  const width = SIZE.width - MARGIN.left - MARGIN.right;
  const height = SIZE.height - MARGIN.top - MARGIN.bottom;
  return new Map(
    units.map(({ id, x, y }) => [
      id,
      [
        MARGIN.left + (width * (x - left)) / (right - left || 1),
        MARGIN.top + (height * (y - top)) / (bottom - top || 1),
      ],
    ]),
  );
}

/** A name of letters and digits, the digits as its index. */
function symbol(name: string): (Node | string)[] {
  const [, letter = name, index = ''] = /^(\p{L}+)([\d.]*)$/u.exec(name) ?? [];
  const tall = svgElement('tspan', { class: 'letter' }, letter);
  return index ? [tall, svgElement('tspan', { class: 'index', dy: 3 }, index)] : [tall];
}

/** Of an average letter of a label, and about all of them. */
const LETTER = { width: 7.4, room: 6, height: 17 };

/** "w11 = 7", on a ground of its own: a line runs behind it. */
function weightLabel(name: string, called: string, kind: string, [x, y]: Place) {
  // A name of several numbers leaves no room for the weight's own: pointing at it says it.
  const isLong = called.includes('.');
  const parts = isLong ? [svgElement('title', {}, name)] : symbol(called);
  const value = svgElement('tspan', parts.length > 1 ? { dy: -3 } : {});
  const ground = svgElement('rect', {
    class: 'ground',
    'data-part': name,
    y: y - LETTER.height + 4,
    height: LETTER.height,
    rx: 4,
  });
  const named = { class: kind, 'data-part': name, 'text-anchor': 'middle' };
  return {
    labels: [ground, svgElement('text', { ...named, x, y }, ...parts, value)],
    say(weight: number, language: string) {
      const size = numberText(weight, language, isLong ? 3 : 4);
      value.textContent = isLong ? size : ` = ${size}`;
      const letters = size.length + (isLong ? 0 : called.length + 2);
      const width = LETTER.width * letters + LETTER.room;
      ground.setAttribute('width', String(width));
      ground.setAttribute('x', String(x - width / 2));
    },
  };
}

/** One line with its weight on it; `crossed`: another one crosses it in the middle. */
function weightElement(
  { name, symbol = name, trained }: DrawnWeight,
  from: Place,
  to: Place,
  crossed: boolean,
) {
  const kind = trained ? ' trained' : '';
  const [[x1, y1], [x2, y2]] = [from, to];
  // The ends are hidden behind the units.
  const line = svgElement('line', { class: `edge${kind}`, 'data-part': name, x1, y1, x2, y2 });
  const reach = svgElement('line', { class: 'edge-reach', 'data-part': name, x1, y1, x2, y2 });
  const along = crossed ? ALONG.crossed : ALONG.free;
  const at: Place = [x1 + (x2 - x1) * along, y1 + (y2 - y1) * along + 4];
  return { lines: [line, reach], line, ...weightLabel(name, symbol, `weight${kind}`, at) };
}

/** Whether two lines between the same two columns cross. */
const cross = ([from, to]: readonly [Place, Place], [begin, end]: readonly [Place, Place]) =>
  from[0] === begin[0] && to[0] === end[0] && (from[1] - begin[1]) * (to[1] - end[1]) < 0;

function unitElement(unit: DrawnUnit, [x, y]: Place) {
  const circle = svgElement('circle', { cx: x, cy: y, r: RADIUS });
  const centred = { x, 'text-anchor': 'middle' };
  const value = svgElement('text', { ...centred, class: 'value', y: y + 13 });
  const name = svgElement('text', { ...centred, y: y - 2 }, ...symbol(unit.id));
  const group = svgElement('g', { class: 'unit', 'data-part': unit.id }, circle, name, value);
  return { group, circle, value };
}

/** The drawing with its caption, and buttons for the sample that fills it. */
export function drawingElement(reading: Reading, drawing: Drawing): HTMLElement {
  const { live, lit, language } = reading;
  const { width } = SIZE;
  const height = new Set(drawing.units.map(({ y }) => y)).size > 1 ? SIZE.height : LOW;
  const root = svgElement('svg', { class: 'lesson-network', viewBox: `0 0 ${width} ${height}` });
  const places = placesOf(drawing.units);
  const units = drawing.units.map((unit) => ({ unit, ...unitElement(unit, places.get(unit.id)!) }));
  const ends = drawing.weights.map(({ from, to }) => [places.get(from)!, places.get(to)!] as const);
  const weights = drawing.weights.map((weight, i) => {
    const [from, to] = ends[i]!;
    const crossed = ends.some((other) => cross(ends[i]!, other));
    const into = drawing.weights.filter((other) => other.to === weight.to).length;
    return { weight, into, ...weightElement(weight, from, to, crossed) };
  });
  const biases = drawing.units.flatMap(({ id, bias, biasSymbol = bias }) => {
    if (bias === undefined || biasSymbol === undefined) return [];
    const [x, y] = places.get(id)!;
    const label = weightLabel(bias, biasSymbol, 'weight bias', [x, y + RADIUS + 17]);
    return [{ name: bias, ...label }];
  });
  root.append(...weights.flatMap(({ lines }) => lines));
  root.append(...units.map(({ group }) => group));
  root.append(...[...weights, ...biases].flatMap(({ labels }) => labels));

  let sample = drawing.samples.at(-1);
  let shown: Shown | null = null;
  const show = () => {
    if (!shown) return;
    const { figures, hidden } = shown;
    for (const { weight, line, say: put, into } of weights) {
      const size = figures[weight.name] ?? Number.NaN;
      put(size, language);
      line.classList.toggle('negative', size < 0);
      line.setAttribute('stroke-width', (1 + 4.5 * strengthOf(size, into)).toFixed(2));
    }
    for (const { name, say: put } of biases) {
      put(figures[name] ?? Number.NaN, language);
    }
    const told: string[] = [];
    for (const { unit, circle, value } of units) {
      const figure = `${unit.id}.${pointed ?? sample}`;
      const size = figures[figure] ?? Number.NaN;
      const text = hidden.has(figure) ? '?' : numberText(size, language, 3);
      value.textContent = text;
      const filled = hidden.has(figure) ? 0 : Math.min(1, Math.max(0, size || 0));
      circle.setAttribute('style', `--filled: ${Math.round(60 * filled)}%`);
      told.push(`${unit.id} = ${text}`);
    }
    const sizes = [...weights.map(({ weight }) => weight.name), ...biases.map(({ name }) => name)];
    const all = sizes.map(
      (name) => `${name} = ${numberText(figures[name] ?? Number.NaN, language, 4)}`,
    );
    root.setAttribute('role', 'img');
    root.setAttribute(
      'aria-label',
      `${reading.words[drawing.caption]}: ${[...all, ...told].join(', ')}`,
    );
  };
  live((next) => {
    shown = next;
    show();
  });
  // A row of a table that is pointed at goes through the network.
  let pointed: string | undefined;
  lit.subscribe((part) => {
    const next = drawing.samples.find((each) => part === `sample.${each}`);
    if (next === pointed) return;
    pointed = next;
    show();
  });
  const choices = drawing.samples.map((each) => {
    const input = element('input', { type: 'radio', name: 'sample', checked: each === sample });
    input.addEventListener('change', () => {
      sample = each;
      show();
    });
    return element('label', {}, input, element('span', { textContent: sampleName(each) }));
  });
  const legend = element('legend', { textContent: say(reading, 'view.sample') });
  return element(
    'figure',
    { className: 'lesson-drawing' },
    element('figcaption', {}, ...textNodes(reading, drawing.caption)),
    root as unknown as HTMLElement,
    ...(choices.length > 1
      ? [element('fieldset', { className: 'lesson-samples' }, legend, ...choices)]
      : []),
  );
}

/** "10" is the sample (1, 0). */
const sampleName = (sample: string): string => `(${[...sample].join(', ')})`;
