// Formulas to begin with, each with the window and the learning rate that it shows itself in.
import type { Range } from '../../../math/grid.ts';
import type { Name } from '../../../words/words.ts';

export interface Example {
  readonly name: Name;
  readonly formula: string;
  readonly x: Range;
  /** Of a formula of x alone, the range of its curve. */
  readonly y: Range;
  readonly start: [x: number, y: number];
  /** Values of its own constants. */
  readonly constants?: Readonly<Record<string, number>>;
  /** Of gradient descent. */
  readonly learningRate: number;
}

const around = (reach: number) => ({ x: [-reach, reach] as Range, y: [-reach, reach] as Range });

export const EXAMPLES: readonly Example[] = [
  {
    name: 'Bowl',
    formula: 'a*x^2 + b*y^2',
    constants: { a: 1, b: 4 },
    start: [3, 2.5],
    ...around(4),
    learningRate: 0.1,
  },
  {
    name: 'Six-hump camel',
    formula: '(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2',
    x: [-2, 2],
    y: [-1.2, 1.2],
    start: [1.5, 1],
    learningRate: 0.02,
  },
  {
    name: 'Ackley’s hills',
    formula: '20 + e - 20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2)',
    ...around(4),
    start: [2.4, 1.3],
    learningRate: 0.02,
  },
  {
    name: 'Ripples',
    formula: 'a*sin(k*sqrt(x^2 + y^2 + 0.01)) + (x^2 + y^2)/40',
    ...around(8),
    constants: { a: 1, k: 2 },
    start: [5, 4],
    learningRate: 0.5,
  },
  {
    name: 'Tilted wells',
    formula: 'x^4 - 2*x^2 + y^2 + 0.3*x',
    x: [-2, 2],
    y: [-2, 2],
    start: [1.7, 1.6],
    learningRate: 0.05,
  },
  {
    name: 'With holes',
    formula: 'x^2 + y^2 - log(x*y + 1)',
    ...around(3),
    start: [2, 1],
    learningRate: 0.1,
  },
  {
    name: 'One dimension',
    formula: 'x^4/4 - x^2/2',
    x: [-2, 2],
    y: [-0.4, 1.2],
    start: [1.8, 0],
    learningRate: 0.1,
  },
];
