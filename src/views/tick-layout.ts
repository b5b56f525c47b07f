// Ticks with their labels laid out along an axis or a colour bar, so that no two labels meet.
import type { Scale } from '../math/grid.ts';
import { niceTicks, shortened, type Tick } from './ticks.ts';

export interface TickRoom {
  /** Pixels along the axis, and to each tick about so many. */
  length: number;
  every: number;
  /** Characters of a label that there is room for. */
  longest: number;
  /** About so many ticks, where they are not the round values of the scale. */
  among?: (count: number) => Tick[];
  /** Pixels that a label takes along the axis, with what keeps it from the next. */
  sizeOf(label: string): number;
}

export interface LaidTick extends Tick {
  /** Pixels from the axis's beginning. */
  at: number;
}

export interface LaidTicks {
  ticks: LaidTick[];
  /** What all labels begin with and leave out, for the axis's name; '' for nothing. */
  prefix: string;
}

/** As many ticks as find room for their labels: a narrow range needs long ones. `place` is 0 to 1 along the axis. */
export function laidTicks(
  [min, max]: readonly [number, number],
  scale: Scale,
  place: (value: number) => number,
  { length, every, longest, sizeOf, among }: TickRoom,
): LaidTicks {
  const laid = (count: number): LaidTicks => {
    const { ticks, prefix } = shortened(
      among?.(count) ?? niceTicks(min, max, count, scale),
      longest,
    );
    return { prefix, ticks: ticks.map((tick) => ({ ...tick, at: length * place(tick.value) })) };
  };
  const fits = (ticks: readonly LaidTick[]) =>
    ticks.every((tick, i) => {
      const before = ticks[i - 1];
      return (
        !before || Math.abs(tick.at - before.at) >= (sizeOf(tick.label) + sizeOf(before.label)) / 2
      );
    });
  const most = Math.max(2, Math.floor(length / every));
  const counts: number[] = [];
  for (let count = most; count >= 2; count = Math.floor(0.75 * count)) counts.push(count);
  // A few more where so few are none or one.
  let few: LaidTicks = { ticks: [], prefix: '' };
  for (const count of [...counts, most + 1, most + 2, most + 4]) {
    const next = laid(count);
    if (next.ticks.length > 1 && fits(next.ticks)) return next;
    if (next.ticks.length > 0) few = next;
  }
  // Not even two round numbers have room: then every other one, or every third.
  for (let stride = 1; ; stride++) {
    const ticks = few.ticks.filter((_, i) => i % stride === 0);
    if (fits(ticks)) return { ...few, ticks };
  }
}

/** How large the page's type is among its usual size: on large screens and before an audience larger. */
export const typeScale = (): number =>
  window.innerWidth >= 2200 || document.documentElement.dataset.projector ? 4 / 3 : 1;

/** How much thicker lines are than on a desk. */
export const lineScale = (): number => Number(document.documentElement.dataset.projector ?? 1);

/** Pixels of a label's character at the page's usual size. */
export const CHARACTER = 7;
/** Pixels that a label takes from top to bottom, with what keeps it from the next. */
export const LINE = 16;
