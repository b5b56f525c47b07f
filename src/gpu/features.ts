// What few specs ask of runs besides, for which shaders have variants (variants.ts).
import type { Also, Quantity } from '../engine.ts';
import type { Optimizer } from '../optimizers.ts';
import { isAdjustment } from '../quantities.ts';
import type { Kernel } from './kernels/kernel.ts';

export interface Features {
  /** Weight decay, a schedule or noise: shaders/adjusted.wgsl. */
  adjusted: boolean;
  /** Noise too, which costs more than all else of it where branches are no way around it. */
  noisy: boolean;
  /** Further results. */
  divergedAt: boolean;
  gradient: boolean;
}

/** What a job of runs asks for; undefined where that is nothing. */
export function featuresOf(
  { weightDecay, schedule, noise }: Optimizer,
  axes: readonly (Quantity | undefined)[] = [],
  also: readonly Also[] = [],
): Features | undefined {
  const bySpec = weightDecay || schedule || noise?.deviation;
  const adjusted = Boolean(bySpec) || axes.some((axis) => axis && isAdjustment(axis));
  const [divergedAt, gradient] = [also.includes('divergedAt'), also.includes('gradient')];
  const noisy = Boolean(noise?.deviation) || axes.includes('noise');
  return adjusted || divergedAt || gradient ? { adjusted, noisy, divergedAt, gradient } : undefined;
}

/** Those of the plain steps, which hand nothing back. */
export function plainFeatures(features: Features | undefined): Features | undefined {
  if (!features?.adjusted && !features?.divergedAt) return undefined;
  return { ...features, gradient: false };
}

/** For the key of a pipeline. */
export const featureNames = (features: Features): string =>
  Object.entries(features)
    .flatMap(([name, has]) => (has ? [name] : []))
    .join(' ');

/**
 * Whether plain blocks can be taken: not where runs are tested at a block's end alone, since what is done to steps is told for
 * the steps of one slice, and a run left behind is taken up in a later one.
 */
export const plainWith = (
  { divergence }: Pick<Kernel, 'divergence'>,
  features: Features | undefined,
): boolean => plainFeatures(features) === undefined || divergence === 'each step';
