// A small plot of a lesson: axes, lines and points in an SVG, with a legend of those that have a name.
import './plot.css';
import type { Drawn, LineStyle, Mark, Panel, Place, Plot } from '../../lessons/plot.ts';
import { element, svgElement } from '../../views/dom.ts';
import { niceTicks } from '../../views/ticks.ts';
import { pathOf } from './plot-path.ts';
import { type Reading, type Shown, textNodes } from './reading.ts';

/** CSS pixels where it has its full width, and about how many ticks each axis has. */
const SIZES = {
  small: { width: 168, height: 128, ticks: [3, 3] },
  square: { width: 300, height: 300, ticks: [4, 4] },
  wide: { width: 420, height: 230, ticks: [6, 5] },
} as const;
/** Room for the ticks' numbers. */
const MARGIN = { left: 34, right: 8, top: 8, bottom: 20 };
const SMALL_MARGIN = { left: 22, right: 6, top: 4, bottom: 20 };

/** x1 as x with its index. */
function axisName(name: string): (Node | string)[] {
  const [, letter = name, index = ''] = /^(\p{L}+)(\d*)$/u.exec(name) ?? [];
  return index ? [letter, svgElement('tspan', { class: 'index', dy: 3 }, index)] : [letter];
}

export interface PanelElement {
  readonly root: SVGElement;
  draw(drawn: Drawn): void;
}

/** The axes of a plot, into which lines and points can be drawn; `label` says what it is to who does not see it. */
export function panelElement(
  { x, y, names }: Pick<Panel, 'x' | 'y' | 'names'>,
  size: Plot['size'],
  label: string,
): PanelElement {
  const { width, height, ticks } = SIZES[size];
  const margin = size === 'small' ? SMALL_MARGIN : MARGIN;
  const [right, bottom] = [width - margin.right, height - margin.bottom];
  const to = ([a, b]: Place): Place => [
    margin.left + ((right - margin.left) * (a - x[0])) / (x[1] - x[0]),
    bottom - ((bottom - margin.top) * (b - y[0])) / (y[1] - y[0]),
  ];
  const isInside = ([a, b]: Place) => a >= x[0] && a <= x[1] && b >= y[0] && b <= y[1];
  const box = {
    x: margin.left,
    y: margin.top,
    width: right - margin.left,
    height: bottom - margin.top,
  };
  const root = svgElement(
    'svg',
    { class: `lesson-plot ${size}`, viewBox: `0 0 ${width} ${height}`, role: 'img' },
    svgElement('rect', { class: 'frame', ...box }),
  );
  root.setAttribute('aria-label', label);
  for (const { value, label } of niceTicks(x[0], x[1], ticks[0], 'linear')) {
    const [at] = to([value, 0]);
    const line = { class: value === 0 ? 'axis' : 'grid', x1: at, x2: at };
    root.append(svgElement('line', { ...line, y1: margin.top, y2: bottom }));
    root.append(svgElement('text', { x: at, y: bottom + 13, 'text-anchor': 'middle' }, label));
  }
  for (const { value, label } of niceTicks(y[0], y[1], ticks[1], 'linear')) {
    const [, at] = to([0, value]);
    const line = { class: value === 0 ? 'axis' : 'grid', y1: at, y2: at };
    root.append(svgElement('line', { ...line, x1: margin.left, x2: right }));
    root.append(svgElement('text', { x: margin.left - 4, y: at + 4, 'text-anchor': 'end' }, label));
  }
  const drawing = svgElement('g', {});
  root.append(drawing);
  if (size !== 'small') {
    // Within the frame, where no tick's number is in the way.
    const across = { class: 'name', 'text-anchor': 'end', x: right - 6, y: bottom - 7 };
    root.append(svgElement('text', across, ...axisName(names[0])));
    const up = { class: 'name', x: margin.left + 6, y: margin.top + 14 };
    root.append(svgElement('text', up, ...axisName(names[1])));
  }
  return {
    root,
    draw({ lines, points }) {
      drawing.replaceChildren(
        ...lines.map(({ style, places }) =>
          svgElement('path', { class: `line ${style}`, d: pathOf(places, [x, y], to) }),
        ),
        ...points.flatMap(({ mark, places }) =>
          places.filter(isInside).map((place) => {
            const [cx, cy] = to(place);
            return svgElement('circle', { class: `mark ${mark}`, cx, cy, r: 4 });
          }),
        ),
      );
    },
  };
}

/** What lines and points are: a sample of each with its name. */
export function legendElement(
  entries: readonly { readonly as: LineStyle | Mark; readonly name: readonly (Node | string)[] }[],
): HTMLElement {
  const sample = (as: LineStyle | Mark) => {
    const is =
      as === 'full' || as === 'hollow' || as === 'here'
        ? svgElement('circle', { class: `mark ${as}`, cx: 11, cy: 7, r: 4 })
        : svgElement('path', { class: `line ${as}`, d: 'M1 7H21' });
    const root = svgElement('svg', { class: 'lesson-plot', viewBox: '0 0 22 14' }, is);
    root.setAttribute('aria-hidden', 'true');
    return root as unknown as HTMLElement;
  };
  return element(
    'ul',
    { className: 'plot-legend' },
    ...entries.map(({ as, name }) => element('li', {}, sample(as), ...name)),
  );
}

/** A plot that follows the figures. */
export function plotElement(reading: Reading, plot: Plot): HTMLElement {
  const { words, live } = reading;
  const caption: string = words[plot.caption];
  const panels = plot.panels.map((panel) => {
    const title = panel.title && words[panel.title];
    const { root, draw } = panelElement(panel, plot.size, title ?? caption);
    live(({ figures, state }: Shown) => draw(panel.of(figures, state)));
    const heading = title ? [element('figcaption', { textContent: title })] : [];
    return element('figure', {}, ...heading, root as unknown as HTMLElement);
  });
  return element(
    'figure',
    { className: `lesson-plots ${plot.size}` },
    element('figcaption', {}, ...textNodes(reading, plot.caption)),
    element('div', { className: 'plot-panels' }, ...panels),
    legendElement(plot.legend.map(({ as, text }) => ({ as, name: textNodes(reading, text) }))),
  );
}
