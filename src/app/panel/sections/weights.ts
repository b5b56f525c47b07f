// The fixed parameters of the problem.
import { parameterInfos } from '../../state/problem.ts';
import { DEFAULT_STATE } from '../../state/state.ts';
import type { PanelKit, Section } from '../kit.ts';

export function addWeights(kit: PanelKit): Section {
  const section = kit.section('Fixed weights');
  for (const [name, { description }] of Object.entries(parameterInfos())) {
    section.number({
      label: name,
      title: description,
      min: -20,
      max: 20,
      step: 0.05,
      get: () => kit.state.parameters[name]!,
      set: (value) => kit.put({ parameters: { [name]: value } }),
    });
  }
  section.button('Reset weights', () => kit.set({ parameters: DEFAULT_STATE.parameters }));
  return section;
}
