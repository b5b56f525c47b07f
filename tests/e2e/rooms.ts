// Where every control of the page is to be found, with little to compute; and what is as it should be all the same.
import type { StatePatch } from '../../src/app/state/state.ts';
import { OPTIMIZER_KINDS } from '../../src/optimizers.ts';

/** What the page shows, with whatever stands in it open. */
export interface Room {
  name: string;
  state?: StatePatch;
  /** What is pressed to open what is to be tried. */
  open?: readonly string[];
  /** How it is looked at, where not in both ways. */
  by?: Way;
}
export type Way = 'keys' | 'fingers';

/** Little to compute: what is tested is whether a control does anything. */
export const FEW: StatePatch = {
  steps: 20,
  step: 10,
  window: { x: [-8, 8], y: [-8, 8] },
  map: { resolution: 16, steps: 20 },
  spectrum: { count: 32, steps: 20 },
};
const LESSON: StatePatch = { tab: 'lessons', lesson: 'homework.adam' };
const everything = {
  on: true,
  noise: { deviation: 0.1 },
  schedule: { kind: 'cosine', steps: 20, warmUp: { steps: 5 } },
};
const VIEWS: readonly Room[] = [
  { name: 'landscape' },
  { name: 'basins', state: { tab: 'basins', map: { compare: 'adam', pin: [1, 1] } } },
  { name: 'sweep', state: { tab: 'sweep' } },
  {
    name: 'spectrum',
    state: { tab: 'spectrum', spectrum: { pin: 10, rate: { range: [2, 200] } } },
  },
  {
    name: 'all optimizers, with all they have',
    state: { optimizers: Object.fromEntries(OPTIMIZER_KINDS.map((kind) => [kind, everything])) },
  },
  { name: 'network', state: { problem: 'xor-deep', network: { layers: [2, 4, 1] } } },
  { name: 'formula', state: { problem: 'formula' } },
  { name: 'data', state: { problem: 'least-squares' } },
];
const openPanel = ['#panel-toggle'];
export const ROOMS: readonly Room[] = [
  ...VIEWS,
  // On a phone a sheet has them.
  ...VIEWS.map((room) => ({
    ...room,
    name: `${room.name}, controls`,
    open: openPanel,
    by: 'fingers' as const,
  })),
  { name: 'swiped', state: { tab: 'basins', map: { compare: 'adam', layout: 'swipe' } } },
  { name: 'benchmark', state: { tab: 'benchmark' } },
  { name: 'lessons', state: LESSON },
  { name: 'contents', state: LESSON, open: ['.lesson-contents > summary'] },
  { name: 'surface', state: { view: { relief: { azimuth: 30, tilt: 40, zoom: 1 } } } },
  { name: 'inspector', open: ['#inspect'] },
  { name: 'problems', open: ['#problem-open'] },
  { name: 'gallery', open: ['#gallery-open'] },
  { name: 'commands', open: ['#commands-open'] },
  { name: 'saved', open: ['#saved-open'] },
  { name: 'picture', open: ['#share'] },
  { name: 'film', open: ['#share', '[role=tab]:nth-child(2)'] },
  { name: 'embed', open: ['#share', '[role=tab]:nth-child(3)'] },
  { name: 'help', open: ['#help-open'] },
  { name: 'tables', open: ['#tables-open'] },
  { name: 'engine', open: ['#badge'] },
  { name: 'more', open: ['#more'] },
];

/** What is as it should be all the same, and why. */
export const EXCEPTIONS: readonly { of: RegExp; fault: RegExp; why: string }[] = [
  { of: /^text “Commands” in commands$/, fault: /does nothing/, why: 'it has the focus already' },
  {
    of: /^(choice|text) “(#speed|weights of|label of a new point|What|Length|Frames a second|Width|#ask-|Height)/,
    fault: /does nothing/,
    why: 'its own value is all that changes, until it is read',
  },
  {
    of: /^plot “Map: .* in maps/,
    fault: /covered by <div class="surface"/,
    why: 'swiped, one map lies over the other',
  },
  {
    of: /^button “class #” in problem$/,
    fault: /does nothing/,
    why: 'that class is chosen',
  },
];
