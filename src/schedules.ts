// Learning-rate schedules: the closed forms of torch.optim.lr_scheduler (PyTorch 1.13).
import { power } from './math/logarithm.ts';
import { cos } from './math/trigonometry.ts';
import { DEFAULT_WARM_UP_FROM, type Optimizer, type Schedule, type WarmUp } from './optimizers.ts';

/** Beyond it a factor stays: rates of up to 1e6 times this are f32 numbers, where an infinite one times 0 were none. */
const MOST_FACTOR = 1e30;

/** What the learning rates are multiplied by at a step, counted from 0, at most 1e30: see Schedule. */
export function rateFactor(schedule: Schedule, step: number): number {
  const shape = Math.min(MOST_FACTOR, shapeAt(schedule, step));
  return shape * (schedule.warmUp ? warmUpAt(schedule.warmUp, step) : 1);
}

function shapeAt(schedule: Schedule, step: number): number {
  switch (schedule.kind) {
    case 'constant':
      return 1;
    case 'step':
      return power(schedule.factor, Math.floor(step / schedule.every));
    case 'exponential':
      return power(schedule.factor, step);
    case 'cosine': {
      const { steps, least = 0 } = schedule;
      return least + ((1 - least) * (1 + cos((Math.PI * step) / steps))) / 2;
    }
  }
}

function warmUpAt({ steps, from = DEFAULT_WARM_UP_FROM }: WarmUp, step: number): number {
  return from + ((1 - from) * Math.min(step, steps)) / steps;
}

/** The factors of steps [first, first + count); null of an optimizer whose rates stay as they are. */
export function factorsOf(
  { schedule }: Pick<Optimizer, 'schedule'>,
  first: number,
  count: number,
): Float64Array<ArrayBuffer> | null {
  if (!schedule) return null;
  return Float64Array.from({ length: count }, (_, i) => rateFactor(schedule, first + i));
}
