// Results as what the file formats write.
import {
  type EngineInfo,
  type FloatArray,
  type Landscape,
  NEVER,
  OUTCOMES,
  type Quantity,
  type Spectrum,
  type SpectrumSpec,
  type Sweep,
  type SweepSpec,
} from '../engine.ts';
import { cellCentres } from '../math/grid.ts';
import { problemById } from '../problems/registry.ts';
import { VERSION } from '../version.ts';
import {
  type Cells,
  type CellType,
  componentsOf,
  type FieldInfo,
  type FileMeta,
  type GridSource,
} from './formats/source.ts';

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

/** The fields of a landscape of a problem; a name among them does not depend on the precision. */
export function landscapeFields(problemId: string, precision: Precision = 'f64'): FieldInfo[] {
  const type = floatType(precision);
  return [
    { name: 'loss', type },
    { name: 'gradient', type, components: problemById(problemId).axes },
  ];
}

/** The fields of a sweep of a problem, and the first ones of a spectrum. */
export function runFields(problemId: string, precision: Precision = 'f64'): FieldInfo[] {
  const type = floatType(precision);
  return [
    { name: 'point', type, components: problemById(problemId).axes },
    { name: 'loss', type },
    { name: 'stepsToThreshold', type: '<u4', none: NEVER },
    { name: 'outcome', type: '|u1', labels: OUTCOMES },
  ];
}

/** The fields of a spectrum. Its iterates are a field of `last` components. */
export function spectrumFields(spec: SpectrumSpec, precision: Precision = 'f64'): FieldInfo[] {
  const fields = runFields(spec.problem.id, precision);
  if (spec.last === 0) return fields;
  const name = problemById(spec.problem.id).axes[spec.component === 'x' ? 0 : 1];
  const first = spec.steps - spec.last + 1;
  const components = Array.from({ length: spec.last }, (_, k) => `${name}.${first + k}`);
  return [...fields, { name: 'iterates', type: floatType(precision), components }];
}

/** A landscape for `encode`. */
export function landscapeSource(landscape: Landscape, info: EngineInfo): GridSource {
  const { spec, loss, gradient } = landscape;
  const [x, y] = problemById(spec.problem.id).axes;
  return inMemory(
    {
      meta: metaOf('landscape', spec, info),
      width: spec.width,
      height: spec.height,
      x: { name: x, centres: cellCentres(spec.window.x, spec.width) },
      y: { name: y, centres: cellCentres(spec.window.y, spec.height) },
      fields: landscapeFields(spec.problem.id, info.precision),
    },
    { loss, gradient },
  );
}

/** Everything of a sweep's files but the cells. */
export function sweepShape(spec: SweepSpec, info: EngineInfo): Omit<GridSource, 'read'> {
  const { problem, x, y, width, height } = spec;
  return {
    meta: metaOf('sweep', spec, info),
    width,
    height,
    x: { name: axisName(problem.id, x.quantity), centres: cellCentres(x.range, width, x.scale) },
    y: { name: axisName(problem.id, y.quantity), centres: cellCentres(y.range, height, y.scale) },
    fields: runFields(problem.id, info.precision),
  };
}

/** A sweep for `encode`. */
export function sweepSource(sweep: Sweep, info: EngineInfo): GridSource {
  const { point, loss, stepsToThreshold, outcome } = sweep;
  return inMemory(sweepShape(sweep.spec, info), { point, loss, stepsToThreshold, outcome });
}

/** A spectrum for `encode`: one row of runs. */
export function spectrumSource(spectrum: Spectrum, info: EngineInfo): GridSource {
  const { spec, rates, point, loss, stepsToThreshold, outcome, iterates } = spectrum;
  return inMemory(
    {
      meta: metaOf('spectrum', spec, info),
      width: spec.count,
      height: 1,
      x: { name: 'learningRate', centres: rates },
      y: { name: 'row', centres: new Float64Array(1) },
      fields: spectrumFields(spec, info.precision),
    },
    { point, loss, stepsToThreshold, outcome, iterates },
  );
}

/** What a quantity is called in files and on the command line: start.w21, lr.w12, momentum, … */
export function axisName(problemId: string, quantity: Quantity): string {
  const [x, y] = problemById(problemId).axes;
  const names: Partial<Record<Quantity, string>> = {
    x: `start.${x}`,
    y: `start.${y}`,
    learningRate: 'lr',
    learningRateX: `lr.${x}`,
    learningRateY: `lr.${y}`,
  };
  return names[quantity] ?? quantity;
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
