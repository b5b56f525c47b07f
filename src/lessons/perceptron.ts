// Lesson 4, a perceptron from scratch: one unit on gates, activations and their slopes, and a network that learns a
// curve.
import type { Lesson } from './lesson.ts';
import { flat, slopes } from './perceptron/activations.ts';
import { and, or } from './perceptron/gates.ts';
import { notXor } from './perceptron/not-xor.ts';
import { compare, network, runs } from './perceptron/regression.ts';

const gates: Lesson = {
  id: 'perceptron',
  title: 'perceptron.lesson',
  setUp: { problem: 'gates', parameters: { w1: 0, w2: 0, b: 0 } },
  anyData: true,
  steps: [or, and, notXor],
};

const activations: Lesson = {
  id: 'activations',
  title: 'activations.lesson',
  setUp: { problem: 'network' },
  anyData: true,
  anyNetwork: true,
  steps: [slopes, flat],
};

const regression: Lesson = {
  id: 'regression',
  title: 'regression.lesson',
  setUp: { problem: 'regression' },
  anyData: true,
  anyNetwork: true,
  steps: [network, runs, compare],
};

export const perceptron: readonly Lesson[] = [gates, activations, regression];
