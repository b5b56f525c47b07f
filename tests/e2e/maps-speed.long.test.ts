// How soon a map shows: alone on the machine (vite.config.ts, TIMING).
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { basins } from '../fixtures/basins.ts';
import { measured } from '../measured.ts';
import { useChromium, withPage } from './page.ts';

useChromium();

const GD_SWEEP = { ...basins, steps: 1000, width: 512, height: 512 };

/** How soon its first picture and the whole are there, how long the page was blocked, and whether it can be stopped. */
const watched = (page: Page) =>
  page.evaluate(async (spec) => {
    const blocks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) blocks.push(entry.duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    const startedAt = performance.now();
    let preview = 0;
    const sweep = await window.gradscape.sweep(spec, {
      onPreview: () => {
        preview ||= performance.now() - startedAt;
      },
    });
    const whole = performance.now() - startedAt;
    const controller = new AbortController();
    let abortedAt = 0;
    const stopped = await window.gradscape
      .sweep(spec, {
        signal: controller.signal,
        onPreview: () => {
          abortedAt ||= performance.now();
          controller.abort();
        },
      })
      .then(
        () => 'finished',
        () => 'stopped',
      );
    const idleAfter = performance.now() - abortedAt;
    observer.disconnect();
    return {
      preview,
      whole,
      stopped,
      idleAfter,
      longest: Math.max(0, ...blocks),
      solved: sweep.outcome.filter((o) => o === 0).length,
    };
  }, GD_SWEEP);

test('512² × 1,000 gd steps: a preview by half the time, no block of the page of a third, and an abort stops it', () =>
  withPage({}, async (page) => {
    const seen = await measured(
      () => watched(page),
      ({ preview, longest, whole }) => preview < whole / 2 && longest < whole / 3,
    );
    console.info(
      `512² × 1,000 gd steps: preview after ${seen.preview.toFixed(0)} ms, whole ${seen.whole.toFixed(0)} ms, ` +
        `cancelled within ${seen.idleAfter.toFixed(0)} ms, longest block ${seen.longest.toFixed(0)} ms`,
    );
    expect(seen.stopped).toBe('stopped');
    // Loose; the printed figures are what counts.
    expect(seen.preview).toBeLessThan(seen.whole / 2);
    expect(seen.longest).toBeLessThan(seen.whole / 3);
    expect(seen.solved / 512 / 512).toBeGreaterThan(0.2);
  }));
