// The place of a map whose run is kept: it is one of the map it was kept on.
import { isObject } from '../../math/objects.ts';
import type { State } from './state.ts';
import { viewOf } from './tabs.ts';

/** What the coordinates of a kept place are of; a sweep's are lost with its view, as its axes are another map's. */
function meaning(state: State): string {
  const { problem, plane, sweep } = state;
  const swept = viewOf(state) === 'sweep';
  const axes = swept && [sweep.x.quantity, sweep.y.quantity];
  return JSON.stringify([problem, plane, swept, axes]);
}

const sets = (patch: unknown, part: 'map' | 'spectrum') =>
  isObject(patch) && isObject(patch[part]) && 'pin' in (patch[part] as object);

/** A state without the kept places that the change from `before` has left without a meaning. */
export function withPins(state: State, before: State, patch: unknown): State {
  const { map, spectrum } = state;
  const old = (part: 'map' | 'spectrum') => state[part].pin !== null && !sets(patch, part);
  const lostMap = old('map') && meaning(state) !== meaning(before);
  const lostRate = old('spectrum') && state.problem !== before.problem;
  if (!lostMap && !lostRate) return state;
  return {
    ...state,
    map: lostMap ? { ...map, pin: null } : map,
    spectrum: lostRate ? { ...spectrum, pin: null } : spectrum,
  };
}
