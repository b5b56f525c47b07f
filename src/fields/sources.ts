// Results as what the file formats write.
import {
  type Also,
  type EngineInfo,
  type FloatArray,
  type Landscape,
  type LandscapeSpec,
  NEVER,
  OUTCOMES,
  type ProblemRef,
  type Quantity,
  type RunResults,
  type Spectrum,
  type SpectrumSpec,
  type Sweep,
  type SweepSpec,
  type Trajectories,
} from '../engine.ts';
import { cellCentres } from '../math/grid.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { describe } from '../problems/registry.ts';
import type { CurvatureMap } from '../reference.ts';
import { pointSize } from '../runs.ts';
import { VERSION } from '../version.ts';
import {
  type Cells,
  type CellType,
  componentsOf,
  type FieldInfo,
  type FileMeta,
  type GridSource,
} from './formats/source.ts';
import { runsOf } from './trajectories.ts';
import { TRUST_FIELD } from './trust.ts';

/** What a file says of how it was made. A CPU's name and workers change no bit, so they stay out. */
export function metaOf(kind: FileMeta['kind'], spec: object, info: EngineInfo): FileMeta {
  const { name, adapter, precision } = info;
  return {
    program: 'gradscape',
    version: VERSION,
    kind,
    spec,
    engine: name,
    adapter: name === 'cpu' ? 'CPU' : adapter,
    precision,
  };
}

type Precision = EngineInfo['precision'];

const floatType = (precision: Precision): CellType => (precision === 'f32' ? '<f4' : '<f8');

/**
 * The fields of a landscape of a problem; a name among them does not depend on the precision. Those of curvature are
 * there when the reference was asked for it.
 */
export function landscapeFields(
  problem: ProblemRef,
  precision: Precision = 'f64',
  curvature = false,
): FieldInfo[] {
  const type = floatType(precision);
  return [
    lossField(problem, type),
    { name: 'gradient', type, components: describe(problem).plane.names },
    ...(curvature ? CURVATURE_FIELDS : []),
  ];
}

function lossField(problem: ProblemRef, type: CellType): FieldInfo {
  const { lossUnit: unit } = describe(problem);
  return { name: 'loss', type, ...(unit && { unit }) };
}

/** λmax and λmin of the Hessian over what is trained: f64, whatever computed the rest. */
const CURVATURE_FIELDS: readonly FieldInfo[] = [
  { name: 'sharpness', type: '<f8' },
  { name: 'leastEigenvalue', type: '<f8' },
];

/** The fields of a sweep, and the first ones of a spectrum; θ and what is measured where they are handed back. */
export function runFields(
  spec: Pick<SweepSpec, 'problem' | 'points' | 'measure' | 'also'>,
  precision: Precision = 'f64',
): FieldInfo[] {
  const type = floatType(precision);
  const { theta } = describe(spec.problem);
  const further: Record<Also, FieldInfo> = {
    gradient: { name: 'gradient', type, components: theta },
    divergedAt: { name: 'divergedAt', type: '<u4', none: NEVER },
    period: { name: 'period', type: '|u1' },
    lyapunov: { name: 'lyapunov', type },
  };
  return [
    ...(pointSize(spec, theta.length) > 0 ? [{ name: 'point', type, components: theta }] : []),
    lossField(spec.problem, type),
    { name: 'stepsToThreshold', type: '<u4', none: NEVER },
    { name: 'outcome', type: '|u1', labels: OUTCOMES },
    ...(spec.measure ? [{ name: spec.measure, type, byRank: true }] : []),
    ...(spec.also ?? []).map((name) => further[name]),
  ];
}

/** The fields of a spectrum. Its iterates are a field of `last` components. */
export function spectrumFields(spec: SpectrumSpec, precision: Precision = 'f64'): FieldInfo[] {
  const fields = runFields({ problem: spec.problem, also: spec.also }, precision);
  if (spec.last === 0) return fields;
  const first = spec.steps - spec.last + 1;
  const components = Array.from({ length: spec.last }, (_, k) => `${spec.component}.${first + k}`);
  return [...fields, { name: 'iterates', type: floatType(precision), components }];
}

/** Everything of a landscape's files but the cells. */
export function landscapeShape(
  spec: LandscapeSpec,
  info: EngineInfo,
  curvature = false,
): Omit<GridSource, 'read'> {
  const [x, y] = describe(spec.problem).plane.names;
  // Whether there is a gradient the fields tell.
  const { gradient = true, ...shown } = spec;
  return {
    meta: metaOf('landscape', shown, info),
    width: spec.width,
    height: spec.height,
    x: { name: x, centres: cellCentres(spec.window.x, spec.width) },
    y: { name: y, centres: cellCentres(spec.window.y, spec.height) },
    fields: landscapeFields(spec.problem, info.precision, curvature).filter(
      ({ name }) => name !== 'gradient' || gradient,
    ),
  };
}

/** A landscape for `encode`, with its curvature and its trust, [cell] of fields/trust.ts, if they are given. */
export function landscapeSource(
  landscape: Landscape,
  info: EngineInfo,
  curvature?: Pick<CurvatureMap, 'sharpness' | 'least'>,
  trust: Uint8Array<ArrayBuffer> | null = null,
): GridSource {
  const { spec, loss, gradient } = landscape;
  const own = landscapeShape(spec, info, curvature !== undefined);
  const shape = { ...own, fields: [...own.fields, ...(trust ? [TRUST_FIELD] : [])] };
  return inMemory(shape, {
    loss,
    gradient,
    ...(curvature && { sharpness: curvature.sharpness, leastEigenvalue: curvature.least }),
    ...(trust && { trust }),
  });
}

/** Everything of a sweep's files but the cells. */
export function sweepShape(spec: SweepSpec, info: EngineInfo): Omit<GridSource, 'read'> {
  const { x, y, width, height } = spec;
  const problem = describe(spec.problem);
  return {
    meta: metaOf('sweep', spec, info),
    width,
    height,
    x: { name: axisName(problem, x.quantity), centres: cellCentres(x.range, width, x.scale) },
    y: { name: axisName(problem, y.quantity), centres: cellCentres(y.range, height, y.scale) },
    fields: runFields(spec, info.precision),
  };
}

/** A sweep for `encode`; with `trust`, [run] of fields/trust.ts, as a field more. */
export function sweepSource(
  sweep: Sweep,
  info: EngineInfo,
  trust: Uint8Array<ArrayBuffer> | null = null,
): GridSource {
  const own = sweepShape(sweep.spec, info);
  const shape = { ...own, fields: [...own.fields, ...(trust ? [TRUST_FIELD] : [])] };
  return inMemory(shape, { ...runArrays(sweep.spec, sweep), ...(trust && { trust }) });
}

/** What a sweep handed back, by the names of its fields. */
export function runArrays(
  { measure, also = [] }: Pick<SweepSpec, 'measure' | 'also'>,
  results: RunResults,
) {
  const { point, loss, stepsToThreshold, outcome } = results;
  return {
    point,
    loss,
    stepsToThreshold,
    outcome,
    ...(measure && { [measure]: results.measure! }),
    ...Object.fromEntries(also.map((name) => [name, results[name]!])),
  } satisfies Record<string, FloatArray | Cells>;
}

/** Everything of a spectrum's files but the cells: one row of runs. */
export function spectrumShape(spec: SpectrumSpec, info: EngineInfo): Omit<GridSource, 'read'> {
  const { range, scale } = spec.rate;
  return {
    meta: metaOf('spectrum', spec, info),
    width: spec.count,
    height: 1,
    x: { name: 'learningRate', centres: cellCentres(range, spec.count, scale) },
    y: { name: 'row', centres: new Float64Array(1) },
    fields: spectrumFields(spec, info.precision),
  };
}

/** A spectrum for `encode`; with `trust`, [run] of fields/trust.ts, as a field more. */
export function spectrumSource(
  spectrum: Spectrum,
  info: EngineInfo,
  trust: Uint8Array<ArrayBuffer> | null = null,
): GridSource {
  const { spec, rates, iterates } = spectrum;
  const own = spectrumShape(spec, info);
  const fields = [...own.fields, ...(trust ? [TRUST_FIELD] : [])];
  const shape = { ...own, fields, x: { name: 'learningRate', centres: rates } };
  const arrays = { ...runArrays({ also: spec.also }, spectrum), iterates };
  return inMemory(shape, { ...arrays, ...(trust && { trust }) });
}

/** Iterates for `encode`: a row for each run, a column for each step that is kept. */
export function trajectoriesSource(trajectories: Trajectories, info: EngineInfo): GridSource {
  const { spec, frameSteps, points, loss } = trajectories;
  const runs = runsOf(trajectories);
  return inMemory(
    {
      meta: metaOf('trajectories', spec, info),
      width: frameSteps.length,
      height: runs,
      x: { name: 'step', centres: Float64Array.from(frameSteps) },
      y: { name: 'run', centres: Float64Array.from({ length: runs }, (_, r) => r) },
      fields: trajectoryFields(spec.problem, info.precision),
    },
    { point: points, loss },
  );
}

/** Trajectories of the same steps, one below the other; the spec is the first one's. */
export function stackedTrajectories(parts: readonly Trajectories[]): Trajectories {
  const [first] = parts as [Trajectories];
  if (parts.length === 1) return first;
  const joined = (arrays: FloatArray[]): FloatArray => {
    const Floats = arrays[0]!.constructor as Float64ArrayConstructor;
    const all = new Floats(arrays.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const array of arrays) {
      all.set(array, at);
      at += array.length;
    }
    return all;
  };
  return {
    ...first,
    points: joined(parts.map(({ points }) => points)),
    loss: joined(parts.map(({ loss }) => loss)),
  };
}

/** The fields of trajectories. */
export function trajectoryFields(problem: ProblemRef, precision: Precision = 'f64'): FieldInfo[] {
  const type = floatType(precision);
  return [
    { name: 'point', type, components: describe(problem).theta },
    { name: 'loss', type },
  ];
}

/** What a quantity is called in files and on the command line: start.NAME, lr.NAME, momentum, … */
export function axisName({ plane }: Pick<ProblemInfo, 'plane'>, quantity: Quantity): string {
  if (quantity === 'start.x') return `start.${plane.names[0]}`;
  if (quantity === 'start.y') return `start.${plane.names[1]}`;
  return quantity.replace('learningRate', 'lr');
}

function inMemory(
  shape: Omit<GridSource, 'read'>,
  arrays: Record<string, FloatArray | Cells>,
): GridSource {
  return {
    ...shape,
    read(field: FieldInfo, from: number, to: number) {
      const perRow = shape.width * componentsOf(field);
      return arrays[field.name]!.subarray(from * perRow, to * perRow) as Cells;
    },
  };
}
