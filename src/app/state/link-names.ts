// What the parts of the state are called in a link: short names for the usual, dotted paths for everything else.
import { OPTIMIZER_KINDS, type OptimizerKind } from '../../optimizers.ts';
import type { State } from './state.ts';
import { viewOf } from './tabs.ts';

/** The view that a link opens, and the optimizer that it is of: short names are theirs. */
export interface Context {
  readonly view: 'landscape' | 'basins' | 'sweep' | 'spectrum';
  readonly optimizer: OptimizerKind;
}

const EVERYWHERE: Readonly<Record<string, string>> = {
  view: 'tab',
  x: 'window.x',
  y: 'window.y',
  colormap: 'view.colormap',
  scale: 'view.scale',
  isolines: 'view.isolines',
  field: 'view.field',
};

const ofMap = (part: 'map' | 'spectrum') => ({
  opt: `${part}.optimizer`,
  start: `${part}.start`,
  steps: `${part}.steps`,
  threshold: `${part}.threshold`,
  // Those of the runs in the landscape.
  'landscape.steps': 'steps',
});

function namesIn({ view }: Context): Readonly<Record<string, string>> {
  if (view === 'spectrum') {
    return { ...EVERYWHERE, ...ofMap(view), rates: 'spectrum.rate.range', count: 'spectrum.count' };
  }
  if (view === 'landscape') return { ...EVERYWHERE, start: 'starts.points' };
  return {
    ...EVERYWHERE,
    ...ofMap('map'),
    resolution: 'map.resolution',
    compare: 'map.compare',
    colours: 'map.colours',
  };
}

/** The view whose names hold: where none has its own, the landscape's. */
function viewIn(state: Pick<State, 'tab' | 'picture'>): Context['view'] {
  const view = viewOf(state);
  return view === 'basins' || view === 'sweep' || view === 'spectrum' ? view : 'landscape';
}

const isKind = (text: string | undefined): text is OptimizerKind =>
  OPTIMIZER_KINDS.some((kind) => kind === text);

/** The path of a name in a link. */
export function pathOf(name: string, context: Context): string {
  const names = namesIn(context);
  if (Object.hasOwn(names, name)) return names[name]!;
  if (name === 'lr') return `optimizers.${context.optimizer}.learningRate`;
  const [kind, ...rest] = name.split('.');
  if (!isKind(kind)) return name;
  return `optimizers.${kind}.${rest.join('.') === 'lr' ? 'learningRate' : rest.join('.')}`;
}

/** The shortest name of a path. */
export function nameOf(path: string, context: Context, isOne: boolean): string {
  const found = Object.entries(namesIn(context)).find(([, long]) => long === path);
  if (found) return found[0];
  const short = path
    .replace(/^optimizers\.(\w+)\.learningRate$/, '$1.lr')
    .replace(/^optimizers\./, '');
  return isOne && short === `${context.optimizer}.lr` ? 'lr' : short;
}

/** What comes first in a link; the rest follows as the state has it. */
const FIRST = ['view', 'lesson', 'picture', 'problem', 'formula', 'data', 'opt', 'lr'];
const placeOf = (name: string) => (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1);

/** Parts of a link, by name, in the order in which they stand. */
export const inOrder = <T>(parts: [name: string, T][]): [name: string, T][] =>
  parts.toSorted(([a], [b]) => placeOf(a) - placeOf(b));

/** All short names in a context, for whoever has mistyped one. */
export const shortNames = (context: Context): string[] => [
  ...Object.keys(namesIn(context)),
  'opt',
  'lr',
];

/** The context of a state. `isOne` of its optimizers: what is said of one needs no name of it. */
export function contextOf(state: State): { context: Context; isOne: boolean } {
  const view = viewIn(state);
  if (view !== 'landscape') {
    const { optimizer } = view === 'spectrum' ? state.spectrum : state.map;
    return { context: { view, optimizer }, isOne: true };
  }
  const on = OPTIMIZER_KINDS.filter((kind) => state.optimizers[kind].on);
  return { context: { view, optimizer: on[0] ?? 'gd' }, isOne: on.length === 1 };
}

/** The context that a link's own parts say, by name. */
export function contextIn(parts: ReadonlyMap<string, string>, first: State): Context {
  const given = (...names: string[]) => names.map((name) => parts.get(name)).find(Boolean);
  const tab = (given('view', 'tab') ?? first.tab) as State['tab'];
  const picture = (given('picture') ?? first.picture) as State['picture'];
  const view = viewIn({ tab, picture });
  const [kind] = (given('opt', `${view === 'spectrum' ? view : 'map'}.optimizer`) ?? '').split(',');
  return { view, optimizer: isKind(kind) ? kind : 'gd' };
}
