// Which steps there are, for whoever names one from outside.
import { quote } from '../math/format.ts';
import { lessons } from './lessons.ts';

/** All steps in order, as lesson.step. */
export const stepNames = (): string[] =>
  lessons.flatMap(({ id, steps }) => steps.map((step) => `${id}.${step.id}`));

/** Throws a RangeError that lists the steps for what is none of them. */
export function checkStep(name: unknown): void {
  const names = stepNames();
  if (typeof name === 'string' && names.includes(name)) return;
  throw new RangeError(`state.lesson: ${quote(name)} is not one of ${names.join(', ')}`);
}
