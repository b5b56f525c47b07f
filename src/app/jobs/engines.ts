// Which engine does the work: the GPU where there is one, the CPU otherwise, and why.
import { createCpuEngine } from '../../cpu/engine.ts';
import { webWorkerPool } from '../../cpu/pool.ts';
import { type Engine, EngineLostError, type JobOptions, KernelError } from '../../engine.ts';
import { createGpuEngine } from '../../gpu/engine.ts';
import { OPTIONS_AT } from '../../lifetime.ts';
import { patience, within } from '../../patience.ts';
import type { Reference } from '../../reference.ts';
import type { State } from '../state/state.ts';
import { createTopic, type Told } from '../state/topic.ts';

/** A GPU that was lost or late, and what does the work now. */
export interface Lost {
  readonly why: string;
  readonly now: 'gpu' | 'cpu';
}

export interface Engines {
  /** Told when another engine is in use. */
  readonly onChange: Told<void>;
  /** Told why the CPU does a job in the place of the engine in use, once for each reason. */
  readonly onInstead: Told<string>;
  /** Told when a GPU was lost, once there is an engine in its place; and when one comes that was given up. */
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

/** A GPU may take so long to be opened, and a job on it from one sign of life to the next; while the page is seen. */
const OPEN_MS = 10_000;
const SILENT_MS = 30_000;

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
  /** `tell` hears of what does not go as usual. */
  cpu(tell: (why: string) => void): Reference;
  gpu(): Promise<Engine>;
  now(): number;
}

const PAGE: Sources = {
  // Web workers start with the first job, so an engine that is never used costs nothing.
  cpu: (tell) => createCpuEngine(webWorkerPool(navigator.hardwareConcurrency || 2, tell)),
  gpu: () => createGpuEngine(),
  now: () => performance.now(),
};

/** The same, but that its first GPU is being opened already: that takes as long as all else until the first picture. */
export function opening(sources = PAGE): Sources {
  let early: Promise<Engine> | null = sources.gpu();
  // Told to whoever chooses it.
  early.catch(() => {});
  return {
    ...sources,
    gpu() {
      const gpu = early ?? sources.gpu();
      early = null;
      return gpu;
    },
  };
}

/** The same engine, which calls `heard` at every progress of its jobs. */
function overheard(engine: Engine, heard: () => void): Engine {
  return new Proxy(engine, {
    get(of, name: string) {
      const value = of[name as keyof Engine] as unknown;
      if (typeof value !== 'function' || name === 'dispose') return value;
      return (...args: unknown[]) => {
        const at = OPTIONS_AT[name] ?? 1;
        const options = args[at] as JobOptions | undefined;
        args[at] = {
          ...options,
          onProgress(...told: Parameters<NonNullable<JobOptions['onProgress']>>) {
            heard();
            options?.onProgress?.(...told);
          },
        };
        return value(...args);
      };
    },
  });
}

export function createEngines(sources = PAGE): Engines {
  const onChange = createTopic<void>();
  const onInstead = createTopic<string>();
  const onLost = createTopic<Lost>();
  const said = new Set<string>();
  const cpu = sources.cpu((why) => onInstead.publish(why));
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

  /** Opens the GPU and watches it; one that comes too late is given to `late`. */
  async function open(late: (gpu: Engine) => void): Promise<Engine> {
    const opening = sources.gpu().then((gpu) => {
      gpu.lost.then((reason) => lose(gpu, `the GPU was lost: ${reason}`));
      return gpu;
    });
    try {
      return await within(OPEN_MS, 'the GPU did not answer within 10 s', opening);
    } catch (error) {
      // Not in this task, where it may come in time to be put aside by what is chosen for want of it.
      opening.then(
        (gpu) => setTimeout(late, 0, gpu),
        () => {},
      );
      throw error;
    }
  }

  /** Runs a job on a GPU, which is lost when it shows no sign of life. */
  async function watched<T>(gpu: Engine, job: (engine: Engine) => Promise<T>): Promise<T> {
    const watch = patience(SILENT_MS, () => lose(gpu, 'the GPU has not answered for 30 s'));
    try {
      return await job(overheard(gpu, watch.heard));
    } finally {
      watch.end();
    }
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
    const next = first ? await open((gpu) => gpu.dispose()).catch(() => null) : null;
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
          const gpu = await open((late) => {
            if (call !== choices || current !== cpu) return late.dispose();
            const reason = why;
            use(late, null);
            if (reason) onLost.publish({ why: reason, now: 'gpu' });
          });
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
          return await (engine === cpu ? job(engine) : watched(engine, job));
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
