// What a CPU worker does when it is asked: the job pieces, results transferred, not copied.
import * as Comlink from 'comlink';
import { advanceTrajectories, landscapeRows } from './jobs.ts';
import { advanceSweep } from './sweep.ts';

const transferred = <T extends Record<string, ArrayBufferView<ArrayBuffer>>>(result: T): T =>
  Comlink.transfer(
    result,
    Object.values(result).map((array) => array.buffer),
  );

export const workerApi = {
  landscapeRows: (...args: Parameters<typeof landscapeRows>) => transferred(landscapeRows(...args)),
  advanceTrajectories: (...args: Parameters<typeof advanceTrajectories>) =>
    transferred(advanceTrajectories(...args)),
  advanceSweep: (...args: Parameters<typeof advanceSweep>) => transferred(advanceSweep(...args)),
};
