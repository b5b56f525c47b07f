// What `encode` and `encodePicture` refuse: a saved file is what was asked for, or there is none.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { encode, encodePicture } from '../../src/fields/formats/index.ts';
import { landscapeSource, sweepSource } from '../../src/fields/sources.ts';
import { basins } from '../fixtures/basins.ts';

const engine = createCpuEngine(inlinePool());
const window = { x: [-1, 1] as [number, number], y: [-1, 1] as [number, number] };
const landscape = landscapeSource(
  await engine.landscape({ problem: basins.problem, window, width: 3, height: 2 }),
  engine.info,
);
const sweep = sweepSource(
  await engine.sweep({ ...basins, width: 3, height: 2, steps: 4 }),
  engine.info,
);

test.each<[string, typeof landscape, string, object, string]>([
  ['format', landscape, 'xls', {}, 'format: "xls" is not one of npy, npz, csv, parquet, png'],
  [
    'key',
    landscape,
    'png',
    { colourmap: 'cividis' },
    'encode: "colourmap" is not known: did you mean "colormap"?',
  ],
  [
    'colour map',
    landscape,
    'png',
    { colormap: 'jet' },
    'colormap: "jet" is not one of viridis, cividis, magma, blue-red',
  ],
  ['scale', landscape, 'png', { scale: 'ln' }, 'scale: "ln" is not one of linear, log, rank'],
  [
    'range turned round',
    landscape,
    'png',
    { range: [2, 1] },
    'range: [2,1] is not two numbers with min < max',
  ],
  [
    'range of one number',
    landscape,
    'png',
    { range: [2] },
    'range: [2] is not two numbers with min < max',
  ],
  [
    'log scale from 0',
    landscape,
    'png',
    { scale: 'log', range: [0, 1] },
    'range: [0,1] is not above 0, as a log scale needs',
  ],
  [
    'log scale of counts below 0',
    sweep,
    'png',
    { field: 'stepsToThreshold', range: [-1, 1] },
    'range: [-1,1] is not above 0, as a log scale needs',
  ],
  [
    'colour map of a table',
    landscape,
    'csv',
    { colormap: 'viridis' },
    'colormap: "viridis" does nothing: a .csv file has no colours',
  ],
  [
    'range of an array',
    landscape,
    'npy',
    { range: [0, 1] },
    'range: [0,1] does nothing: a .npy file has no colours',
  ],
  [
    'scale of outcomes',
    sweep,
    'png',
    { scale: 'log' },
    'scale: "log" does nothing: "outcome" has colours of its own',
  ],
  [
    'field of a file of all',
    landscape,
    'npz',
    { field: 'loss' },
    'a .npz file holds all fields: "loss" cannot be chosen',
  ],
])('a %s that is none, or does nothing, is refused', (_, source, format, options, message) => {
  expect(() => encode(source, format as 'png', options)).toThrow(new RangeError(message));
});

test('what has its effect is taken: counts of steps from 0 on their log scale too', () => {
  expect(encode(sweep, 'png', { field: 'stepsToThreshold', range: [0, 9] })[0]).toBe(0x89);
  expect(encode(landscape, 'png', { colormap: 'cividis', scale: 'log', range: [0.1, 2] })[0]).toBe(
    0x89,
  );
  expect(encode(landscape, 'npz', { colormap: undefined }).length).toBeGreaterThan(100);
});

test('a picture without four bytes for each pixel is refused', () => {
  const { meta } = landscape;
  const rgba = new Uint8Array(8);
  const wide = { width: 3, height: 1, rgba };
  expect(() => encodePicture(wide, meta)).toThrow(
    new RangeError('picture.rgba: 8 numbers are not 12 bytes, four for each of 3 × 1 pixels'),
  );
  expect(() => encodePicture({ width: 0, height: 1, rgba }, meta)).toThrow(
    /width: 0 is not an int/,
  );
  expect(encodePicture({ width: 2, height: 1, rgba }, meta)[0]).toBe(0x89);
});

test('a landscape without its gradient is a file of its losses, the same as those of a whole one', async () => {
  const spec = { problem: basins.problem, window, width: 3, height: 2 };
  const alone = landscapeSource(await engine.landscape({ ...spec, gradient: false }), engine.info);
  expect(alone.fields.map(({ name }) => name)).toEqual(['loss']);
  const whole = { ...landscape, fields: landscape.fields.slice(0, 1) };
  expect(encode(alone, 'npz')).toEqual(encode(whole, 'npz'));
});
