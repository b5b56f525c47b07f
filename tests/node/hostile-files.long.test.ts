// Files that mean harm: each is refused in words, soon, and in little memory.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENGINE, HOSTILE } from '../hostile-files.ts';

/** Of each file: its bytes and the most memory besides that reading it took, in MB, and the seconds of CPU time. */
const READ: { name: string; size: number; besides: number; seconds: number }[] = [];
const LIMIT = { megabytes: 200, seconds: 1 };

const folder = mkdtempSync(join(tmpdir(), 'gradscape-hostile-'));
const path = join(folder, 'file');
beforeAll(async () => {
  // One program, as a page loads it: a loader of TypeScript would have memory of its own.
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, '../fixtures/read-hostile.ts'),
      outDir: folder,
      rolldownOptions: { external: /share\/picture/, output: { entryFileNames: 'read.mjs' } },
    },
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  const lines = READ.toSorted((a, b) => b.size + b.besides - a.size - a.besides).map(
    ({ name, size, besides, seconds }) =>
      `${size.toFixed(0)} + ${besides.toFixed(0)} MB, ${seconds.toFixed(2)} s: ${name}`,
  );
  console.info(lines.join('\n'));
});

// Files of these kinds took 37, 19, 45 and 5 seconds, or all of the memory.
test.each(HOSTILE)(
  '%s is refused in words, in less than 1 s of work and 200 MB of memory',
  (...of) => {
    const [name, reader, says, make] = of;
    const bytes = make();
    writeFileSync(path, bytes);
    // A process of its own, whose peak is that of this file.
    const said = execFileSync(process.execPath, [join(folder, 'read.mjs'), reader, path]);
    const { refusal, megabytes: besides, seconds } = JSON.parse(said.toString());
    const size = bytes.length / 1e6;
    READ.push({ name, size, besides, seconds });
    expect(refusal).toMatch(says);
    expect(refusal).toMatch(/^(Range)?Error: /);
    expect(refusal).not.toMatch(ENGINE);
    // The file's own bytes with it.
    expect(size + besides).toBeLessThan(LIMIT.megabytes);
    expect(seconds).toBeLessThan(LIMIT.seconds);
  },
);
