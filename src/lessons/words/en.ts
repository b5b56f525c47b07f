// English words of the lessons. In a text, {loss} is a figure's number, {loss:3} one of three digits, [[w21]] an
// inline formula.
import activations from './en/activations.ts';
import homework from './en/homework.ts';
import matrices from './en/matrices.ts';
import paper from './en/paper.ts';
import perceptron from './en/perceptron.ts';
import regression from './en/regression.ts';
import room from './en/room.ts';
import runs from './en/runs.ts';
import stuck from './en/stuck.ts';
import view from './en/view.ts';

export default {
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
