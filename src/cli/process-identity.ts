// Which process this is, told so that another one can find out whether it still is.
import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface ProcessIdentity {
  host: string;
  /** Within one machine, or one container on it, processes see each other by their numbers. */
  machine: string;
  pid: number;
  /** When it began, as the system tells it: numbers are used again. */
  started: string;
}

/** A boot of a system and the space of process numbers in it; elsewhere than on Linux the host's name. */
function machine(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** When a process began, empty where that cannot be seen; null where there is none, or only what is left of one. */
function startOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      // Behind the program's name, which may hold anything: the state, and as the 20th the start in ticks since boot.
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? null : fields[19]!;
    } catch {
      // Of other users' processes a system may show nothing.
      return isThere(pid) ? '' : null;
    }
  }
  if (process.platform === 'win32') return isThere(pid) ? '' : null;
  const { status, stdout, error } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  // Where there is no ps, or none that may run.
  if (error) return isThere(pid) ? '' : null;
  return status === 0 ? stdout.trim() : null;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function thisProcess(): ProcessIdentity {
  const { pid } = process;
  return { host: hostname(), machine: machine(), pid, started: startOf(pid) ?? '' };
}

/** Whether a process is alive; null where that cannot be seen from here. */
export function isAlive({ machine: its, pid, started }: ProcessIdentity): boolean | null {
  if (its !== machine()) return null;
  const start = startOf(pid);
  if (start === '' || start === started) return true;
  // By its host's name alone another machine may look like this one: it is not known to be gone.
  return process.platform === 'linux' ? false : null;
}
