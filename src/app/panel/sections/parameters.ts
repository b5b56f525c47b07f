// Every parameter of the problem: its value, and whether it is fixed, trained or an axis of the plane.
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
import type { PanelKit, Section } from '../kit.ts';

export function addParameters(kit: PanelKit): Section {
  const section = kit.section('Parameters');
  const { state } = kit;
  for (const { name, description, usual, ...whole } of parameterInfos(state)) {
    const [min, max] = usual ?? [whole.min, whole.max];
    section.number({
      label: name,
      title: description,
      min,
      max,
      step: (max - min) / 800,
      get: () => infoOf(kit.state).values[name]!,
      set: (value) => kit.put({ parameters: { [name]: value } }),
      unused() {
        const axis = axisOf(kit.state, name);
        return axis
          ? `${name} is the ${axis} axis: every place on the map has its own ${name}`
          : null;
      },
      beside: {
        label: `what ${name} does`,
        title:
          'fixed at the number beside it; trained from there; or an axis of the map, trained or not. ' +
          'A new axis takes the place of the old one.',
        options: ROLES,
        get: () => roleOf(kit.state, name),
        set: (role) => kit.set(() => withRole(kit.state, name, role as Role)),
      },
    });
  }
  const first = problemState(state);
  const all = parameterInfos(state).map(({ name }) => name);
  const trainAll = section.button(
    'Train all',
    () => kit.set({ trained: all }),
    'Trains every parameter. Paths then leave the plane and are drawn where they lie when projected on it; the readout says how far off it they are.',
  );
  section.button('Reset parameters', () =>
    kit.set({ parameters: first.parameters, trained: first.trained, plane: first.plane }),
  );
  section.always(() => {
    const { trained } = infoOf(kit.state);
    trainAll.show(trained.filter(Boolean).length < all.length);
  });
  return section;
}
