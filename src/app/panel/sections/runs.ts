// The training runs of the landscape: how long, and from where.
import { plain } from '../../../views/ticks.ts';
import { t } from '../../../words/words.ts';
import { infoOf, isOnLine, startOf } from '../../state/problem.ts';
import { PAGE_STEPS_LIMIT, type StatePatch } from '../../state/state.ts';
import { hasOwnRuns } from '../../state/tabs.ts';
import type { PanelKit, Row, Section } from '../kit.ts';
import { addRunList, type Runs } from './run-list.ts';

export function addRuns(kit: PanelKit, runs: Runs): Section {
  const section = kit.section(t('Training runs'));
  const starts = () => kit.state.starts;
  section.number({
    label: t('steps'),
    min: 1,
    max: PAGE_STEPS_LIMIT,
    scale: 'log',
    get: () => kit.state.steps,
    set: (steps) => kit.put({ steps: Math.round(steps) }),
    hint: t('updates of θ in each run'),
  });
  section.choice(
    t('starts'),
    () => starts().pattern,
    // A new pattern is spread over what is in view now.
    (pattern) => kit.set({ starts: { pattern, region: kit.state.window } }),
    {
      'single ones only': 'none',
      'and a grid n × n': 'grid',
      'and n at random': 'random',
      'and n uniform ±1/√fan-in': 'uniform',
      'and n by Xavier': 'xavier',
      'and n by He': 'he',
    },
    t('single starts are clicks on the map, or typed below; a pattern adds more'),
  );
  const { grid, random } = addPatterns(kit, section);
  const spread = section.button(t('Spread over this view'), () =>
    kit.set({ starts: { region: kit.state.window } }),
  );
  section.button(t('Remove single starts'), () => {
    const n = starts().points.length + starts().off.length;
    if (n > 0) kit.lose({ starts: { points: [], off: [] } }, t('{n} starts were removed.', { n }));
  });
  // Where the parameters' own values lie: on (w11, b1) the origin would be far from what they are.
  const own = () => startOf(infoOf(kit.state));
  section.button(
    () =>
      t('Back to one start, ({at})', {
        at: own()
          .slice(0, isOnLine(kit.state) ? 1 : 2)
          .map((value) => plain(value, 4))
          .join(', '),
      }),
    () => {
      const one: StatePatch = {
        starts: { points: [own()], off: [], pattern: 'none', firstRun: 0 },
      };
      kit.lose(one, t('The other starts were removed.'));
    },
  );
  addRunList(kit, section, runs);
  section.always(() => {
    section.show(hasOwnRuns(kit.state));
    const { pattern } = starts();
    for (const row of grid) row.show(pattern === 'grid');
    for (const row of random) row.show(pattern !== 'none' && pattern !== 'grid');
    spread.show(pattern === 'grid' || pattern === 'random');
  });
  return section;
}

/** The rows that belong to one pattern of starts only. */
function addPatterns(kit: PanelKit, section: Section): { grid: Row[]; random: Row[] } {
  const starts = () => kit.state.starts;
  const grid = [
    section.number({
      label: 'n',
      min: 1,
      max: 99,
      step: 1,
      get: () => starts().gridSize,
      set: (gridSize) => kit.put({ starts: { gridSize } }),
    }),
  ];
  const random = [
    section.number({
      label: 'n',
      min: 1,
      max: 9999,
      scale: 'log',
      get: () => starts().randomCount,
      set: (n) => kit.put({ starts: { randomCount: Math.round(n) } }),
    }),
    section.number({
      label: t('seed'),
      hint: t('another seed, other random starts'),
      min: 0,
      max: 100,
      step: 1,
      get: () => starts().seed,
      set: (seed) => kit.put({ starts: { seed } }),
    }),
  ];
  return { grid, random };
}
