// Interleaved repeats: pure, with the clock given.

/** What one call of a job took. */
export interface Lap {
  /** From call to result, readback included. */
  ms: number;
  /** On the device alone, by its timestamps; null where it has none. */
  kernelMs: number | null;
}

export interface Contestant {
  name: string;
  /** Does the job once. Returns the device's own time for it, or null. */
  run(signal: AbortSignal | undefined): Promise<number | null>;
}

export interface RepeatOptions {
  /** In milliseconds. */
  now: () => number;
  /** Rounds at least, whatever the time. */
  rounds: number;
  /** Rounds are added while all of them together took less than this, up to `mostRounds`. */
  enoughMs: number;
  mostRounds: number;
  signal?: AbortSignal | undefined;
  onRound?: (round: number) => void;
}

/**
 * Every contestant once per round, one after the other, so that what else the machine does meanwhile
 * falls on all of them. An unmeasured round comes first: it compiles, starts workers and warms up.
 * Returns the laps of each contestant, one per round.
 */
export async function interleaved(
  contestants: readonly Contestant[],
  { now, rounds, enoughMs, mostRounds, signal, onRound }: RepeatOptions,
): Promise<{ laps: Lap[][]; first: Lap[] }> {
  const lap = async ({ run }: Contestant): Promise<Lap> => {
    signal?.throwIfAborted();
    const began = now();
    const kernelMs = await run(signal);
    return { ms: now() - began, kernelMs };
  };
  const first: Lap[] = [];
  for (const contestant of contestants) first.push(await lap(contestant));
  const laps: Lap[][] = contestants.map(() => []);
  const began = now();
  for (let round = 0; round < mostRounds; round++) {
    if (round >= rounds && now() - began >= enoughMs) break;
    for (const [c, contestant] of contestants.entries()) laps[c]!.push(await lap(contestant));
    onRound?.(round + 1);
  }
  return { laps, first };
}
