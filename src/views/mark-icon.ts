// The line and mark of an optimizer, as a small SVG for legends: in the dashes of the map and the chart.
import type { OptimizerKind } from '../optimizers.ts';
import { OPTIMIZER_STYLES, type Shape } from './colours.ts';
import { svgElement } from './dom.ts';

const SHAPE_PATHS: Readonly<Record<Shape, string>> = {
  circle: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  square: 'M-4.5-4.5h9v9h-9z',
  diamond: 'M0-6l6 6l-6 6l-6-6z',
  triangle: 'M0-5.5l6 10h-12z',
  cross: 'M-3-5l3 3l3-3l2 2l-3 3l3 3l-2 2l-3-3l-3 3l-2-2l3-3l-3-3z',
};

export function markIcon(kind: OptimizerKind): SVGSVGElement {
  const { color, shape, dash } = OPTIMIZER_STYLES[kind];
  const line = { stroke: color, 'stroke-width': 2.5, 'stroke-dasharray': dash.join(' ') };
  const mark = { fill: color, transform: 'translate(39 7)' };
  return svgElement(
    'svg',
    { viewBox: '0 0 46 14', 'aria-hidden': 'true' },
    svgElement('path', { d: 'M0 7h33', ...line }),
    svgElement('path', { d: SHAPE_PATHS[shape], ...mark }),
  );
}
