// What a network's runs do on the points kept for testing: loaded where there are such points.
import { grouped } from '../../math/format.ts';
import type { NetworkModel } from '../../problems/networks/model.ts';
import { batchesPerEpoch } from '../../problems/networks/model.ts';
import { markup } from '../../views/markup.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { infoOf } from '../state/problem.ts';
import type { Store } from '../state/store.ts';
import type { RunSet } from './run-set.ts';
import type { TestCurves, TestLosses } from './test-curves.ts';

export interface Testing {
  /** Whether points are kept for testing. */
  isOn(): boolean;
  /** What is known of a set's runs; what is not comes later. */
  of(set: RunSet, runs: readonly number[]): TestLosses | undefined;
  /** Resolves when all that was asked for is known. */
  settled(): Promise<void>;
}

/** `current`: the sets that are shown. `onChange`: more is known. */
export function createTesting(
  store: Store,
  engines: Engines,
  current: () => readonly RunSet[],
  onChange: () => void,
  onError: (error: Error) => void,
): Testing {
  let curves: TestCurves | null = null;
  let loading: Promise<void> | null = null;
  const isOn = () => (infoOf(store.state).network?.test.count ?? 0) > 0;
  return {
    isOn,
    of(set, runs) {
      if (!isOn()) return undefined;
      loading ??= import('./test-curves.ts').then(({ createTestCurves }) => {
        curves = createTestCurves(engines, current, onChange, onError);
        onChange();
      }, onError);
      return curves?.of(set, runs);
    },
    async settled() {
      if (!isOn()) return;
      await loading;
      await curves?.settled();
    },
  };
}

/** The value at the last step up to one; null where there is none. */
export function lastUpTo(
  steps: readonly number[],
  values: ArrayLike<number>,
  step: number,
): number | null {
  let found: number | null = null;
  for (let i = 0; i < steps.length && steps[i]! <= step; i++) found = values[i]!;
  return found;
}

/** ", epoch 12", the epoch of a step, where a step is not an epoch. */
export function epochInWords(network: NetworkModel | undefined, step: number): string {
  const batches = network ? batchesPerEpoch(network) : 1;
  return batches === 1 ? '' : t(', epoch {n}', { n: grouped(Math.floor(step / batches)) });
}

/** Which of the chart's lines is of which points. */
export function splitLegend(): HTMLElement {
  const row = document.createElement('div');
  row.className = 'split';
  const line = (dash: string, width: number) =>
    `<svg viewBox="0 0 30 14" aria-hidden="true"><path d="M0 7h30" stroke="currentColor" stroke-width="${width}" stroke-dasharray="${dash}"/></svg>`;
  row.append(
    markup(
      `${line('', 2)}<span>${t('train')}</span>${line('1.5 3', 1.5)}<span>${t('test')}</span>`,
    ),
  );
  return row;
}
