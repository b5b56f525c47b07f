// One process at a time works on a result: NAME.lock says which. The lock outlives a process that is killed, so it tells
// who holds it well enough for the next one to see that nobody does.
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure, fileFailure } from './failure.ts';
import { isAlive, type ProcessIdentity, thisProcess } from './process-identity.ts';

/** What stands in a lock, on one line of constant length for its holder, so that it can be written over in place. */
interface Holder extends ProcessIdentity {
  gradscape: 'lock';
  token: string;
  /** Counts up while the holder works. */
  beat: number;
}

export interface Lock {
  /** Throws a Failure when another process has taken the lock over: this one was not heard of for too long. */
  check(): void;
  /** Beats, unless it did just now: for work that leaves timers no time. */
  beat(): void;
  release(): void;
}

export interface LockOptions {
  /** Milliseconds between two beats of the holder. */
  beat?: number;
  /** Milliseconds without one after which a holder on another machine counts as gone: three beats, and half of one. */
  patience?: number;
  /** Told what is waited for, or taken over. */
  say?: (text: string) => void;
  /** Ends the waiting. */
  signal?: AbortSignal;
}

const BEAT = 10_000;

const lockOf = (path: string) => `${path}.lock`;

/**
 * Takes the lock of a result. Of a holder on this machine it is known whether it is alive: its number, and when it began,
 * as numbers are used again. One on another machine, or in another container, is heard beating or not, whatever the
 * clocks say. Throws a Failure that names a holder who is at work, and what the signal is aborted with.
 */
export async function takeLock(
  path: string,
  { beat = BEAT, patience = 3.5 * beat, say = () => {}, signal }: LockOptions = {},
): Promise<Lock> {
  const name = lockOf(path);
  for (;;) {
    const own = create(name);
    if (own) return held(path, name, own, beat);
    const holder = readHolder(name);
    if (holder === 'none') continue;
    const gone =
      holder && isAlive(holder) === false
        ? true
        : await isSilent(name, holder, patience, say, signal);
    if (!gone) {
      const now = readHolder(name);
      // It came to its end while it was waited for.
      if (now === 'none') continue;
      throw inUse(path, now);
    }
    say(`the lock of ${inWords(holder)}, which is gone, is taken over`);
    takeAway(name, holder);
  }
}

function inUse(path: string, holder: Holder | 'none' | null): Failure {
  const who = holder === 'none' ? 'another process' : inWords(holder);
  return new Failure(`"${path}" is being written by ${who}`);
}

const inWords = (holder: Holder | null) =>
  holder ? `process ${holder.pid} on ${holder.host}` : 'another process';

const textOf = (holder: Holder) =>
  `${JSON.stringify({ ...holder, beat: undefined })}${String(holder.beat).padStart(12)}\n`;

/** The lock made anew; null where there is one. */
function create(name: string): { file: number; holder: Holder } | null {
  const holder: Holder = { gradscape: 'lock', ...thisProcess(), token: randomUUID(), beat: 0 };
  const beside = `${name}.${holder.token}`;
  let file = -1;
  try {
    file = openSync(beside, 'wx');
    writeSync(file, textOf(holder), 0);
    fsyncSync(file);
    if (appears(name, beside)) return { file, holder };
  } catch (error) {
    if (file >= 0) closeSync(file);
    throw fileFailure(name, error);
  } finally {
    rmSync(beside, { force: true });
  }
  closeSync(file);
  return null;
}

/** Gives a lock its name, all of it at once: none that is half written is ever seen. False where there is one. */
function appears(name: string, beside: string): boolean {
  try {
    linkSync(beside, name);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // File systems without hard links: the name is taken first.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code ?? '')) throw error;
  }
  try {
    closeSync(openSync(name, 'wx'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  renameSync(beside, name);
  return true;
}

/** Who holds a lock; null where that cannot be read. */
function readHolder(name: string): Holder | 'none' | null {
  try {
    const [, json, beat] = /^(\{.*\}) +(\d+)\n$/.exec(readFileSync(name, 'utf8')) ?? [];
    const holder = { ...JSON.parse(json ?? ''), beat: Number(beat) } as Holder;
    return holder.gradscape === 'lock' ? holder : null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : null;
  }
}

/** Whether nothing is heard of a holder for so long; it is known to be alive, or on another machine. */
async function isSilent(
  name: string,
  holder: Holder | null,
  patience: number,
  say: (text: string) => void,
  signal?: AbortSignal,
): Promise<boolean> {
  if (holder && isAlive(holder)) return false;
  const text = () => JSON.stringify(readHolder(name));
  const first = text();
  say(
    `waiting up to ${Math.round(patience / 1000)} s to hear of ${inWords(holder)}, which has the lock`,
  );
  // A file is opened anew each time: a network file system then asks its server.
  for (let waited = 0; waited < patience; waited += patience / 50) {
    await wait(patience / 50);
    signal?.throwIfAborted();
    if (text() !== first) return false;
  }
  return true;
}

/** Removes a lock whose holder is gone. Of several processes that do so at once none removes the new lock of another. */
function takeAway(name: string, holder: Holder | null): void {
  const isStill = (found: Holder | 'none' | null) =>
    found !== 'none' && found?.token === holder?.token;
  const aside = `${name}.${randomUUID()}`;
  try {
    // Most often another one that was faster is seen here.
    if (!isStill(readHolder(name))) return;
    renameSync(name, aside);
  } catch {
    // Another process was faster.
    return;
  }
  try {
    // It was taken over in the meantime, and is put back.
    if (!isStill(readHolder(aside))) linkSync(aside, name);
  } catch {
    // A third process has it: the one whose lock this was finds out when it checks.
  } finally {
    rmSync(aside, { force: true });
  }
}

function held(
  path: string,
  name: string,
  { file, holder }: { file: number; holder: Holder },
  every: number,
): Lock {
  let open = true;
  const isOurs = () => {
    const found = readHolder(name);
    return found !== null && found !== 'none' && found.token === holder.token;
  };
  let last = performance.now();
  const beat = () => {
    if (performance.now() - last < every / 2) return;
    last = performance.now();
    try {
      holder.beat++;
      // In its place, so that a lock that was taken over is not written over.
      writeSync(file, textOf(holder), 0);
      fsyncSync(file);
    } catch {
      // A full disk stops no job; the next beat may be heard.
    }
  };
  const timer = setInterval(beat, every);
  timer.unref();
  const release = () => {
    if (!open) return;
    open = false;
    clearInterval(timer);
    process.off('exit', release);
    closeSync(file);
    if (isOurs()) rmSync(name, { force: true });
  };
  process.on('exit', release);
  return {
    check() {
      if (!isOurs()) throw inUse(path, readHolder(name));
    },
    beat,
    release,
  };
}
