// The part of the section in which a run is chosen, whose principal directions are taken.
import { principalPlane } from '../../fields/planes.ts';
import { runsOf } from '../../fields/trajectories.ts';
import { button, element } from '../../views/dom.ts';
import { t } from '../../words/words.ts';
import type { Explorer } from '../landscape/explorer.ts';
import type { RunSet } from '../landscape/run-set.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Part } from './directions.ts';
import { laidThrough } from './lay.ts';
import { runName } from './points.ts';
import { iteratesOf, percent } from './share.ts';

/** Runs of an optimizer that are offered. */
const OFFERED = 4;

export interface RunPart extends Part {
  chosen(): [set: number, run: number];
}

export function createRunPart(
  explorer: Explorer,
  lay: (set: number, run: number) => void,
): RunPart {
  const choice = element('select');
  choice.setAttribute('aria-label', t('Run whose directions are taken'));
  const chosen = (): [number, number] => {
    const [set = 0, run = 0] = choice.value.split(' ').map(Number);
    return [set, run];
  };
  let built = '';
  const again = button(t('Lay it along this run'), () => lay(...chosen()));
  return {
    element: element('div', { className: 'plane-part' }, choice, again),
    chosen,
    show() {
      const offered = explorer.runs.flatMap((set, s) =>
        Array.from({ length: Math.min(OFFERED, runsOf(set.trajectories)) }, (_, run) => ({
          value: `${s} ${run}`,
          textContent: runName(set, run),
        })),
      );
      const key = JSON.stringify(offered);
      if (key === built) return;
      built = key;
      const options = offered.map((option) => element('option', option));
      const { value } = choice;
      choice.replaceChildren(...options);
      if (options.some((option) => option.value === value)) choice.value = value;
    },
    first: () => null,
  };
}

/** The plane of a run's two leading principal directions, and what is said of it. */
export function laidAlong(
  state: State,
  set: RunSet,
  run: number,
): { patch: StatePatch; words: string } {
  const { points, n } = iteratesOf(set, run);
  if (points.length < 2 * n)
    throw new RangeError('the run has no way whose directions could be taken');
  const plane = principalPlane(points, n);
  const [first, second] = plane.variances.map(percent);
  const shares = second ? t('{first} and {second}', { first: first!, second }) : first!;
  return {
    patch: laidThrough(state, plane),
    words: t('principal directions of {run}: {shares} of its squared way', {
      run: runName(set, run),
      shares,
    }),
  };
}
