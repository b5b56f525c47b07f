// What the pixels of finished maps are coloured by: the outcome of their runs, the minimum that they came to, or
// how far an f32 ulp decides it.
import type { FloatArray, Sweep } from '../../engine.ts';
import { NO_MINIMUM } from '../../fields/minima.ts';
import { minimaPicture, type Picture } from '../../fields/pictures.ts';
import type { PointMark } from '../../views/overlay.ts';
import { type Name, t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';
import { homeOf, infoOf, isOnLine } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import type { MapSummary } from './info.ts';
import { type MapMinima, minimaOf, minimumName } from './minima.ts';
import { placed, type ShownMap } from './results.ts';
import { trainabilityInWords } from './trainability-table.ts';

export interface Colours {
  /** The minima that colour the maps; null where they tell the outcome. */
  readonly minima: MapMinima | null;
  readonly marks: readonly PointMark[];
  /** What each map is drawn as where its colours are of minima or of trust, which then is given. */
  readonly drawn: readonly ({ picture: Picture; trust: Uint8Array | null } | null)[];
  /** The card's table of what an ulp decides, where that colours the maps. */
  trustTable(rows: readonly MapSummary[]): HTMLTableElement | null;
  /** The minimum that a run of the i-th map came to, in words. */
  nameAt(i: number, pixel: number): string | undefined;
  forget(): void;
  /** Gives finished maps their pictures. */
  show(maps: readonly ShownMap[], state: State, signal: AbortSignal): Promise<void>;
}

const NOT_SHARED =
  'An axis of the map is not trained, so every pixel has minima of its own: the colours tell the outcome.' satisfies Name;
/** Parameters of which Newton's method finds the minima of some hundred ends of runs within seconds. */
const MOST_TRAINED = 32;

/** Why the minima that runs came to are not told apart, in words; null where they are. */
function minimaFault(state: State, sweeps: readonly Sweep[]): string | null {
  const count = infoOf(state).theta.length;
  if (count <= MOST_TRAINED && sweeps.every(({ point }) => point.length > 0)) return null;
  return t(
    'Minima are told apart for up to {most} trained parameters, not {count}: the colours tell the outcome.',
    { most: MOST_TRAINED, count },
  );
}

const NO_MARKS: readonly PointMark[] = [];

export function createColours(engines: Engines, say: Say): Colours {
  let minima: MapMinima | null = null;
  let measures: readonly (FloatArray | undefined)[] = [];
  let line = false;
  let drawn: Colours['drawn'] = [];
  let trust: { of: readonly Uint8Array[]; words: typeof import('./trust.ts') } | null = null;
  return {
    get minima() {
      return minima;
    },
    get marks() {
      return minima?.marks ?? NO_MARKS;
    },
    get drawn() {
      return drawn;
    },
    trustTable: (rows) => trust?.words.trustTable(trust.of, rows) ?? null,
    nameAt(i, pixel) {
      if (trust) return trust.words.trustName(trust.of[i]![pixel]!);
      const measured = measures[i]?.[pixel];
      if (measured !== undefined) return trainabilityInWords(measured);
      const place = minima?.which[i]?.[pixel] ?? NO_MINIMUM;
      if (!minima) return undefined;
      if (place === NO_MINIMUM) return t('came to no minimum');
      return t('came to the minimum {name}', { name: minimumName(minima, place, line) });
    },
    forget() {
      minima = null;
      trust = null;
      measures = [];
      drawn = [];
    },
    async show(maps, state, signal) {
      line = isOnLine(state);
      const sweeps = maps.map(({ sweep }) => sweep!);
      measures = sweeps.map(({ measure }) => (measure?.length ? measure : undefined));
      if (state.map.colours === 'minimum') {
        const tooMany = minimaFault(state, sweeps);
        if (tooMany) say(tooMany, 12);
        // Not of the window in view: deep in it no run would come near enough.
        const found = tooMany ? null : await minimaOf(sweeps, homeOf(state), engines, signal);
        signal.throwIfAborted();
        minima = found;
        if (!found && !tooMany) say(t(NOT_SHARED), 12);
      }
      if (state.map.colours === 'trust') {
        const words = await import('./trust.ts');
        trust = { of: await words.trustOfMaps(sweeps, engines, signal), words };
      }
      drawn = sweeps.map((sweep, i) => {
        const { width, height, steps } = sweep.spec;
        const which = minima?.which[i];
        const of = trust?.of[i] ?? null;
        const picture = trust
          ? trust.words.trustPicture(of!, width, height)
          : which && minimaPicture(which, sweep, width, height, steps);
        maps[i]!.plot.setPicture(placed(sweep, width, height, 1, picture));
        return picture ? { picture, trust: of } : null;
      });
    },
  };
}
