// What the library gives besides createEngine: the same in a browser and in Node.
import './problems/catalogue.ts';

export type { EngineOptions } from './choose-engine.ts';
export * from './engine.ts';
export {
  encode,
  encodePicture,
  FORMATS,
  type Format,
  type FormatOptions,
  formatOf,
  readMeta,
} from './fields/formats/index.ts';
export type {
  AxisInfo,
  Cells,
  CellType,
  FieldInfo,
  FileMeta,
  GridSource,
  Shard,
} from './fields/formats/source.ts';
export { onPlane, type PlanePaths } from './fields/on-plane.ts';
export { outcomePicture, type Picture, spectrumPicture } from './fields/pictures.ts';
export { landscapeSource, metaOf, spectrumSource, sweepSource } from './fields/sources.ts';
export { cellCentres, type Range, type Scale } from './math/grid.ts';
export {
  DEFAULT_HYPER,
  OPTIMIZER_KINDS,
  type Optimizer,
  type OptimizerKind,
  type Rate,
} from './optimizers.ts';
export { INITIALISATIONS, type Initialisation, initialValues } from './problems/initialisation.ts';
export type { Direction, Plane, PlaneSpec } from './problems/plane.ts';
export type { BoundProblem, ParameterInfo, Problem, ProblemInfo } from './problems/problem.ts';
export { bind, describe, problemById, problems } from './problems/registry.ts';
export { checkLandscape, checkSpectrum, checkSweep, checkTrajectories } from './specs.ts';
export { VERSION } from './version.ts';
