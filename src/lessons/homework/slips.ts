// Slips of the homework: what each gives, from the student's own numbers, and which hint says so.
import type { Figures, Slip } from '../lesson.ts';
import { lossAt, rounded, SAMPLES, sigma, slope } from './figures.ts';

const at = (f: Figures, name: string): number => f[name]!;

/** The output for (1, 0). */
export function outputSlips(f: Figures): Slip[] {
  const [v1, v2, c] = [at(f, 'v1'), at(f, 'v2'), at(f, 'c')];
  const [h1, h2, z1, z2] = ['h1.10', 'h2.10', 'z1.10', 'z2.10'].map((name) => at(f, name));
  return [
    { value: at(f, 'z.10'), hint: 'homework.slip.noSigmoid' },
    { value: sigma(at(f, 'z.10') - c), hint: 'homework.slip.noBias' },
    { value: sigma(-v1 * h1! + v2 * h2! + c), hint: 'homework.slip.minusV1' },
    { value: sigma(v1 * z1! + v2 * z2! + c), hint: 'homework.slip.noHiddenSigmoid' },
    { value: at(f, 'y.01'), hint: 'homework.slip.otherSample' },
  ];
}

/** The loss at some outputs; `prefix` as `passes` has it. */
export function lossSlips(f: Figures, prefix = ''): Slip[] {
  const l = (id: string) => at(f, `${prefix}l.${id}`);
  const sum = at(f, `${prefix}lossSum`);
  const squares = SAMPLES.map(({ id }) => at(f, `${prefix}r.${id}`) ** 2);
  return [
    { value: sum, hint: 'homework.slip.sum' },
    { value: sum / 3, hint: 'homework.slip.three' },
    { value: (sum - l('00')) / 3, hint: 'homework.slip.three' },
    { value: sum / 4 / Math.LN10, hint: 'homework.slip.log10' },
    { value: sum / 4 / Math.LN2, hint: 'homework.slip.log2' },
    { value: -sum / 4, hint: 'homework.slip.lossSign' },
    { value: (l('01') + l('10')) / 4, hint: 'homework.slip.onlyOnes' },
    { value: (l('00') + l('11')) / 4, hint: 'homework.slip.onlyZeros' },
    { value: squares.reduce((a, b) => a + b) / 4, hint: 'homework.slip.squares' },
  ];
}

/** What becomes of a gradient that is not divided by 4, or by 3. */
const meanSlips = (g: number): Slip[] => [
  { value: 4 * g, hint: 'homework.slip.gradientSum' },
  { value: (4 / 3) * g, hint: 'homework.slip.three' },
];

/** ∂L/∂w21. */
export function gradient21Slips(f: Figures): Slip[] {
  const [g, k] = [at(f, 'g21'), at(f, 'k21')];
  const [r10, y10, y11] = [at(f, 'r.10'), at(f, 'y.10'), at(f, 'y.11')];
  const [z10, z11] = [at(f, 'z2.10'), at(f, 'z2.11')];
  const [s10, s11] = [slope(z10), slope(z11)];
  const roundedOutputs = k * ((rounded(y10) - 1) * s10 + rounded(y11) * s11);
  return [
    { value: at(f, 'g12'), hint: 'homework.slip.swapped' },
    { value: at(f, 'roundedG21'), hint: 'homework.slip.rounded' },
    { value: roundedOutputs, hint: 'homework.slip.rounded' },
    { value: -g, hint: 'homework.slip.residualSign' },
    ...meanSlips(g),
    { value: k * (r10 * sigma(z10) + y11 * sigma(z11)), hint: 'homework.slip.sigma' },
    {
      value: k * (r10 * slope(at(f, 'w21')) + y11 * slope(z11 - at(f, 'b2'))),
      hint: 'homework.slip.noBiasInside',
    },
    { value: k * (y10 * s10 + y11 * s11), hint: 'homework.slip.noTarget' },
    { value: g / at(f, 'v2'), hint: 'homework.slip.noV' },
    { value: (g * at(f, 'v1')) / at(f, 'v2'), hint: 'homework.slip.otherV' },
  ];
}

/** ∂L/∂w12. */
export function gradient12Slips(f: Figures): Slip[] {
  const [g, k] = [at(f, 'g12'), at(f, 'k12')];
  const [r01, y01, y11] = [at(f, 'r.01'), at(f, 'y.01'), at(f, 'y.11')];
  const [z01, z11] = [at(f, 'z1.01'), at(f, 'z1.11')];
  const [s01, s11] = [slope(z01), slope(z11)];
  return [
    { value: at(f, 'g21'), hint: 'homework.slip.swapped' },
    { value: -g, hint: 'homework.slip.minus13' },
    ...meanSlips(g),
    { value: k * (r01 * sigma(z01) + y11 * sigma(z11)), hint: 'homework.slip.sigma' },
    { value: k * (r01 * s11 + y11 * s01), hint: 'homework.slip.arguments' },
    { value: k * (r01 * s01 + y11 * s01), hint: 'homework.slip.noW11' },
    { value: k * (y01 * s01 + y11 * s11), hint: 'homework.slip.noTarget' },
    { value: g / at(f, 'v1'), hint: 'homework.slip.noV' },
    { value: (g * at(f, 'v2')) / at(f, 'v1'), hint: 'homework.slip.otherV' },
  ];
}

/** w12 after a step of gradient descent. */
export function updateSlips(f: Figures): Slip[] {
  const [w12, d12] = [at(f, 'w12'), at(f, 'd12')];
  return [
    { value: w12 + d12, hint: 'homework.slip.updateSign' },
    { value: w12 - at(f, 'g12'), hint: 'homework.slip.noEta' },
    { value: w12 + at(f, 'g12'), hint: 'homework.slip.noEta' },
    { value: w12 - at(f, 'd21'), hint: 'homework.slip.swapped' },
    { value: w12 - 4 * d12, hint: 'homework.slip.gradientSum' },
    { value: w12 - (4 / 3) * d12, hint: 'homework.slip.three' },
  ];
}

/** The loss after a step of d21 and d12. */
export function newLossSlips(f: Figures): Slip[] {
  const [w21, w12, d21, d12] = ['w21', 'w12', 'd21', 'd12'].map((name) => at(f, name));
  return [
    { value: at(f, 'loss'), hint: 'homework.slip.oldLoss' },
    { value: lossAt(f, w21! + d21!, w12! + d12!), hint: 'homework.slip.updateSign' },
    { value: lossAt(f, w21! - d12!, w12! - d21!), hint: 'homework.slip.swapped' },
    ...lossSlips(f, 'after.'),
  ];
}

/** Adam's v for w12. */
export function secondMomentSlips(f: Figures): Slip[] {
  const g = at(f, 'g12');
  return [
    { value: at(f, 'beta2') * g * g, hint: 'homework.slip.beta2' },
    { value: at(f, 'oneBeta2') * g, hint: 'homework.slip.noSquare' },
    { value: at(f, 'oneBeta1') * g * g, hint: 'homework.slip.beta1For2' },
    { value: g * g, hint: 'homework.slip.vHat' },
    { value: at(f, 'v21'), hint: 'homework.slip.swapped' },
  ];
}

/** Adam's m for w12. */
export function firstMomentSlips(f: Figures): Slip[] {
  const g = at(f, 'g12');
  return [
    { value: at(f, 'beta1') * g, hint: 'homework.slip.beta1' },
    { value: g, hint: 'homework.slip.mHat' },
    { value: at(f, 'm21'), hint: 'homework.slip.swapped' },
  ];
}

/** Adam's Δ for w12. */
export function adamSlips(f: Figures): Slip[] {
  const [eta, m, v, mHat, vHat] = ['eta', 'm12', 'v12', 'mHat12', 'vHat12'].map((n) => at(f, n));
  return [
    { value: (eta! * m!) / Math.sqrt(v!), hint: 'homework.slip.noCorrection' },
    { value: (eta! * m!) / Math.sqrt(vHat!), hint: 'homework.slip.noMHat' },
    { value: (eta! * mHat!) / Math.sqrt(v!), hint: 'homework.slip.noVHat' },
    { value: (eta! * mHat!) / vHat!, hint: 'homework.slip.noRoot' },
    { value: eta! * at(f, 'g12'), hint: 'homework.slip.plainStep' },
    { value: -at(f, 'd12'), hint: 'homework.slip.deltaSign' },
  ];
}

/** w12 after one step at the second of the rates that are compared. */
export function halfStepSlips(f: Figures): Slip[] {
  const [w12, to] = [at(f, 'w12'), at(f, 'at50.1.w12')];
  return [
    { value: at(f, 'at100.1.w12'), hint: 'homework.slip.otherRate' },
    { value: 2 * w12 - to, hint: 'homework.slip.updateSign' },
    { value: w12 + (to - w12) / 50, hint: 'homework.slip.noEta' },
    { value: at(f, 'at50.1.w21'), hint: 'homework.slip.swapped' },
  ];
}
