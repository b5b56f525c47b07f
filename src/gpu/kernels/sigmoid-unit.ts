// Kernels of one sigmoid unit on points in a buffer: other points compile nothing.
import sigmoidUnit from '../../../shaders/sigmoid-unit.wgsl?raw';
import { rowsOf } from '../../problems/data.ts';
import { GATES, GATES_ORDER } from '../../problems/gates.ts';
import { CLASSES, LOGISTIC_ORDER } from '../../problems/logistic.ts';
import type { DataRows, ProblemRef } from '../../problems/problem.ts';
import { type Order, signedInputs } from '../../problems/sigmoid-unit.ts';
import type { Kernel } from './kernel.ts';
import { thetaKernel } from './theta.ts';

export const logisticKernel = (ref: ProblemRef): Kernel =>
  unitKernel(ref, rowsOf(CLASSES, ref.data), LOGISTIC_ORDER);

export const gatesKernel = (ref: ProblemRef): Kernel =>
  unitKernel(ref, rowsOf(GATES, ref.data), GATES_ORDER);

/** Beyond it a logit, of weights up to 1e9, could leave f32. */
const LARGEST = 1e28;

function unitKernel(ref: ProblemRef, rows: DataRows, order: Order): Kernel {
  const signed = signedInputs(rows, order);
  const fours = Math.ceil(rows.length / 4);
  const data = new Float32Array(12 * fours);
  for (let i = 0; i < rows.length; i++) {
    const at = 12 * Math.floor(i / 4) + (i % 4);
    for (let k = 0; k < 3; k++) {
      data[at + 4 * k] = Math.max(-LARGEST, Math.min(LARGEST, signed[3 * i + k]!));
    }
  }
  return thetaKernel(ref, {
    key: 'sigmoid unit',
    wgsl: sigmoidUnit,
    divergence: 'each step',
    data,
    work: fours,
    extra: [rows.length],
  });
}
