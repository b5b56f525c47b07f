// Which losses fit a network's outputs and its data, and why the others do not.
import type { LossKind, NetworkSpec } from '../../../problems/networks/spec.ts';
import type { DataRows } from '../../../problems/problem.ts';
import { t } from '../../../words/words.ts';

const isLabel = (value: number, classes: number) =>
  Number.isInteger(value) && value >= 0 && value < classes;

/** Why a loss cannot be taken, in a few words; null where it can. `rows` are points of one's own, null for a set. */
export function lossFault(
  { layers }: Pick<NetworkSpec, 'layers'>,
  rows: DataRows | null,
  loss: LossKind,
): string | null {
  const [inputs, outputs] = [layers[0]!, layers.at(-1)!];
  const isSoftmax = loss === 'softmax-cross-entropy';
  if (isSoftmax && outputs < 2) return t('needs 2 outputs or more');
  const isEntropy = loss.endsWith('cross-entropy');
  if (!rows) {
    if (!isEntropy || (inputs === 2 && (isSoftmax || outputs === 1))) return null;
    return isSoftmax || outputs === 1
      ? t('no set of {n} inputs has classes', { n: inputs })
      : t('no set has {n} labels', { n: outputs });
  }
  const targets = isSoftmax ? 1 : outputs;
  const columns = rows[0]!.length;
  if (columns !== inputs + targets) {
    return t('needs {n} columns, the points have {columns}', { n: inputs + targets, columns });
  }
  if (!isEntropy) return null;
  const fits = (value: number) =>
    isSoftmax
      ? isLabel(value, outputs)
      : outputs === 1
        ? isLabel(value, 2)
        : value >= 0 && value <= 1;
  if (rows.every((row) => row.slice(inputs).every(fits))) return null;
  return isSoftmax
    ? t('the labels are not 0 to {n}', { n: outputs - 1 })
    : t('the labels are not 0 or 1');
}
