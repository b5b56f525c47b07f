// Makes the runs of a table, one after the other, in the workers of the CPU engine, and keeps what came out.
import { DIVERGED_AT, type Trajectories } from '../../engine.ts';
import { principalPlane, windowAround } from '../../fields/planes.ts';
import { choiceId, type RunChoice } from '../../lessons/run-plan.ts';
import { OPTIMIZER_KINDS, type Optimizer } from '../../optimizers.ts';
import { batchesPerEpoch, type NetworkModel } from '../../problems/networks/model.ts';
import { NETWORK_KEYS, type NetworkRef } from '../../problems/networks/spec.ts';
import type { ProblemInfo, ProblemRef } from '../../problems/problem.ts';
import { describe } from '../../problems/registry.ts';
import type { Reference } from '../../reference.ts';
import { optimizerOf } from '../state/job-specs.ts';
import { problemOf, startOf } from '../state/problem.ts';
import { withRates } from '../state/rates.ts';
import type { State, StatePatch } from '../state/state.ts';
import { createTopic, type Told } from '../state/topic.ts';
import { type Kept, type KeptRun, readKept, writeKept } from './kept-runs.ts';
import type { Memory } from './memory.ts';

export interface Underway {
  readonly id: string;
  /** Of it, 0 to 1. */
  readonly share: number;
  /** Which of how many it is, counted from 1. */
  readonly n: number;
  readonly count: number;
}

export interface Runner {
  /** Told when there is more to show. */
  readonly onChange: Told<void>;
  readonly kept: Kept;
  /** The run that is being made; null for none. */
  readonly now: Underway | null;
  /** Whether a run is to be made after that. */
  waits(choice: RunChoice): boolean;
  /** Whether a run was made with the settings of a state. */
  isOf(run: KeptRun, state: State, epochs: number): boolean;
  /** Makes runs with the settings of a state; the picture shows the last of them. */
  run(choices: readonly RunChoice[], state: State, epochs: number): void;
  /** A row of one's own. */
  add(choice: RunChoice): void;
  /** Stops what runs; what has been made stays. */
  stop(): void;
  /** Resolves when nothing runs. */
  settled(): Promise<void>;
}

/** Who makes the runs, and the state that they are made with. */
export interface Bench {
  readonly runner: Runner;
  state(): State;
}

/** The FNV-1a hash of a text, 32 bits: told apart are settings of one student. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

interface Settings {
  readonly problem: ProblemRef;
  readonly optimizer: Optimizer;
  /** Stands for all of them. */
  readonly of: string;
}

/** What a choice is run with in a state: its network and data, and its optimizers' settings. */
export function settingsOf(state: State, choice: RunChoice, epochs: number): Settings {
  const { activation, batch, optimizer: kind } = choice;
  const said: NetworkRef = { ...state.network, activation, batch };
  // In one order, whoever said it.
  const network = Object.fromEntries(
    NETWORK_KEYS.flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]])),
  ) as NetworkRef;
  const problem = { ...problemOf(state), network };
  const optimizer = withRates(optimizerOf(state, kind), state);
  // The map's plane is no part of a run.
  const { plane: _, parameters = {}, ...rest } = problem;
  const values = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const of = hashOf(JSON.stringify([rest, values, optimizer, epochs]));
  return { problem, optimizer, of };
}

/** How a run ended, and after how many epochs, from its iterates at the ends of epochs: it stays where it ended. */
export function endingOf(
  { points, frameSteps }: Pick<Trajectories, 'points' | 'frameSteps'>,
  { spec }: Pick<NetworkModel, 'spec'>,
): Pick<KeptRun, 'end' | 'epochs'> {
  const epochs = frameSteps.length - 1;
  const n = points.length / frameSteps.length;
  const last = points.subarray(epochs * n);
  let k = epochs;
  while (k > 0 && last.every((value, i) => Object.is(value, points[(k - 1) * n + i]))) k--;
  if (!last.every((value) => Math.abs(value) <= DIVERGED_AT)) return { end: 'diverged', epochs: k };
  if (spec.stopAt === null || k === epochs) return { end: 'all', epochs };
  // The first epoch has none before it to be compared with.
  return { end: 'stopped', epochs: Math.max(2, k) };
}

/** The picture of a run: on the plane of its principal directions, laid through its start. */
function pictureOf(
  info: ProblemInfo,
  { problem }: Settings,
  { optimizer }: RunChoice,
  { points, spec: { steps } }: Trajectories,
): StatePatch {
  const on = Object.fromEntries(OPTIMIZER_KINDS.map((kind) => [kind, { on: kind === optimizer }]));
  const starts = { points: [startOf(info)], off: [], pattern: 'none' };
  const patch = { network: problem.network, optimizers: on, starts, steps } as StatePatch;
  const path = Array.from(points);
  // One that has left for ever, or has not moved, has no directions.
  if (!path.every((value) => Math.abs(value) <= DIVERGED_AT)) return patch;
  const { x, y, places } = principalPlane(path, info.theta.length);
  if (!y) return patch;
  const [left, bottom] = places[0]!;
  const vector = (direction: readonly number[]) => ({ vector: direction.map(Math.fround) });
  return {
    ...patch,
    plane: { x: vector(x), y: vector(y) },
    window: windowAround(places.map(([a, b]) => [a - left, b - bottom])),
    starts: { ...starts, points: [[0, 0]] },
  } as StatePatch;
}

export function createRunner(
  { cpu }: { readonly cpu: Pick<Reference, 'trajectories' | 'testLoss'> },
  memory: Memory,
  /** Shows a picture, if the state is still of that problem. */
  picture: (problem: string, patch: StatePatch) => void,
  onError: (error: Error) => void,
): Runner {
  const onChange = createTopic<void>();
  let kept = readKept(memory);
  let now: Underway | null = null;
  let queue: (() => Promise<void>)[] = [];
  let waiting = new Set<string>();
  let [made, controller] = [0, new AbortController()];
  let working: Promise<void> = Promise.resolve();
  /** Settings of the state asked for last: a table asks for all its rows at every drawing. */
  let known: { state: State | null; of: Map<string, string> } = { state: null, of: new Map() };

  const keep = (next: Kept) => {
    kept = next;
    writeKept(memory, kept);
    onChange.publish();
  };

  async function make(choice: RunChoice, state: State, epochs: number) {
    const { signal } = controller;
    const settings = settingsOf(state, choice, epochs);
    const { problem, optimizer, of } = settings;
    const info = describe(problem);
    const network = info.network!;
    const every = batchesPerEpoch(network);
    const steps = epochs * every;
    const start = info.theta.map((name) => info.values[name]!);
    const id = choiceId(choice);
    const onProgress = (share: number) => {
      now = { id, share, n: made + 1, count: made + 1 + waiting.size };
      onChange.publish();
    };
    waiting.delete(id);
    onProgress(0);
    const runs = await cpu.trajectories(
      { problem, optimizer, starts: start, startsIn: 'theta', steps, every },
      { signal, onProgress },
    );
    const theta = Array.from(runs.points.subarray(epochs * start.length));
    const test =
      network.test.count > 0
        ? await cpu.testLoss(problem, [...start, ...theta], { signal })
        : [Number.NaN, Number.NaN];
    const run: KeptRun = {
      choice,
      of,
      ...endingOf(runs, network),
      train: [runs.loss[0]!, runs.loss[epochs]!],
      test: [test[0]!, test[1]!],
      theta: theta.map((value) => Number(value.toPrecision(7))),
    };
    made++;
    keep({ ...kept, runs: new Map([...kept.runs, [id, run]]), last: id });
    if (waiting.size === 0) picture(problem.id, pictureOf(info, settings, choice, runs));
  }

  async function work() {
    [made, controller] = [0, new AbortController()];
    const { signal } = controller;
    try {
      for (let next = queue.shift(); next; next = queue.shift()) await next();
    } catch (error) {
      if (!signal.aborted) onError(error as Error);
    }
    [queue, waiting, now] = [[], new Set(), null];
    onChange.publish();
  }

  return {
    onChange,
    get kept() {
      return kept;
    },
    get now() {
      return now;
    },
    waits: (choice) => waiting.has(choiceId(choice)),
    isOf(run, state, epochs) {
      if (state !== known.state) known = { state, of: new Map() };
      const id = `${choiceId(run.choice)}.${epochs}`;
      const of = known.of.get(id) ?? settingsOf(state, run.choice, epochs).of;
      known.of.set(id, of);
      return of === run.of;
    },
    run(choices, state, epochs) {
      for (const choice of choices) {
        const id = choiceId(choice);
        if (waiting.has(id) || now?.id === id) continue;
        waiting.add(id);
        queue.push(() => make(choice, state, epochs));
      }
      if (queue.length === 0) return;
      if (now === null) {
        now = { id: '', share: 0, n: 1, count: queue.length };
        working = work();
      }
      onChange.publish();
    },
    add(choice) {
      const id = choiceId(choice);
      if (kept.own.some((own) => choiceId(own) === id)) return;
      keep({ ...kept, own: [...kept.own, choice] });
    },
    stop: () => controller.abort(),
    settled: () => working,
  };
}
