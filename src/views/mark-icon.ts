// The line and mark of an optimizer, as a small SVG for legends: in the dashes of the map and the chart.
import type { OptimizerKind } from '../optimizers.ts';
import { OPTIMIZER_STYLES, type Shape } from './colours.ts';

const SHAPE_PATHS: Readonly<Record<Shape, string>> = {
  circle: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  square: 'M-4.5-4.5h9v9h-9z',
  diamond: 'M0-6l6 6l-6 6l-6-6z',
  triangle: 'M0-5.5l6 10h-12z',
  cross: 'M-3-5l3 3l3-3l2 2l-3 3l3 3l-2 2l-3-3l-3 3l-2-2l3-3l-3-3z',
};

export function markIcon(kind: OptimizerKind): SVGSVGElement {
  const { color, shape, dash } = OPTIMIZER_STYLES[kind];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 46 14');
  svg.setAttribute('aria-hidden', 'true');
  const path = (d: string, attributes: Record<string, string>) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    element.setAttribute('d', d);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    svg.append(element);
  };
  path('M0 7h33', { stroke: color, 'stroke-width': '2.5', 'stroke-dasharray': dash.join(' ') });
  path(SHAPE_PATHS[shape], { fill: color, transform: 'translate(39 7)' });
  return svg;
}
