// Back and forward through the places that a map was zoomed to.

import { keyOf } from '../jobs/key.ts';

export interface ViewHistory<Place> {
  /** Remembers a place once it has been stayed at; the same again is not remembered twice. */
  visit(place: Place): void;
  /** The place before this one; the newest remembered, when this one is not remembered yet. */
  back(current: Place): Place | null;
  forward(): Place | null;
}

/** Places kept; older ones are forgotten. */
const KEPT = 200;

export function createViewHistory<Place>(): ViewHistory<Place> {
  const places: Place[] = [];
  let at = -1;
  const same = (a: Place | undefined, b: Place) => keyOf(a) === keyOf(b);
  return {
    visit(place) {
      if (same(places[at], place)) return;
      places.splice(at + 1);
      places.push(place);
      if (places.length > KEPT) places.shift();
      at = places.length - 1;
    },
    back(current) {
      if (at >= 0 && !same(places[at], current)) return places[at]!;
      return at > 0 ? places[--at]! : null;
    },
    forward: () => (at < places.length - 1 ? places[++at]! : null),
  };
}
