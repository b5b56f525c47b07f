import { SingleBar } from 'cli-progress';
import { amount, duration } from '../math/format.ts';

export interface Progress {
  /** Share done, 0 to 1, and the steps of all runs behind it since the start. */
  update(done: number, steps?: number): void;
  stop(): void;
}

const NONE: Progress = { update: () => {}, stop: () => {} };

/** A bar on stderr with rate and time left; none when stderr is not a terminal or `quiet` is set. */
export function createProgress(
  what: string,
  { quiet = false }: { quiet?: boolean | undefined },
  stream: NodeJS.WriteStream = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  if (quiet || !stream.isTTY) return NONE;
  const bar = new SingleBar({
    stream,
    format: `${what} {bar} {percentage} %  {rate}  {left} left`,
    hideCursor: true,
    clearOnComplete: true,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    // Nothing is drawn by a timer, so that the bar keeps no process alive.
    noTTYOutput: false,
    gracefulExit: false,
  });
  const started = now();
  let first: number | null = null;
  bar.start(1000, 0, { rate: '', left: '…' });
  return {
    update(done, steps) {
      // What a resumed run found done took no time now.
      first ??= done;
      const seconds = (now() - started) / 1000;
      const share = done - first;
      const left = share > 0 && seconds > 1 ? ((1 - done) * seconds) / share : null;
      bar.update(Math.floor(done * 1000), {
        rate: steps && seconds > 0 ? amount(steps / seconds, 'steps/s') : '',
        left: left === null ? '…' : duration(left),
      });
    },
    stop: () => bar.stop(),
  };
}
