// Data that networks are trained on: sets as people know them, drawn with a seed, and the names of their columns.

import { seededStream } from '../../math/rng.ts';
import { cos, sin } from '../../math/trigonometry.ts';
import { LABEL } from '../data.ts';
import { normal } from '../initialisation.ts';
import type { DataRows } from '../problem.ts';
import type { NetworkSpec } from './spec.ts';

type Drawn = Pick<NetworkSpec, 'points' | 'noise' | 'dataSeed' | 'layers' | 'loss'>;

/** Inputs x or x1, x2, …; then label, y, or y1, y2, … */
export function columnsOf({ layers, loss }: Pick<NetworkSpec, 'layers' | 'loss'>): string[] {
  const [inputs, outputs] = [layers[0]!, layers.at(-1)!];
  const numbered = (name: string, count: number) =>
    count === 1 ? [name] : Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
  const classes =
    loss === 'softmax-cross-entropy' || (loss === 'binary-cross-entropy' && outputs === 1);
  return [...numbered('x', inputs), ...(classes ? [LABEL] : numbered('y', outputs))];
}

/** Classes that a column of labels tells apart. */
export const classesOf = ({ layers, loss }: Pick<NetworkSpec, 'layers' | 'loss'>): number =>
  loss === 'softmax-cross-entropy' ? layers.at(-1)! : 2;

/** Six digits: what a table shows is what is trained on. */
const rounded = (value: number) => Number(value.toPrecision(6));

const XOR: DataRows = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
];

/** Points that `at` makes of a place in [0, 1) and a class, with normal noise on both coordinates. */
function inClasses(
  { points, noise, dataSeed }: Drawn,
  classes: number,
  at: (place: number, label: number, random: () => number) => readonly [x: number, y: number],
): DataRows {
  const random = seededStream(dataSeed, 'data');
  return Array.from({ length: points }, (_, i) => {
    const label = i % classes;
    const each = Math.ceil((points - label) / classes);
    const place = Math.floor(i / classes) / Math.max(1, each - 1);
    const [x, y] = at(place, label, random);
    const jitter = () => noise * normal(random);
    return [rounded(x + jitter()), rounded(y + jitter()), label];
  });
}

/** Arms of a spiral, one for each class, each of one and a half turns. */
const spiral = (drawn: Drawn): DataRows => {
  const classes = classesOf(drawn);
  return inClasses(drawn, classes, (place, label) => {
    const angle = 3 * Math.PI * place + (2 * Math.PI * label) / classes;
    return [2 * place * sin(angle), 2 * place * cos(angle)];
  });
};

/** Two half circles that reach into each other. */
const moons = (drawn: Drawn): DataRows =>
  inClasses(drawn, 2, (place, label) => {
    const angle = Math.PI * place;
    return label === 0
      ? [cos(angle) - 0.5, sin(angle) - 0.25]
      : [0.5 - cos(angle), 0.25 - sin(angle)];
  });

/** A disc within a ring. */
const circles = (drawn: Drawn): DataRows =>
  inClasses(drawn, 2, (_, label, random) => {
    const angle = 2 * Math.PI * random();
    const radius = label === 0 ? 1.5 + 0.5 * random() : 0.9 * Math.sqrt(random());
    return [radius * cos(angle), radius * sin(angle)];
  });

/** Points of a square, labelled by whether just one of their coordinates is above 0. */
const cloud = (drawn: Drawn): DataRows => {
  const { points, noise, dataSeed } = drawn;
  const random = seededStream(dataSeed, 'data');
  return Array.from({ length: points }, () => {
    const [x, y] = [4 * random() - 2, 4 * random() - 2];
    const apart = (value: number) =>
      rounded(value + 0.2 * Math.sign(value) + noise * normal(random));
    return [apart(x), apart(y), Number(x > 0 !== y > 0)];
  });
};

/** y = sin(2x) + x/2 with noise at places of [−3, 3]. */
const wave = ({ points, noise, dataSeed }: Drawn): DataRows => {
  const random = seededStream(dataSeed, 'data');
  return Array.from({ length: points }, () => {
    const x = 6 * random() - 3;
    return [rounded(x), rounded(sin(2 * x) + x / 2 + noise * normal(random))];
  });
};

/** Inputs and targets from N(0, 1), each on its own. */
const normals = ({ points, dataSeed, layers }: Drawn): DataRows => {
  const random = seededStream(dataSeed, 'data');
  const size = layers[0]! + layers.at(-1)!;
  return Array.from({ length: points }, () => Array.from({ length: size }, () => normal(random)));
};

/** What a set takes, and how it is drawn; `teacher` is drawn where the network is made. */
const SETS: Readonly<Record<string, { fits(spec: Drawn): boolean; draw(spec: Drawn): DataRows }>> =
  (() => {
    const flat = ({ layers, loss }: Drawn) =>
      layers[0] === 2 && (layers.at(-1) === 1 || loss === 'softmax-cross-entropy');
    const line = ({ layers, loss }: Drawn) =>
      layers[0] === 1 && layers.at(-1) === 1 && loss.endsWith('squared-error');
    const any = ({ loss }: Drawn) => loss.endsWith('squared-error');
    return {
      xor: { fits: flat, draw: () => XOR },
      'xor-cloud': { fits: flat, draw: cloud },
      spiral: { fits: flat, draw: spiral },
      moons: { fits: flat, draw: moons },
      circles: { fits: flat, draw: circles },
      wave: { fits: line, draw: wave },
      normal: { fits: any, draw: normals },
    };
  })();

/** What of the spec a set is drawn with, in the order in which a hand sets it; nothing of a set that is what it is. */
export function drawnWith(set: string | null): readonly ('points' | 'noise' | 'dataSeed')[] {
  if (set === null || set === 'xor') return [];
  return set === 'normal' ? ['points', 'dataSeed'] : ['points', 'noise', 'dataSeed'];
}

/** The sets that a network's layers and loss can be trained on, each drawn when it is read. */
export function setsOf(spec: Drawn): Record<string, DataRows> {
  const sets: Record<string, DataRows> = {};
  for (const [name, { fits, draw }] of Object.entries(SETS)) {
    if (!fits(spec)) continue;
    let rows: DataRows | undefined;
    Object.defineProperty(sets, name, {
      enumerable: true,
      get: () => {
        rows ??= draw(spec);
        return rows;
      },
    });
  }
  return sets;
}
