// What the pointer points at: weights, loss, gradient, the outputs, in f64.
import { digitsFor, readable } from '../../views/ticks.ts';
import type { Point } from '../../views/transform.ts';
import { axisLabels, boundProblem, outputLabels } from '../state/problem.ts';
import type { State } from '../state/state.ts';

export interface Readout {
  /** `pixel`: parameter units per CSS pixel, which the digits shown follow. */
  show(state: State, at: Point, pixel: Point, run: string | null): void;
  hide(): void;
}

export function createReadout(root: HTMLElement): Readout {
  return {
    show(state, [x, y], pixel, run) {
      const [xLabel, yLabel] = axisLabels(state);
      const bound = boundProblem(state);
      const gradient = new Float64Array(2);
      bound.gradient(x, y, gradient);
      const outputs = bound.outputs(x, y);
      const rows: [string, string, gap?: boolean][] = [
        [xLabel, readable(x, digitsFor(x, pixel[0]))],
        [yLabel, readable(y, digitsFor(y, pixel[1]))],
        ['loss', readable(bound.loss(x, y))],
        [`∂L/∂${xLabel}`, readable(gradient[0]!, 4)],
        [`∂L/∂${yLabel}`, readable(gradient[1]!, 4)],
        ...outputLabels(state).map((label, i): [string, string, boolean] => [
          label,
          outputs[i]!.toFixed(4),
          i === 0,
        ]),
      ];
      if (run) rows.push(['run', run, true]);
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
