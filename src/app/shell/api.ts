// window.gradscape: the page for a person at the console, and for a test.
import type {
  Engine,
  EngineInfo,
  JobOptions,
  Landscape,
  LandscapeSpec,
  RunsOptions,
  Spectrum,
  SpectrumSpec,
  Sweep,
  SweepOptions,
  SweepSpec,
  Trajectories,
  TrajectorySpec,
} from '../../engine.ts';
import type { SpectrumIntervals } from '../../fields/intervals.ts';
import { quote } from '../../math/format.ts';
import { isUnloaded } from '../../problems/load.ts';
import { forCaller } from '../jobs/callers.ts';
import type { Engines } from '../jobs/engines.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** Options of a job, and `engine: 'cpu'` to run it on the f64 reference whatever the page uses. */
export type ApiOptions<Options = JobOptions> = Options & { engine?: 'cpu' };

export interface GradscapeApi {
  readonly version: string;
  /** The engine in use: name, adapter, precision. */
  readonly engine: EngineInfo;
  /** The current state, plain data; a copy. */
  readonly state: State;
  /**
   * Changes any part of the state. Throws a RangeError and changes nothing if a value is refused. Where it names a
   * problem that must be loaded first, or the step of a lesson, a promise that rejects with it.
   */
  set(patch: StatePatch): void | Promise<void>;
  /** Resolves when the view shows the newest state. */
  settled(): Promise<void>;
  /** Loss and gradient on a grid, by default on the page's engine. */
  landscape(spec: LandscapeSpec, options?: ApiOptions): Promise<Landscape>;
  /** The iterates of runs, by default on the page's engine. */
  trajectories(spec: TrajectorySpec, options?: ApiOptions): Promise<Trajectories>;
  /** A map in which every pixel is a training run, by default on the page's engine. */
  sweep(spec: SweepSpec, options?: ApiOptions<SweepOptions>): Promise<Sweep>;
  /** Runs over a range of learning rates, by default on the page's engine. */
  spectrum(spec: SpectrumSpec, options?: ApiOptions<RunsOptions>): Promise<Spectrum>;
  /** From which to which learning rate a spectrum is solved, and what its last iterates do, as the page lists it. */
  intervals(spectrum: Spectrum): Promise<SpectrumIntervals>;
}

export function createApi(
  store: Store,
  engines: Engines,
  settled: () => Promise<void>,
  loaded: (problem: unknown) => Promise<void>,
  touched: () => void,
): GradscapeApi {
  /** A job on the page's engine, which the CPU replaces when it is lost, or on the reference. */
  const on =
    <Spec, Options extends JobOptions, T>(
      job: (engine: Engine, spec: Spec, options: Options) => Promise<T>,
    ) =>
    async (spec: Spec, given?: ApiOptions<Options>): Promise<T> =>
      forCaller<Options, T>(given, (options) => {
        const engine: unknown = given?.engine;
        if (engine === undefined || engine === engines.current.info.name) {
          return engines.run((current) => job(current, spec, options));
        }
        if (engine === 'cpu') return job(engines.cpu, spec, options);
        throw new RangeError(`engine: ${quote(engine)} is not one of cpu, or left out`);
      });
  return {
    version: __VERSION__,
    get engine() {
      return engines.current.info;
    },
    get state() {
      return structuredClone(store.state);
    },
    set(patch) {
      const { lesson } = patch ?? {};
      const change = () => {
        touched();
        store.set(patch);
      };
      if (!lesson && !isUnloaded(patch?.problem)) return change();
      const checked = lesson ? import('../../lessons/names.ts') : null;
      return Promise.all([checked, loaded(patch.problem)]).then(([names]) => {
        names?.checkStep(lesson);
        change();
      });
    },
    settled,
    landscape: on((engine, spec: LandscapeSpec, options) => engine.landscape(spec, options)),
    trajectories: on((engine, spec: TrajectorySpec, options) => engine.trajectories(spec, options)),
    sweep: on((engine, spec: SweepSpec, options: SweepOptions) => engine.sweep(spec, options)),
    spectrum: on((engine, spec: SpectrumSpec, options: RunsOptions) =>
      engine.spectrum(spec, options),
    ),
    intervals: async (spectrum) =>
      (await import('../../fields/intervals.ts')).spectrumIntervals(spectrum),
  };
}
