// Which engine does the work: the GPU where there is one, the CPU otherwise, and why.
import { createCpuEngine } from '../../cpu/engine.ts';
import { type Engine, EngineLostError, KernelError } from '../../engine.ts';
import { createGpuEngine } from '../../gpu/engine.ts';
import type { Reference } from '../../reference.ts';
import type { State } from '../state/state.ts';
import { createTopic, type Told } from '../state/topic.ts';

export interface Engines {
  /** Told when another engine is in use. */
  readonly onChange: Told<void>;
  /** Told why the CPU does a job in the place of the engine in use, once for each reason. */
  readonly onInstead: Told<string>;
  /** The engine in use. */
  readonly current: Engine;
  /** Why the GPU is not in use although it was wanted; null otherwise. */
  readonly why: string | null;
  /** The CPU engine, for the reference whatever is in use. */
  readonly cpu: Reference;
  /** Opens the engine for a choice; falls back to the CPU and says why. */
  choose(choice: State['engine']): Promise<void>;
  /**
   * Runs a job on the engine in use. When that engine is lost meanwhile the CPU takes over and does
   * the job again.
   */
  run<T>(job: (engine: Engine) => Promise<T>): Promise<T>;
}

export function createEngines(): Engines {
  const onChange = createTopic<void>();
  const onInstead = createTopic<string>();
  const said = new Set<string>();
  // Web workers start with the first job, so an engine that is never used costs nothing.
  const cpu = createCpuEngine();
  let current: Engine = cpu;
  let why: string | null = null;
  let choices = 0;

  const fallBack = (reason: string) => {
    if (current === cpu) return;
    const gone = current;
    current = cpu;
    why = reason;
    gone.dispose();
    onChange.publish();
  };

  const instead = (reason: string) => {
    if (!said.has(reason)) onInstead.publish(reason);
    said.add(reason);
  };

  return {
    onChange,
    onInstead,
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
      let next: Engine = cpu;
      let reason: string | null = null;
      if (choice !== 'cpu') {
        if (before !== cpu) return;
        try {
          const gpu = await createGpuEngine();
          // Chosen otherwise meanwhile: that choice stands.
          if (call !== choices) return gpu.dispose();
          gpu.lost.then((why) => {
            if (current === gpu) fallBack(`the GPU was lost: ${why}`);
          });
          next = gpu;
        } catch (error) {
          if (call !== choices) return;
          reason = (error as Error).message;
        }
      }
      why = reason;
      current = next;
      if (before !== next && before !== cpu) before.dispose();
      onChange.publish();
    },
    async run(job) {
      const engine = current;
      try {
        return await job(engine);
      } catch (error) {
        const aborted = error instanceof DOMException && error.name === 'AbortError';
        if (engine === cpu || aborted || error instanceof RangeError) throw error;
        // The problem's own trouble: the engine is as good as ever for others.
        if (error instanceof KernelError) {
          instead(error.message);
          return job(cpu);
        }
        if (current === engine) {
          const reason = error instanceof EngineLostError ? '' : 'the GPU engine failed: ';
          fallBack(reason + (error as Error).message);
        }
        return job(current);
      }
    },
  };
}
