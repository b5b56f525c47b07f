// The truth table of a small network on few points: what each unit puts out, what is wanted, what is said, what it costs;
// and the network as a formula with its numbers. Written anew at every frame, into cells that stay.
import { softplus } from '../../math/logistic.ts';
import type { NetworkModel } from '../../problems/networks/model.ts';
import type { Activation, LossKind } from '../../problems/networks/spec.ts';
import { element, headedTable } from '../../views/dom.ts';
import { plain, readable } from '../../views/ticks.ts';
import { numberFormat, t } from '../../words/words.ts';
import type { Respond } from './activations.ts';

/** As many fit beside a map. */
const MOST = { points: 8, inputs: 3, hidden: 3 };

/** Of classes told by one output, this much or more says 1. */
const SAYS_ONE = 0.5;

const SYMBOLS: Readonly<Record<Activation, string>> = {
  identity: '',
  step: 'H',
  sigmoid: 'σ',
  tanh: 'tanh',
  relu: 'ReLU',
  'leaky-relu': 'LReLU',
};

export interface SampleView {
  readonly network: NetworkModel;
  readonly respond: Respond;
  readonly theta: Float64Array;
  /** All parameters, in the order of their places, and which of them are trained. */
  readonly parameters: Float64Array;
  readonly trained: readonly string[];
}

export interface SampleTable {
  /** Null, or of a network that is too large for it, shows nothing. */
  show(view: SampleView | null): void;
}

/** Whether a network is small enough: one layer of few hidden units, one output of two classes, few points. */
export function fitsTable({ spec, train, test }: NetworkModel): boolean {
  const { layers, loss } = spec;
  return (
    layers.length === 3 &&
    layers[0]! <= MOST.inputs &&
    layers[1]! <= MOST.hidden &&
    layers[2] === 1 &&
    loss !== 'softmax-cross-entropy' &&
    train.count <= MOST.points &&
    test.count === 0
  );
}

/** A point's loss from its output, before and after the activation. Twin of lossOf in src/problems/networks/losses.ts. */
export function pointLoss(kind: LossKind, z: number, y: number, target: number): number {
  if (kind === 'binary-cross-entropy') {
    return target === 1 ? softplus(-z) : softplus(z) - target * z;
  }
  return (y - target) ** 2 / (kind === 'half-squared-error' ? 2 : 1);
}

interface Made {
  readonly network: NetworkModel;
  readonly cells: readonly (readonly HTMLElement[])[];
  readonly formulas: readonly HTMLElement[];
}

export function createSampleTable(root: HTMLElement): SampleTable {
  let made: Made | null = null;
  return {
    show(view) {
      root.hidden = !view || !fitsTable(view.network);
      if (!view || root.hidden) return;
      if (made?.network !== view.network) made = make(root, view.network);
      fillRows(made, view);
      fillFormulas(made, view);
    },
  };
}

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, i) => letter + (count > 1 ? i + 1 : ''));

function make(root: HTMLElement, network: NetworkModel): Made {
  const [inputs, hidden] = network.spec.layers;
  const names = [...numbered('x', inputs!), ...numbered('h', hidden!), 'y'];
  const { table, body } = headedTable([...names, t('target'), t('says'), t('loss')]);
  table.setAttribute('aria-label', t('Every sample: what the units put out, and the loss'));
  const cells = Array.from({ length: network.train.count }, (_, k) => {
    const own = Array.from({ length: names.length + 3 }, () => element('td'));
    for (let i = 0; i < inputs!; i++) {
      own[i]!.textContent = plain(network.train.inputs[k * inputs! + i]!, 3);
    }
    own[names.length]!.textContent = plain(network.train.targets[k]!, 3);
    body.append(element('tr', {}, ...own));
    return own;
  });
  const formulas = Array.from({ length: hidden! + 1 }, () => element('span'));
  const lines = element('p', { className: 'network-formulas' }, ...formulas);
  root.replaceChildren(lines, table);
  return { network, cells, formulas };
}

function fillRows({ cells }: Made, { network, respond, theta }: SampleView): void {
  const { loss, layers } = network.spec;
  const first = layers[0]!;
  respond(theta, network.train.inputs, (k, through) => {
    const row = cells[k]!;
    const target = network.train.targets[k]!;
    const last = through.at(-1)!;
    const y = last.h[0]!;
    const outputs = [...through[0]!.h, y];
    for (const [i, value] of outputs.entries()) {
      const cell = row[first + i]!;
      write(cell, numberFormat(3).format(value));
      const share = `${(100 * Math.min(1, Math.max(0, value))).toFixed(1)}%`;
      if (cell.style.getPropertyValue('--share') !== share) {
        cell.style.setProperty('--share', share);
      }
    }
    const said = y >= SAYS_ONE ? 1 : 0;
    const right = said === target;
    const at = first + outputs.length;
    write(row[at + 1]!, `${said} ${right ? '✓' : '✗'}`);
    row[at + 1]!.className = right ? 'right' : 'wrong';
    write(row[at + 2]!, readable(pointLoss(loss, last.z[0]!, y, target), 3));
  });
}

/** Told what it shows already, a browser would paint it again. */
function write(cell: HTMLElement, text: string): void {
  if (cell.textContent !== text) cell.textContent = text;
}

type Part = string | Node;

/** A term of a weighted sum as it is written by hand, what is trained in bold: − 2.5·x2. */
function termOf(value: number, of: string, isFirst: boolean, isTrained: boolean): Part[] {
  const size = (isTrained ? readable : plain)(Math.abs(value), 3);
  const sign = value < 0 ? '−' : '+';
  const before = isFirst ? sign.replace('+', '') : ` ${sign} `;
  return [before, isTrained ? element('b', { textContent: size }) : size, of];
}

/** Each unit's formula with its numbers: h1 = σ(7·x1 + 0.5·x2 − 11). */
function fillFormulas({ formulas }: Made, { network, parameters, trained }: SampleView): void {
  const { spec, layers, names } = network;
  const units = [
    numbered('x', spec.layers[0]!),
    numbered('h', spec.layers[1]!),
    numbered('y', spec.layers[2]!),
  ];
  const lines = layers.flatMap(({ from, weights, biases }, l) =>
    units[l + 1]!.map((name, unit) => {
      const places = Array.from({ length: from }, (_, i) => weights + unit * from + i);
      if (biases >= 0) places.push(biases + unit);
      const terms = places.flatMap((place, i) =>
        termOf(
          parameters[place]!,
          i < from ? `·${units[l]![i]}` : '',
          i === 0,
          trained.includes(names[place]!),
        ),
      );
      return [`${name} = ${SYMBOLS[spec.activations[l]!]}(`, ...terms, ')'];
    }),
  );
  for (const [i, parts] of lines.entries()) {
    const text = parts.map((part) => (typeof part === 'string' ? part : part.textContent)).join('');
    if (formulas[i]!.textContent !== text) formulas[i]!.replaceChildren(...parts);
  }
}
