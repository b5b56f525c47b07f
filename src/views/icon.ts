// The page's icons: Lucide's, of which the bundle keeps those that are imported.
import { createElement, type IconNode } from 'lucide';

/** An icon of the size of the text beside it; what it means is said by the label of what it stands in. */
export const icon = (node: IconNode): SVGElement =>
  createElement(node, { class: 'icon', width: '1.2em', height: '1.2em', 'aria-hidden': 'true' });
