// The step inspector: of the run that is picked out, or was last, everything that its optimizer does at the step shown.
// Loaded when it is first opened.
import './inspector.css';
import { webWorkerPool } from '../../../cpu/pool.ts';
import { type ChosenRun, runsOf } from '../../../fields/trajectories.ts';
import { describe } from '../../../problems/registry.ts';
import { t } from '../../../words/words.ts';
import { newestWins } from '../../jobs/newest.ts';
import type { Say } from '../../jobs/view.ts';
import type { Explorer } from '../explorer.ts';
import type { Playback } from '../playback.ts';
import { numberOf, type RunSet } from '../run-set.ts';
import { runInWords } from '../run-words.ts';
import { createCard } from './card.ts';
import { createStepRunner } from './step-runner.ts';
import { type EnginesIterate, type StepTable, stepTable, toJson, toTsv } from './step-table.ts';

export interface Inspector {
  toggle(): void;
  /** Resolves when what is shown is of the step shown. */
  settled(): Promise<void>;
}

/** Between two steps that are told of while it plays. */
const EVERY_MS = 80;
/** Work that takes longer is told of. */
const SLOW_MS = 300;

interface Wanted {
  set: RunSet;
  run: number;
  step: number;
}

export function createInspector(
  root: HTMLElement,
  opener: HTMLElement,
  explorer: Explorer,
  playback: Playback,
  firstStep: number,
  say: Say,
): Inspector {
  const runner = createStepRunner(webWorkerPool(1));
  const stage = root.parentElement!;

  let step = firstStep;
  let last: { set: RunSet; run: number } | null = null;
  let shown: { wanted: Wanted; table: StepTable } | null = null;
  let asked: Wanted | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const card = createCard(root, { onCopy: copy, onClose: () => open(false) });

  const job = newestWins<Wanted>(
    async (wanted, signal) => {
      const { set, run, step: at } = wanted;
      const { spec } = set.trajectories;
      const since = performance.now();
      const inspected = await runner.inspect(spec, numberOf(set, run), at, signal, (share) => {
        if (performance.now() - since < SLOW_MS) return;
        card.say(t('Recomputing its steps, {percent} %', { percent: Math.floor(100 * share) }));
      });
      if (signal.aborted || root.hidden) return;
      const engine = enginesIterate(set, run, at);
      const info = describe(spec.problem);
      shown = { wanted, table: stepTable(inspected, spec.optimizer, info, at, engine) };
      card.show(shown.table, runInWords(set, run), spec.steps, engine.precision);
    },
    (error) => card.say((error as Error).message),
    150,
  );

  /** The run that is picked out; else that which was, as long as it is on show; else the first. */
  function looked(): Wanted | null {
    const { runs, highlighted } = explorer;
    const picked = highlighted && of(runs, highlighted);
    if (picked) last = picked;
    else if (last && !runs.includes(last.set)) last = of(runs, sameIn(runs, last));
    const found = last ?? of(runs, { set: 0, run: 0 });
    if (!found) return null;
    return { ...found, step: Math.min(Math.floor(step), found.set.trajectories.spec.steps) };
  }

  function follow() {
    if (root.hidden || timer !== undefined) return;
    timer = setTimeout(ask, EVERY_MS);
  }
  function ask() {
    clearTimeout(timer);
    timer = undefined;
    if (root.hidden) return;
    const wanted = looked();
    if (!wanted) return card.say(t('There is no run to look into.'));
    if (same(wanted, asked)) return;
    asked = wanted;
    job.request(wanted);
  }

  function open(isOpen: boolean) {
    root.hidden = !isOpen;
    stage.classList.toggle('with-inspector', isOpen);
    opener.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) return ask();
    asked = null;
    job.cancel();
    opener.focus({ preventScroll: true });
  }

  async function copy(as: 'json' | 'text') {
    if (!shown) return;
    const { table, wanted } = shown;
    const { spec } = wanted.set.trajectories;
    try {
      const text =
        as === 'json' ? toJson(table, spec, numberOf(wanted.set, wanted.run)) : toTsv(table);
      await navigator.clipboard.writeText(text);
      say(t('The step is in the clipboard.'), 4);
    } catch {
      say(t('The browser refused the clipboard.'));
    }
  }

  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') open(false);
  });
  playback.onStep.subscribe((next) => {
    step = next;
    follow();
  });
  explorer.onRuns.subscribe(follow);
  explorer.onDraw.subscribe(follow);
  return {
    toggle: () => open(root.hidden === true),
    async settled() {
      if (timer !== undefined) ask();
      await job.idle();
    },
  };
}

const same = (a: Wanted, b: Wanted | null) =>
  b !== null && a.set === b.set && a.run === b.run && a.step === b.step;

function of(runs: readonly RunSet[], chosen: ChosenRun | null) {
  const set = chosen && runs[chosen.set];
  if (!set || !chosen) return null;
  return chosen.run < runsOf(set.trajectories) ? { set, run: chosen.run } : null;
}

/** The run of as many among newer ones of the same optimizer. */
function sameIn(runs: readonly RunSet[], { set, run }: { set: RunSet; run: number }) {
  const index = runs.findIndex(({ kind }) => kind === set.kind);
  return index < 0 ? null : { set: index, run };
}

function enginesIterate(
  { trajectories, theta }: RunSet,
  run: number,
  step: number,
): EnginesIterate {
  const { frameSteps, loss } = trajectories;
  const precision = loss instanceof Float32Array ? 'f32' : 'f64';
  const frame = frameSteps.indexOf(step);
  if (frame < 0) return { precision, theta: null };
  const n = theta.length / loss.length;
  const at = (run * frameSteps.length + frame) * n;
  return { precision, theta: Float64Array.from(theta.subarray(at, at + n)) };
}
