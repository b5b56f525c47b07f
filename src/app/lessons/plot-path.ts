// What of a plotted line is within its frame.
import type { Place } from '../../lessons/plot.ts';
import type { Range } from '../../math/grid.ts';

/** What of the way from one place to another lies in a rectangle (Liang and Barsky 1984); null for nothing. */
function within([a, b]: readonly [Place, Place], box: readonly [Range, Range]) {
  let [from, to] = [0, 1];
  for (const [axis, [min, max]] of box.entries()) {
    const way = b[axis]! - a[axis]!;
    const [first, last] = [(min - a[axis]!) / way, (max - a[axis]!) / way];
    if (way === 0) {
      if (a[axis]! < min || a[axis]! > max) return null;
      continue;
    }
    from = Math.max(from, Math.min(first, last));
    to = Math.min(to, Math.max(first, last));
  }
  if (!(from < to)) return null;
  const at = (share: number): Place => [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
  return [from > 0 ? at(from) : a, to < 1 ? at(to) : b] as const;
}

/** What of a line is in view, as the d of a path; a place that is no number breaks it off. */
export function pathOf(
  places: readonly Place[],
  box: readonly [x: Range, y: Range],
  to: (place: Place) => Place,
): string {
  const text = (place: Place) =>
    to(place)
      .map((pixel) => pixel.toFixed(1))
      .join(' ');
  let path = '';
  let end: Place | null = null;
  for (let i = 1; i < places.length; i++) {
    const seen = within([places[i - 1]!, places[i]!], box);
    if (seen) path += `${seen[0] === end ? '' : `M${text(seen[0])}`}L${text(seen[1])}`;
    end = seen ? seen[1] : null;
  }
  return path;
}
