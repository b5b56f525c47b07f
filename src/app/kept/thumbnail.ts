// A small picture of what is on show, for the list of saved views.

import { DRAWN } from '../jobs/drawn.ts';
import type { Explorer } from '../landscape/explorer.ts';

/** CSS pixels of it, as lists show it at twice their density. */
const [WIDTH, HEIGHT] = [240, 150];
/** How long the landscape is waited for to be drawn again. */
const WAIT_MS = 600;

/** The largest canvas in view among the plots. */
function plotCanvas(): HTMLCanvasElement | null {
  const all = [...document.querySelectorAll<HTMLCanvasElement>('.plot-area canvas')];
  const area = (canvas: HTMLCanvasElement) => {
    const { width, height } = canvas.getBoundingClientRect();
    return width * height;
  };
  const [largest] = all.filter((canvas) => area(canvas) > 0).sort((a, b) => area(b) - area(a));
  return largest ?? null;
}

function copied(canvas: HTMLCanvasElement): string | undefined {
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [WIDTH, HEIGHT];
  const context = copy.getContext('2d');
  if (!context || canvas.width === 0 || canvas.height === 0) return undefined;
  const scale = Math.max(WIDTH / canvas.width, HEIGHT / canvas.height);
  const [width, height] = [canvas.width * scale, canvas.height * scale];
  context.drawImage(canvas, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
  const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
  // What was drawn before may be readable no more.
  const isEmpty = data.every((value, i) => i % 4 !== 3 || value === 0);
  return isEmpty ? undefined : copy.toDataURL('image/jpeg', 0.8);
}

/** As a data: URL; undefined where there is nothing to be read. `settled` draws whatever view is open once more. */
export function thumbnail(
  explorer: Explorer,
  settled: () => Promise<void>,
): Promise<string | undefined> {
  const canvas = plotCanvas();
  if (!canvas) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    let done = false;
    const finish = () => {
      if (!done) resolve(copied(canvas));
      done = true;
    };
    const map = canvas.closest('.map-plot');
    if (canvas.id !== 'heatmap' && !map) return finish();
    // A canvas of WebGL is empty once it is on the screen: the same is drawn again.
    if (map) {
      map.addEventListener(DRAWN, finish, { once: true });
      void settled();
    } else {
      explorer.onDraw.subscribe(finish);
      explorer.highlight(explorer.highlighted);
    }
    setTimeout(finish, WAIT_MS);
  });
}
