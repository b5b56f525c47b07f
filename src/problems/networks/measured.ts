// The presets whose kernels the benchmark measures: a network that registers hold, a deep one, and one on many points.
export const SMALL = 'xor9';
export const DEEP = 'xor-deep';
export const MANY_POINTS = 'trainability';

export type MeasuredNetwork = typeof SMALL | typeof DEEP | typeof MANY_POINTS;
