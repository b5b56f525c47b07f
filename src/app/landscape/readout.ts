// What the pointer points at, a place of the plane or an iterate of a run: weights, loss, gradient, the outputs, in f64.
import { grouped } from '../../math/format.ts';
import { dot } from '../../math/vector.ts';
import { lifted } from '../../problems/plane.ts';
import type { BoundProblem } from '../../problems/problem.ts';
import { digitsFor, exactly, readable } from '../../views/ticks.ts';
import type { Point } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import { boundProblem, infoOf, outputLabels } from '../state/problem.ts';
import type { State } from '../state/state.ts';

/** A row: its name, what it says, and whether there is a gap above it. */
export type ReadoutRow = readonly [name: string, value: string, gap?: boolean];

/** An iterate that is kept of a run. */
export interface Iterate {
  theta: Float64Array;
  step: number;
  /** What its engine computes with. */
  precision: 'f32' | 'f64';
}

export interface Pointed {
  /** Of the plane. */
  at: Point;
  /** Parameter units per CSS pixel, which the digits shown follow. */
  pixel: Point;
  /** Which it stands for, whatever the pointer's own place; null where it points at the landscape. */
  iterate: Iterate | null;
  /** Rows below the gradient. */
  further: readonly ReadoutRow[];
  /** The run that is picked out, in words. */
  run: readonly string[] | null;
}

export interface Readout {
  /** Returns whether that is other than what it showed: while a plot is panned, the place under the pointer stays. */
  show(state: State, pointed: Pointed): boolean;
  hide(): void;
}

/** Weights of an iterate that are told one by one. */
const WEIGHTS = 9;

/** Multiply-adds of a loss and its gradient that follow the pointer without holding it up. */
const AT_ONCE = 2e7;

/** The rows of a place that take its loss, its gradient or its outputs; none where they are too much work. */
function place(state: State, bound: BoundProblem, theta: Float64Array) {
  const { plane, network } = infoOf(state);
  const [xLabel, yLabel] = plane.names;
  if (network && 5 * network.names.length * (network.train.count + network.test.count) > AT_ONCE) {
    return { losses: [], slope: [], outputs: [] };
  }
  const gradient = new Float64Array(bound.size);
  bound.gradient(theta, gradient);
  const outputs = bound.outputs?.(theta) ?? [];
  const losses: ReadoutRow[] = [
    [t(bound.testLoss ? 'train loss' : 'loss'), readable(bound.loss(theta))],
    ...(bound.testLoss ? [[t('test loss'), readable(bound.testLoss(theta))] as const] : []),
    ...(bound.likelihood ? [[t('likelihood'), readable(bound.likelihood(theta))] as const] : []),
  ];
  const slope: ReadoutRow[] = [
    [`∂L/∂${xLabel}`, readable(dot(gradient, plane.x), 4)],
    ...(yLabel ? [[`∂L/∂${yLabel}`, readable(dot(gradient, plane.y), 4)] as const] : []),
  ];
  return {
    losses,
    slope,
    outputs: (outputs.length > 0 ? outputLabels(state) : []).map(
      (label, i): ReadoutRow => [label, outputs[i]!.toFixed(4), i === 0],
    ),
  };
}

/** Where it is: the plane's coordinates to a pixel; of an iterate, its weights with all their digits. */
function whereRows(state: State, { at, pixel, iterate }: Pointed) {
  const { plane, theta: names, trained } = infoOf(state);
  const exact = ({ theta, precision }: Iterate, i: number) => exactly(theta[i]!, precision);
  const where = plane.names.flatMap((name, axis): ReadoutRow[] => {
    if (name === '') return [];
    const own = iterate ? names.indexOf(name) : -1;
    const rounded = () => readable(at[axis]!, digitsFor(at[axis]!, pixel[axis]!));
    return [[name, iterate && own >= 0 ? exact(iterate, own) : rounded()]];
  });
  const others = names.flatMap((name, i) => (trained[i] && !plane.names.includes(name) ? [i] : []));
  if (!iterate || others.length + where.length > WEIGHTS) return { where, others: [] };
  return { where, others: others.map((i): ReadoutRow => [names[i]!, exact(iterate, i)]) };
}

/** All rows; of those with a group a readout of two lines shows the first. */
function rowsOf(state: State, pointed: Pointed): { row: ReadoutRow; group: string }[] {
  const { at, iterate, further, run } = pointed;
  const theta = iterate?.theta ?? lifted(infoOf(state).plane, ...at);
  const { losses, slope, outputs } = place(state, boundProblem(state), theta);
  const { where, others } = whereRows(state, pointed);
  const runRows = (run ?? []).map(
    (line, i): ReadoutRow => [i === 0 ? t('run') : '', line, i === 0],
  );
  const step: ReadoutRow[] = iterate ? [[t('at step'), grouped(iterate.step)]] : [];
  const groups = {
    where,
    others,
    loss: losses,
    slope,
    rest: [...further, ...outputs],
    run: runRows.slice(0, 1),
    step,
    off: runRows.slice(1),
  };
  return Object.entries(groups).flatMap(([group, rows]) => rows.map((row) => ({ row, group })));
}

export function createReadout(root: HTMLElement): Readout {
  let shown = '';
  return {
    show(state, pointed) {
      const rows = rowsOf(state, pointed);
      const key = JSON.stringify(rows);
      const isOther = key !== shown || root.hidden;
      root.hidden = false;
      if (!isOther) return false;
      shown = key;
      const table = document.createElement('table');
      for (const { row, group } of rows) {
        const [name, value, gap] = row;
        const line = table.insertRow();
        line.className = group;
        line.classList.toggle('gap', gap === true);
        const head = document.createElement('th');
        head.textContent = name;
        line.append(head);
        line.insertCell().textContent = value;
      }
      root.replaceChildren(table);
      return true;
    },
    hide() {
      root.hidden = true;
    },
  };
}
