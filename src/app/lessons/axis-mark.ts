// On the map: the way that a parameter moves its start, while it is pointed at in the text.
import { toScreen } from '../../views/transform.ts';
import type { LandscapeView } from '../landscape/view.ts';
import { axisOf, infoOf, startOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';

export interface AxisMark {
  /** Marks the axis of a parameter; nothing for what is no axis of the map. */
  show(state: State, name: string | null): void;
}

export function createAxisMark(area: HTMLElement, { explorer }: LandscapeView): AxisMark {
  const line = document.createElement('div');
  line.className = 'lesson-axis';
  line.hidden = true;
  area.append(line);
  const placeOf = (state: State, axis: 'x' | 'y') => {
    const { size } = explorer;
    const start = state.starts.points[0] ?? startOf(infoOf(state));
    const [x, y] = toScreen(state.window, size, start);
    return axis === 'x'
      ? { at: y, of: size.height, left: 0, top: y - 1, width: size.width, height: 2 }
      : { at: x, of: size.width, left: x - 1, top: 0, width: 2, height: size.height };
  };
  return {
    show(state, name) {
      const axis = name === null ? undefined : axisOf(state, name);
      for (const label of area.querySelectorAll('.axis-label')) {
        label.classList.toggle('lit', !!axis && label.textContent?.split(',')[0] === name);
      }
      const place = axis && placeOf(state, axis);
      line.hidden = !place || place.at < 0 || place.at > place.of;
      if (!place) return;
      const { left, top, width, height } = place;
      Object.assign(line.style, {
        left: `calc(var(--left) + ${left}px)`,
        top: `${top}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
    },
  };
}
