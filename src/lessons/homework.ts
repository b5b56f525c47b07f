// Lesson 1: the homework, a 2-2-1 network of which two weights are trained, in the five parts of its sheet.
import { epochs } from './homework/epochs.ts';
import { forward } from './homework/forward.ts';
import { gradient } from './homework/gradient.ts';
import { adam, gd } from './homework/steps.ts';
import type { Lesson } from './lesson.ts';

export const homework: Lesson = {
  id: 'homework',
  title: 'homework.title',
  setUp: { problem: 'xor', starts: { points: [[0, 0]] } },
  steps: [forward, gradient, gd, adam, epochs],
};
