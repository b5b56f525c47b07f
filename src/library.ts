// What the library gives besides createEngine: the same in a browser and in Node.
import './problems/catalogue.ts';

export { CheckError } from './check.ts';
export type { EngineOptions } from './choose-engine.ts';
export * from './engine.ts';
export { type BoxDimension, boxCounting } from './fields/box-counting.ts';
export {
  boxDimension,
  type Edge,
  edgeBySign,
  type MedianDimension,
  medianDimension,
} from './fields/edge-dimension.ts';
export {
  encodeFigure,
  FIGURE_FORMATS,
  type FigureFormat,
  type FigureOptions,
} from './fields/figure/index.ts';
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
export { type SolvedIntervals, solvedIntervals } from './fields/intervals.ts';
export {
  assignedMinima,
  type BasinMinima,
  basinMinima,
  endPlaces,
  type Minimum,
  NO_MINIMUM,
  reachIn,
} from './fields/minima.ts';
export { onPlane, type PlanePaths } from './fields/on-plane.ts';
export {
  type Behaviour,
  type BehaviourInterval,
  behaviourIntervals,
  behaviourName,
  behaviourOf,
  CHAOTIC,
  CONVERGING,
  PERIOD_TOLERANCE,
  periodsOf,
  UNBOUNDED,
} from './fields/periods.ts';
export {
  behaviourBand,
  minimaPicture,
  outcomePicture,
  type Picture,
  spectrumPicture,
} from './fields/pictures.ts';
export { pixelRun } from './fields/pixel-run.ts';
export {
  type Barrier,
  barrierOf,
  type LaidPlane,
  planeThrough,
  principalPlane,
  shareShown,
  windowAround,
} from './fields/planes.ts';
export {
  landscapeSource,
  metaOf,
  spectrumSource,
  sweepSource,
  trajectoriesSource,
} from './fields/sources.ts';
export { trainabilityPicture, trainedCounts } from './fields/trainability.ts';
export {
  HELD,
  SENSITIVE,
  TRUST,
  TRUSTED,
  trustCounts,
} from './fields/trust.ts';
export { trustBy as trustOf } from './fields/trust-by.ts';
export { type UncertaintyDimension, uncertaintyDimension } from './fields/uncertainty.ts';
export type * from './inputs.ts';
export { cellCentres, type Range, type Scale } from './math/grid.ts';
export {
  type PrincipalDirections,
  principalDirections,
  projectedShare,
} from './math/principal.ts';
export { noiseAt } from './noise.ts';
export {
  type Adjustments,
  DEFAULT_HYPER,
  type Noise,
  OPTIMIZER_KINDS,
  type Optimizer,
  type OptimizerKind,
  type Rate,
  type Schedule,
  type WarmUp,
} from './optimizers.ts';
export {
  type Curvature,
  criticalLearningRate,
  curvatureOfTrained,
  curvatureOnPlane,
  type HessianSource,
  hessianOf,
  type PointKind,
  stableUpTo,
} from './problems/curvature.ts';
export { type DefinedProblem, defineProblem } from './problems/define.ts';
export { INITIALISATIONS, type Initialisation, initialValues } from './problems/initialisation.ts';
export {
  ACTIVATIONS,
  type Activation,
  DRAWS,
  LOSSES,
  type LossKind,
  type NetworkRef,
  type NetworkSpec,
} from './problems/networks/spec.ts';
export type { OwnParameter, OwnProblem } from './problems/own.ts';
export type { Direction, Plane, PlaneSpec } from './problems/plane.ts';
export type { BoundProblem, ParameterInfo, Problem, ProblemInfo } from './problems/problem.ts';
export { bind, describe, problemById, problems } from './problems/registry.ts';
export { extremesOfTrained } from './problems/sharpness.ts';
export { type Refined, refiner } from './problems/stationary.ts';
export type {
  StationaryCurve,
  StationaryPoint,
  StationaryPoints,
} from './problems/stationary-points.ts';
export {
  type CurvatureMap,
  isReference,
  LYAPUNOV_LEAST,
  LYAPUNOV_RATES,
  type Lyapunov,
  type LyapunovOptions,
  type Reference,
} from './reference.ts';
export { rateFactor } from './schedules.ts';
export {
  checkLandscape,
  checkResponse,
  checkSpectrum,
  checkSweep,
  checkTrajectories,
} from './specs.ts';
export { VERSION } from './version.ts';
