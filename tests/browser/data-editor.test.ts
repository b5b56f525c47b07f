// The editor of data, driven as a hand would.
import { afterEach, expect, test, vi } from 'vitest';
import { createDataEditor, type EditorView } from '../../src/app/problem/data/editor.ts';
import { readCsv } from '../../src/fields/read-csv.ts';
import type { DataRows } from '../../src/problems/problem.ts';

const SETS: Record<string, DataRows> = {
  four: [
    [0, 0, 0],
    [1, 0, 1],
    [0, 1, 1],
    [1, 1, 0],
  ],
  one: [[2, 3, 1]],
};

let root: HTMLElement;
afterEach(() => root.remove());

/** An editor 400 pixels wide that shows what is asked of it, and what that was. */
async function open() {
  root = document.body.appendChild(document.createElement('div'));
  root.style.width = '400px';
  const asked: (string | DataRows)[] = [];
  const columns = ['x1', 'x2', 'label'];
  let view: EditorView = {
    columns,
    rows: SETS.four!,
    sets: ['four', 'one'],
    chosen: 'four',
    line: [0, 1, 1],
    classes: 2,
    isTest: null,
  };
  const editor = createDataEditor(root, {
    onChange(data) {
      asked.push(data);
      view =
        typeof data === 'string'
          ? { ...view, rows: SETS[data]!, chosen: data }
          : { ...view, rows: data, chosen: null };
      editor.show(view);
    },
  });
  editor.show(view);
  const canvas = root.querySelector('canvas')!;
  // However busy the machine.
  await vi.waitUntil(() => canvas.width > 300, { timeout: 20_000, interval: 5 });
  return {
    asked,
    canvas,
    rows: () => view.rows,
    show: () => editor.show({ ...view, line: [1, 1, 1] }),
  };
}

/** Where a point of [0, 1]², of which the plot shows [−0.15, 1.15]², is on the canvas. */
function placeOf(canvas: HTMLCanvasElement, x: number, y: number) {
  const box = canvas.getBoundingClientRect();
  const [width, height] = [box.width - 58, box.height - 44];
  return {
    clientX: box.left + 46 + (width * (x + 0.15)) / 1.3,
    clientY: box.top + 10 + height * (1 - (y + 0.15) / 1.3),
  };
}

function pointer(canvas: HTMLCanvasElement, type: string, x: number, y: number, rest = {}) {
  const at = placeOf(canvas, x, y);
  canvas.dispatchEvent(
    new PointerEvent(type, {
      ...at,
      pointerId: 1,
      pointerType: 'mouse',
      button: 0,
      bubbles: true,
      ...rest,
    }),
  );
}

const fields = () =>
  [...root.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll<HTMLInputElement>('input, select')].map(({ value }) => Number(value)),
  );
const type = (field: HTMLInputElement, text: string) => {
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event('change', { bubbles: true }));
};
const said = () => root.querySelector<HTMLElement>(':scope > .data-fault')!;
const press = (name: string) =>
  [...root.querySelectorAll('button')]
    .find((button) => button.textContent!.startsWith(name))!
    .click();

test('a click adds a point of the chosen class, a drag moves it, a right click removes it', async () => {
  const { canvas, rows } = await open();
  // Synthetic pointers cannot be captured.
  canvas.setPointerCapture = () => {};
  press('class 0');
  pointer(canvas, 'pointerdown', 0.5, 0.25);
  pointer(canvas, 'pointerup', 0.5, 0.25);
  expect(rows().length).toBe(5);
  const [x, y, label] = rows()[4]!;
  expect(x).toBeCloseTo(0.5, 1);
  expect(y).toBeCloseTo(0.25, 1);
  expect(label).toBe(0);
  // No more digits than pixels tell apart.
  expect(String(x).length).toBeLessThan(7);

  pointer(canvas, 'pointerdown', 0.5, 0.25);
  pointer(canvas, 'pointermove', 0.8, 0.7);
  expect(rows()[4]![0]).toBeCloseTo(0.8, 1);
  pointer(canvas, 'pointermove', 0.3, 0.6);
  pointer(canvas, 'pointerup', 0.3, 0.6);
  expect(rows().length).toBe(5);
  expect(rows()[4]![1]).toBeCloseTo(0.6, 1);
  expect(fields()).toEqual(rows());

  const at = placeOf(canvas, 0.3, 0.6);
  canvas.dispatchEvent(new MouseEvent('contextmenu', { ...at, bubbles: true, cancelable: true }));
  expect(rows()).toEqual(SETS.four);
});

test('keys choose, move and remove points, and the last one stays', async () => {
  const { canvas, rows } = await open();
  const key = (name: string) => canvas.dispatchEvent(new KeyboardEvent('keydown', { key: name }));
  key('PageDown');
  key('ArrowRight');
  expect(rows()[0]![0]).toBeGreaterThan(0);
  for (let i = 0; i < 3; i++) {
    key('PageUp');
    key('Delete');
  }
  expect(rows().length).toBe(1);
  key('PageUp');
  key('Delete');
  expect(rows().length).toBe(1);
  expect(said().textContent).toMatch(/at least one point is needed/);
});

test('a cell takes a number and refuses the rest with its place; the last row adds points', async () => {
  const { asked, rows, show } = await open();
  const cell = (row: number, column: number) =>
    root.querySelectorAll('tr')[row]!.querySelectorAll<HTMLInputElement>('input, select')[column]!;
  type(cell(1, 0), '−2,5');
  expect(rows()[0]![0]).toBe(-2.5);
  type(cell(2, 1), 'abc');
  expect(said().textContent).toBe('row 2, x2: "abc" is not a number');
  expect(asked.length).toBe(1);
  // A line that moves meanwhile leaves the text alone.
  show();
  expect(cell(2, 1).value).toBe('abc');
  expect(cell(2, 1).classList.contains('bad')).toBe(true);
  type(cell(2, 1), '7');
  expect(said().hidden).toBe(true);
  cell(5, 0).value = '0.5';
  cell(5, 1).value = '1e39';
  press('+');
  expect(said().textContent).toMatch(/^row 5, x2: 1e\+39 is not a number from/);
  cell(5, 1).value = '-1';
  press('+');
  expect(rows()[4]).toEqual([0.5, -1, 1]);
  expect(fields()).toEqual(rows());
});

test('a pasted table is shown before it is used, and a bad one loads nothing', async () => {
  const { asked, rows } = await open();
  press('Paste');
  const text = root.querySelector('textarea')!;
  const paste = async (value: string, until: RegExp) => {
    text.value = value;
    text.dispatchEvent(new Event('input'));
    await vi.waitUntil(() => until.test(root.querySelector('.data-preview')!.textContent!));
  };
  await paste(
    'x2;x1;label\n1,5;2;1\n3;q;0\n',
    /line 3, column 2 \(x1\): "q" is not a number: nothing was/,
  );
  await paste(
    'x2;x1;label\n1,5;2;1\n3;4;0\n',
    /2 points; cells between semicolons, a header, decimal/,
  );
  expect(asked).toEqual([]);
  press('Use these 2');
  expect(rows()).toEqual([
    [2, 1.5, 1],
    [4, 3, 0],
  ]);
});

test('another set shows its points, and editing them makes them own ones', async () => {
  const { asked } = await open();
  const sets = root.querySelector('select')!;
  sets.value = 'one';
  sets.dispatchEvent(new Event('change'));
  expect(asked).toEqual(['one']);
  expect(fields()).toEqual([[2, 3, 1]]);
  type(root.querySelector('tbody input')!, '5');
  expect(asked[1]).toEqual([[5, 3, 1]]);
  expect(sets.value).toBe('own points');
});

test('of 10,000 points a page of fifty is in the table', async () => {
  await open();
  const text = '0.5,1,1\n'.repeat(10_000);
  press('Paste');
  const field = root.querySelector('textarea')!;
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
  await vi.waitUntil(() => /10000 points/.test(root.querySelector('.data-preview')!.textContent!));
  press('Use these 10000');
  expect(fields().length).toBe(50);
  press('›');
  expect(root.querySelector('.data-pager')!.textContent).toMatch(/51 to 100 of 10000/);
  expect(readCsv(text, ['x1', 'x2', 'label']).rows.length).toBe(10_000);
});
