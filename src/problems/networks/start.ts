// Where a network's training starts from.
import { mersenneTwister, seededStream } from '../../math/rng.ts';
import { initialValues, normal } from '../initialisation.ts';
import { type NetworkSpec, parameterCount } from './spec.ts';

/** How many inputs and outputs each parameter's layer has, in the order of parameterNames. */
export function fans({ layers, bias }: Pick<NetworkSpec, 'layers' | 'bias'>) {
  return layers.slice(1).flatMap((units, l) => {
    const fan = { in: layers[l]!, out: units };
    return [
      ...Array<{ in: number; out: number; bias: boolean }>(units * fan.in).fill({
        ...fan,
        bias: false,
      }),
      ...(bias ? Array(units).fill({ ...fan, bias: true }) : []),
    ];
  });
}

/** Values of all parameters, in the order of parameterNames: given, or drawn with the network's seed. */
export function startValues(spec: NetworkSpec): readonly number[] {
  const { weights, initialisation, seed } = spec;
  if (weights) return weights;
  if (initialisation === 'pytorch') return torchValues(spec);
  const random = seededStream(seed, 'weights');
  if (initialisation === 'normal') {
    return Array.from({ length: parameterCount(spec.layers, spec.bias) }, () => normal(random));
  }
  const parameters = fans(spec).map((fan) => ({ fan, min: 0, max: 0 }));
  return initialValues(initialisation, parameters, random);
}

/**
 * What PyTorch's nn.Linear modules, made one after the other, hold after manual_seed(seed), on the CPU in f32: of each
 * layer the weights, then the biases, from U(−1/√fan-in, 1/√fan-in) with 24 random bits each.
 */
function torchValues(spec: NetworkSpec): number[] {
  const word = mersenneTwister(spec.seed);
  const f32 = Math.fround;
  return fans(spec).map((fan) => {
    const bound = f32(1 / Math.sqrt(fan.in));
    const share = f32((word() & 0xffffff) / 2 ** 24);
    // Rounded once: PyTorch's loop is compiled to fused multiply-adds. The product is exact in f64.
    return f32(share * f32(2 * bound) - bound);
  });
}
