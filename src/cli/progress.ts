import { SingleBar } from 'cli-progress';
import { amount, duration } from '../math/format.ts';

export interface Progress {
  /** Share done, 0 to 1, and the steps of all runs behind it since the start. */
  update(done: number, steps?: number): void;
  stop(): void;
}

const NONE: Progress = { update: () => {}, stop: () => {} };

/** Between two lines where there is no terminal, in ms: a log of a night's run has a thousand of them. */
const EVERY = 30_000;

/** Rate and time left on stderr: a bar on a terminal, else a line every 30 s; nothing when `quiet` is set. */
export function createProgress(
  what: string,
  { quiet = false }: { quiet?: boolean | undefined },
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  if (quiet) return NONE;
  const shown = stream.isTTY ? bar(what, stream as NodeJS.WriteStream) : lines(what, stream, now);
  const started = now();
  let first: number | null = null;
  return {
    update(done, steps) {
      // What a resumed run found done took no time now.
      first ??= done;
      const seconds = (now() - started) / 1000;
      const share = done - first;
      const left = share > 0 && seconds > 1 ? ((1 - done) * seconds) / share : null;
      shown.show(done, {
        rate: steps && seconds > 0 ? amount(steps / seconds, 'steps/s') : '',
        left: left === null ? '…' : duration(left),
      });
    },
    stop: shown.stop,
  };
}

/** What is drawn of a progress. */
interface Shown {
  show(done: number, words: { rate: string; left: string }): void;
  stop(): void;
}

function bar(what: string, stream: NodeJS.WriteStream): Shown {
  const single = new SingleBar({
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
  single.start(1000, 0, { rate: '', left: '…' });
  return {
    show: (done, words) => single.update(Math.floor(done * 1000), words),
    stop: () => single.stop(),
  };
}

/** For logs: nothing is written over, and nothing said of a job that is done before. */
function lines(what: string, stream: Pick<NodeJS.WriteStream, 'write'>, now: () => number): Shown {
  let last = now();
  return {
    show(done, { rate, left }) {
      if (now() - last < EVERY) return;
      last = now();
      const parts = [`${what} ${(100 * done).toFixed(1)} %`, rate, `${left} left`];
      stream.write(`gradscape: ${parts.filter((part) => part !== '').join(', ')}\n`);
    },
    stop() {},
  };
}
