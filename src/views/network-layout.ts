// Where the units of a network are drawn: a column for each layer, the inputs left. Of layers with more units than fit
// the first and the last are shown, and a word on how many are not.
import type { Size } from './transform.ts';

export interface UnitPlace {
  /** Counted from 0. */
  readonly unit: number;
  readonly x: number;
  readonly y: number;
}

export interface Column {
  readonly x: number;
  readonly units: readonly UnitPlace[];
  /** How many units are not shown, and at what height that is said; null where all are. */
  readonly more: { readonly count: number; readonly y: number } | null;
}

export interface NetworkPicture {
  /** The inputs first. */
  readonly columns: readonly Column[];
  /** Of a unit, in CSS pixels. */
  readonly radius: number;
}

/** CSS pixels between the centres of two units: no fewer, or they are shortened, and no more. */
const PITCH = { least: 17, most: 58 };
/** Of a unit's radius. */
const RADIUS = { least: 4.5, most: 14 };
/** Kept free: for names at the sides, and below for what the layers are. */
export const GRAPH_MARGIN = { left: 42, right: 62, top: 6, bottom: 24 };

/** `layers`: units of each, the inputs first. */
export function layoutNetwork(layers: readonly number[], { width, height }: Size): NetworkPicture {
  const { left, right, top, bottom } = GRAPH_MARGIN;
  const room = Math.max(PITCH.least, height - top - bottom);
  const across = Math.max(1, width - left - right);
  const fits = Math.max(3, Math.floor(room / PITCH.least));
  const most = Math.min(fits, Math.max(...layers));
  const pitch = Math.min(PITCH.most, room / most);
  const middle = top + room / 2;
  const columns = layers.map((count, l): Column => {
    const x = left + (layers.length === 1 ? across / 2 : (across * l) / (layers.length - 1));
    // One place is for the word on the others.
    const shown = count <= fits ? count : fits - 1;
    const places = count <= fits ? count : fits;
    const first = count <= fits ? count : Math.ceil(shown / 2);
    // Wider apart where there are fewer than elsewhere.
    const apart = Math.min(PITCH.most, room / places, pitch * 1.5);
    const y = (place: number) => middle + (place - (places - 1) / 2) * apart;
    return {
      x,
      units: Array.from({ length: shown }, (_, k) => ({
        unit: k < first ? k : count - shown + k,
        x,
        y: y(k < first ? k : k + 1),
      })),
      more: count <= fits ? null : { count: count - shown, y: y(first) },
    };
  });
  const radius = Math.min(RADIUS.most, Math.max(RADIUS.least, 0.4 * pitch));
  return { columns, radius };
}

/** How strongly an edge is drawn, 0 to 1: the half of it for a weight that is usual among so many inputs. */
export const strengthOf = (weight: number, inputs: number): number => {
  const size = Math.abs(weight) * Math.sqrt(inputs);
  return Number.isFinite(size) ? size / (size + 4) : 1;
};

/** What of a network is pointed at: a unit of a layer (0: the inputs), or the edge into one. */
export type GraphHit =
  | { readonly kind: 'unit'; readonly layer: number; readonly unit: number }
  | { readonly kind: 'edge'; readonly layer: number; readonly unit: number; readonly from: number };

/** CSS pixels within which an edge is pointed at. */
const NEAR_EDGE = 5;

/** The height of an edge's curve at a share of the way: level at both ends. */
export const edgeHeight = (from: number, to: number, share: number): number =>
  from + (to - from) * share * share * (3 - 2 * share);

/** What is at a place of the picture; units before edges, of edges the nearest. */
export function hitOf(
  { columns, radius }: NetworkPicture,
  [x, y]: readonly [number, number],
): GraphHit | null {
  for (const [layer, { units }] of columns.entries()) {
    const unit = units.find((place) => Math.hypot(place.x - x, place.y - y) <= radius + 2);
    if (unit) return { kind: 'unit', layer, unit: unit.unit };
  }
  const layer = columns.findIndex((column) => column.x > x);
  if (layer < 1) return null;
  const [below, above] = [columns[layer - 1]!, columns[layer]!];
  const share = (x - below.x) / (above.x - below.x);
  let best: GraphHit | null = null;
  let nearest = NEAR_EDGE;
  for (const to of above.units) {
    for (const from of below.units) {
      const distance = Math.abs(edgeHeight(from.y, to.y, share) - y);
      // Of edges that run together, the one that is on top.
      if (distance > nearest) continue;
      nearest = distance;
      best = { kind: 'edge', layer, unit: to.unit, from: from.unit };
    }
  }
  return best;
}
