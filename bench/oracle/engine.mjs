// node engine.mjs cpu|gpu: runs the sweeps that it is given as lines {"spec", "file"} and writes them as .npz; answers every
// one by a line. One process for all, since starting one takes ten times as long as a sweep.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ensureBuilt } from '../../scripts/build-lib.mjs';

await ensureBuilt();
// Built just now, so it is not there for the type checker.
const library = new URL('../../lib/node/index.js', import.meta.url);
const { createEngine, encode, sweepSource } = await import(library.href);
const engine = await createEngine({ engine: process.argv[2] });
for await (const line of createInterface({ input: process.stdin })) {
  const { spec, file } = JSON.parse(line);
  const sweep = await engine.sweep(spec);
  writeFileSync(file, encode(sweepSource(sweep, engine.info), 'npz'));
  console.log(file);
}
engine.dispose();
