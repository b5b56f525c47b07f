// A process that is killed at each of the moments at which it changes something on the disk, one after the other: whoever
// goes on writes the file that nobody interrupted.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFile } from '../../src/cli/output.ts';
import { hasPartial, openPartial } from '../../src/cli/partial.ts';
import { tilesOf, tilingOf } from '../../src/cli/tiles.ts';
import type { GridSource } from '../../src/fields/formats/source.ts';

const [width, height] = [5, 3];
const cells = Float32Array.from({ length: width * height }, (_, i) => i / 7);
const source: GridSource = {
  meta: {
    program: 'gradscape',
    version: '0.1.0',
    kind: 'sweep',
    spec: { width, height },
    engine: 'cpu',
    adapter: 'none',
    precision: 'f64',
  },
  width,
  height,
  x: { name: 'a', centres: new Float64Array(width) },
  y: { name: 'b', centres: new Float64Array(height) },
  fields: [{ name: 'loss', type: '<f4' }],
  read: (_, from, to) => cells.slice(from * width, to * width),
};
const { read: _, ...shape } = source;
const tiles = tilesOf(tilingOf(shape));

const CHANGES = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'fdatasyncSync',
  'ftruncateSync',
  'truncateSync',
  'renameSync',
  'rmSync',
] as const;
const KILLED = new Error('killed');

/** Does a job until it has made so many calls that change something: the next one is half done, if it writes, and no other follows. */
async function killedAfter(calls: number, job: () => void | Promise<void>): Promise<boolean> {
  const real = { ...fs };
  let left = calls;
  for (const name of CHANGES) {
    const call = real[name] as (...args: unknown[]) => unknown;
    const counted = (...args: unknown[]) => {
      if (left-- > 0) return call(...args);
      if (left === -1 && name === 'writeSync') {
        const [file, data, offset = 0, length, at] = args as [
          number,
          string | Uint8Array,
          number?,
          number?,
          number?,
        ];
        if (typeof data === 'string') real.writeSync(file, data.slice(0, data.length / 2));
        else real.writeSync(file, data, offset, Math.floor((length ?? data.length) / 2), at);
      }
      throw KILLED;
    };
    Object.assign(fs, { [name]: counted });
  }
  syncBuiltinESMExports();
  try {
    await job();
    return left < 0;
  } catch (error) {
    if (left >= 0) throw error;
    return true;
  } finally {
    for (const name of CHANGES) Object.assign(fs, { [name]: real[name] });
    syncBuiltinESMExports();
  }
}

/** What a sweep does with its file, which goes on where one was stopped. */
function sweep(path: string): void {
  // It was whole, and the process was killed while it tidied up.
  if (fs.existsSync(path) && !hasPartial(path)) return;
  const store = openPartial(path, shape, tiles, hasPartial(path));
  for (const tile of tiles) {
    if (!store.finished.has(tile.index))
      store.put(tile, {
        loss: source.read(source.fields[0]!, tile.from, tile.to) as Float32Array<ArrayBuffer>,
      });
  }
  store.finish();
}

const text = new TextEncoder().encode('one,two\r\n');
const JOBS: readonly [string, (path: string) => void | Promise<void>][] = [
  ['a sweep', sweep],
  ['a result', (path) => writeFile(path, [text, text])],
];

test.each(JOBS)(
  '%s that is killed at any of its writes, and done again, is the one that was not',
  async (_, job) => {
    const folder = fs.mkdtempSync(join(tmpdir(), 'gradscape-killed-'));
    try {
      const straight = join(folder, 'straight');
      await job(straight);
      const whole = fs.readFileSync(straight);
      for (let calls = 0, killed = true; killed; calls++) {
        const path = join(folder, `${calls}`);
        killed = await killedAfter(calls, () => job(path));
        // Under its name a file is whole, or is not there.
        if (fs.existsSync(path)) expect(whole.equals(fs.readFileSync(path)), `${calls}`).toBe(true);
        await job(path);
        expect(whole.equals(fs.readFileSync(path)), `${calls}`).toBe(true);
        expect(hasPartial(path)).toBe(false);
        if (!killed) expect(calls).toBeGreaterThan(4);
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  },
);
