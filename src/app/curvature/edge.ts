// The edge of stability on the map: where η·λmax is the most that an optimizer can stand, for its learning rate.
import type { Window } from '../../engine.ts';
import { largestRate, type Optimizer } from '../../optimizers.ts';
import { stableUpTo } from '../../problems/curvature.ts';
import { OPTIMIZER_STYLES, optimizerName } from '../../views/colours.ts';
import { contourLines, type GridField, type Polyline } from '../../views/contour.ts';
import type { LevelLine } from '../../views/overlay.ts';
import { plain } from '../../views/ticks.ts';
import type { Point } from '../../views/transform.ts';
import { t } from '../../words/words.ts';

export interface Edges {
  levels: LevelLine[];
  /** What is to be said where there is no line. */
  notes: string[];
}

/** One line for each optimizer that has a bound; `view` is what is on screen, `field` where λmax is known. */
export function edgesOf(field: GridField, optimizers: readonly Optimizer[], view: Window): Edges {
  const edges: Edges = { levels: [], notes: [] };
  const known = Array.from(field.values).filter((value) => !Number.isNaN(value));
  const bounded = optimizers.filter((optimizer) => stableUpTo(optimizer) !== null);
  for (const [i, optimizer] of bounded.entries()) {
    const bound = stableUpTo(optimizer)!;
    const { color, dash } = OPTIMIZER_STYLES[optimizer.kind];
    const label = optimizerName(optimizer.kind);
    const level = bound / largestRate(optimizer);
    const name = bounded.length > 1 ? `${label}: ` : '';
    const lines = field.height === 1 ? uprights(field, level, view) : contourLines(field, level);
    const text = `η·λmax = ${plain(bound, 3)}`;
    if (lines.length > 0) {
      // An upright is labelled at its upper end, those of several optimizers one under the other.
      const down = (0.06 + 0.05 * i) * (view.y[1] - view.y[0]);
      const labelAt: Point | null = field.height === 1 ? [lines[0]![0]!, view.y[1] - down] : null;
      const place = labelAt && { labelAt };
      edges.levels.push({ lines, color, dash, label: name + text, ...place });
    } else if (known.length > 0) {
      const side = known[0]! > level ? '>' : '<';
      const what = name + text.replace('=', side);
      edges.notes.push(t('{what} everywhere here', { what }));
    }
  }
  if (bounded.length === 0) {
    edges.notes.push(t('No optimizer that is on has an edge of stability'));
  }
  return edges;
}

/** On a line: an upright wherever λmax passes the level. */
function uprights({ window: { x }, width, values }: GridField, level: number, view: Window) {
  const lines: Polyline[] = [];
  for (let i = 0; i + 1 < width; i++) {
    const [from, to] = [values[i]!, values[i + 1]!];
    if (from > level === to > level || Number.isNaN(from + to)) continue;
    const share = (level - from) / (to - from);
    const at = x[0] + ((i + 0.5 + share) / width) * (x[1] - x[0]);
    const [low, high] = view.y;
    lines.push(Float64Array.of(at, low, at, high));
  }
  return lines;
}
