// The parameters of the problem: of each its value, and whether it is fixed, trained or an axis of the plane; of a large
// network its layers instead, and which of them are trained.
import type { ParameterInfo } from '../../../problems/problem.ts';
import { t, translated } from '../../../words/words.ts';
import { layerRoles, withLayerTrained } from '../../state/layers.ts';
import {
  axisOf,
  infoOf,
  parameterInfos,
  problemState,
  ROLES,
  type Role,
  roleOf,
  withRole,
} from '../../state/problem.ts';
import type { State } from '../../state/state.ts';
import type { PanelKit, Section } from '../kit.ts';

/** More parameters than a hand goes through are told layer by layer. */
const SINGLE = 24;

export function addParameters(kit: PanelKit): Section {
  const section = kit.section(t('Parameters'));
  const { state } = kit;
  const infos = parameterInfos(state);
  const byLayer = infos.length > SINGLE && infos.every(({ layer }) => layer !== undefined);
  section.element.classList.toggle('by-layer', byLayer);
  if (byLayer) addLayers(kit, section);
  // Of a large network those that the maps lie along.
  for (const info of infos) {
    if (!byLayer || axisOf(state, info.name)) addParameter(kit, section, info);
  }
  const all = problemState(state).trained;
  const names = infos.map(({ name }) => name);
  const trainAll = section.button(
    t('Train all'),
    () => kit.set({ trained: byLayer || infos[0]?.layer ? all : names }),
    t(
      'Trains every parameter. Paths then leave the plane and are drawn where they lie when projected on it; the readout says how far off it they are.',
    ),
  );
  section.button(t('Reset parameters'), () => {
    const { parameters, trained, plane } = problemState(kit.state);
    const starts = infos.map((info) => [info.name, info.default] as const);
    const changed = starts.filter(([name]) => name in kit.state.parameters);
    kit.lose(
      { parameters: { ...Object.fromEntries(changed), ...parameters }, trained, plane },
      t('The parameters are as the problem begins.'),
    );
  });
  section.always(() => {
    section.show(kit.state.tab !== 'benchmark');
    const { trained } = infoOf(kit.state);
    trainAll.show(trained.filter(Boolean).length < names.length);
  });
  return section;
}

function addParameter(kit: PanelKit, section: Section, info: ParameterInfo): void {
  const { name, description, usual, ...whole } = info;
  const [min, max] = usual ?? [whole.min, whole.max];
  section.number({
    label: name,
    hint: translated(description),
    min,
    max,
    step: (max - min) / 800,
    get: () => infoOf(kit.state).values[name]!,
    set: (value) => kit.put({ parameters: { [name]: value } }),
    unused() {
      const axis = axisOf(kit.state, name);
      return axis
        ? t('{name} is the {axis} axis: every place on the map has its own {name}', { name, axis })
        : null;
    },
    beside: {
      label: t('what {name} does', { name }),
      title: t(
        'fixed at the number beside it; trained from there; or an axis of the map, trained or not. A new axis takes the place of the old one.',
      ),
      options: ROLES,
      get: () => roleOf(kit.state, name),
      set: (role) => kit.set(() => withRole(kit.state, name, role as Role)),
    },
  });
}

const CHOICES = { trained: 'trained', fixed: 'fixed' } as const;

/** A row for each layer: how many parameters it has, and whether they are trained. */
function addLayers(kit: PanelKit, section: Section): void {
  for (const [layer, { names, trained }] of layerRoles(kit.state)) {
    const count = names.length;
    const isPart = trained > 0 && trained < count;
    section.choice(
      t('{layer}: {count} parameters', {
        layer: translated(layer.replace(/(\d+)$/, ' $1')),
        count,
      }),
      () => {
        const { trained } = layerRoles(kit.state).get(layer)!;
        return trained === 0 ? 'fixed' : trained === count ? 'trained' : 'part';
      },
      (role) => {
        if (role !== 'part') {
          kit.set(() => withLayerTrained(kit.state, layer, role === 'trained'));
        }
      },
      isPart ? { ...CHOICES, [t('{n} of them trained', { n: trained })]: 'part' } : CHOICES,
    );
  }
}

/** What the rows depend on besides the problem: of a large network which parameters are axes, and what is trained in part. */
export function parameterRows(state: State): string {
  if (parameterInfos(state).length <= SINGLE) return '';
  return JSON.stringify([state.plane, state.trained]);
}
