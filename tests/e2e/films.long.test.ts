// Films: of the runs and of a zoom.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { BY_SCREENSHOTS, saved, set, useChromium, withPage } from './page.ts';
import { openShare, pick, RUNS } from './share-page.ts';

useChromium();

/** Length, size and decoded frames of the film that is shown: at its start, in its middle and at its end. */
const filmOn = (page: Page) =>
  page.evaluate(async () => {
    const video = document.querySelector<HTMLVideoElement>('.share-film video')!;
    video.pause();
    while (!(video.duration > 0 && video.duration < 100)) await new Promise(requestAnimationFrame);
    const canvas = new OffscreenCanvas(64, 64);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    const frames: number[][] = [];
    for (const share of [0, 0.4, 0.9]) {
      // When it has been sought the frame of before may still be on show.
      const shown = new Promise<void>((resolve) => {
        const look: VideoFrameRequestCallback = (_, { mediaTime }) => {
          if (Math.abs(mediaTime - at) < 0.5) resolve();
          else video.requestVideoFrameCallback(look);
        };
        video.requestVideoFrameCallback(look);
      });
      const at = share * video.duration + 0.01;
      video.currentTime = at;
      await shown;
      context.drawImage(video, 0, 0, 64, 64);
      frames.push([...context.getImageData(0, 0, 64, 64).data]);
    }
    const apart = (a: number[], b: number[]) =>
      a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
    return {
      duration: video.duration,
      width: video.videoWidth,
      early: apart(frames[0]!, frames[1]!),
      late: apart(frames[1]!, frames[2]!),
    };
  });

test.each([
  ['The runs, from their start', 0.02],
  ['The zoom, from the whole to here', 1],
])('a film of “%s” is a WebM of 4 s with 60 frames that differ', (what, least) =>
  withPage({ allowed: BY_SCREENSHOTS }, async (page) => {
    await set(page, RUNS);
    await openShare(page, 'Film');
    await pick(page, 'What', what);
    await pick(page, 'Length', '4 s');
    await pick(page, 'Frames a second', '15');
    await pick(page, 'Width', '480 pixels');
    await page.getByRole('button', { name: 'Make film' }).click();
    await page.locator('.share-film video').waitFor({ timeout: 80_000 });
    const film = await filmOn(page);
    expect(film.duration).toBeCloseTo(4, 1);
    expect(film.width).toBe(480);
    expect(Math.min(film.early, film.late)).toBeGreaterThan(least);
    const { name, bytes } = await saved(page, () =>
      page.getByRole('button', { name: 'Save film' }).click(),
    );
    expect(name).toMatch(/^gradscape-(run|zoom)\.webm$/);
    // EBML, as every WebM begins.
    expect(bytes.readUInt32BE(0)).toBe(0x1a45dfa3);
    // A SimpleBlock of track 1 is a frame.
    expect(await page.locator('.share-status', { hasText: '60 frames' }).count()).toBe(1);
  }),
);
