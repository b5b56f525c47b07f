// When pictures are drawn: at most one in a frame, and that of a drag at once.
import { afterEach, expect, test, vi } from 'vitest';
import { createFrames } from '../../src/app/jobs/frames.ts';

let waiting: FrameRequestCallback[] = [];
const frame = () => {
  for (const callback of waiting.splice(0)) callback(0);
};
vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => waiting.push(callback));
afterEach(() => {
  waiting = [];
});

test('what is drawn at once is drawn once in a frame, the second time in the next', async () => {
  let drawn = 0;
  const { redraw, drawNow, settled } = createFrames(
    () => drawn++,
    () => true,
  );
  drawNow();
  expect(drawn).toBe(1);
  drawNow();
  drawNow();
  expect(drawn).toBe(1);
  frame();
  expect(drawn).toBe(2);
  frame();
  expect(drawn).toBe(2);
  redraw();
  expect(drawn).toBe(2);
  frame();
  expect(drawn).toBe(3);
  // Whoever waits is told after that drawing, too.
  const done = settled();
  drawNow();
  await done;
  expect(drawn).toBe(4);
});

test('a drawing waits for what is to be there in a moment; what is drawn at once does not', () => {
  let drawn = 0;
  let soon = true;
  const { redraw, drawNow } = createFrames(
    () => drawn++,
    () => false,
    () => {},
    () => soon,
  );
  redraw();
  frame();
  frame();
  expect(drawn).toBe(0);
  drawNow();
  expect(drawn).toBe(1);
  soon = false;
  frame();
  expect(drawn).toBe(2);
});
