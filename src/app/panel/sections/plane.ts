// A place for the plane of all maps; what it holds is loaded after the first picture.

import { t } from '../../../words/words.ts';
import { isNetwork, parameterInfos } from '../../state/problem.ts';
import type { PanelKit, Section } from '../kit.ts';

export function addPlane(kit: PanelKit): Section {
  const section = kit.section(t('Plane'));
  const room = document.createElement('div');
  room.id = 'plane-room';
  room.className = 'plane-room';
  section.append(room);
  let problem = '';
  section.always(() => {
    const { state } = kit;
    section.show(state.tab !== 'benchmark' && parameterInfos(state).length > 2);
    if (state.problem === problem) return;
    problem = state.problem;
    // Of the plane that a network has by itself nobody knows what it is.
    if (isNetwork(state)) section.open();
    else section.close();
  });
  return section;
}
