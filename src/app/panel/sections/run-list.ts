// The runs of the landscape, start by start: exact coordinates to be typed, what became of each, and away with it.
import { Eye, EyeOff, Plus, X } from 'lucide';
import { OUTCOMES, SOLVED } from '../../../engine.ts';
import type { RunEnd } from '../../../fields/run-end.ts';
import { runsOf } from '../../../fields/trajectories.ts';
import { optimizerName } from '../../../views/colours.ts';
import { icon } from '../../../views/icon.ts';
import { markIcon } from '../../../views/mark-icon.ts';
import { readable } from '../../../views/ticks.ts';
import { t, translated } from '../../../words/words.ts';
import type { Explorer } from '../../landscape/explorer.ts';
import { endsOf } from '../../landscape/run-ends.ts';
import type { RunSet } from '../../landscape/run-set.ts';
import { axisLabels, homeOf, infoOf, isOnLine, startOf } from '../../state/problem.ts';
import { startCount } from '../../state/state.ts';
import { hasOwnRuns } from '../../state/tabs.ts';
import type { PanelKit, Section } from '../kit.ts';
import { type CreatedInput, createNumberInput } from '../number-input.ts';

/** Starts with a row of their own. */
const ROWS = 50;

/** What the list sees of the landscape. */
export type Runs = Pick<Explorer, 'trained' | 'onRuns' | 'onDraw' | 'isSoon'>;

type Point = readonly [number, number];

interface StartRow {
  readonly element: HTMLElement;
  update(): void;
  tell(ends: readonly (readonly [RunSet, RunEnd])[]): void;
}

export function addRunList(kit: PanelKit, section: Section, runs: Runs): void {
  const root = document.createElement('div');
  root.className = 'run-list';
  const list = document.createElement('ol');
  const rest = document.createElement('p');
  rest.className = 'panel-note';
  const add = button(t('Add a start'), () => {
    const { points } = kit.state.starts;
    kit.set({ starts: { points: [...points, midpoint(kit)] } });
    list.lastElementChild?.querySelector('input')?.focus();
  });
  add.prepend(icon(Plus));
  root.append(list, rest, add);
  section.append(root);
  let rows: StartRow[] = [];
  let built = '';

  function rebuild() {
    const { points, off } = kit.state.starts;
    const key = JSON.stringify([points.length, off.length, axisLabels(kit.state)]);
    if (key === built) return;
    built = key;
    rows = [
      ...off.map((_, i) => offRow(kit, i)),
      ...points.slice(0, ROWS).map((_, i) => pointRow(kit, i)),
    ];
    list.replaceChildren(...rows.map(({ element }) => element));
  }

  function tell() {
    if (section.closed || !hasOwnRuns(kit.state)) return;
    // Those of the newest state: others are still under way.
    const { view, starts } = kit.state;
    const sets = runs.trained().filter(({ kind, trajectories }) => {
      const isWhole = runsOf(trajectories) === startCount(kit.state);
      return isWhole && !view.hidden.includes(kind);
    });
    const endOf = endsOf(sets, kit.state.map.threshold);
    rows.forEach((row, run) => {
      row.tell(sets.map((set) => [set, endOf(set, run)] as const));
    });
    const all = startCount(kit.state);
    rest.hidden = all <= rows.length || sets.length === 0;
    if (!rest.hidden)
      rest.textContent = sets.map((set) => summaryOf(set, all, starts.hidden, endOf)).join(' ');
  }

  section.always(() => {
    rebuild();
    for (const row of rows) row.update();
    tell();
  });
  runs.onRuns.subscribe(tell);
  section.onOpen(tell);
}

/** Where a new start goes: where the problem's own lies, or the middle of what is in view. */
function midpoint({ state }: PanelKit): [number, number] {
  const own = startOf(infoOf(state));
  const { x, y } = state.window;
  const taken = state.starts.points.some((each) => each[0] === own[0] && each[1] === own[1]);
  return taken ? [(x[0] + x[1]) / 2, isOnLine(state) ? 0 : (y[0] + y[1]) / 2] : own;
}

/** Of the runs of an optimizer that are shown, how many are solved and after how many steps. */
function summaryOf(
  set: RunSet,
  count: number,
  hidden: readonly number[],
  endOf: ReturnType<typeof endsOf>,
): string {
  const steps: number[] = [];
  const all = count - hidden.length;
  for (let run = 0; run < count; run++) {
    if (hidden.includes(run)) continue;
    const { outcome, solvedAt } = endOf(set, run, true);
    if (outcome === SOLVED && solvedAt !== null) steps.push(solvedAt);
  }
  const optimizer = optimizerName(set.kind);
  if (steps.length === 0) return t('{optimizer}: none of {all} solved.', { optimizer, all });
  steps.sort((a, b) => a - b);
  const half = steps[Math.floor((steps.length - 1) / 2)]!;
  return t('{optimizer}: {n} of {all} solved, half of those by step {half}.', {
    ...{ optimizer, n: steps.length, all, half },
  });
}

function button(label: string, run: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.append(label);
  made.addEventListener('click', run);
  return made;
}

/** Hides the start of a row, or shows it again. */
function hideButton(kit: PanelKit, row: () => number, name: string) {
  const isHidden = () => kit.state.starts.hidden.includes(row());
  const made = button('', () => {
    const others = kit.state.starts.hidden.filter((k) => k !== row());
    kit.set({ starts: { hidden: isHidden() ? others : [...others, row()] } });
  });
  made.classList.add('run-away', 'run-hide');
  let shown: boolean | null = null;
  return {
    made,
    update() {
      if (shown === !isHidden()) return;
      shown = !isHidden();
      made.ariaLabel = shown ? t('Hide {name}', { name }) : t('Show {name} again', { name });
      made.title = shown ? t('Hide these runs') : t('Show these runs again');
      made.replaceChildren(icon(shown ? Eye : EyeOff));
      made.closest('li')?.classList.toggle('hidden-run', !shown);
    },
  };
}

/** A row with its ends, and the buttons that hide it and take it away. `row`: its place among the single starts. */
function startRow(
  kit: PanelKit,
  row: () => number,
  name: string,
  fields: readonly CreatedInput[],
  remove: () => void,
): StartRow {
  const element = document.createElement('li');
  const ends = document.createElement('div');
  ends.className = 'run-ends';
  const away = button('', remove);
  away.className = 'run-away';
  away.ariaLabel = t('Remove {name}', { name });
  away.append(icon(X));
  const head = document.createElement('div');
  head.className = 'run-head';
  head.role = 'group';
  head.ariaLabel = name;
  const hide = hideButton(kit, row, name);
  const what = fields.length > 0 ? fields.map(({ input }) => input) : [name];
  head.append(...what, hide.made, away);
  element.append(head, ends);
  let told = '';
  return {
    element,
    update() {
      for (const field of fields) field.update();
      hide.update();
    },
    tell(all) {
      const words = all.map(([set, end]) => [set.kind, inWords(set, end)] as const);
      const key = JSON.stringify(words);
      if (key === told) return;
      told = key;
      ends.replaceChildren(
        ...words.map(([kind, text]) => {
          const end = document.createElement('span');
          const who = document.createElement('span');
          who.className = 'aside';
          who.textContent = `${optimizerName(kind)}: `;
          end.append(markIcon(kind), who, text);
          return end;
        }),
      );
    },
  };
}

/** “solved at step 73”; where only every k-th iterate is kept, by which step. */
function inWords({ trajectories }: RunSet, { outcome, solvedAt, loss }: RunEnd): string {
  if (outcome === SOLVED && solvedAt !== null) {
    return trajectories.spec.every > 1
      ? t('solved by step {n}', { n: solvedAt })
      : t('solved at step {n}', { n: solvedAt });
  }
  const name = translated(OUTCOMES[outcome]!);
  return Number.isFinite(loss) ? `${name}, ${readable(loss, 3)}` : name;
}

function pointRow(kit: PanelKit, i: number): StartRow {
  const labels = axisLabels(kit.state);
  const point = (): Point => kit.state.starts.points[i] ?? [0, 0];
  const others = (change: (points: [number, number][]) => void) => {
    const points = kit.state.starts.points.map((each): [number, number] => [...each]);
    change(points);
    return points;
  };
  const { x, y } = homeOf(kit.state);
  const fields = (isOnLine(kit.state) ? [x] : [x, y]).map(([min, max], c) => {
    const label = t('start {n}, {name}', { n: i + 1, name: labels[c]! });
    const field = createNumberInput({
      ...{ label, min, max, step: (max - min) / 400 },
      get: () => point()[c]!,
      set(value) {
        const points = others((all) => {
          if (all[i]) all[i][c] = value;
        });
        kit.put({ starts: { points } });
      },
      onRefused: (refusal) => kit.refuse(refusal, label),
    });
    field.input.addEventListener('blur', field.update);
    return field;
  });
  const row = () => kit.state.starts.off.length + i;
  return startRow(kit, row, t('start {n}', { n: i + 1 }), fields, () =>
    kit.lose(
      { starts: { points: others((points) => points.splice(i, 1)) } },
      t('Start {n} was removed.', { n: i + 1 }),
    ),
  );
}

function offRow(kit: PanelKit, i: number): StartRow {
  const remove = () => kit.set({ starts: { off: kit.state.starts.off.filter((_, k) => k !== i) } });
  return startRow(kit, () => i, t('start off the plane'), [], remove);
}
