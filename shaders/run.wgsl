// f32 twin of src/cpu/run.ts: what the runs of every kernel have in common. pair.wgsl and theta.wgsl hold
// the rest, each for the kernels of its kind.

// Plain steps (shaders/plain.wgsl) between two carries from lo to hi: rarely enough to cost next to
// nothing, often enough that lo stays small.
const CARRY_EVERY = 32u;
const DIVERGED_AT = 1e6;
// That of src/engine.ts.
const NEVER = 0xffffffffu;
// Whether runs are measured (MEASURES in src/engine.ts), which few kernels can.
override measures: bool = false;
