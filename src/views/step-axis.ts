// Steps along an axis, the same for the chart and the scrubber above it.
import { grouped } from '../math/format.ts';
import type { Scale } from '../math/grid.ts';
import { niceTicks } from './ticks.ts';

/** Where a step lies on an axis from 0 to `steps`, as a share of it: even, or even in log(1 + step). */
export function shareOfStep(step: number, steps: number, scale: Scale): number {
  if (steps === 0) return 1;
  return scale === 'linear' ? step / steps : Math.log1p(step) / Math.log1p(steps);
}

/** The step at a share of the axis, fractional. */
export function stepAtShare(share: number, steps: number, scale: Scale): number {
  return scale === 'linear' ? share * steps : Math.expm1(share * Math.log1p(steps));
}

export interface StepTick {
  share: number;
  label: string;
}

/** CSS pixels of a digit of a label, and between two labels at least. */
const DIGIT = 7;
const BETWEEN = 18;

/** Round steps of an axis so many pixels long, whose labels do not touch. */
export function stepTicks(steps: number, scale: Scale, length: number): StepTick[] {
  if (steps === 0) return [{ share: 1, label: '0' }];
  const ticks: StepTick[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const step of scale === 'log' ? decades(steps) : evenly(steps, length)) {
    const [share, label] = [shareOfStep(step, steps, scale), grouped(step)];
    const [middle, half] = [share * length, (DIGIT * label.length) / 2];
    if (middle - half < free) continue;
    ticks.push({ share, label });
    free = middle + half + BETWEEN;
  }
  return ticks;
}

function evenly(steps: number, length: number): number[] {
  const count = Math.max(2, Math.min(steps, Math.floor(length / 80)));
  const ticks = niceTicks(0, steps, count, 'linear').map(({ value }) => value);
  return ticks.filter((step) => Number.isInteger(step));
}

/** 0, 1, 2, 5, 10, 20, 50, … */
function decades(steps: number): number[] {
  const found = [0];
  for (let decade = 1; decade <= steps; decade *= 10) {
    found.push(...[1, 2, 5].map((digit) => digit * decade).filter((step) => step <= steps));
  }
  return found;
}
