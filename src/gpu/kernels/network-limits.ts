// Which networks the GPU takes. Apart from the kernels, for what says so before one is made.
import { grouped } from '../../math/format.ts';
import type { NetworkModel } from '../../problems/networks/model.ts';

/** Parameters up to which a network is written out. */
const PARAMETERS_LIMIT = 300;
/** Multiply-adds of a step: 256 runs of it take about a tenth of a second on the software adapter. */
const WORK_LIMIT = 1_000_000;

/** Beyond it sums of products could leave f32. */
const DATA_LIMIT = 1e9;

/** Why the CPU does a network's work, in words that name the limit; null where the GPU takes it. */
export function beyondKernel({
  names,
  spec,
  train,
}: Pick<NetworkModel, 'names' | 'spec' | 'train'>): string | null {
  const count = names.length;
  if (count > PARAMETERS_LIMIT) {
    return `${spec.layers.join('-')} has ${grouped(count)} parameters: the GPU kernel takes up to ${PARAMETERS_LIMIT}; the CPU does it`;
  }
  const far = [...train.inputs, ...train.targets].find((value) => Math.abs(value) > DATA_LIMIT);
  if (far !== undefined) {
    return `the data have ${far}: the GPU kernel takes numbers from -1e9 to 1e9; the CPU does it`;
  }
  const work = 3 * count * train.count;
  if (work <= WORK_LIMIT) return null;
  return `${grouped(count)} parameters on ${grouped(train.count)} points are ${grouped(work)} multiply-adds a step: the GPU kernel takes up to ${grouped(WORK_LIMIT)}; the CPU does it`;
}
