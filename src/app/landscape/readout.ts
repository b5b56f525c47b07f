// What the pointer points at: weights, loss, gradient, the outputs, in f64.
import { xor } from '../../problems/xor.ts';
import { digitsFor, readable } from '../../views/ticks.ts';
import type { Point } from '../../views/transform.ts';
import type { State } from '../state/state.ts';

export interface Readout {
  /** `pixel`: parameter units per CSS pixel, which the digits shown follow. */
  show(state: State, at: Point, pixel: Point, run: string | null): void;
  hide(): void;
}

export function createReadout(root: HTMLElement): Readout {
  return {
    show(state, [x, y], pixel, run) {
      const bound = xor.bind(state.parameters);
      const gradient = new Float64Array(2);
      bound.gradient(x, y, gradient);
      const outputs = bound.outputs(x, y);
      const rows: [string, string, gap?: boolean][] = [
        ['w21', readable(x, digitsFor(x, pixel[0]))],
        ['w12', readable(y, digitsFor(y, pixel[1]))],
        ['loss', readable(bound.loss(x, y))],
        ['∂L/∂w21', readable(gradient[0]!, 4)],
        ['∂L/∂w12', readable(gradient[1]!, 4)],
        ...xor.samples.map(({ label, target }, i): [string, string, boolean] => [
          `y${label} → ${target}`,
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
