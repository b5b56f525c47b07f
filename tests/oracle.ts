// The slow and obvious witness: textbook forward and back-propagation of the 2-2-1 network, one
// sample at a time, written without looking at the folded formula of src/problems/xor.ts.

const SAMPLES: [x1: number, x2: number, target: number][] = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
];

export const XOR_DEFAULTS = { w11: 7, w22: 10, b1: -11, b2: -5, v1: -13, v2: 12, c: -6 };
export type XorParameters = typeof XOR_DEFAULTS;

const sigma = (z: number) => 1 / (1 + Math.exp(-z));

// ln(1 + e^z), the one departure from the textbook: ln σ(z) itself loses everything for |z| ≫ 0.
const logOnePlusExp = (z: number) =>
  z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));

export function oracle(w21: number, w12: number, parameters?: Partial<XorParameters>) {
  const p = parameters ? { ...XOR_DEFAULTS, ...parameters } : XOR_DEFAULTS;
  const outputs: number[] = [];
  let loss = 0;
  let gradientW21 = 0;
  let gradientW12 = 0;
  for (const [x1, x2, target] of SAMPLES) {
    const h1 = sigma(p.w11 * x1 + w12 * x2 + p.b1);
    const h2 = sigma(w21 * x1 + p.w22 * x2 + p.b2);
    const z = p.v1 * h1 + p.v2 * h2 + p.c;
    outputs.push(sigma(z));
    loss += logOnePlusExp(z) - target * z;
    // ∂(cross-entropy)/∂z = σ(z) − t; for t = 1 that is −σ(−z), which does not cancel.
    const dz = target === 1 ? -sigma(-z) : sigma(z);
    const dh1 = dz * p.v1 * h1 * (1 - h1);
    const dh2 = dz * p.v2 * h2 * (1 - h2);
    gradientW12 += dh1 * x2;
    gradientW21 += dh2 * x1;
  }
  return {
    outputs,
    loss: loss / 4,
    gradient: [gradientW21 / 4, gradientW12 / 4] as [number, number],
  };
}
