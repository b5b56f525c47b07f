// How long jobs are cut so that the GPU stays responsive: no watchdog fires, a cancelled job stops
// soon, and the page gets its turn. And how a slice is submitted and read back.
import { checkReceipt, type GpuContext, type JobBuffers, readBack } from './context.ts';
import { epochsOf, orderWords } from './epochs.ts';
import type { Kernel } from './kernels/kernel.ts';

const TARGET_MS = 50;
/** At most, where finished work is noticed late. */
const MOST_TARGET_MS = 200;

/** And where nobody can tell beforehand how much of a slice's work there is to do, so many times that at most. */
const MOST = 8;

/** Less tells nothing of how long work took: it was noticed together with the work before it. */
const TELLING_MS = 5;

export interface Pacer {
  /** Steps of all runs to submit next. */
  readonly work: number;
  /**
   * Tells that a submitted piece has finished, and when it was submitted (performance.now()). One of which some of the
   * work may have been left out (`partly`) makes slices MOST times as large at most as the last whole one says.
   */
  finished(work: number, submittedAt: number, partly?: boolean): void;
}

/** Usual steps of all runs in the first slice, before the device's speed is known: 1 ms on the slowest. */
const FIRST_WORK = 2 ** 14;

/**
 * Adapts the size of the slices to about 50 ms each. The first is small where nothing is known of the
 * device yet; growth is at most fourfold, so one surprise costs at most four targets. `pace` has the work
 * at which jobs of a kind ended: the next one starts with half of it. A step may be as much work as `each` usual
 * ones, and other data make it other work for the same kind.
 *
 * A browser may look for finished work every so often only (Firefox: every 100 ms). Slices that it finds together are
 * one, timed from when work was last found to have finished; and then the device has waited: slices become half as
 * long again as the time between two looks, so that there is always one on its way.
 */
export function createPacer(
  pace: Map<string, number>,
  kind: string,
  each = 1,
  now = () => performance.now(),
): Pacer {
  let work = Math.max(FIRST_WORK, (pace.get(kind) ?? 0) / 2);
  let target = TARGET_MS;
  let lastFinish = 0;
  let wholeIdeal = Number.POSITIVE_INFINITY;
  /** Finished work that no time was told for yet, and the last time that was told. */
  let untold = 0;
  let lastMs = 0;
  return {
    get work() {
      return work / each;
    },
    finished(done, submittedAt, partly = false) {
      const at = now();
      // With two in flight a slice starts when the one before it ends.
      const ms = at - Math.max(lastFinish, submittedAt);
      if (ms < TELLING_MS && submittedAt < lastFinish) {
        untold += done;
        target = Math.min(MOST_TARGET_MS, Math.max(target, 1.5 * lastMs));
        return;
      }
      lastFinish = at;
      lastMs = Math.max(0.1, ms);
      const ideal = ((untold + done) * each * target) / lastMs;
      untold = 0;
      target = Math.max(TARGET_MS, 0.9 * target);
      if (!partly) wholeIdeal = ideal;
      work = Math.max(1, Math.min(ideal, 4 * work, MOST * wholeIdeal));
      pace.set(kind, work);
    },
  };
}

/** Results in flight: the GPU works on one slice while the one before it is read back. */
const IN_FLIGHT = 2;

/** One dispatch, and what of its results comes back. */
export interface Slice {
  pipeline: GPUComputePipeline;
  /** The job's buffers, and the problem's data where it has any. */
  bindGroups: readonly GPUBindGroup[];
  workgroups: readonly [x: number, y?: number];
  /** Copied to the staging buffer one behind the other, in this order. */
  copies: readonly { from: GPUBuffer; bytes: number }[];
  /** What the shader writes as proof that it ran, since a lost device reads as zeros. */
  receipt: number;
  /** Gets the copies, one behind the other; valid during the call. */
  take(mapped: ArrayBuffer): void;
}

/**
 * A browser that looks for finished work every so often, and whenever something is submitted, is made to look: while
 * something is on its way, nothing is submitted every few milliseconds. Others look every millisecond or two, which is
 * longer than the shortest jobs take: nothing is submitted once, a moment after the work.
 */
const NUDGE_MS = 2;

function createNudges({ device, looksSeldom }: Pick<GpuContext, 'device' | 'looksSeldom'>) {
  const nudge = () => device.queue.submit([]);
  let onTheirWay = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  return async (work: Promise<void>): Promise<void> => {
    const once = looksSeldom ? undefined : setTimeout(nudge, 0);
    if (looksSeldom && onTheirWay++ === 0) timer = setInterval(nudge, NUDGE_MS);
    try {
      await work;
    } finally {
      clearTimeout(once);
      if (looksSeldom && --onTheirWay === 0) clearInterval(timer);
    }
  };
}

export interface Slices {
  /** The receipt of every slice's shader: to be bound. */
  readonly receipt: GPUBuffer;
  /** Submits a slice; waits until fewer than IN_FLIGHT are on their way. */
  submit(slice: Slice): Promise<void>;
  /** Waits for all that is on its way; rejects when any of it failed. */
  land(): Promise<void>;
  /** The same, whatever became of it. */
  settle(): Promise<void>;
}

/** Slices of a job, of which each reads back at most so many bytes. */
export function createSlices(
  gpu: Pick<GpuContext, 'device' | 'looksSeldom'>,
  buffers: JobBuffers,
  label: string,
  bytes: number,
): Slices {
  const { device } = gpu;
  const untilSeen = createNudges(gpu);
  const { COPY_SRC, COPY_DST, MAP_READ, STORAGE } = GPUBufferUsage;
  const receipt = buffers.create('receipt', 4, STORAGE | COPY_SRC | COPY_DST);
  const staging = Array.from({ length: IN_FLIGHT }, (_, i) =>
    buffers.create(`staging ${i}`, bytes + 4, MAP_READ | COPY_DST),
  );
  const pending: Promise<void>[] = [];
  let submitted = 0;
  return {
    receipt,
    async submit({ pipeline, bindGroups, workgroups, copies, receipt: expected, take }) {
      const target = staging[submitted++ % IN_FLIGHT]!;
      const encoder = device.createCommandEncoder({ label });
      // What an earlier slice wrote there would prove nothing of this one.
      encoder.clearBuffer(receipt);
      const pass = encoder.beginComputePass({ label });
      pass.setPipeline(pipeline);
      for (const [g, group] of bindGroups.entries()) pass.setBindGroup(g, group);
      pass.dispatchWorkgroups(...workgroups);
      pass.end();
      let end = 0;
      for (const copy of copies) {
        encoder.copyBufferToBuffer(copy.from, 0, target, end, copy.bytes);
        end += copy.bytes;
      }
      encoder.copyBufferToBuffer(receipt, 0, target, end, 4);
      device.queue.submit([encoder.finish()]);
      const read = untilSeen(
        readBack(target, end + 4, (mapped) => {
          checkReceipt(new Uint32Array(mapped, end, 1)[0]!, expected);
          take(mapped);
        }),
      );
      // Its failure is thrown when it is awaited; until then it must not count as unhandled.
      read.catch(() => {});
      pending.push(read);
      if (pending.length >= IN_FLIGHT) await pending.shift();
    },
    async land() {
      while (pending.length > 0) await pending.shift();
    },
    async settle() {
      await Promise.allSettled(pending.splice(0));
    },
  };
}

/** The binding of shaders/adjusted.wgsl. */
const ADJUSTMENT = 9;

/**
 * A job's bind groups: its buffers in the order of their bindings, null for one that its shader does not have, that of
 * adjusted steps, and its problem's data.
 */
export function bindGroupsOf(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: readonly (GPUBuffer | null)[],
  data: GPUBuffer | null,
  adjustment?: GPUBuffer,
): GPUBindGroup[] {
  return [buffers, ...(data ? [[data]] : [])].map((bound, group) => {
    const entries = bound.flatMap((buffer, binding) =>
      buffer ? [{ binding, resource: { buffer } }] : [],
    );
    if (adjustment && group === 0) {
      entries.push({ binding: ADJUSTMENT, resource: { buffer: adjustment } });
    }
    return device.createBindGroup({ layout: pipeline.getBindGroupLayout(group), entries });
  });
}

/** The buffer of a problem's data, with room for the order of so many steps in mini-batches; null where it has none. */
export function dataBuffer(
  buffers: JobBuffers,
  device: GPUDevice,
  kernel: Kernel,
  steps: number,
): GPUBuffer | null {
  const { data, batches } = kernel;
  if (!data) return null;
  const order = batches ? 4 * orderWords(batches, epochsOf(kernel, steps)) : 0;
  const { STORAGE, COPY_DST } = GPUBufferUsage;
  const buffer = buffers.create('data', data.byteLength + order, STORAGE | COPY_DST);
  device.queue.writeBuffer(buffer, 0, data);
  return buffer;
}

/** Below UNDEFINED in shaders/math.wgsl, above any loss. */
const UNDEFINED = 2.9e38;

/** A loss as the GPU gives it, with NaN where it is undefined. Infinite ones are, too. */
export const lossOrHole = ({ holes }: Kernel, loss: number): number =>
  holes && !(Math.abs(loss) < UNDEFINED) ? Number.NaN : loss;

/**
 * Losses [cell], and their gradient ([cell][n], if there is any), with NaN where they are undefined: the gradient
 * where the loss is, too, and at other places besides.
 */
export function withHoles(
  kernel: Kernel,
  loss: Float32Array<ArrayBuffer>,
  gradient: Float32Array<ArrayBuffer> = new Float32Array(0),
): void {
  if (!kernel.holes) return;
  const n = gradient.length / loss.length;
  for (let k = 0; k < loss.length; k++) {
    loss[k] = lossOrHole(kernel, loss[k]!);
    for (let i = n * k; i < n * (k + 1); i++) {
      gradient[i] = Number.isNaN(loss[k]) ? Number.NaN : lossOrHole(kernel, gradient[i]!);
    }
  }
}
