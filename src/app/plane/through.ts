// The part of the section in which a line or plane is laid through points, with the loss barriers between them.
import { planeThrough } from '../../fields/planes.ts';
import { button, element } from '../../views/dom.ts';
import { type Name, t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import type { RunSet } from '../landscape/run-set.ts';
import { infoOf } from '../state/problem.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Part } from './directions.ts';
import { laidThrough, type Values } from './lay.ts';
import { type KnownPoint, namesIn, type Pointed, pointsNow } from './points.ts';
import { LETTERS, showRows } from './rows.ts';
import { barrierInWords, type Way, wayBetween } from './way.ts';

export interface Through extends Part {
  /** Other runs are on show, or another place was pointed at. */
  refresh(runs: readonly RunSet[], pointed: Pointed | null): void;
  settled(): Promise<void>;
}

/** What is on the button when so many points are ticked. */
const TICKED: readonly Name[] = [
  'Tick two or three',
  'Tick one or two more',
  'Line through A and B',
  'Plane through A, B and C',
];

/** Pairs of two or three points. */
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/** θ of values of all parameters. */
function thetaIn(state: State, values: Values): number[] {
  const { parameters, theta } = infoOf(state);
  const placeOf = new Map(parameters.map(({ name }, i) => [name, i]));
  return theta.map((name) => values[placeOf.get(name)!]!);
}

/** The ways between each two of the points. */
async function waysBetween(
  state: State,
  of: readonly KnownPoint[],
  engines: Engines,
  signal: AbortSignal,
): Promise<{ way: Way; words: string }[]> {
  const found: { way: Way; words: string }[] = [];
  for (const [a, b] of PAIRS.slice(0, of.length === 2 ? 1 : 3)) {
    const way = await wayBetween(state, of[a]!.values, of[b]!.values, engines, signal);
    const ends = t('{a} to {b}', { a: LETTERS[a]!, b: LETTERS[b]! });
    const words = `${ends}: ${barrierInWords(way.barrier)}`;
    found.push({ way, words });
  }
  return found;
}

const keyOf = (of: readonly KnownPoint[]) => JSON.stringify(of.map(({ name }) => name));

export function createThrough(
  engines: Engines,
  change: (make: () => StatePatch, words?: string) => void,
  onError: (error: unknown) => void,
): Through {
  const kept: KnownPoint[] = [];
  let now: State;
  let runs: readonly RunSet[] = [];
  let pointed: Pointed | null = null;
  let points: KnownPoint[] = [];
  /** Those that are ticked, as they were then: a run that trains on must not take its end away. */
  let ticked: KnownPoint[] = [];
  /** The losses between the first two of the points with this key. */
  let known: { key: string; losses: Way['losses'] } | null = null;
  const list = element('div', { className: 'plane-points' });
  const said = element('div', { className: 'plane-said' });
  const layButton = button('', lay);

  const job = newestWins<KnownPoint[]>(
    async (of, signal) => {
      const found = await waysBetween(now, of, engines, signal);
      if (signal.aborted) return;
      known = { key: keyOf(of), losses: found[0]!.way.losses };
      said.replaceChildren(...found.map(({ words }) => element('p', { textContent: words })));
    },
    onError,
    0,
  );
  function lay() {
    const chosen = ticked.map(({ values }) => thetaIn(now, values));
    const losses = (known?.key === keyOf(ticked) && known.losses) || undefined;
    const points = ticked.map(({ name }, i) => `${LETTERS[i]}, ${name}`).join('; ');
    change(() => laidThrough(now, planeThrough(chosen), losses), t('through {points}', { points }));
  }
  function tick(point: KnownPoint, on: boolean) {
    ticked = ticked.filter(({ name }) => name !== point.name);
    if (on) ticked = [...ticked, point].slice(-3);
    said.replaceChildren();
    draw();
    if (ticked.length >= 2) job.request(ticked);
    else job.cancel();
  }
  function keep(point: KnownPoint) {
    const name = t('kept: {name}', { name: point.keptAs ?? point.name });
    const taken = kept.filter((each) => each.name.startsWith(name)).length;
    kept.push({ ...point, name: taken > 0 ? `${name} (${taken + 1})` : name });
    draw();
  }
  function forget(point: KnownPoint) {
    kept.splice(kept.indexOf(point), 1);
    tick(point, false);
  }
  function draw() {
    const of = namesIn(now);
    const mine = kept.filter((point) => point.of === of);
    ticked = ticked.filter((point) => point.of === of);
    const listed = [...points, ...mine];
    // A run that is another now, whose end is ticked.
    const gone = ticked.filter(({ name }) => !listed.some((point) => point.name === name));
    const rows = [...gone, ...listed].map((point) => ({
      point,
      at: ticked.findIndex(({ name }) => name === point.name),
      kept: mine.includes(point),
    }));
    showRows(list, rows, { onTick: tick, onKeep: keep, onForget: forget });
    layButton.textContent = t(TICKED[ticked.length]!);
    layButton.disabled = ticked.length < 2;
  }
  const root = element('div', { className: 'plane-part' }, list, layButton, said);
  const show = () => {
    if (root.hidden || !now) return;
    points = pointsNow(now, runs, pointed);
    draw();
  };
  return {
    element: root,
    show(state) {
      now = state;
      show();
    },
    first: () => null,
    refresh(nextRuns, nextPlace) {
      [runs, pointed] = [nextRuns, nextPlace];
      show();
    },
    settled: job.idle,
  };
}
