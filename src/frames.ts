// Which iterates of a run a trajectory keeps.

/** The steps whose iterates a trajectory keeps: 0, every, 2·every, … and always the last. */
export function frameSteps({ steps, every }: { steps: number; every: number }) {
  const frames = Math.ceil(steps / every) + 1;
  return Uint32Array.from({ length: frames }, (_, f) => Math.min(f * every, steps));
}

/** Frames that fall into steps (first, first + count], and frame 0 when first = 0. */
export function framesInSlice(
  { steps, every }: { steps: number; every: number },
  first: number,
  count: number,
): { from: number; to: number } {
  const after = (step: number) =>
    step >= steps ? Math.ceil(steps / every) : Math.floor(step / every);
  return { from: first === 0 ? 0 : after(first) + 1, to: after(first + count) + 1 };
}
