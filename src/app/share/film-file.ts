// Frames as a WebM, by the browser's own encoder (WebCodecs) and Mediabunny's writer. Loaded when a film is made.
import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from 'mediabunny';
import type { Scene } from '../../fields/figure/scene.ts';
import { drawScene } from './canvas.ts';
import { type FilmPlan, framesIn, POINTS } from './film.ts';

/** Whether this browser can encode films at all: in an insecure context none can. */
export const canFilm = (): boolean => 'VideoEncoder' in globalThis;

const even = (value: number) => 2 * Math.ceil(value / 2);

/**
 * A film of scenes, each a frame. `onFrame` is told how many are done, and the canvas with the newest. Throws an Error
 * where there is no encoder, and what the signal was aborted with.
 */
export async function filmOf(
  scenes: AsyncIterable<Scene>,
  plan: FilmPlan,
  signal: AbortSignal,
  onFrame: (done: number, canvas: HTMLCanvasElement) => void,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const scale = plan.width / POINTS;
  let film: Awaited<ReturnType<typeof begin>> | null = null;
  let done = 0;
  try {
    for await (const scene of scenes) {
      signal.throwIfAborted();
      if (!film) {
        // Encoders want even numbers of pixels.
        canvas.width = even(plan.width);
        canvas.height = even(scene.height * scale);
        film = await begin(canvas, plan.rate);
      }
      const context = canvas.getContext('2d', { alpha: false })!;
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      drawScene(context, scene, scale);
      await film.source.add(done / plan.rate, 1 / plan.rate);
      onFrame(++done, canvas);
    }
    if (!film || done < framesIn(plan)) throw new Error('the film has no frames');
    await film.output.finalize();
  } catch (error) {
    await film?.output.cancel();
    throw error;
  }
  return new Blob([film.target.buffer!], { type: 'video/webm' });
}

async function begin(canvas: HTMLCanvasElement, frameRate: number) {
  const { width, height } = canvas;
  const size = { width, height, frameRate, quality: QUALITY_HIGH };
  const codec = await getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1'], size);
  if (!codec) throw new Error('this browser has no encoder for WebM');
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, quality: QUALITY_HIGH, keyFrameInterval: 1 });
  output.addVideoTrack(source, { frameRate });
  await output.start();
  return { source, output, target };
}
