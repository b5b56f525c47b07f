// Weights of networks from files and to them: safetensors, JSON, PyTorch.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatWeights, mlpOf, mlpOfFlat } from '../../src/fields/formats/mlp.ts';
import { readSafetensors, type Tensor } from '../../src/fields/formats/safetensors.ts';
import { readWeights, weightsJson, weightsSafetensors } from '../../src/fields/formats/weights.ts';
import { seededRandom } from '../../src/math/rng.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const json = (value: unknown) => readWeights(utf8(JSON.stringify(value)));
const tensor = (...shape: number[]): Tensor => ({
  shape,
  data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i / 7 - 1),
});
const tensors = (shapes: Record<string, number[]>) =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, tensor(...shape)]));

/** A safetensors file of a header and so many bytes of numbers. */
function file(header: unknown, room: number, length?: number): Uint8Array {
  const text = utf8(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + room);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length ?? text.length), true);
  bytes.set(text, 8);
  return bytes;
}

/** Written by safetensors 0.8 for PyTorch: fc1.weight F16, fc1.bias BF16, fc2.weight F32, fc2.bias F64. */
const THEIRS =
  'AAEAAAAAAAB7ImZjMi5iaWFzIjp7ImR0eXBlIjoiRjY0Iiwic2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpbMCw4XX0sImZjMi53ZWlnaHQiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzEsMl0sImRhdGFfb2Zmc2V0cyI6WzgsMTZdfSwiZmMxLmJpYXMiOnsiZHR5cGUiOiJCRjE2Iiwic2hhcGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbMTYsMjBdfSwiZmMxLndlaWdodCI6eyJkdHlwZSI6IkYxNiIsInNoYXBlIjpbMiwzXSwiZGF0YV9vZmZzZXRzIjpbMjAsMzJdfX0gVVVVVVVV1T+rqqo+whYBAKs+Yv9VNf/7AQAABGYuAIA=';

test('a file of PyTorch with F16, BF16, F32 and F64 has exactly the numbers that PyTorch sees', () => {
  const { layers } = readWeights(Buffer.from(THEIRS, 'base64'));
  expect(layers).toEqual([
    {
      name: 'fc1',
      in: 3,
      out: 2,
      weight: Float64Array.of(
        0.333251953125,
        -65504,
        2 ** -24,
        6.103515625e-5,
        0.0999755859375,
        -0,
      ),
      bias: Float64Array.of(0.333984375, -3.00405527047391e38),
    },
    {
      name: 'fc2',
      in: 2,
      out: 1,
      weight: Float64Array.of(0.3333333432674408, 9.99994610111476e-41),
      bias: Float64Array.of(1 / 3),
    },
  ]);
});

/** Reads, and lets only RangeErrors of one readable line pass. */
function tried(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    const { message } = error as RangeError;
    expect(message).not.toMatch(/\n|call stack|array length|offset is outside|typed array/i);
    expect(message.length).toBeLessThan(3000);
  }
}

test('files cut off anywhere, with bytes changed, or of any bytes or JSON give a network or one line', () => {
  const mlp = mlpOfFlat([2, 3, 1], true, tensor(13).data, { activations: ['tanh', 'sigmoid'] });
  const whole = [weightsSafetensors(mlp), utf8(weightsJson(mlp)), Buffer.from(THEIRS, 'base64')];
  for (const bytes of whole) {
    for (let end = 0; end < bytes.length; end++) {
      tried(() => readWeights(bytes.subarray(0, end)));
      if (bytes !== whole[1]) expect(() => readWeights(bytes.subarray(0, end))).toThrow(RangeError);
    }
  }
  const random = seededRandom(2);
  for (let i = 0; i < 6000; i++) {
    const bytes = Uint8Array.from(whole[i % 3]!);
    for (let k = 0; k <= i % 4; k++) {
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    }
    tried(() => readWeights(bytes));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => tried(() => readWeights(bytes))),
  );
  fc.assert(fc.property(fc.json(), (text) => tried(() => readWeights(utf8(text)))));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (header) =>
      tried(() => readSafetensors(file(header, 8))),
    ),
  );
});

test('what torch.save writes is refused with what to write in its place', () => {
  expect(() => readWeights(utf8('PK\u0003\u0004…'))).toThrow(
    /zip archive, as torch\.save .* save_file/,
  );
});

test.each([
  [900, /is a list of 1, not|more than 6 dimensions/],
  [100_000, /its JSON holds more than is ever read$/],
])('lists nested %i deep are refused in one line', (depth, why) => {
  const deep = '['.repeat(depth) + ']'.repeat(depth);
  for (const text of [
    deep,
    `{"0.weight":${deep}}`,
    `{"layers":[{"weight":[[1]],"bias":${deep}}]}`,
    `{"layers":${deep}}`,
  ]) {
    expect(() => readWeights(utf8(text))).toThrow(why);
  }
  expect(() => readSafetensors(file(`{"a":${deep}}`, 0))).toThrow(
    depth > 1000 ? why : /"a" is a list of 1, not an object/,
  );
});

test.each<[string, string[], string[]]>([
  [
    'nn.Sequential beyond ten',
    ['10.weight', '2.bias', '2.weight', '0.weight', '10.bias', '0.bias'],
    ['0', '2', '10'],
  ],
  ['fc1, fc2, …', ['fc2.weight', 'fc10.weight', 'fc1.weight'], ['fc1', 'fc2', 'fc10']],
  [
    'a module of modules',
    ['net.layers.3.weight', 'net.layers.12.weight', 'net.layers.0.weight', 'net.layers.0.bias'],
    ['net.layers.0', 'net.layers.3', 'net.layers.12'],
  ],
])('layers are found in order: %s', (_, names, order) => {
  const sizes = [3, 5, 4, 1];
  const given = names.map((name): [string, Tensor] => {
    const l = order.indexOf(name.replace(/\.(weight|bias)$/, ''));
    return [name, name.endsWith('bias') ? tensor(sizes[l + 1]!) : tensor(sizes[l + 1]!, sizes[l]!)];
  });
  const { layers } = mlpOf(new Map(given));
  expect(layers.map(({ name, in: from, out }) => [name, from, out])).toEqual(
    order.map((name, l) => [name, sizes[l], sizes[l + 1]]),
  );
  expect(layers[0]!.bias?.length ?? null).toBe(
    names.some((n) => n === `${order[0]}.bias`) ? 5 : null,
  );
});

test('layers whose names do not tell their order stand as in the file; a single nn.Linear has no name', () => {
  const { layers } = json({
    'input.weight': [[1], [2]],
    'hidden.weight': [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    'end.weight': [[1, 2, 3]],
  });
  expect(layers.map(({ name }) => name)).toEqual(['input', 'hidden', 'end']);
  expect(json({ weight: [[1, 2]], bias: [3] }).layers).toEqual([
    { name: '', in: 2, out: 1, weight: Float64Array.of(1, 2), bias: Float64Array.of(3) },
  ]);
});

test.each<[string, Record<string, number[]>, RegExp]>([
  [
    'a convolution',
    { 'conv.weight': [8, 3, 3, 3], 'fc.weight': [1, 8] },
    /"conv\.weight" is \[8, 3, 3, 3\]; expected NAME\.weight \[out, in\].*; found conv\.weight \[8, 3, 3, 3\], fc\.weight \[1, 8\]$/,
  ],
  [
    'batch normalisation',
    { '0.weight': [4, 2], '1.weight': [4], '1.running_mean': [4] },
    /"1\.weight" is \[4\];.*1\.running_mean \[4\]/,
  ],
  [
    'sizes that do not chain',
    { '0.weight': [4, 2], '2.weight': [1, 3] },
    /"2" takes 3 inputs, and "0" before it gives 4;/,
  ],
  [
    'a bias of another size',
    { '0.weight': [4, 2], '0.bias': [3] },
    /"0" has 3 biases for 4 units;/,
  ],
  ['a bias alone', { '0.bias': [3] }, /"0" has a bias without a weight;/],
  ['no inputs', { '0.weight': [3, 0] }, /"0\.weight" is \[3, 0\];/],
  ['other names', { kernel: [3, 3] }, /"kernel" is no weight or bias;.*found kernel \[3, 3\]$/],
  ['nothing', {}, /there are no weights;.*found nothing$/],
  [
    'a hundred tensors',
    Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`t${i}`, [1]])),
    /t19 \[1\] and 80 more$/,
  ],
  [
    'too many parameters',
    { '0.weight': [400, 300] },
    /^a network of 120000 parameters: at most 100000$/,
  ],
])('what is no small multilayer perceptron is refused by what it has: %s', (_, shapes, message) => {
  expect(() => mlpOf(tensors(shapes))).toThrow(RangeError);
  expect(() => mlpOf(tensors(shapes))).toThrow(message);
});

test.each<[unknown, RegExp]>([
  [[1, 2], /the file is a list of 2, not \{"layers"/],
  [{ '0.weight': [[1, 2], [3]] }, /"0\.weight" has a list of 1 where its first row is a list of 2/],
  [{ '0.weight': [[1, 2], 3] }, /"0\.weight" has 3 where/],
  [{ '0.weight': [[1, '2']] }, /number 2 of "0\.weight" is "2", not a finite number/],
  [{ '0.weight': 'x' }, /"0\.weight" is "x", not a list of numbers/],
  [{ layers: [{ bias: [1] }] }, /"layers\.0\.weight" is missing, not a list/],
  [{ layers: [3] }, /layers\[0\] is 3, not an object/],
  [{ layers: [{ weight: [[1]], activation: 3 }] }, /layers\.0\.activation is 3, not a name/],
  [{ layers: [{ weight: [[1]], gain: '2' }] }, /layers\.0\.gain is "2", not a number/],
  [{ layers: [{ weight: [[1]] }], loss: 'x'.repeat(41) }, /longer than 40 characters/],
])('JSON of other things is refused by its value: %j', (value, message) => {
  expect(() => json(value)).toThrow(RangeError);
  expect(() => json(value)).toThrow(message);
  expect(() => readWeights(utf8('{"0.weight": [[1e999]]}'))).toThrow(/is Infinity, not a finite/);
  expect(() => readWeights(utf8('{"0.weight": [[1]], "0.weight": [[2]]}'))).toThrow(
    /"0.weight" twice/,
  );
});

const said = {
  activations: ['tanh', 'leaky-relu', 'sigmoid'],
  gains: [1.5, 1, 0.25],
  loss: 'binary-cross-entropy',
};
const sizes = [2, 4, 3, 1];

test.each([true, false])(
  'a network comes back from JSON, F64 and flat numbers with the same bits; biases: %s',
  (biases) => {
    const random = seededRandom(7);
    const numbers = Float64Array.from({ length: biases ? 31 : 23 }, (_, i) =>
      i === 5 ? -0 : random() - 0.5,
    );
    const mlp = mlpOfFlat(sizes, biases, numbers, said);
    expect(mlp.layers.map(({ name }) => name)).toEqual(['0', '2', '4']);
    expect(flatWeights(mlp)).toEqual(numbers);
    expect(readWeights(weightsSafetensors(mlp))).toEqual(mlp);
    const named = {
      ...mlp,
      layers: mlp.layers.map((layer, l) => ({ ...layer, name: `layers.${l}` })),
    };
    expect(readWeights(utf8(weightsJson(mlp)))).toEqual(named);
    expect(flatWeights(readWeights(weightsSafetensors(mlp, 'F32')))).toEqual(
      numbers.map(Math.fround),
    );
    expect(() => mlpOfFlat(sizes, biases, numbers.subarray(1))).toThrow(
      /layers of 2, 4, 3, 1 take/,
    );
  },
);
