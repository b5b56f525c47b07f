// Where the arrow keys lead among cards that lie in rows.

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/**
 * The card that a key leads to from `from`, one of `boxes` in reading order: left and right go on and back, up and
 * down to the nearest of the next row, Home and End to the first and last. Null for any other key.
 */
export function cardAfter(boxes: readonly Box[], from: number, key: string): number | null {
  const last = boxes.length - 1;
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, from + 1);
    case 'ArrowLeft':
      return Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'ArrowDown':
      return nearestBeyond(boxes, from, 1);
    case 'ArrowUp':
      return nearestBeyond(boxes, from, -1);
    default:
      return null;
  }
}

function nearestBeyond(boxes: readonly Box[], from: number, way: 1 | -1): number {
  const own = boxes[from]!;
  const middle = ({ left, width }: Box) => left + width / 2;
  let best = from;
  for (const [i, box] of boxes.entries()) {
    const away = (box.top - own.top) * way;
    if (away <= 1) continue;
    const known = boxes[best]!;
    const nearer = (known.top - box.top) * way;
    const aside = Math.abs(middle(box) - middle(own)) - Math.abs(middle(known) - middle(own));
    if (best === from || nearer > 1 || (Math.abs(nearer) <= 1 && aside < 0)) best = i;
  }
  return best;
}
