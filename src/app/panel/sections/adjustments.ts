// What every optimizer may have besides: weight decay, a schedule of learning rates, noise. Loaded when it is unfolded.
import { DEFAULT_WARM_UP_FROM, type OptimizerKind, type Schedule } from '../../../optimizers.ts';
import { type Name, t } from '../../../words/words.ts';
import type { State } from '../../state/state.ts';
import { hasOwnRuns, viewOf } from '../../state/tabs.ts';
import { isAxis } from '../axes.ts';
import type { PanelKit, Row, Rows } from '../kit.ts';

type Kind = Schedule['kind'];

/** A schedule of each kind to begin with, over so many steps. */
const FIRST: Readonly<Record<Kind, (steps: number) => Schedule>> = {
  constant: () => ({ kind: 'constant' }),
  step: (steps) => ({ kind: 'step', every: Math.max(1, Math.round(steps / 4)), factor: 0.5 }),
  exponential: (steps) => ({
    kind: 'exponential',
    factor: Number((0.01 ** (1 / steps)).toPrecision(6)),
  }),
  cosine: (steps) => ({ kind: 'cosine', steps, least: 0 }),
};

const KINDS: Readonly<Record<string, Kind>> = {
  constant: 'constant',
  'in steps': 'step',
  exponential: 'exponential',
  cosine: 'cosine',
};

const STEPS = { min: 1, max: 1e5, scale: 'log' } as const;
const SHARE = { min: 0, max: 1, step: 0.001 } as const;

/** Steps of the runs that are shown. */
const stepsIn = (state: State): number => {
  const { steps, map, spectrum } = state;
  const shown = viewOf(state) === 'spectrum' ? spectrum : map;
  return Math.max(1, hasOwnRuns(state) ? steps : shown.steps);
};

export function addAdjustments(kit: PanelKit, rows: Rows, kind: OptimizerKind): void {
  const own = () => kit.state.optimizers[kind];
  const put = (change: object) => kit.put({ optimizers: { [kind]: change } });
  const schedule = (): Schedule => own().schedule ?? FIRST.constant(1);
  const change = (part: object) => put({ schedule: { ...schedule(), ...part } });
  const decay = rows.number({
    label: t('weight decay λ'),
    hint: t('λθ is added to the gradient, as PyTorch’s weight_decay'),
    min: 0,
    max: 1,
    step: 0.001,
    get: () => own().weightDecay,
    set: (weightDecay) => put({ weightDecay }),
  });
  rows.choice(
    t('schedule of η'),
    () => schedule().kind,
    (next: Kind) => {
      const { warmUp } = schedule();
      const fresh = FIRST[next](stepsIn(kit.state));
      kit.set({
        optimizers: {
          [kind]: { schedule: warmUp ? { ...fresh, warmUp } : next === 'constant' ? null : fresh },
        },
      });
    },
    KINDS,
  );
  const of = (...kinds: Kind[]) => kinds.includes(schedule().kind);
  const number = (label: Name, name: string, range: typeof STEPS | typeof SHARE, title: Name) =>
    rows.number({
      label: t(label),
      hint: t(title),
      ...range,
      get: () => (schedule() as unknown as Record<string, number>)[name] ?? 1,
      set: (value) => change({ [name]: range === STEPS ? Math.round(value) : value }),
    });
  const shown: [Row, () => boolean][] = [
    [number('every', 'every', STEPS, 'steps between two changes'), () => of('step')],
    [number('factor', 'factor', SHARE, 'what η is multiplied by'), () => of('step', 'exponential')],
    [number('half period', 'steps', STEPS, 'steps to the least rate'), () => of('cosine')],
    [number('least', 'least', SHARE, 'the least rate, as a share of η'), () => of('cosine')],
  ];
  addWarmUp(rows, schedule, put);
  const { deviation, run } = addNoise(kit, rows, own, put);
  rows.always(() => {
    decay.show(!isAxis(kit.state, 'weightDecay'));
    deviation.show(!isAxis(kit.state, 'noise'));
    run.show(hasOwnRuns(kit.state));
    for (const [row, is] of shown) row.show(is());
  });
}

function addWarmUp(rows: Rows, schedule: () => Schedule, put: (change: object) => void): void {
  const warmUp = () => schedule().warmUp ?? { steps: 0, from: DEFAULT_WARM_UP_FROM };
  rows.number({
    label: t('warm-up steps'),
    hint: t('over so many steps η rises; 0 for none'),
    min: 0,
    max: 1000,
    step: 1,
    get: () => warmUp().steps,
    set(value) {
      const steps = Math.round(value);
      const { warmUp: _, ...rest } = schedule();
      if (steps !== 0) return put({ schedule: { ...rest, warmUp: { ...warmUp(), steps } } });
      put({ schedule: rest.kind === 'constant' ? null : rest });
    },
  });
  rows.number({
    label: t('warm-up from'),
    hint: t('the first rate, as a share of η'),
    ...SHARE,
    get: () => Number((warmUp().from ?? DEFAULT_WARM_UP_FROM).toPrecision(4)),
    set: (from) => put({ schedule: { ...schedule(), warmUp: { ...warmUp(), from } } }),
    unused: () => (schedule().warmUp ? null : t('There is no warm-up.')),
  });
}

function addNoise(
  kit: PanelKit,
  rows: Rows,
  own: () => State['optimizers']['gd'],
  put: (change: object) => void,
): { deviation: Row; run: Row } {
  const unused = () =>
    own().noise.deviation > 0 || isAxis(kit.state, 'noise') ? null : t('There is no noise.');
  const deviation = rows.number({
    label: t('gradient noise'),
    hint: t('standard deviation of what is added to each component of the gradient'),
    min: 0,
    max: 1,
    step: 0.001,
    get: () => own().noise.deviation,
    set: (deviation) => put({ noise: { deviation } }),
  });
  rows.number({
    label: t('noise seed'),
    min: 0,
    max: 100,
    step: 1,
    get: () => own().noise.seed,
    set: (seed) => put({ noise: { seed: Math.round(seed) } }),
    unused,
  });
  const run = rows.number({
    label: t('noise of run'),
    hint: t('which run of a map the first run here is: each has noise of its own'),
    min: 0,
    max: 100,
    step: 1,
    get: () => kit.state.starts.firstRun,
    set: (firstRun) => kit.put({ starts: { firstRun: Math.round(firstRun) } }),
    unused,
  });
  return { deviation, run };
}
