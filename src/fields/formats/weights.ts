// Weights of a small multilayer perceptron, from files and to them.
import { type Mlp, mlpOf, sequentialName } from './mlp.ts';
import { isSafetensors, readSafetensors, safetensorsOf, type Tensor } from './safetensors.ts';
import { networkOfJson } from './weights-json.ts';

/** Bytes of a file: a hundred thousand numbers take 2.5 MB of JSON. */
export const WEIGHTS_LIMIT = 16_000_000;

/** Throws a RangeError for a file of weights with more bytes than are read. */
export function checkWeightBytes(bytes: number): void {
  if (bytes <= WEIGHTS_LIMIT) return;
  throw new RangeError(`weights of ${bytes} bytes are too many: at most ${WEIGHTS_LIMIT}`);
}

/** Keys of a safetensors file's metadata. */
const ACTIVATIONS = 'gradscape.activations';
const GAINS = 'gradscape.gains';
const LOSS = 'gradscape.loss';

/**
 * The network in the bytes of a .safetensors or .json file; which of them it is the bytes say. Throws a RangeError of one
 * line that says what is wrong, or which tensors there are where they are no multilayer perceptron.
 */
export function readWeights(bytes: Uint8Array): Mlp {
  checkWeightBytes(bytes.length);
  // What torch.save writes: a zip archive of Python's pickles, which are programs.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new RangeError(
      'the weights are a zip archive, as torch.save writes them: save_file of safetensors.torch writes what can be read here',
    );
  }
  const text = isSafetensors(bytes) ? null : textOf(bytes);
  if (text !== null && /^\s*[{[]/.test(text)) {
    const { tensors, said } = networkOfJson(text);
    return mlpOf(tensors, said);
  }
  const { tensors, metadata } = readSafetensors(bytes);
  const list = (key: string) => metadata.get(key)?.split(',');
  return mlpOf(tensors, {
    activations: list(ACTIVATIONS)?.map((name) => name || undefined),
    gains: list(GAINS)?.map((gain) => (gain ? Number(gain) : Number.NaN)),
    loss: metadata.get(LOSS),
  });
}

/** null where it is no UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * A .safetensors file of a network, its tensors called as nn.Sequential calls them: 0.weight, 0.bias, 2.weight, …;
 * activations, gains and loss are in its metadata.
 */
export function weightsSafetensors(
  { layers, loss }: Mlp,
  dtype: 'F64' | 'F32' = 'F64',
): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, Tensor>();
  for (const [l, { weight, bias, in: from, out }] of layers.entries()) {
    tensors.set(`${sequentialName(l)}.weight`, { shape: [out, from], data: weight });
    if (bias) tensors.set(`${sequentialName(l)}.bias`, { shape: [out], data: bias });
  }
  const metadata = new Map([['format', 'pt']]);
  const activations = layers.map(({ activation }) => activation ?? '');
  if (activations.some(Boolean)) metadata.set(ACTIVATIONS, activations.join(','));
  if (layers.some(({ gain }) => gain !== undefined)) {
    metadata.set(GAINS, layers.map(({ gain }) => gain ?? 1).join(','));
  }
  if (loss !== undefined) metadata.set(LOSS, loss);
  return safetensorsOf(tensors, dtype, metadata);
}

/** A network as JSON, which networkOfJson reads: a line for each unit's weights. */
export function weightsJson({ layers, loss }: Mlp): string {
  const list = (numbers: Float64Array) => `[${[...numbers].map(plain).join(', ')}]`;
  const all = layers.map(({ weight, bias, in: from, out, activation, gain }) => {
    const rows = Array.from(
      { length: out },
      (_, j) => `        ${list(weight.subarray(j * from, (j + 1) * from))}`,
    );
    const parts = [
      ...(activation === undefined ? [] : [`"activation": ${JSON.stringify(activation)}`]),
      ...(gain === undefined ? [] : [`"gain": ${gain}`]),
      `"weight": [\n${rows.join(',\n')}\n      ]`,
      `"bias": ${bias ? list(bias) : null}`,
    ];
    return `    {\n      ${parts.join(',\n      ')}\n    }`;
  });
  const said = loss === undefined ? '' : `  "loss": ${JSON.stringify(loss)},\n`;
  return `{\n${said}  "layers": [\n${all.join(',\n')}\n  ]\n}\n`;
}

/** Every digit; JSON.stringify would lose the sign of −0. */
export const plain = (value: number) => (Object.is(value, -0) ? '-0.0' : String(value));
