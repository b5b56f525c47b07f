// Files as they are dropped on the page: of large ones only what they say of themselves is read.
import { expect, test } from 'vitest';
import { patchOfFile, readInPieces, showFile } from '../../src/app/shell/opened-file.ts';
import type { StatePatch } from '../../src/app/state/state.ts';
import type { Store } from '../../src/app/state/store.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { encode, FORMATS } from '../../src/fields/formats/index.ts';
import { metaOf } from '../../src/fields/formats/meta.ts';
import { TOLD_LIMIT } from '../../src/fields/formats/source.ts';
import { landscapeSource } from '../../src/fields/sources.ts';
import '../../src/problems/catalogue.ts';

/** A file that counts what is read of it; of `size` bytes, of which those beyond the ones given are zeros. */
function countingFile(bytes: Uint8Array, name: string, size = bytes.length) {
  const read = { bytes: 0, pieces: 0 };
  const piece = (from: number, to: number) => {
    const content = new Uint8Array(to - from);
    content.set(bytes.subarray(from, to));
    return content.buffer;
  };
  const file = {
    name,
    size,
    slice: (from: number, end: number) => ({
      arrayBuffer: async () => {
        const to = Math.min(end, size);
        read.bytes += to - from;
        read.pieces++;
        return piece(from, to);
      },
    }),
    arrayBuffer: async () => {
      read.bytes += size;
      return piece(0, size);
    },
  };
  return { file: file as unknown as File, read };
}

async function shown(file: File): Promise<StatePatch> {
  let patch: StatePatch = {};
  await showFile(
    file,
    {} as Store,
    (given) => {
      patch = given;
    },
    () => {},
  );
  return patch;
}

const window = { x: [1, 9] as [number, number], y: [2, 10] as [number, number] };
async function saved(data?: number[][], side = 512) {
  const problem = data ? { id: 'logistic', data } : { id: 'xor' };
  const cpu = createCpuEngine(inlinePool());
  const result = await cpu.landscape({ problem, window, width: side, height: side });
  return landscapeSource(result, cpu.info);
}

test('a file is shown the same in pieces as whole, and of a large one a tenth is read', async () => {
  const source = await saved();
  for (const format of FORMATS) {
    const bytes = encode(source, format, {});
    const { file, read } = countingFile(bytes, `saved.${format}`);
    expect(await shown(file), format).toEqual(patchOfFile(bytes, `saved.${format}`));
    expect(read.pieces, format).toBeLessThan(20);
    if (bytes.length > 4_500_000) expect(read.bytes, format).toBeLessThan(bytes.length);
    if (format === 'npz' || format === 'parquet')
      expect(read.bytes, format).toBeLessThan(bytes.length / 5);
  }
});

test('data at the end of a file are found in pieces too', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => [i / 7, -i / 3 - 1, i % 2]);
  const source = await saved(rows, 16);
  // A header of .npy has no room for so many.
  for (const format of FORMATS.filter((format) => format !== 'npy')) {
    const { file } = countingFile(encode(source, format, {}), `saved.${format}`);
    expect((await shown(file)).data, format).toEqual(rows);
  }
});

test('of what is none of ours, however large, no more is read than a file may say of itself', async () => {
  for (const start of [
    '\x00\x00\x00\x1cftypmp42',
    '\x89PNG\r\n\x1a\n',
    'PK\x03\x04',
    'PAR1',
    'a,b\n',
  ]) {
    const bytes = Uint8Array.from(start, (c) => c.charCodeAt(0));
    const { file, read } = countingFile(bytes, 'film.mp4', 3 * 2 ** 30);
    await expect(shown(file), start).rejects.toThrow(
      /gradscape|\.npz|parquet|readable spec|of itself/,
    );
    expect(read.bytes, start).toBeLessThan(TOLD_LIMIT * 1.2);
  }
  for (const [name, said] of [
    ['spec.json', /says 3221225472 bytes of itself: at most 67108864/],
    ['net.safetensors', /weights of 3221225472 bytes are too many: at most 16000000/],
  ] as const) {
    const { file, read } = countingFile(new Uint8Array(8), name, 3 * 2 ** 30);
    await expect(shown(file), name).rejects.toThrow(said);
    expect(read.bytes, name).toBe(0);
  }
});

test('what a reader rejects in its last piece is what is said, and a reader that catches all is begun again', async () => {
  const blob = new Blob([new Uint8Array(200_000)]);
  const failing = readInPieces(blob, (file) => {
    file.read(0, 4);
    file.read(150_000, 4);
    throw new Error('no such thing');
  });
  await expect(failing).rejects.toThrow('no such thing');
  const caught = await readInPieces(blob, (file) => {
    try {
      return file.read(199_990, 100).length;
    } catch {
      return -1;
    }
  });
  expect(caught).toBe(10);
  await expect(readInPieces(blob, (file) => metaOf(file).meta)).rejects.toThrow(
    /none of gradscape/,
  );
});
