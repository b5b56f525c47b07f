// What the benchmark needs of a browser.
import { createCpuEngine } from '../cpu/engine.ts';
import { webWorkerPool } from '../cpu/pool.ts';
import { openDevice } from '../gpu/device.ts';
import { VERSION } from '../version.ts';
import type { BenchSetup } from './run.ts';

export function setUpInBrowser({ gpu, hardwareConcurrency, userAgent } = navigator): BenchSetup {
  const cores = hardwareConcurrency || 2;
  return {
    version: VERSION,
    machine: `${browserOf(userAgent)}, ${systemOf(userAgent)}, ${cores} cores`,
    cores,
    openGpu: () => openDevice(gpu, { timestamps: true }),
    openCpu: (workers) => createCpuEngine(webWorkerPool(workers)),
    now: () => performance.now(),
  };
}

/** "Chrome 156", from a user agent. */
export function browserOf(userAgent: string): string {
  const known = [
    ['Edg', 'Edge'],
    ['Firefox', 'Firefox'],
    ['Chrome', 'Chromium'],
    ['Version', 'Safari'],
  ] as const;
  for (const [token, name] of known) {
    const version = new RegExp(`${token}/(\\d+)`).exec(userAgent);
    if (version) return `${name} ${version[1]}`;
  }
  return 'unknown browser';
}

export function systemOf(userAgent: string): string {
  if (/Android/.test(userAgent)) return 'Android';
  if (/iPhone|iPad/.test(userAgent)) return 'iOS';
  if (/Windows/.test(userAgent)) return 'Windows';
  if (/Mac OS/.test(userAgent)) return 'macOS';
  if (/CrOS/.test(userAgent)) return 'ChromeOS';
  return /Linux/.test(userAgent) ? 'Linux' : 'unknown system';
}
