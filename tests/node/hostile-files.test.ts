// Whole files of every kind that is opened, with bytes changed: read, or refused in our own words. Those that mean
// harm have a file of their own, hostile-files.long.test.ts.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { fileOf, keptOfFile } from '../../src/app/kept/kept-file.ts';
import { patchOfFile } from '../../src/app/shell/opened-file.ts';
import { DEFAULT_STATE } from '../../src/app/state/state.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { encode, FORMATS } from '../../src/fields/formats/index.ts';
import { readWeights, weightsJson, weightsSafetensors } from '../../src/fields/formats/weights.ts';
import { readCsv } from '../../src/fields/read-csv.ts';
import { landscapeSource } from '../../src/fields/sources.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { ascii, ENGINE } from '../hostile-files.ts';

const engine = createCpuEngine(inlinePool());
const source = landscapeSource(
  await engine.landscape({
    problem: {
      id: 'least-squares',
      data: [
        [0, 1],
        [1, 3],
        [2, 4],
      ],
    },
    window: { x: [-2, 2], y: [-1, 3] },
    width: 4,
    height: 3,
  }),
  engine.info,
);

const decoded = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const mlp = readWeights(
  ascii(
    '{"layers":[{"weight":[[1,2],[3,4]],"bias":[5,6],"activation":"tanh"},{"weight":[[0.5,7]],"bias":null}],"loss":"mse"}',
  ),
);
const view = { id: 'a', name: 'mine', at: '2026-11-22T10:00:00Z', state: DEFAULT_STATE };

/** Whatever is opened from a file: a whole one, and who reads it all, as the page does. */
const OPENED: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => unknown])[] = [
  ...FORMATS.map((format) => {
    const read = (bytes: Uint8Array) => patchOfFile(bytes, `result.${format}`);
    return [`results as .${format}`, encode(source, format), read] as const;
  }),
  [
    'specs as .json',
    ascii(JSON.stringify(source.meta.spec)),
    (bytes) => patchOfFile(bytes, 'spec.json'),
  ],
  ['weights as .safetensors', weightsSafetensors(mlp), readWeights],
  ['weights as .json', ascii(weightsJson(mlp)), readWeights],
  [
    'points as .csv',
    ascii('x;y;class\r\n1,5;"2";0\r\n-3e2;4,25;1\r\n0;1;"1"\r\n'),
    (bytes) => readCsv(decoded(bytes), ['x', 'y', 'class']),
  ],
  [
    'saved views as .json',
    ascii(fileOf({ views: [view], runs: [] })),
    (bytes) => keptOfFile(decoded(bytes)),
  ],
];

/** What another byte of a text may be: of any bytes hardly a file would stay a text. */
const SIGNS = ascii('0123456789.-+eE"[]{},:; \n');

test.each(OPENED)('2,000 mutated files of %s are read, or refused in our own words', (...of) => {
  const [kind, whole, read] = of;
  const isText = /\.json|points/.test(kind);
  const random = seededRandom(7);
  const below = (n: number) => Math.floor(random() * n);
  read(whole);
  let refused = 0;
  for (let i = 0; i < 2000; i++) {
    const bytes = whole.slice(0, random() < 0.2 ? below(whole.length) : whole.length);
    // The last bytes of a file say where the others are.
    const at = () =>
      random() < 0.5 ? below(bytes.length) : Math.max(0, bytes.length - 1 - below(90));
    const other = () => (isText ? SIGNS[below(SIGNS.length)]! : random() < 0.3 ? 255 : below(256));
    for (let n = 1 + below(isText ? 2 : 8); n > 0; n--) bytes[at()] = other();
    try {
      read(bytes);
    } catch (error) {
      refused++;
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).message).not.toMatch(ENGINE);
      expect(['Error', 'RangeError']).toContain((error as Error).name);
    }
  }
  expect(refused).toBeGreaterThan(200);
});
