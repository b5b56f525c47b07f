// Python text that rebuilds a network with PyTorch and checks its loss.
import type { Activation, LossKind } from '../../problems/networks/spec.ts';
import { type MlpLayer, parametersOf, sequentialName } from './mlp.ts';
import { plain } from './weights.ts';

export interface PytorchNetwork {
  readonly layers: readonly MlpLayer[];
  /** identity, step, sigmoid, tanh, relu or leaky-relu, of each layer; left out, what the layers say. */
  readonly activations?: readonly string[] | undefined;
  /** What multiplies weight · inputs + bias of each layer; left out, what the layers say, or 1. */
  readonly gains?: readonly number[] | undefined;
  /** binary-cross-entropy, squared-error, half-squared-error or softmax-cross-entropy. */
  readonly loss: string;
  /** [point][input], and [point][output] or, for softmax, [point][1] with the class from 0. */
  readonly data?: {
    readonly inputs: readonly (readonly number[])[];
    readonly targets: readonly (readonly number[])[];
  };
  /** The mean loss on the data, as it was computed here. */
  readonly lossValue?: number | undefined;
  /** How far PyTorch's may be from it, relative; left out, 1e-9, which is for f64. */
  readonly tolerance?: number | undefined;
  /** The file that holds the weights where they are too many for the text; left out, network.safetensors. */
  readonly weightsFile?: string | undefined;
}

/** More parameters than this lie in a file of their own. */
export const INLINE_LIMIT = 400;
/** Numbers of the data, which stand in the text. */
const DATA_LIMIT = 200_000;

const ACTIVATIONS: Readonly<Record<Activation, string>> = {
  identity: 'nn.Identity()',
  step: 'Step()',
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  relu: 'nn.ReLU()',
  'leaky-relu': 'nn.LeakyReLU(0.01)',
};

const LOSSES: Readonly<Record<LossKind, readonly string[]>> = {
  'binary-cross-entropy': [
    '# nn.BCELoss of the outputs, taken from what the last sigmoid is given: where that is 0 or 1 to all digits, too.',
    'loss = nn.BCEWithLogitsLoss()(model[:-1](inputs), targets)',
  ],
  'squared-error': ['loss = nn.MSELoss()(model(inputs), targets)'],
  'half-squared-error': ['loss = 0.5 * nn.MSELoss()(model(inputs), targets)'],
  'softmax-cross-entropy': ['loss = nn.CrossEntropyLoss()(model(inputs), targets)'],
};

const STEP = `class Step(nn.Module):
    def forward(self, z):
        return (z >= 0).to(z.dtype)`;

const SCALED = `class ScaledLinear(nn.Linear):
    """gain * (weight @ inputs + bias)"""

    def __init__(self, inputs, outputs, bias, gain):
        super().__init__(inputs, outputs, bias=bias)
        self.gain = gain

    def forward(self, x):
        return self.gain * super().forward(x)`;

/**
 * A Python program for PyTorch 1.10 or later that builds the network as nn.Sequential in float64, loads its weights,
 * from the text itself up to 400 parameters, otherwise from the .safetensors file of weightsSafetensors beside it, and,
 * where there are data, prints the loss on them and asserts that it is `lossValue`. Throws a RangeError for an activation
 * or a loss that it does not know, data of another shape, or more than 200,000 numbers of data.
 */
export function pytorchSnippet(network: PytorchNetwork): string {
  const { layers, loss, data } = network;
  const activations = layers.map((layer, l) => {
    const name = network.activations ? network.activations[l] : layer.activation;
    return knownIn(ACTIVATIONS, name, 'activation');
  });
  const gains = layers.map(({ gain }, l) => network.gains?.[l] ?? gain ?? 1);
  const lossLines = LOSSES[knownIn(LOSSES, loss, 'loss')]!;
  if (loss === 'binary-cross-entropy' && activations.at(-1) !== 'sigmoid') {
    throw new RangeError(
      `the loss binary-cross-entropy goes with a last sigmoid, not ${activations.at(-1)}`,
    );
  }
  const inline = parametersOf({ layers }) <= INLINE_LIMIT;
  const file = JSON.stringify(network.weightsFile ?? 'network.safetensors');
  const classes = [
    ...(activations.includes('step') ? [STEP] : []),
    ...(gains.some((gain) => gain !== 1) ? [SCALED] : []),
  ];
  return [
    `# A network of Gradscape in PyTorch. Needs: pip install torch${inline ? '' : ' safetensors'}`,
    ...(data ? ['import math', ''] : []),
    'import torch',
    ...(inline ? [] : ['from safetensors.torch import load_file']),
    'from torch import nn',
    '',
    'torch.set_default_dtype(torch.float64)',
    ...classes.flatMap((text) => ['', '', text]),
    ...(classes.length > 0 ? [''] : []),
    '',
    'model = nn.Sequential(',
    ...modules(layers, activations, gains),
    ')',
    ...(inline
      ? ['model.load_state_dict({', ...states(layers), '})']
      : [
          `# The weights lie in ${file} beside this file.`,
          `model.load_state_dict(load_file(${file}))`,
        ]),
    ...(data ? ['', ...evaluation(network, data, lossLines)] : []),
    '',
  ].join('\n');
}

function knownIn<T extends string>(
  known: Readonly<Record<T, unknown>>,
  name: string | undefined,
  what: string,
): T {
  if (name !== undefined && Object.hasOwn(known, name)) return name as T;
  throw new RangeError(
    `${what} ${JSON.stringify(name)} is not one of ${Object.keys(known).join(', ')}`,
  );
}

/** An activation follows each layer, so that their places are those of sequentialName; no last identity is needed. */
function modules(
  layers: readonly MlpLayer[],
  activations: readonly Activation[],
  gains: readonly number[],
): string[] {
  return layers.flatMap(({ in: from, out, bias }, l) => {
    const sizes = `${from}, ${out}`;
    const biased = bias ? 'True' : 'False';
    const linear =
      gains[l] === 1
        ? `nn.Linear(${sizes}${bias ? '' : ', bias=False'})`
        : `ScaledLinear(${sizes}, bias=${biased}, gain=${plain(gains[l]!)})`;
    const needless = l === layers.length - 1 && activations[l] === 'identity';
    return [`    ${linear},`, ...(needless ? [] : [`    ${ACTIVATIONS[activations[l]!]},`])];
  });
}

const list = (numbers: ArrayLike<number>) => `[${Array.from(numbers, plain).join(', ')}]`;

function states(layers: readonly MlpLayer[]): string[] {
  return layers.flatMap(({ in: from, out, weight, bias }, l) => {
    const rows = Array.from(
      { length: out },
      (_, j) => `        ${list(weight.subarray(j * from, (j + 1) * from))},`,
    );
    const name = sequentialName(l);
    return [
      `    "${name}.weight": torch.tensor([`,
      ...rows,
      '    ], dtype=torch.float64),',
      ...(bias ? [`    "${name}.bias": torch.tensor(${list(bias)}, dtype=torch.float64),`] : []),
    ];
  });
}

function evaluation(
  { layers, loss, lossValue, tolerance = 1e-9 }: PytorchNetwork,
  { inputs, targets }: NonNullable<PytorchNetwork['data']>,
  lossLines: readonly string[],
): string[] {
  const classes = loss === 'softmax-cross-entropy';
  const [from, to] = [layers[0]!.in, classes ? 1 : layers.at(-1)!.out];
  const rowsOf = (rows: readonly (readonly number[])[], width: number) =>
    rows.length > 0 && rows.every((row) => row.length === width && row.every(Number.isFinite));
  if (!rowsOf(inputs, from) || !rowsOf(targets, to) || inputs.length !== targets.length) {
    throw new RangeError(
      `data of ${inputs.length} inputs and ${targets.length} targets are not as many rows of ${from} and ${to} finite numbers`,
    );
  }
  const numbers = inputs.length * (from + to);
  if (numbers > DATA_LIMIT) {
    throw new RangeError(`data of ${numbers} numbers are too many: at most ${DATA_LIMIT}`);
  }
  const table = (rows: readonly (readonly number[])[]) => rows.map((row) => `    ${list(row)},`);
  return [
    'inputs = torch.tensor([',
    ...table(inputs),
    '], dtype=torch.float64)',
    ...(classes
      ? ['# The class of each point.', `targets = torch.tensor(${list(targets.flat())})`]
      : ['targets = torch.tensor([', ...table(targets), '], dtype=torch.float64)']),
    '',
    ...lossLines,
    ...(lossValue === undefined ? ['print("loss", loss.item())'] : asserted(lossValue, tolerance)),
  ];
}

function asserted(lossValue: number, tolerance: number): string[] {
  if (!Number.isFinite(lossValue)) return ['print("loss", loss.item())'];
  return [
    `expected = ${plain(lossValue)}`,
    'print("loss", loss.item(), "expected", expected)',
    `assert math.isclose(loss.item(), expected, rel_tol=${tolerance}, abs_tol=1e-12)`,
  ];
}
