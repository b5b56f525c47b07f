// A network drawn: units filled by what they put out, edges by the sign and size of their weights.
import type { NetworkModel } from '../problems/networks/model.ts';
import { t, translated } from '../words/words.ts';
import { css, mixed, type NetworkColours, networkColours, signed } from './network-colours.ts';
import {
  type Column,
  type GraphHit,
  hitOf,
  layoutNetwork,
  type NetworkPicture,
  strengthOf,
} from './network-layout.ts';
import { contextFor } from './small-canvas.ts';
import { readable } from './ticks.ts';
import type { Size } from './transform.ts';

export interface GraphView {
  network: NetworkModel;
  /** All parameters, in the order of their places. */
  parameters: Float64Array;
  /** [layer][unit], the inputs first: what each puts out. */
  values: readonly ArrayLike<number>[];
  /** [layer]: the size that has the full colour. */
  scales: readonly number[];
  /** What is wanted of each output; null where that is not one point's. */
  targets: ArrayLike<number> | null;
  /** The output that is shown elsewhere, where there are several; else null. */
  picked: number | null;
}

export interface NetworkGraph {
  readonly canvas: HTMLCanvasElement;
  show(view: GraphView): void;
  /** Shows nothing, until there is something again. */
  clear(): void;
  /** Draws again, in the colours of now. */
  redraw(): void;
}

/** Calls back with what is pointed at, and with units that are clicked. */
export function createNetworkGraph(
  root: HTMLElement,
  onHover: (hit: GraphHit | null) => void,
  onClick: (hit: GraphHit) => void,
): NetworkGraph {
  const canvas = root.appendChild(document.createElement('canvas'));
  let view: GraphView | null = null;
  let size: Size = { width: 0, height: 0 };
  let picture: NetworkPicture | null = null;
  let laidOut: unknown = null;
  let hovered: GraphHit | null = null;

  const draw = () => {
    const context = contextFor(canvas, size);
    if (!context || !view) return;
    const { layers } = view.network.spec;
    if (!picture || laidOut !== layers) picture = layoutNetwork(layers, size);
    laidOut = layers;
    drawNetwork({ context, view, picture, hovered, size, colours: networkColours(canvas) });
  };
  new ResizeObserver(() => {
    size = { width: root.clientWidth, height: root.clientHeight };
    canvas.style.width = `${size.width}px`;
    canvas.style.height = `${size.height}px`;
    picture = null;
    draw();
  }).observe(root);
  const hover = (hit: GraphHit | null) => {
    if (JSON.stringify(hit) === JSON.stringify(hovered)) return;
    hovered = hit;
    draw();
    onHover(hit);
  };
  const at = (event: PointerEvent | MouseEvent) =>
    picture && hitOf(picture, [event.offsetX, event.offsetY]);
  canvas.addEventListener('pointermove', (event) => hover(at(event)));
  canvas.addEventListener('pointerleave', () => hover(null));
  canvas.addEventListener('click', (event) => {
    const hit = at(event);
    if (hit) onClick(hit);
  });

  return {
    canvas,
    show(next) {
      view = next;
      canvas.style.visibility = '';
      draw();
    },
    clear() {
      [view, picture] = [null, null];
      canvas.style.visibility = 'hidden';
    },
    redraw: draw,
  };
}

interface Drawing {
  context: CanvasRenderingContext2D;
  view: GraphView;
  picture: NetworkPicture;
  hovered: GraphHit | null;
  size: Size;
  colours: NetworkColours;
}

function drawNetwork(drawing: Drawing): void {
  const { context, picture } = drawing;
  context.lineCap = 'round';
  for (let l = 1; l < picture.columns.length; l++) drawEdges(drawing, l);
  for (const [l, column] of picture.columns.entries()) {
    drawUnits(drawing, l, column);
  }
  drawCaptions(drawing);
  drawEnds(drawing);
}

/** A weight below this strength is not seen. */
const UNSEEN = 0.01;

/** The edges into a layer's units, the pointed at one last. */
function drawEdges({ context, view, picture, hovered, colours }: Drawing, l: number): void {
  const { network, parameters } = view;
  const { from, weights } = network.layers[l - 1]!;
  const gain = network.spec.gains[l - 1]!;
  const [below, above] = [picture.columns[l - 1]!, picture.columns[l]!];
  const { radius } = picture;
  const edge = (unit: number, input: number, x1: number, y1: number, x2: number, y2: number) => {
    const weight = parameters[weights + unit * from + input]!;
    const strength = strengthOf(gain * weight, from);
    const pointed =
      hovered?.layer === l &&
      hovered.unit === unit &&
      (hovered.kind === 'unit' || hovered.from === input);
    const leaves = hovered?.kind === 'unit' && hovered.layer === l - 1 && hovered.unit === input;
    if (strength < UNSEEN && !pointed) return;
    const strong = pointed || leaves;
    const alpha = strong ? 1 : (0.14 + 0.8 * strength) * (hovered ? 0.35 : 1);
    context.strokeStyle = css(weight < 0 ? colours.negative : colours.positive, alpha);
    context.lineWidth = 0.5 + 5 * strength + (hovered?.kind === 'edge' && pointed ? 1.5 : 0);
    const half = (x2 - x1) / 2;
    context.beginPath();
    context.moveTo(x1, y1);
    context.bezierCurveTo(x1 + half, y1, x2 - half, y2, x2, y2);
    context.stroke();
  };
  for (const to of above.units) {
    for (const start of below.units) {
      edge(to.unit, start.unit, start.x + radius, start.y, to.x - radius, to.y);
    }
  }
}

function drawUnits(
  { context, view, picture, hovered, colours }: Drawing,
  l: number,
  column: Column,
) {
  const { network, parameters, values, scales, picked } = view;
  const { radius } = picture;
  const last = l === picture.columns.length - 1;
  const biases = network.layers[l - 1]?.biases ?? -1;
  for (const { unit, x, y } of column.units) {
    const fill = unitColour(view, colours, l, values[l]![unit]! / scales[l]!, unit);
    const pointed = hovered?.kind === 'unit' && hovered.layer === l && hovered.unit === unit;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = css(fill);
    context.fill();
    context.lineWidth = pointed || (last && picked === unit) ? 2.5 : 1.25;
    context.strokeStyle = pointed || (last && picked === unit) ? colours.ink : colours.soft;
    context.stroke();
    if (biases < 0 || radius < 6) continue;
    // The bias is a small square at the unit's foot.
    const bias = parameters[biases + unit]!;
    const side = 2 + 4 * strengthOf(bias, 1);
    context.fillStyle = css(bias < 0 ? colours.negative : colours.positive);
    context.fillRect(x - radius - 1 - side / 2, y + radius - side / 2, side, side);
  }
  if (!column.more) return;
  context.fillStyle = colours.soft;
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const text = t('… {n} more', { n: column.more.count });
  context.lineWidth = 4;
  context.strokeStyle = css(colours.card);
  context.strokeText(text, column.x, column.more.y);
  context.fillText(text, column.x, column.more.y);
}

/** Of the last layer what is told apart are classes. */
function unitColour(
  { network, values }: GraphView,
  colours: NetworkColours,
  l: number,
  share: number,
  unit: number,
) {
  const { loss } = network.spec;
  if (l === values.length - 1) {
    if (loss === 'binary-cross-entropy') return signed(colours, 2 * share - 1);
    if (loss === 'softmax-cross-entropy') {
      return mixed(colours.card, colours.classes[unit % colours.classes.length]!, share);
    }
  }
  return signed(colours, share);
}

/** What activations are called below a layer. */
const SIGNS: Readonly<Record<string, string>> = { relu: 'ReLU', 'leaky-relu': 'leaky ReLU' };

/** What a layer is, at length or in a word. */
function captionOf({ network }: GraphView, l: number, short: boolean): string {
  const { layers, activations, loss } = network.spec;
  const units = layers[l]!;
  if (l === 0) return t(short ? 'in' : units === 1 ? 'input' : 'inputs');
  const activation = activations[l - 1]!;
  const softmax = l === layers.length - 1 && loss === 'softmax-cross-entropy';
  const named = softmax ? 'softmax' : translated(SIGNS[activation] ?? activation);
  return short ? named : `${units} ${named}`;
}

/** Below each layer what it is, as long as there is room for; where there is not for words, below every other. */
function drawCaptions({ context, view, picture, size, colours }: Drawing): void {
  const { columns } = picture;
  context.fillStyle = colours.soft;
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  const texts = (short: boolean) => columns.map((_, l) => captionOf(view, l, short));
  const fit = (words: readonly string[]) => {
    const half = words.map((word) => context.measureText(word).width / 2);
    return half
      .slice(1)
      .every((right, l) => columns[l + 1]!.x - columns[l]!.x > half[l]! + right + 6);
  };
  const [long, short] = [texts(false), texts(true)];
  const words = fit(long) ? long : short;
  const every = words === long || fit(short) ? 1 : 2;
  for (const [l, { x }] of columns.entries()) {
    if (l % every === 0 || l === columns.length - 1)
      context.fillText(words[l]!, x, size.height - 3);
  }
}

/** Names of the inputs, and values of the outputs. */
function drawEnds({ context, view, picture, colours }: Drawing): void {
  const { values, targets, network } = view;
  const first = picture.columns[0]!;
  const last = picture.columns.at(-1)!;
  const classes = network.spec.loss === 'softmax-cross-entropy';
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.fillStyle = colours.ink;
  context.textAlign = 'right';
  for (const { unit, x, y } of first.units) {
    const name = first.units.length === 1 && !first.more ? 'x' : `x${unit + 1}`;
    context.fillText(name, x - picture.radius - 6, y);
  }
  context.textAlign = 'left';
  for (const { unit, x, y } of last.units) {
    const text = readable(values.at(-1)![unit]!, 3);
    const at = x + picture.radius + 5;
    const wanted =
      targets &&
      (classes ? (targets[0] === unit ? '← right' : '') : `→ ${readable(targets[unit]!, 3)}`);
    context.fillStyle = colours.ink;
    context.fillText(text, at, wanted ? y - 7 : y);
    context.fillStyle = colours.soft;
    if (wanted) context.fillText(wanted, at, y + 7);
  }
}

/** What is pointed at, in words. */
export function hitInWords(hit: GraphHit, { network, parameters, values }: GraphView): string {
  const { names, layers, spec } = network;
  const { layer, unit } = hit;
  const value = values[layer]![unit]!;
  if (layer === 0) return t('input {n} = {value}', { n: unit + 1, value: readable(value, 4) });
  const { from, weights, biases } = layers[layer - 1]!;
  if (hit.kind === 'edge') {
    const at = weights + unit * from + hit.from;
    return `${names[at]} = ${readable(parameters[at]!, 5)}`;
  }
  const bias =
    biases < 0 ? '' : `, ${names[biases + unit]} = ${readable(parameters[biases + unit]!, 4)}`;
  const what =
    layer === layers.length
      ? t('output {n}', { n: unit + 1 })
      : t('layer {layer}, unit {unit}', { layer, unit: unit + 1 });
  const activation = spec.activations[layer - 1]!;
  return `${what}, ${translated(SIGNS[activation] ?? activation)}: ${readable(value, 4)}${bias}`;
}
