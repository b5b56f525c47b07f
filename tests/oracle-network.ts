// The slow and obvious witness for any of the nine parameters: textbook forward and back-propagation of the 2-2-1
// network as in tests/oracle.ts, written without looking at src/problems/networks/backprop.ts.
const SAMPLES = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
] as const;

export const NINE = ['w21', 'w12', 'w11', 'w22', 'b1', 'b2', 'v1', 'v2', 'c'] as const;
export type Nine = Record<(typeof NINE)[number], number>;

const sigma = (z: number) => 1 / (1 + Math.exp(-z));
const logOnePlusExp = (z: number) =>
  z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));

export function networkOracle(p: Nine) {
  const gradient: Nine = { w21: 0, w12: 0, w11: 0, w22: 0, b1: 0, b2: 0, v1: 0, v2: 0, c: 0 };
  const outputs: number[] = [];
  let loss = 0;
  for (const [x1, x2, t] of SAMPLES) {
    const h1 = sigma(p.w11 * x1 + p.w12 * x2 + p.b1);
    const h2 = sigma(p.w21 * x1 + p.w22 * x2 + p.b2);
    const z = p.v1 * h1 + p.v2 * h2 + p.c;
    outputs.push(sigma(z));
    loss += (logOnePlusExp(z) - t * z) / 4;
    const dz = (t === 1 ? -sigma(-z) : sigma(z)) / 4;
    gradient.v1 += dz * h1;
    gradient.v2 += dz * h2;
    gradient.c += dz;
    const d1 = dz * p.v1 * h1 * (1 - h1);
    const d2 = dz * p.v2 * h2 * (1 - h2);
    gradient.w11 += d1 * x1;
    gradient.w12 += d1 * x2;
    gradient.b1 += d1;
    gradient.w21 += d2 * x1;
    gradient.w22 += d2 * x2;
    gradient.b2 += d2;
  }
  return { loss, gradient, outputs };
}
