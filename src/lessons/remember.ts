// Keeps the figures made last: a page asks for them whenever it draws, and some take thousands of training steps.
import type { Figures, LessonState } from './lesson.ts';

/** `make`, which is not run again for a state like the last one in what it depends on: `of`. */
export function remember(
  make: (state: LessonState) => Figures,
  of: (state: LessonState) => unknown,
): (state: LessonState) => Figures {
  let last: { key: string; figures: Figures } | null = null;
  return (state) => {
    const key = JSON.stringify(of(state));
    if (last?.key !== key) last = { key, figures: make(state) };
    return last.figures;
  };
}
