// A run of a map in words: what it is, and what became of it.
import { NEVER, OUTCOMES, type RunResults } from '../../engine.ts';
import { OUTCOME_COLORS } from '../../fields/palettes.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import { agrees } from '../../fields/replayed.ts';
import type { Schedule } from '../../optimizers.ts';
import { optimizerName } from '../../views/colours.ts';
import { element, swatch } from '../../views/dom.ts';
import { plain, ratesInWords, readable } from '../../views/ticks.ts';
import { t, translated } from '../../words/words.ts';
import type { Replayed } from './pointed.ts';

/** What became of one run. */
export interface RunResult {
  outcome: number;
  steps: number;
  loss: number;
  /** What else is known of it, in words. */
  also?: string | undefined;
}

/** What a map or a spectrum says of its k-th run; null where it has no such run. */
export function resultOf(
  { outcome, stepsToThreshold, loss }: Pick<RunResults, 'outcome' | 'stepsToThreshold' | 'loss'>,
  k: number,
  also?: string,
): RunResult | null {
  const [code, steps, end] = [outcome[k], stepsToThreshold[k], loss[k]];
  if (code === undefined || steps === undefined || end === undefined) return null;
  return { outcome: code, steps, loss: end, also };
}

export const line = (textContent: string, className = '') =>
  element('p', { textContent, className });

/** What became of a run: of the one whose curve is shown, and of the map's pixel where that came to something else. */
export function outcomeLines(result: RunResult | null, run: Replayed): HTMLElement[] {
  const same = result !== null && agrees(result, run, run.every);
  // What is known besides is of the map's own run.
  const also = same ? result.also : undefined;
  const steps = same ? result.steps : run.steps;
  const outcome = same ? result.outcome : run.outcome;
  const told = line(became({ outcome, steps, loss: run.loss, also }), 'run-outcome');
  told.prepend(swatch(OUTCOME_COLORS[outcome]!));
  if (same) return [told];
  if (!result) return [told, line(t('its pixel of the map: not computed yet'))];
  const other = t(
    'Sensitive to precision: in the map, rounded otherwise on the way, it came to: {what}',
    { what: became(result) },
  );
  return [told, line(other, 'run-sensitive')];
}

function became({ outcome: code, loss, steps, also }: RunResult): string {
  const outcome = translated(OUTCOMES[code]!);
  const when =
    steps === NEVER
      ? t('never at the threshold')
      : steps === 1
        ? t('at the threshold after 1 step')
        : t('at the threshold after {n} steps', { n: steps });
  // What is also known of a run may be its outcome's very word.
  const further = [when, also === outcome ? '' : also].filter(Boolean).join(', ');
  return t('{outcome}, loss {loss}, {further}', { outcome, loss: readable(loss, 4), further });
}

const SYMBOLS: Readonly<Record<string, string>> = {
  momentum: 'μ',
  decay: 'α',
  beta1: 'β1',
  beta2: 'β2',
  epsilon: 'ε',
};

const SCHEDULES = {
  step: 'η falling in steps',
  exponential: 'η falling exponentially',
  cosine: 'η falling along a cosine',
} as const;

function scheduleInWords({ kind, warmUp }: Schedule): string[] {
  return [
    ...(kind === 'constant' ? [] : [t(SCHEDULES[kind])]),
    ...(warmUp ? [t('warm-up of {n} steps', { n: warmUp.steps })] : []),
  ];
}

/** A run in words: optimizer, hyper-parameters, start; `theta` names what its learning rates are of. */
export function describe(
  { optimizer, start }: SingleRun,
  theta: readonly string[],
  onLine = false,
  digits = 7,
): string {
  const { kind, learningRate, weightDecay, schedule, noise, ...rest } = optimizer;
  const settings = [
    `η = ${ratesInWords(learningRate, theta, digits)}`,
    ...Object.entries(rest).map(
      ([name, value]) => `${SYMBOLS[name]} = ${plain(value as number, digits)}`,
    ),
    ...(weightDecay ? [`λ = ${plain(weightDecay, digits)}`] : []),
    ...(schedule ? scheduleInWords(schedule) : []),
    ...(noise?.deviation
      ? [t('gradient noise {deviation}', { deviation: plain(noise.deviation, digits) })]
      : []),
  ];
  const [x, y] = start.map((weight) => plain(weight, digits));
  return t('{optimizer}, {settings}, from {start}', {
    optimizer: optimizerName(kind),
    settings: settings.join(', '),
    start: onLine ? x! : `(${x}, ${y})`,
  });
}
