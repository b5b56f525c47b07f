// The weights of the page's network as files, and files as the network.
import { expect, test } from 'vitest';
import { jsonFile, pytorchFile, safetensorsFile } from '../../src/app/problem/network/weights.ts';
import { hasWeights } from '../../src/app/shell/opened-file.ts';
import { infoOf } from '../../src/app/state/problem.ts';
import { DEFAULT_STATE, patched, type State } from '../../src/app/state/state.ts';
import { mlpOfFlat } from '../../src/fields/formats/mlp.ts';
import { readWeights } from '../../src/fields/formats/weights.ts';
import { networkOf, understood } from '../../src/fields/weights-network.ts';
import '../../src/problems/catalogue.ts';
import { networks } from '../../src/problems/networks/presets.ts';

const at = (problem: string, patch: object = {}) => patched(DEFAULT_STATE, { problem, ...patch });
const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;
/** Values that are not the start's. */
const moved = (state: State) =>
  Object.fromEntries(
    Object.entries(infoOf(state).values).map(([name, value], i) => [
      name,
      1.5 * value + (i % 7) / 100,
    ]),
  );

test('the weights of every preset come back from both files to the last bit, and make the same network', () => {
  const cases = [
    ...networks.map(({ id }) => at(id)),
    at('spiral', {
      network: { layers: [2, 6, 3], activation: 'leaky-relu', loss: 'softmax-cross-entropy' },
    }),
    at('teacher', {
      network: {
        layers: [3, 5, 4, 2],
        activation: ['step', 'sigmoid'],
        bias: false,
        output: 'tanh',
      },
    }),
  ];
  for (const state of cases) {
    const values = moved(state);
    for (const { name, content } of [jsonFile(state, values), safetensorsFile(state, values)]) {
      expect(hasWeights(bytesOf(content), name)).toBe(true);
      const found = understood(readWeights(bytesOf(content)), null);
      const chosen = {
        hidden: found.hidden.map(({ value }) => value),
        output: found.output.value,
        loss: found.loss.value,
      };
      const next = patched(state, { network: networkOf(found, chosen, state.network) });
      expect(infoOf(next).values).toEqual(values);
      const { weights: _, ...spec } = infoOf(next).network!.spec;
      const { weights: __, ...before } = infoOf(state).network!.spec;
      expect(spec).toEqual(before);
    }
  }
});

test('what a file does not say is supposed from the network of now, or from its outputs', () => {
  const of = (units: number[], said = {}) =>
    mlpOfFlat(
      units,
      true,
      Array(units.slice(1).reduce((sum, n, l) => sum + n * (units[l]! + 1), 0)).fill(1),
      said,
    );
  const moons = infoOf(at('moons')).network!.spec;
  const like = understood(of([2, 5, 1]), moons);
  expect([like.hidden, like.loss]).toEqual([
    [{ value: 'relu', isSaid: false }],
    { value: 'binary-cross-entropy', isSaid: false },
  ]);
  expect(understood(of([4, 5, 3]), null).loss.value).toBe('softmax-cross-entropy');
  const torch = understood(
    of([2, 5, 1], { activations: ['LeakyReLU', 'nn.Sigmoid'], loss: 'BCELoss' }),
    null,
  );
  expect([torch.hidden[0], torch.loss]).toEqual([
    { value: 'leaky-relu', isSaid: true },
    { value: 'binary-cross-entropy', isSaid: true },
  ]);
  expect(understood(of([2, 5, 1], { activations: ['gelu', 'identity'] }), null).unknown).toMatch(
    /"gelu"/,
  );
});

test('a spec, and JSON of anything else, is no file of weights', () => {
  const is = (value: unknown) => hasWeights(bytesOf(JSON.stringify(value)), 'a.json');
  expect(is({ problem: { id: 'network', network: { layers: [2, 3, 1] } }, window: {} })).toBe(
    false,
  );
  expect(is({ layers: [2, 3, 1] })).toBe(false);
  expect(is([1, 2])).toBe(false);
  expect(is({ 'fc.weight': [[1]] })).toBe(true);
  expect(hasWeights(bytesOf('{'), 'a.json')).toBe(false);
});

test('the PyTorch program has the loss of now, and reads many weights from a file', () => {
  const small = pytorchFile(at('xor9'), infoOf(at('xor9')).values);
  // The published loss at step 0 of the start of seed 777.
  expect(Number(/expected = (.*)/.exec(small.content)![1])).toBeCloseTo(0.7434073, 6);
  expect(small.needs).toBe(null);
  const large = at('regression', { network: { layers: [1, 32, 32, 1] } });
  const { content, needs } = pytorchFile(large, infoOf(large).values);
  expect(content).toContain(`load_file("${needs!.name}")`);
  expect(content).toContain('loss = 0.5 * nn.MSELoss()');
});
