// Lesson 5, why it gets stuck: six ways, each of them in a picture that moves.
import type { Lesson } from './lesson.ts';
import { basin } from './stuck/basin.ts';
import { border } from './stuck/border.ts';
import { critical } from './stuck/critical.ts';
import { edge } from './stuck/edge.ts';
import { plateau } from './stuck/plateau.ts';
import { valley } from './stuck/valley.ts';

export const stuck: Lesson = {
  id: 'stuck',
  title: 'stuck.lesson',
  setUp: { problem: 'xor' },
  steps: [plateau, valley, basin, border, critical, edge],
};
