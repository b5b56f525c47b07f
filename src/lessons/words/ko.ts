// Korean words of the lessons; see en.ts.
import activations from './ko/activations.ts';
import homework from './ko/homework.ts';
import matrices from './ko/matrices.ts';
import paper from './ko/paper.ts';
import perceptron from './ko/perceptron.ts';
import regression from './ko/regression.ts';
import room from './ko/room.ts';
import runs from './ko/runs.ts';
import stuck from './ko/stuck.ts';
import view from './ko/view.ts';
import type { Words } from './words.ts';

const words: Words = {
  ...view,
  ...room,
  ...homework,
  ...matrices,
  ...paper,
  ...perceptron,
  ...activations,
  ...regression,
  ...runs,
  ...stuck,
};
export default words;
