import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { encode, FORMATS, readMeta } from '../../src/fields/formats/index.ts';
import { landscapeSource } from '../../src/fields/sources.ts';

test('the page writes and reads every format, as the terminal does', async () => {
  const engine = createCpuEngine(inlinePool());
  const window = { x: [-20, 20] as [number, number], y: [-20, 20] as [number, number] };
  const spec = { problem: { id: 'xor' }, window, width: 12, height: 9 };
  const source = landscapeSource(await engine.landscape(spec), engine.info);
  for (const format of FORMATS) expect(readMeta(encode(source, format))).toEqual(source.meta);
});
