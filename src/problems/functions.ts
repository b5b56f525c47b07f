// f64: functions of two parameters, and one of one, on which optimizers are told apart.
import { cos, sin } from '../math/trigonometry.ts';
import { parameterOf } from './formula.ts';
import { type FunctionParts, functionProblem } from './function.ts';

const about = (intro: string, ...tries: string[]) => ({ intro, tries });

/** What functions of x and y share. */
const plane = (x: [number, number], y: [number, number] = x, at: [number, number] = [0, 0]) =>
  ({
    parameters: [
      parameterOf('x', at[0], 'the first coordinate', x),
      parameterOf('y', at[1], 'the second coordinate', y),
    ],
    trained: ['x', 'y'],
    plane: { x: { parameter: 'x' }, y: { parameter: 'y' } },
    window: { x, y },
  }) satisfies Partial<FunctionParts>;

export const quadratic = functionProblem({
  ...plane([-4, 6]),
  id: 'quadratic',
  name: 'Quadratic, a bowl',
  summary: 'A bowl with curvatures 1 and 3, on which every learning rate can be checked by hand.',
  about: about(
    'x² + y² + xy − 4x − 5y + 11 is least, 4, at (1, 2). Its curvature is 1 along one diagonal and 3 along the other.',
    'From (4, 4) with learning rate 0.1 both slopes are below 0.2 after 13 steps.',
    'Gradient descent converges below a learning rate of 2/3, and diverges above.',
  ),
  lossRange: [4, 60],
  thresholds: { solved: 4.01, solvedWithin: [4, 1e6], stalled: 1e-3 },
  usual: { learningRate: 0.1, steps: 100 },
  minima: [{ at: { x: 1, y: 2 }, loss: 4 }],
  formula: 'x^2 + y^2 + x*y - 4*x - 5*y + 11',
  loss: ([x, y]) => x! * x! + y! * y! + x! * y! - 4 * x! - 5 * y! + 11,
  slopes([x, y], out) {
    out[0] = 2 * x! + y! - 4;
    out[1] = 2 * y! + x! - 5;
  },
});

export const rosenbrock = functionProblem({
  ...plane([-2, 2], [-1, 3], [-1, 1]),
  id: 'rosenbrock',
  name: 'Rosenbrock, a curved valley',
  summary:
    'A flat valley between steep walls: getting into it is easy, following it to (1, 1) is not.',
  about: about(
    '(1 − x)² + 100(y − x²)² has its minimum 0 at (1, 1), where the curvatures are 1002 and 0.4.',
    'Gradient descent takes learning rates to about 0.002, and then thousands of steps; Adam with 0.1 takes hundreds.',
  ),
  lossRange: [1e-3, 1000],
  thresholds: { solved: 0.01, solvedWithin: [0, 1e6], stalled: 1e-3 },
  usual: { learningRate: 0.001, steps: 10_000 },
  minima: [{ at: { x: 1, y: 1 }, loss: 0 }],
  formula: '(1 - x)^2 + 100*(y - x^2)^2',
  loss: ([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2,
  slopes([x, y], out) {
    const off = y! - x! * x!;
    out[0] = -2 * (1 - x!) - 400 * x! * off;
    out[1] = 200 * off;
  },
});

export const beale = functionProblem({
  ...plane([-4.5, 4.5]),
  id: 'beale',
  name: 'Beale, plateaus and peaks',
  summary: 'Almost flat in the middle, steep at the corners: no single learning rate suits both.',
  about: about(
    '(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)² has its minimum 0 at (3, 0.5).',
    'Gradient descent from the middle takes a learning rate of 0.01; from the corners that diverges.',
  ),
  lossRange: [1e-3, 1e4],
  thresholds: { solved: 0.01, solvedWithin: [0, 1e6], stalled: 1e-3 },
  usual: { learningRate: 0.01, steps: 5000 },
  minima: [{ at: { x: 3, y: 0.5 }, loss: 0 }],
  formula: '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2',
  loss: ([x, y]) =>
    (1.5 - x! + x! * y!) ** 2 +
    (2.25 - x! + x! * y! ** 2) ** 2 +
    (2.625 - x! + x! * y! * y! * y!) ** 2,
  slopes([x, y], out) {
    const [a, b, c] = [
      1.5 - x! + x! * y!,
      2.25 - x! + x! * y! ** 2,
      2.625 - x! + x! * y! * y! * y!,
    ];
    out[0] = 2 * (a * (y! - 1) + b * (y! ** 2 - 1) + c * (y! * y! * y! - 1));
    out[1] = 2 * x! * (a + 2 * b * y! + 3 * c * y! ** 2);
  },
});

/** The zeros of both squares, to f64's last digits. */
const HIMMELBLAU = [
  { x: 3, y: 2 },
  { x: -2.8051180869527448, y: 3.131312518250573 },
  { x: -3.779310253377747, y: -3.2831859912861696 },
  { x: 3.5844283403304917, y: -1.8481265269644034 },
];

export const himmelblau = functionProblem({
  ...plane([-5, 5]),
  id: 'himmelblau',
  name: 'Himmelblau, four minima',
  summary: 'Four minima that are all 0: which one a run finds depends on its start and its rate.',
  about: about(
    '(x² + y − 11)² + (x + y² − 7)² is 0 at four points, among them (3, 2), with four saddles and a peak between them.',
    'With learning rate 0.01 the four basins are smooth; towards 0.02 their borders fray.',
  ),
  lossRange: [0.01, 500],
  thresholds: { solved: 0.01, solvedWithin: [0, 1e6], stalled: 1e-3 },
  usual: { learningRate: 0.01, steps: 500 },
  minima: HIMMELBLAU.map((at) => ({ at, loss: 0 })),
  formula: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
  loss: ([x, y]) => (x! * x! + y! - 11) ** 2 + (x! + y! * y! - 7) ** 2,
  slopes([x, y], out) {
    const [a, b] = [x! * x! + y! - 11, x! + y! * y! - 7];
    out[0] = 4 * a * x! + 2 * b;
    out[1] = 2 * a + 4 * b * y!;
  },
});

const BRANIN = { b: 5.1 / (4 * Math.PI ** 2), c: 5 / Math.PI, s: 10 * (1 - 1 / (8 * Math.PI)) };

export const branin = functionProblem({
  ...plane([-5, 10], [0, 15], [2.5, 7.5]),
  id: 'branin',
  name: 'Branin, three minima',
  summary: 'Three minima of the same depth in a row, with gentle saddles between them.',
  about: about(
    '(y − 5.1x²/(4π²) + 5x/π − 6)² + 10(1 − 1/(8π))cos x + 10 is 0.397887 at (−π, 12.275), (π, 2.275) and (3π, 2.475).',
    'Learning rates to about 0.1 work; momentum carries runs over the saddles.',
  ),
  lossRange: [0.3, 300],
  thresholds: { solved: 0.4, solvedWithin: [0.39, 1e6], stalled: 1e-3 },
  usual: { learningRate: 0.03, steps: 1000 },
  minima: [
    { at: { x: -Math.PI, y: 12.275 }, loss: 0.39788735772973816 },
    { at: { x: Math.PI, y: 2.275 }, loss: 0.39788735772973816 },
    { at: { x: 3 * Math.PI, y: 2.475 }, loss: 0.39788735772973816 },
  ],
  formula: '(y - 5.1*x^2/(4*pi^2) + 5*x/pi - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10',
  loss: ([x, y]) => (y! - BRANIN.b * x! * x! + BRANIN.c * x! - 6) ** 2 + BRANIN.s * cos(x!) + 10,
  slopes([x, y], out) {
    const off = y! - BRANIN.b * x! * x! + BRANIN.c * x! - 6;
    out[0] = 2 * off * (BRANIN.c - 2 * BRANIN.b * x!) - BRANIN.s * sin(x!);
    out[1] = 2 * off;
  },
});

export const saddle = functionProblem({
  ...plane([-2, 2], [-2, 2], [1, 0.001]),
  id: 'saddle',
  name: 'Saddle, no minimum',
  summary: 'Down along one axis, up along the other: how long does a run linger at the saddle?',
  about: about(
    'x² − y² has a stationary point at (0, 0) that is no minimum, and falls without end along y.',
    'From (1, 0.001) with learning rate 0.1 gradient descent leaves the saddle after about 40 steps; from y = 0, never.',
  ),
  lossRange: [-4, 4],
  thresholds: { solved: -1, solvedWithin: [-1e12, 1e12], stalled: 1e-3 },
  usual: { learningRate: 0.1, steps: 60 },
  formula: 'x^2 - y^2',
  loss: ([x, y]) => x! * x! - y! * y!,
  slopes([x, y], out) {
    out[0] = 2 * x!;
    out[1] = -2 * y!;
  },
});

const twoLayers = plane([-3, 3]);

export const factorisation = functionProblem({
  ...twoLayers,
  parameters: [
    ...twoLayers.parameters.map((info) => ({ ...info, default: 0.5 })),
    parameterOf('lambda', 0, 'weight decay λ', [0, 0.5]),
  ],
  id: 'factorisation',
  name: 'Factorisation, a valley of minima',
  summary: 'Every point of xy = 1 is a minimum, and large learning rates choose the flat ones.',
  about: about(
    '(xy − 1)²/2 + λ(x² + y²)/2, the smallest two-layer network: for λ = 0 the minima are xy = 1, with curvature x² + y².',
    'Gradient descent ends where x² + y² is at most 2 over the learning rate: the edge of stability. At most 1 converges.',
    'With λ above 0 and a learning rate near 1 the basin’s border is fractal.',
  ),
  lossRange: [1e-4, 10],
  thresholds: { solved: 1e-3, solvedWithin: [0, 1e6], stalled: 1e-3 },
  usual: { learningRate: 0.2, steps: 500 },
  minima: [
    { at: { x: 1, y: 1 }, loss: 0 },
    { at: { x: -1, y: -1 }, loss: 0 },
  ],
  formula: '(x*y - 1)^2/2 + lambda*(x^2 + y^2)/2',
  loss: ([x, y, lambda]) => (x! * y! - 1) ** 2 / 2 + (lambda! * (x! * x! + y! * y!)) / 2,
  slopes([x, y, lambda], out) {
    const off = x! * y! - 1;
    out[0] = off * y! + lambda! * x!;
    out[1] = off * x! + lambda! * y!;
    out[2] = (x! * x! + y! * y!) / 2;
  },
});

export const doubleWell = functionProblem({
  id: 'double-well',
  name: 'Double well, one parameter',
  summary:
    'One parameter, two minima: the learning rate alone takes it through period doubling into chaos.',
  parameters: [parameterOf('w', 0.5, 'the only parameter', [-2, 2])],
  trained: ['w'],
  plane: { x: { parameter: 'w' } },
  window: { x: [-2, 2], y: [0, 2.25] },
  about: about(
    '(w² − 1)²/4 has minima at ±1. Gradient descent is w − η(w³ − w): a fixed point to η = 1, then periods 2, 4 (from 1.23607), 8 (from 1.28803) and chaos.',
    'Beyond a learning rate of 2 it diverges.',
  ),
  lossRange: [1e-4, 2],
  thresholds: { solved: 1e-3, solvedWithin: [0, 1e6], stalled: 1e-3 },
  usual: { learningRate: 0.5, steps: 100 },
  minima: [
    { at: { w: -1 }, loss: 0 },
    { at: { w: 1 }, loss: 0 },
  ],
  formula: '(w^2 - 1)^2/4',
  loss: ([w]) => (w! * w! - 1) ** 2 / 4,
  slopes([w], out) {
    out[0] = w! * (w! * w! - 1);
  },
});
