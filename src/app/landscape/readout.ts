// What the pointer points at: weights, loss, gradient, the outputs, in f64.

import { dot } from '../../math/vector.ts';
import { lifted } from '../../problems/plane.ts';
import type { BoundProblem } from '../../problems/problem.ts';
import { digitsFor, readable } from '../../views/ticks.ts';
import type { Point } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import { boundProblem, infoOf, outputLabels } from '../state/problem.ts';
import type { State } from '../state/state.ts';

/** A row: its name, what it says, and whether there is a gap above it. */
export type ReadoutRow = readonly [name: string, value: string, gap?: boolean];

export interface Readout {
  /**
   * `pixel`: parameter units per CSS pixel, which the digits shown follow; `further`: rows below the gradient.
   */
  show(
    state: State,
    at: Point,
    pixel: Point,
    further: readonly ReadoutRow[],
    run: readonly string[] | null,
  ): void;
  hide(): void;
}

/** Multiply-adds of a loss and its gradient that follow the pointer without holding it up. */
const AT_ONCE = 2e7;

/** The rows of a place that take its loss, its gradient or its outputs; none where they are too much work. */
function place(state: State, bound: BoundProblem, theta: Float64Array) {
  const { plane, network } = infoOf(state);
  const [xLabel, yLabel] = plane.names;
  if (network && 5 * network.names.length * (network.train.count + network.test.count) > AT_ONCE) {
    return { losses: [], outputs: [] };
  }
  const gradient = new Float64Array(bound.size);
  bound.gradient(theta, gradient);
  const outputs = bound.outputs?.(theta) ?? [];
  const losses: ReadoutRow[] = [
    [t(bound.testLoss ? 'train loss' : 'loss'), readable(bound.loss(theta))],
    ...(bound.testLoss ? [[t('test loss'), readable(bound.testLoss(theta))] as const] : []),
    ...(bound.likelihood ? [[t('likelihood'), readable(bound.likelihood(theta))] as const] : []),
    [`∂L/∂${xLabel}`, readable(dot(gradient, plane.x), 4)],
    ...(yLabel ? [[`∂L/∂${yLabel}`, readable(dot(gradient, plane.y), 4)] as const] : []),
  ];
  return {
    losses,
    outputs: (outputs.length > 0 ? outputLabels(state) : []).map(
      (label, i): ReadoutRow => [label, outputs[i]!.toFixed(4), i === 0],
    ),
  };
}

export function createReadout(root: HTMLElement): Readout {
  return {
    show(state, [x, y], pixel, further, run) {
      const { plane } = infoOf(state);
      const [xLabel, yLabel] = plane.names;
      const bound = boundProblem(state);
      const theta = lifted(plane, x, y);
      const at = place(state, bound, theta);
      const rows: ReadoutRow[] = [
        [xLabel, readable(x, digitsFor(x, pixel[0]))],
        ...(yLabel ? [[yLabel, readable(y, digitsFor(y, pixel[1]))] as [string, string]] : []),
        ...at.losses,
        ...further,
        ...at.outputs,
      ];
      run?.forEach((line, i) => {
        rows.push([i === 0 ? t('run') : '', line, i === 0]);
      });
      const table = document.createElement('table');
      for (const [name, value, gap] of rows) {
        const row = table.insertRow();
        if (gap) row.className = 'gap';
        const head = document.createElement('th');
        head.textContent = name;
        row.append(head);
        row.insertCell().textContent = value;
      }
      root.replaceChildren(table);
      root.hidden = false;
    },
    hide() {
      root.hidden = true;
    },
  };
}
