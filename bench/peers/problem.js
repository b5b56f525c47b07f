// The work every peer does: gradient descent on the XOR problem from 65,536 starts on a grid over
// [−20, 20]², η = 1, 200 steps, by the folded formula of src/problems/xor.ts.
export const RUNS = 65_536;
export const SIDE = 256;
export const STEPS = 200;

const sigma = (z) => 1 / (1 + Math.exp(-z));
const [w11, w22, b1, b2, v1, v2, c] = [7, 10, -11, -5, -13, 12, -6];

export const K = {
  v1,
  v2,
  shiftX: b2 + w22 / 2,
  shiftY: b1 + w11 / 2,
  sx: Math.exp(w22 / 2),
  sy: Math.exp(w11 / 2),
  base10: v1 * sigma(w11 + b1) + c,
  base01: v2 * sigma(w22 + b2) + c,
  base11: c,
};

/** [x of every run, y of every run]: cell centres, row-major. */
export function starts() {
  const centre = (i) => -20 + (40 * (i + 0.5)) / SIDE;
  return [
    Float32Array.from({ length: RUNS }, (_, k) => centre(k % SIDE)),
    Float32Array.from({ length: RUNS }, (_, k) => centre(Math.floor(k / SIDE))),
  ];
}
