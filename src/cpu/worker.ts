// The body of a CPU worker: the job pieces, exposed over comlink, results transferred, not copied.
import * as Comlink from 'comlink';
import { advanceTrajectories, landscapeRows } from './jobs.ts';
import { advanceSweep } from './sweep.ts';

const transferred = <T extends Record<string, ArrayBufferView<ArrayBuffer>>>(result: T): T =>
  Comlink.transfer(
    result,
    Object.values(result).map((array) => array.buffer),
  );

const api = {
  landscapeRows: (...args: Parameters<typeof landscapeRows>) => transferred(landscapeRows(...args)),
  advanceTrajectories: (...args: Parameters<typeof advanceTrajectories>) =>
    transferred(advanceTrajectories(...args)),
  advanceSweep: (...args: Parameters<typeof advanceSweep>) => transferred(advanceSweep(...args)),
};

Comlink.expose(api);
