// All lessons, in the order in which they are taken.
import { homework } from './homework.ts';
import type { Lesson } from './lesson.ts';
import { deep, matrices } from './matrices.ts';
import { paper } from './paper.ts';
import { perceptron } from './perceptron.ts';
import { stuck } from './stuck.ts';

export const lessons: readonly Lesson[] = [
  homework,
  matrices,
  deep,
  ...paper,
  ...perceptron,
  stuck,
];
