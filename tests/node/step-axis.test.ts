// Steps along the chart and the scrubber.
import { expect, test } from 'vitest';
import { shareOfStep, stepAtShare, stepTicks } from '../../src/views/step-axis.ts';

test.each(['linear', 'log'] as const)(
  'a %s axis goes from step 0 to the last, and back within 1e-9',
  (scale) => {
    for (const steps of [1, 7, 500, 1_000_000]) {
      expect(shareOfStep(0, steps, scale)).toBe(0);
      expect(shareOfStep(steps, steps, scale)).toBe(1);
      for (const step of [1, Math.ceil(steps / 3), steps - 1]) {
        const back = stepAtShare(shareOfStep(step, steps, scale), steps, scale);
        expect(Math.abs(back - step)).toBeLessThanOrEqual(1e-9 * steps);
      }
    }
    expect(shareOfStep(0, 0, scale)).toBe(1);
  },
);

test.each(['linear', 'log'] as const)(
  'the labels of a %s axis never touch, whatever its length and steps',
  (scale) => {
    for (let steps = 1; steps <= 1e6; steps = Math.ceil(1.7 * steps)) {
      for (const length of [120, 260, 700, 1900]) {
        const ticks = stepTicks(steps, scale, length);
        expect(ticks[0]).toEqual({ share: 0, label: '0' });
        for (const [i, { share, label }] of ticks.entries()) {
          const next = ticks[i + 1];
          if (!next) continue;
          const gap = (next.share - share) * length - 3.5 * (label.length + next.label.length);
          expect(gap).toBeGreaterThanOrEqual(18);
        }
      }
    }
  },
);
