// The XOR problem with θ as two coordinates, as its textbook formulas have it.
import { bind } from '../src/problems/registry.ts';

export function boundXor(parameters?: Record<string, number>) {
  const bound = bind({ id: 'xor', parameters });
  return {
    loss: (x: number, y: number) => bound.loss(Float64Array.of(x, y)),
    gradient: (x: number, y: number, out: Float64Array) =>
      bound.gradient(Float64Array.of(x, y), out),
    outputs: (x: number, y: number) => bound.outputs!(Float64Array.of(x, y)),
    meritAt: bound.meritAt,
  };
}
