// Which engine does the work: the GPU where there is one, the CPU otherwise, and why.
import { createCpuEngine } from '../../cpu/engine.ts';
import { type Engine, EngineLostError, KernelError } from '../../engine.ts';
import { createGpuEngine } from '../../gpu/engine.ts';
import type { Reference } from '../../reference.ts';
import type { State } from '../state/state.ts';
import { createTopic, type Told } from '../state/topic.ts';

/** A GPU that was lost, and what does the work now. */
export interface Lost {
  readonly why: string;
  readonly now: 'gpu' | 'cpu';
}

export interface Engines {
  /** Told when another engine is in use. */
  readonly onChange: Told<void>;
  /** Told why the CPU does a job in the place of the engine in use, once for each reason. */
  readonly onInstead: Told<string>;
  /** Told when a GPU was lost, once there is an engine in its place. */
  readonly onLost: Told<Lost>;
  /** The engine in use. */
  readonly current: Engine;
  /** Why the GPU is not in use although it was wanted; null otherwise. */
  readonly why: string | null;
  /** The CPU engine, for the reference whatever is in use. */
  readonly cpu: Reference;
  /** Opens the engine for a choice; falls back to the CPU and says why. */
  choose(choice: State['engine']): Promise<void>;
  /**
   * Runs a job on the engine in use. When that engine is lost meanwhile the job is done again: on the GPU, opened anew,
   * or where that was lost twice within TWICE_MS on the CPU.
   */
  run<T>(job: (engine: Engine) => Promise<T>): Promise<T>;
}

/** A GPU that is lost twice within so long is not tried a third time. */
const TWICE_MS = 120_000;

/** A refused spec, or a job that was to end. */
const isCallers = (error: unknown) =>
  error instanceof RangeError || (error instanceof DOMException && error.name === 'AbortError');

/** What has become of an engine. */
const inWords = (error: Error) =>
  `${error instanceof EngineLostError ? '' : 'the GPU engine failed: '}${error.message}`;

/** Where engines come from, and what time it is. */
interface Sources {
  cpu(): Reference;
  gpu(): Promise<Engine>;
  now(): number;
}

const PAGE: Sources = {
  // Web workers start with the first job, so an engine that is never used costs nothing.
  cpu: () => createCpuEngine(),
  gpu: () => createGpuEngine(),
  now: () => performance.now(),
};

export function createEngines(sources = PAGE): Engines {
  const onChange = createTopic<void>();
  const onInstead = createTopic<string>();
  const onLost = createTopic<Lost>();
  const said = new Set<string>();
  const cpu = sources.cpu();
  let current: Engine = cpu;
  let why: string | null = null;
  let choices = 0;
  let lostAt = Number.NEGATIVE_INFINITY;
  /** Resolves when there is an engine in a lost one's place; null where none is lost. */
  let replacing: Promise<void> | null = null;

  function use(next: Engine, reason: string | null) {
    current = next;
    why = reason;
    onChange.publish();
  }

  /** Opens the GPU and watches it. */
  async function open(): Promise<Engine> {
    const gpu = await sources.gpu();
    gpu.lost.then((reason) => lose(gpu, `the GPU was lost: ${reason}`));
    return gpu;
  }

  function lose(gone: Engine, reason: string) {
    if (current !== gone || replacing) return;
    const first = sources.now() - lostAt > TWICE_MS;
    lostAt = sources.now();
    gone.dispose();
    replacing = replace(reason, first).finally(() => {
      replacing = null;
    });
  }

  async function replace(reason: string, first: boolean) {
    const call = choices;
    const next = first ? await open().catch(() => null) : null;
    // Chosen otherwise meanwhile: that choice stands.
    if (call !== choices) return next?.dispose();
    use(next ?? cpu, next ? null : reason);
    onLost.publish({ why: reason, now: next ? 'gpu' : 'cpu' });
  }

  /** Does a job on the CPU, and says why once. */
  function instead<T>(reason: string, job: (engine: Engine) => Promise<T>): Promise<T> {
    if (!said.has(reason)) onInstead.publish(reason);
    said.add(reason);
    return job(cpu);
  }

  return {
    onChange,
    onInstead,
    onLost,
    get current() {
      return current;
    },
    get why() {
      return why;
    },
    cpu,
    async choose(choice) {
      const call = ++choices;
      const before = current;
      // One that is lost is replaced by what is chosen now.
      if (choice !== 'cpu' && before !== cpu && !replacing) return;
      let next: Engine = cpu;
      let reason: string | null = null;
      if (choice !== 'cpu') {
        try {
          const gpu = await open();
          if (call !== choices) return gpu.dispose();
          next = gpu;
        } catch (error) {
          if (call !== choices) return;
          reason = (error as Error).message;
        }
      }
      if (before !== next && before !== cpu) before.dispose();
      use(next, reason);
    },
    async run(job) {
      for (;;) {
        if (replacing) await replacing;
        const engine = current;
        try {
          return await job(engine);
        } catch (error) {
          if (engine === cpu || isCallers(error)) throw error;
          // The problem's own trouble: the engine is as good as ever for others.
          if (error instanceof KernelError) return instead(error.message, job);
          lose(engine, inWords(error as Error));
        }
      }
    },
  };
}
