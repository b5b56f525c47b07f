// Feed-forward networks in f64: src/problems/networks.
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/math/rng.ts';
import { normal } from '../../src/problems/initialisation.ts';
import { bindNetwork } from '../../src/problems/networks/backprop.ts';
import { networkModel } from '../../src/problems/networks/model.ts';
import {
  ACTIVATIONS,
  LOSSES,
  type NetworkRef,
  networkSpec,
} from '../../src/problems/networks/spec.ts';
import { startValues } from '../../src/problems/networks/start.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import '../../src/problems/catalogue.ts';

/** A network with random weights on random points that fit its loss. */
function sample(ref: NetworkRef) {
  const spec = networkSpec({ initialisation: 'normal', ...ref });
  const random = seededRandom(5);
  const [inputs, outputs] = [spec.layers[0]!, spec.layers.at(-1)!];
  const target = () => {
    if (spec.loss === 'binary-cross-entropy') return Number(random() > 0.5);
    if (spec.loss === 'softmax-cross-entropy') return Math.floor(outputs * random());
    return normal(random);
  };
  const targets = spec.loss === 'softmax-cross-entropy' ? 1 : outputs;
  const rows = Array.from({ length: 20 }, () => [
    ...Array.from({ length: inputs }, () => normal(random)),
    ...Array.from({ length: targets }, target),
  ]);
  const model = networkModel(spec, rows);
  const start = startValues(spec);
  const values = Object.fromEntries(model.names.map((name, i) => [name, start[i]!]));
  return { bound: bindNetwork(model, values, model.names), theta: Float64Array.from(start) };
}

test.each(LOSSES.flatMap((loss) => ACTIVATIONS.map((activation) => [loss, activation] as const)))(
  'the gradient of %s with hidden %s is the difference quotient of the loss within 1e-7',
  (loss, activation) => {
    const { bound, theta } = sample({
      layers: [3, 5, 4, loss === 'softmax-cross-entropy' ? 3 : 2],
      activation,
      loss,
      gains: [1, 0.7, 1.2],
    });
    const slope = new Float64Array(theta.length);
    bound.gradient(theta, slope);
    const h = 1e-5;
    for (let i = 0; i < theta.length; i++) {
      const [up, down] = [theta.slice(), theta.slice()];
      up[i]! += h;
      down[i]! -= h;
      const quotient = (bound.loss(up) - bound.loss(down)) / (2 * h);
      // A step's slope is 0 wherever it has one, whatever jumps beside.
      if (activation === 'step' && Math.abs(quotient) > 1e3) continue;
      expect(Math.abs(slope[i]! - quotient)).toBeLessThan(1e-7);
    }
  },
);

test.each(['xor9', 'xor-deep'] as const)(
  '%s starts from the numbers of PyTorch after manual_seed(777)',
  (id) => {
    const { values, parameters } = describe({ id });
    expect(parameters.length).toBe(id === 'xor9' ? 9 : 261);
    expect(values['W1.1.1']).toBe(-0.5912610292434692);
    const bound = bind({ id });
    expect(bound.loss(Float64Array.from(Object.values(values)))).toBeCloseTo(
      id === 'xor9' ? 0.7434073 : 0.6948984,
      6,
    );
  },
);
