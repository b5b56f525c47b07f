// Figures of the homework by name: `y.10` is the output for inputs (1, 0), `after.` what holds after a step. All of
// them are closed forms in the nine parameters; tests hold them against the problem's own back-propagation.
import { exp } from '../../math/exponential.ts';
import { softplus } from '../../math/logistic.ts';
import type { Figures, LessonState } from '../lesson.ts';

type Values = Readonly<Record<string, number>>;

/** Inputs and target of the four samples, in the order of the sheet. */
export const SAMPLES = [
  { id: '00', x1: 0, x2: 0, t: 0 },
  { id: '01', x1: 0, x2: 1, t: 1 },
  { id: '10', x1: 1, x2: 0, t: 1 },
  { id: '11', x1: 1, x2: 1, t: 0 },
] as const;

export const sigma = (z: number): number => 1 / (1 + exp(-z));
/** σ′ = σ(z)·(1 − σ(z)), and 1 − σ(z) is σ(−z). */
export const slope = (z: number): number => sigma(z) * sigma(-z);

/**
 * The forward pass and the loss, every name with `prefix` before it: of each sample the inputs, the weighted sums z1, z2 and z, h1,
 * h2 and y, the target t, the residual r = y − t and its loss l; and of all four loss and lossSum.
 */
export function passes(values: Values, prefix = ''): Record<string, number> {
  const { w11, w12, w21, w22, b1, b2, v1, v2, c } = values as Record<string, number>;
  const figures: Record<string, number> = {};
  let lossSum = 0;
  for (const { id, x1, x2, t } of SAMPLES) {
    const z1 = w11! * x1 + w12! * x2 + b1!;
    const z2 = w21! * x1 + w22! * x2 + b2!;
    const [h1, h2] = [sigma(z1), sigma(z2)];
    const z = v1! * h1 + v2! * h2 + c!;
    // Neither ln(1 − y) nor y − 1 of a rounded y: both would lose what matters where y is near t.
    const l = softplus(t === 1 ? -z : z);
    const r = t === 1 ? -sigma(-z) : sigma(z);
    lossSum += l;
    for (const [name, value] of Object.entries({ x1, x2, z1, h1, z2, h2, z, y: sigma(z), t, r, l }))
      figures[`${prefix}${name}.${id}`] = value;
  }
  return { ...figures, [`${prefix}lossSum`]: lossSum, [`${prefix}loss`]: lossSum / 4 };
}

export const lossAt = (values: Values, w21: number, w12: number): number =>
  passes({ ...values, w21, w12 }).loss!;

/** To three decimals, as on many a sheet. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/**
 * The gradient, factor by factor: slopes s1 and s2 of the hidden units, each sample's share c21 and c12 of it, the terms of
 * the closed forms and their sums, all with the factors k21 = v2/4 and k12 = v1/4 before them.
 */
export function gradientFigures(values: Values): Figures {
  const f: Record<string, number> = { ...values, ...passes(values) };
  const [k21, k12] = [values.v2! / 4, values.v1! / 4];
  for (const { id, x1, x2 } of SAMPLES) {
    const [s1, s2] = [slope(f[`z1.${id}`]!), slope(f[`z2.${id}`]!)];
    const r = f[`r.${id}`]!;
    f[`s1.${id}`] = s1;
    f[`s2.${id}`] = s2;
    f[`c21.${id}`] = k21 * r * s2 * x1;
    f[`c12.${id}`] = k12 * r * s1 * x2;
  }
  const term = (r: string, s: string) => f[r]! * f[s]!;
  const [a21, b21] = [term('r.10', 's2.10'), term('r.11', 's2.11')];
  const [a12, b12] = [term('r.01', 's1.01'), term('r.11', 's1.11')];
  return {
    ...f,
    ln2: Math.LN2,
    k21,
    k12,
    w22b2: values.w22! + values.b2!,
    w11b1: values.w11! + values.b1!,
    a21,
    b21,
    sum21: a21 + b21,
    g21: k21 * (a21 + b21),
    a12,
    b12,
    sum12: a12 + b12,
    g12: k12 * (a12 + b12),
    ...cancellation(f, k21, a21, b21),
  };
}

/** What three decimals leave of ∂L/∂w21, and how many times its terms are larger than their sum. */
function cancellation(f: Figures, k21: number, a21: number, b21: number): Figures {
  const [y10, y11] = [f['y.10']!, f['y.11']!];
  const [sum, terms] = [Math.abs(a21 + b21), Math.abs(a21) + Math.abs(b21)];
  return {
    roundedA21: rounded(a21),
    roundedB21: rounded(b21),
    roundedSum21: rounded(a21) + rounded(b21),
    roundedG21: k21 * (rounded(a21) + rounded(b21)),
    residualSum: y10 + y11 - 1,
    cancelled21: k21 * f['s2.11']! * (y10 + y11 - 1),
    times21: terms / sum,
  };
}

/** One step of gradient descent: d21 and d12 are what is subtracted. */
export function gdFigures({ parameters, optimizers }: LessonState): Figures {
  const f = gradientFigures(parameters);
  const eta = optimizers.gd.learningRate;
  const [d21, d12] = [eta * f.g21!, eta * f.g12!];
  return { ...f, eta, d21, d12, ...after(parameters, d21, d12) };
}

function after(parameters: Values, d21: number, d12: number): Figures {
  const next = { w21: parameters.w21! - d21, w12: parameters.w12! - d12 };
  const passed = passes({ ...parameters, ...next }, 'after.');
  return {
    'after.w21': next.w21,
    'after.w12': next.w12,
    step21: -d21,
    step12: -d12,
    ...passed,
  };
}

/** One step of Adam from nothing remembered: moments m and v, corrected mHat and vHat, and Δ, which is subtracted. */
export function adamFigures({ parameters, optimizers }: LessonState): Figures {
  const f = gradientFigures(parameters);
  const { learningRate: eta, beta1, beta2, epsilon } = optimizers.adam;
  const moments = (name: '21' | '12'): Record<string, number> => {
    const g = f[`g${name}`]!;
    const [m, v] = [(1 - beta1) * g, (1 - beta2) * g * g];
    // At the first step 1 − β^t is 1 − β.
    const [mHat, vHat] = [m / (1 - beta1), v / (1 - beta2)];
    const size = Math.sqrt(vHat) + epsilon;
    const d = size > 0 ? (eta * mHat) / size : 0;
    const named = { m, v, mHat, vHat, d };
    return Object.fromEntries(Object.entries(named).map(([key, x]) => [`${key}${name}`, x]));
  };
  const all: Record<string, number> = { ...moments('21'), ...moments('12') };
  const ratio = Math.abs(f.g12! / f.g21!);
  const rest = { eta, beta1, beta2, epsilon, oneBeta1: 1 - beta1, oneBeta2: 1 - beta2, ratio };
  return { ...f, ...rest, ...all, ...after(parameters, all.d21!, all.d12!) };
}
