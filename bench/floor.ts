// The least that a drag takes in a browser: a landscape of 512² samples of another parameter for each place of the
// pointer, by the explorer's own kernel, texture and shader, on a page of nothing else. What scripts/drag.mjs holds the
// explorer against.
import { newestWins } from '../src/app/jobs/newest.ts';
import { trustLibraries } from '../src/app/shell/trusted.ts';
import { coloursOf } from '../src/fields/landscape.ts';
import { createEngine, type Window } from '../src/index.ts';
import { createGlPainter } from '../src/views/gl-painter.ts';
import { isolineLevels } from '../src/views/scene.ts';

const SIZE = { width: 512, height: 512 };
const WINDOW: Window = { x: [-20, 20], y: [-20, 20] };
const LOOK = { colormap: 'viridis', scale: 'log', range: null } as const;

trustLibraries();
const engine = await createEngine({ engine: 'gpu' });
const painter = createGlPainter(
  document.querySelector('canvas')!,
  () => {},
  () => {},
);
painter.resize(SIZE, 1);

/** Losses of the last two pictures: the next is written over the older. */
let losses: Float32Array<ArrayBuffer>[] = [];
const pictures = newestWins<number>(
  async (b2) => {
    const startedAt = performance.now();
    const landscape = await engine.landscape(
      { problem: { id: 'xor', parameters: { b2 } }, window: WINDOW, gradient: false, ...SIZE },
      { into: losses.length === 2 ? losses[0] : undefined },
    );
    losses = [...losses.slice(-1), landscape.loss as Float32Array<ArrayBuffer>];
    painter.setLandscape(landscape);
    const colours = coloursOf(landscape, LOOK);
    const heat = { ...colours, colormap: LOOK.colormap, levels: isolineLevels(colours) };
    const plain = { blend: 0, patterns: false, arrows: false, head: 0, highlight: null, ratio: 1 };
    painter.draw(WINDOW, SIZE, { heat, ...plain });
    performance.measure('gradscape:landscape', { start: startedAt, detail: SIZE });
  },
  console.error,
  1000,
);
window.addEventListener('pointermove', ({ clientX }) => pictures.request(clientX / 100));
pictures.request(0);
await pictures.idle();
Object.assign(window, { isReady: true });
