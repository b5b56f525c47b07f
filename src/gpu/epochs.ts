// The order in which mini-batches take the points, told to the GPU for the epochs of each slice of steps.
import { epochOrder } from '../problems/networks/model.ts';
import type { Kernel } from './kernels/kernel.ts';

type Batches = NonNullable<Kernel['batches']>;

/** Indices of a slice's epochs, at most: 1 MiB. */
const MOST_INDICES = 2 ** 18;

/** const CARRY_EVERY in shaders/run.wgsl: plain steps come in blocks of as many. */
export const BLOCK = 32;

/** Steps of a slice, at most, whole blocks: those whose epochs, of which the first and the last may be begun, fit the buffer. */
export const mostSteps = ({ batches }: Kernel): number =>
  batches
    ? Math.floor((batches.perEpoch * (mostEpochs(batches) - 1)) / BLOCK) * BLOCK
    : Number.POSITIVE_INFINITY;

const mostEpochs = ({ model: { train } }: Batches) =>
  Math.max(2, Math.floor(MOST_INDICES / train.count));

/** Epochs of a job that is known to have no more than so many steps. */
export const epochsOf = (kernel: Kernel, steps: number): number =>
  kernel.batches
    ? Math.min(mostEpochs(kernel.batches), Math.ceil(steps / kernel.batches.perEpoch) + 1)
    : 0;

/** Words of the order of so many epochs: the first of them, 0, 1, …, and [epoch][point]. */
export const orderWords = ({ model: { train } }: Batches, epochs: number): number =>
  1 + train.count * (1 + epochs);

/** Tells the order of the epochs of steps `first` to `first + count`, behind the data in its buffer. */
export function writeOrder(
  { queue }: GPUDevice,
  buffer: GPUBuffer | null,
  { data, batches }: Kernel,
  first: number,
  count: number,
): void {
  if (!buffer || !batches) return;
  const { model, perEpoch } = batches;
  const n = model.train.count;
  const from = Math.floor(first / perEpoch);
  const to = Math.ceil((first + count) / perEpoch);
  const order = new Uint32Array(orderWords(batches, to - from));
  order[0] = from;
  for (let i = 0; i < n; i++) order[1 + i] = i;
  for (let epoch = from; epoch < to; epoch++) {
    order.set(epochOrder(model, epoch), 1 + n * (1 + epoch - from));
  }
  queue.writeBuffer(buffer, data!.byteLength, order);
}
