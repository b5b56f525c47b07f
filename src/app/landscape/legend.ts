// The legend of the runs: each optimizer is a button that hides its runs, and pointing at it shows them before the others.
import { runsOf } from '../../fields/trajectories.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { describe } from '../../problems/registry.ts';
import { optimizerName } from '../../views/colours.ts';
import { button } from '../../views/dom.ts';
import { markIcon } from '../../views/mark-icon.ts';
import { ratesInWords } from '../../views/ticks.ts';
import { t } from '../../words/words.ts';
import { namedRates } from '../state/rates.ts';
import type { RunSet } from './run-set.ts';
import { splitLegend } from './testing.ts';

export interface Legend {
  /** `tests`: the curves of the points kept for testing are told apart, too. */
  show(sets: readonly RunSet[], hidden: readonly OptimizerKind[], tests: boolean): void;
}

export interface LegendHandlers {
  onToggle(kind: OptimizerKind): void;
  /** An optimizer is pointed at; null for none. */
  onPoint(kind: OptimizerKind | null): void;
}

export function createLegend(root: HTMLElement, handlers: LegendHandlers): Legend {
  let key = '';
  let rows: { kind: OptimizerKind; toggle: HTMLButtonElement }[] = [];
  const make = (set: RunSet) => {
    const { kind } = set;
    const toggle = button('', () => handlers.onToggle(kind));
    const text = document.createElement('span');
    text.textContent = inWords(set);
    toggle.append(markIcon(kind), text);
    for (const type of ['pointerenter', 'focus'] as const) {
      toggle.addEventListener(type, () => handlers.onPoint(kind));
    }
    for (const type of ['pointerleave', 'blur'] as const) {
      toggle.addEventListener(type, () => handlers.onPoint(null));
    }
    const row = document.createElement('div');
    row.append(toggle);
    rows.push({ kind, toggle });
    return row;
  };
  return {
    show(sets, hidden, tests) {
      const next = JSON.stringify([
        tests,
        sets.map(({ trajectories: { spec, loss } }) => [spec.optimizer, loss.length]),
      ]);
      // A button that is pressed stays the same one, and keeps the focus.
      if (next !== key) {
        key = next;
        rows = [];
        const made = sets.map(make);
        root.replaceChildren(...made, ...(tests ? [splitLegend()] : []));
      }
      for (const { kind, toggle } of rows) {
        const shown = !hidden.includes(kind);
        toggle.setAttribute('aria-pressed', String(shown));
        toggle.title = shown ? t('Hide these runs') : t('Show these runs again');
      }
    },
  };
}

function inWords({ kind, trajectories }: RunSet): string {
  const { optimizer, problem } = trajectories.spec;
  const runs = runsOf(trajectories);
  const { rates, names } = namedRates(optimizer.learningRate, describe(problem));
  const rate = ratesInWords(rates, names, 3);
  const several = runs > 1 ? t(', {n} runs', { n: runs }) : '';
  return `${optimizerName(kind)}, η = ${rate}${several}`;
}
