// What a CPU worker does when it is asked: the job pieces, results transferred, not copied. A job's problem is sent
// once and kept under the job's number until the job ends.
import * as Comlink from 'comlink';
import type { ProblemRef } from '../problems/problem.ts';
import {
  curvatureAlong,
  curvatureRows,
  refine,
  stationaryFrom,
  stationaryStarts,
} from './curvature.ts';
import { inspectStep } from './inspect.ts';
import { advanceTrajectories, type Prepared, prepare } from './jobs.ts';
import { landscapeCells } from './landscape.ts';
import { advanceLyapunov } from './lyapunov.ts';
import { respondRows, testLossAlong } from './response.ts';
import { advanceSweep } from './sweep.ts';

type Rest<F> = F extends (prepared: Prepared, ...rest: infer R) => unknown ? R : never;

/** The pieces on problems by job number. `hand` is called on each result before it is handed over. */
export function createWorkerApi(hand: <T extends object>(result: T) => T = (result) => result) {
  const prepared = new Map<number, Prepared>();
  const of = (job: number) => prepared.get(job)!;
  return {
    /** Makes an own problem known here, too. */
    async load(module: string): Promise<void> {
      (await import('../problems/own-module.ts')).takeModule(
        await import(/* @vite-ignore */ module),
        module,
      );
    },
    begin(job: number, problem: ProblemRef): void {
      prepared.set(job, prepare(problem));
    },
    end(job: number): void {
      prepared.delete(job);
    },
    landscapeCells: (job: number, ...rest: Rest<typeof landscapeCells>) =>
      hand(landscapeCells(of(job), ...rest)),
    advanceTrajectories: (job: number, ...rest: Rest<typeof advanceTrajectories>) =>
      hand(advanceTrajectories(of(job), ...rest)),
    inspectStep: (job: number, ...rest: Rest<typeof inspectStep>) =>
      hand(inspectStep(of(job), ...rest)),
    advanceSweep: (job: number, ...rest: Rest<typeof advanceSweep>) =>
      hand(advanceSweep(of(job), ...rest)),
    curvatureRows: (job: number, ...rest: Rest<typeof curvatureRows>) =>
      hand(curvatureRows(of(job), ...rest)),
    curvatureAlong: (job: number, ...rest: Rest<typeof curvatureAlong>) =>
      hand(curvatureAlong(of(job), ...rest)),
    advanceLyapunov: (job: number, ...rest: Rest<typeof advanceLyapunov>) =>
      hand(advanceLyapunov(of(job), ...rest)),
    stationaryStarts: (job: number, ...rest: Rest<typeof stationaryStarts>) =>
      stationaryStarts(of(job), ...rest),
    stationaryFrom: (job: number, ...rest: Rest<typeof stationaryFrom>) =>
      stationaryFrom(of(job), ...rest),
    refine: (job: number, ...rest: Rest<typeof refine>) => refine(of(job), ...rest),
    respondRows: (job: number, ...rest: Rest<typeof respondRows>) =>
      hand(respondRows(of(job), ...rest)),
    testLossAlong: (job: number, ...rest: Rest<typeof testLossAlong>) =>
      hand(testLossAlong(of(job), ...rest)),
  };
}

/** The same for a thread of its own. */
export const workerApi = createWorkerApi((result) =>
  Comlink.transfer(
    result,
    Object.values(result as Record<string, ArrayBufferView<ArrayBuffer>>).map(
      (array) => array.buffer,
    ),
  ),
);
