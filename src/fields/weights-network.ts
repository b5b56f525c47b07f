// What a file of weights says of a network, as a problem takes it.
import type { NetworkRef } from '../problems/networks/spec.ts';
import { flatWeights, type Mlp } from './formats/mlp.ts';

/**
 * The network that weights are of: its layers and all its numbers; activations, gains and loss only where the file says
 * them, to be checked with the rest by networkSpec.
 */
export function networkOfWeights(mlp: Mlp): NetworkRef {
  const { layers, loss } = mlp;
  const activations = layers.map(({ activation }) => activation);
  const hidden = activations.slice(0, -1);
  const output = activations.at(-1);
  return {
    layers: [layers[0]!.in, ...layers.map(({ out }) => out)],
    bias: layers.some(({ bias }) => bias !== null),
    weights: [...flatWeights(mlp)],
    ...(hidden.length > 0 &&
      hidden.every((name) => name !== undefined) && {
        activation: hidden as NonNullable<NetworkRef['activation']>,
      }),
    ...(output !== undefined && { output: output as NonNullable<NetworkRef['output']> }),
    ...(layers.some(({ gain }) => gain !== undefined) && {
      gains: layers.map(({ gain }) => gain ?? 1),
    }),
    ...(loss !== undefined && { loss: loss as NonNullable<NetworkRef['loss']> }),
  };
}
