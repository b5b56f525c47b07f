// The line and mark of an optimizer, as a small SVG for legends.
import type { OptimizerKind } from '../optimizers.ts';
import { OPTIMIZER_STYLES, type Shape } from './colours.ts';

const SHAPE_PATHS: Readonly<Record<Shape, string>> = {
  circle: 'M20 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  square: 'M20.5 2.5h9v9h-9z',
  diamond: 'M25 1l6 6l-6 6l-6-6z',
  triangle: 'M25 1.5l6 10h-12z',
  cross: 'M22 2l3 3l3-3l2 2l-3 3l3 3l-2 2l-3-3l-3 3l-2-2l3-3l-3-3z',
};

export function markIcon(kind: OptimizerKind, dark: boolean): SVGSVGElement {
  const { onDark, onLight, shape } = OPTIMIZER_STYLES[kind];
  const color = dark ? onDark : onLight;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 32 14');
  svg.setAttribute('aria-hidden', 'true');
  const path = (d: string, attributes: Record<string, string>) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    element.setAttribute('d', d);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    svg.append(element);
  };
  path('M0 7h22', { stroke: color, 'stroke-width': '2.5' });
  path(SHAPE_PATHS[shape], { fill: color });
  return svg;
}
